"""Files that are too large are made smaller, in a child process of its own."""
