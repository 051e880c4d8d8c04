"""Single turns of the real conversations that lie beside the project."""

import gzip
import json
from functools import cache

from tests.labelled.replies.book import PUBLISHED

_DIALOGUES = PUBLISHED.with_name("dialogues.jsonl.gz")


def turn_text(conversation: str, turn: int) -> str | None:
    """Return what was said, None where the conversations are absent."""
    turns = _conversations().get(conversation)
    return turns[turn] if turns else None


@cache
def _conversations() -> dict[str, tuple[str, ...]]:
    if not _DIALOGUES.exists():
        return {}
    with gzip.open(_DIALOGUES, "rt", encoding="utf-8") as lines:
        found = (json.loads(line) for line in lines)
        return {
            talk["id"]: tuple(turn["text"] for turn in talk["turns"]) for talk in found
        }
