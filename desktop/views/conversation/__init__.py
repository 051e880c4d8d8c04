"""The open conversation: its header, its timeline and the bubbles in it."""
