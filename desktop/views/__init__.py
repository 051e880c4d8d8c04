"""What a person sees: one folder a feature."""
