"""Covering the contents of the desk, and the lock with a PIN."""
