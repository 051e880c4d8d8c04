"""Service states 0–4 and which of them the API may change into which (94669)."""

from .errors import Refusal

NEW, ASSISTANT, POOL, SERVICER, ENDED = range(5)
SENDABLE = {NEW, ASSISTANT}


def read_matrix(text: str) -> dict[int, frozenset[int]]:
    """The table written as `from:to…` with commas, e.g. `0:1234,1:234`.

    Raises ValueError for anything else.
    """
    table: dict[int, frozenset[int]] = {}
    for part in text.split(","):
        source, _, targets = part.partition(":")
        table[int(source)] = frozenset(int(target) for target in targets)
    return table


def check_change(matrix: str, source: int, target: int) -> None:
    """Refuse a change that is not in the table: 95013 when over, else 95016."""
    if target not in range(5):
        raise Refusal(40058, "invalid service_state")
    if target in read_matrix(matrix).get(source, frozenset()):
        return
    raise Refusal(95013 if source == ENDED else 95016)
