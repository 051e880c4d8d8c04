"""Tests of the timeline: what is painted, selected and walked through."""
