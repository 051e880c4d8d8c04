"""The reply book in and out: tables, the signed file between databases, duplicates."""
