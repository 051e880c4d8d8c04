"""The bars of docs/benchmarks.md, measured: `python -m tests.benchmarks`."""
