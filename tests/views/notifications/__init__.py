"""Tests of being told outside the window."""
