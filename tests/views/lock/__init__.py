"""Tests of covering and locking the desk."""
