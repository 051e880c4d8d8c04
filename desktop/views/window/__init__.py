"""The desk's window: rail, columns, banner, toast and keys."""
