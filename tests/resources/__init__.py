"""What ships beside the program: the demo content."""
