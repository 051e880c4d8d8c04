"""What the people of a benchmark say: real conversations, or those of the demo."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.resources import resource

ROOT = Path(__file__).resolve().parents[2]
_SHARED = ROOT.parent / "shared" / "data" / "dialogues.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Turn:
    """One text of a conversation."""

    text: str
    by_customer: bool


@dataclass(frozen=True, slots=True)
class Dialogues:
    """Conversations and where they come from; reports name it."""

    source: str
    conversations: tuple[tuple[Turn, ...], ...]


@cache
def load_dialogues() -> Dialogues:
    """Return the real conversations beside the project, else the demo's own."""
    if _SHARED.exists():
        with gzip.open(_SHARED, "rt", encoding="utf-8") as lines:
            found = tuple(_read(lines))
        return Dialogues("../shared/data/dialogues.jsonl.gz", found)
    path = resource("demo", "conversations.jsonl")
    with path.open(encoding="utf-8") as lines:
        return Dialogues("resources/demo/conversations.jsonl", tuple(_read(lines)))


def _read(lines: Iterator[str]) -> Iterator[tuple[Turn, ...]]:
    for line in lines:
        turns = json.loads(line)["turns"]
        yield tuple(
            Turn(turn["text"], turn["role"] == "customer")
            for turn in turns
            if turn.get("text")
        )
