"""Tests of views/setup."""
