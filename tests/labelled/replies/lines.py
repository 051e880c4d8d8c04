"""The labelled lines: typed after a trigger, and typed plainly."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tests.labelled.replies.turns import turn_text

_HERE = Path(__file__).parent
_TYPED = _HERE / "typed.tsv"
_PLAIN = _HERE / "plain.tsv"
_DEMO = _HERE / "demo.tsv"
HARD = frozenset(
    {"mixed", "typo", "reading", "keyword", "shop", "near", "ambiguous", "abridged"}
    | {"nothing"}
)
"""The kinds that are hard or hard negatives, see README.md."""


class Split(StrEnum):
    """No title of one split stands in the other."""

    TUNED = "tuned"
    """May be looked at while the ranking is made."""
    REPORTED = "reported"
    """Gives the figures; nobody looks at its single lines before they are final."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What an agent typed after the trigger."""

    split: Split
    kind: str
    shop: str
    typed: str
    customer: str
    """The customer's last message, empty for none."""
    wanted: tuple[str, ...]
    """Group and title of every accepted answer; none where nothing fits."""

    @property
    def hard(self) -> bool:
        """Whether it counts as a hard case."""
        return self.kind in HARD


@dataclass(frozen=True, slots=True)
class PlainLine:
    """What stands before the cursor when nobody asked for the book."""

    split: Split
    shop: str
    typed: str
    customer: str
    wanted: tuple[str, ...]
    """What may be suggested; none where a suggestion would disturb."""


def typed_lines(split: Split) -> tuple[TypedLine, ...]:
    """Return all lines of a split that were typed after the trigger."""
    return tuple(
        TypedLine(
            split, row["kind"], row["shop"], row["typed"], row["customer"],
            _names(row["wanted"]),
        )
        for row in _rows(_TYPED, split)
    )  # fmt: skip


def plain_lines(split: Split) -> tuple[PlainLine, ...]:
    """Return all plain lines of a split whose words are on this machine."""
    found = []
    for row in _rows(_PLAIN, split):
        typed: str | None = row["typed"]
        if row["typed"].startswith("@"):
            conversation, _, turn = row["typed"][1:].partition("#")
            typed = turn_text(conversation, int(turn))
        if typed is not None:
            line = (row["shop"], typed, row["customer"], _names(row["wanted"]))
            found.append(PlainLine(split, *line))
    return tuple(found)


def demo_lines() -> tuple[TypedLine, ...]:
    """Return the smaller set over the reply book of the demo; it is never tuned on."""
    return tuple(
        TypedLine(
            Split.REPORTED, row["kind"], "", row["typed"], row["customer"],
            _names(row["wanted"]),
        )
        for row in _table(_DEMO)
    )  # fmt: skip


def _rows(path: Path, split: Split) -> Iterator[dict[str, str]]:
    return (row for row in _table(path) if row["split"] == split)


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _names(wanted: str) -> tuple[str, ...]:
    return tuple(wanted.split(";")) if wanted else ()
