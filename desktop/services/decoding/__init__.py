"""Foreign pictures, recordings and films decoded in a process of their own."""
