"""The demo: the whole product against a WeCom of its own, played or toured."""
