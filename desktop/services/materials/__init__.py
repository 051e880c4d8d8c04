"""The material library: the file is the truth, WeCom's media_id a cache."""
