"""The viewer, the player and the second word before opening."""
