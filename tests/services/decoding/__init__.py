"""The room of decoding: limits, formats, and the child process."""
