"""Labelled sets: what people wanted, judged before anything was tuned."""
