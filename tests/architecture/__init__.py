"""The house's rules as tests: import arrows, sizes, forbidden calls."""
