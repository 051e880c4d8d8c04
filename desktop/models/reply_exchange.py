"""What comes into the reply book from files, and what leaves it: plans and reports."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.models.failures import Sentence
from desktop.models.quick_reply import QuickReply, ReplyContent, Scope


class RowFate(StrEnum):
    """What an import will do with a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is refused; `column` as its header stands in the file, or empty."""

    column: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of a file, and what will become of it."""

    line: int
    """As the program that shows the file counts: the header is 1."""
    fate: RowFate
    title: str
    content: ReplyContent | None = None
    """None for refused rows."""
    changes: QuickReply | None = None
    """The reply that becomes `content`, or is the same already."""
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What a file would do to the book; nothing is stored yet."""

    name: str
    """Of the file."""
    scope: Scope
    scope_id: int | None
    rows: tuple[PlannedRow, ...]
    ignored_columns: tuple[str, ...] = ()
    """Headers that mean nothing here."""

    def count(self, fate: RowFate) -> int:
        """Return how many rows have a fate."""
        return sum(row.fate is fate for row in self.rows)


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What an import did."""

    added: int
    changed: int
    proposed: bool
    """Whether it waits for publication, because others see it."""


class NotReadError(Exception):
    """A file cannot be read at all; nothing was changed."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who signs reply-book files, known by a key."""

    key: bytes
    """Ed25519 public key, 32 bytes (RFC 8032)."""
    name: str
    """As the file says; only the fingerprint proves anything."""

    @property
    def fingerprint(self) -> str:
        """Return the key's SHA-256 in groups of four, to be compared by people."""
        from hashlib import sha256

        digest = sha256(self.key).hexdigest()[:40].upper()
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))


@dataclass(frozen=True, slots=True)
class BookChange:
    """What a signed file would do to one reply of the book."""

    title: str
    fate: RowFate
    withdrawn: bool = False
    """Whether it is withdrawn by the file."""
    missing_materials: tuple[str, ...] = ()
    """Names of materials that this database has not."""


@dataclass(frozen=True, slots=True)
class BookPlan:
    """What a signed reply-book file would do; its signature was right."""

    publisher: Publisher
    trusted: bool
    """False asks for a person who compares the fingerprint."""
    serial: int
    """Counts what this publisher has written; it only grows."""
    made_at: datetime
    note: str
    changes: tuple[BookChange, ...]
    path: str
    """Of the file, to be carried out."""


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Replies that say nearly the same, the most used one first."""

    replies: tuple[QuickReply, ...]
    likeness: float
    """Of the least like pair that joined the group, up to 1."""
