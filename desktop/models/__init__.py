"""What we know: frozen values and pure rules, on the standard library alone."""
