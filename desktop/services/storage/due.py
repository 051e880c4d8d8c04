"""Whether a row's time has come, also where the clock was set back since."""

_FARTHEST_MS = 3_600_000
"""No pause is longer; what seems to be farther off was noted by another clock."""


def is_due(column: str) -> str:
    """Return the condition that a column's time has come; ?1 is the present."""
    return f"({column} <= ?1 OR {column} > ?1 + {_FARTHEST_MS})"
