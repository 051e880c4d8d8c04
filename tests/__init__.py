"""The suite: mirrors `desktop/`, plus end_to_end, faults, benchmarks, architecture."""
