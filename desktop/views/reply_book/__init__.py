"""The tab 快捷回复 of the library: the whole life of the reply book."""
