"""Macros: the list, the card that shows the steps before they run, the editor."""
