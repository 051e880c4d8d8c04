"""Tests of the demo: what it shows, and the gallery."""
