"""Tests of views/composer."""
