"""The whole desk, window and engine, against the sandbox."""
