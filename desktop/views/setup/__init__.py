"""Connecting a corp, step by step."""
