"""The page 快捷回复 of the side panel."""
