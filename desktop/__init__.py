"""总机 Switchboard: one desk for all WeCom accounts of a company."""

__version__ = "0.1.0"
