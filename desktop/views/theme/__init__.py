"""Looks: colours, icons and style sheets, read from resources."""
