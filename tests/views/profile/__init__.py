"""Tests of views/profile."""
