"""Fault runs: real processes, killed and starved, judged by the sandbox's ledger."""
