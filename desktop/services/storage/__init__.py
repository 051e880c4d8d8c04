"""The encrypted database: the only room that knows SQL."""
