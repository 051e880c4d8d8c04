"""What we do: database, engine and use cases. No Qt anywhere."""
