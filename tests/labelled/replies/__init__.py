"""What an agent types and which reply is wanted; see README.md beside."""
