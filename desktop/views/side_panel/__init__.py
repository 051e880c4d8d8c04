"""The side panel: a row of tabs, a page for each."""
