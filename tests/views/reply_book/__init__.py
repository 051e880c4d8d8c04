"""The tab 快捷回复: lists, forms, diffs and what carries them out."""
