"""The palette: one field that finds messages, people, files, commands, settings."""
