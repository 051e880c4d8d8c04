"""What a publication changed, so that a person can read it: entries, fields, lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.models.failures import Sentence
from desktop.models.quick_reply import (
    ReplyContent,
    ReplyMaterial,
    ReplyText,
    Scope,
)


class EntryFate(StrEnum):
    """What became of a reply; the values are stored."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"


class LineFate(StrEnum):
    """What became of a line of a text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of the texts, before or after; materials are lines of their own."""

    fate: LineFate
    text: str
    material_id: int | None = None
    """The material for which the line stands; `text` is empty then."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field other than the texts; None before or after is "none"."""

    name: Sentence
    before: Sentence | None
    after: Sentence | None


@dataclass(frozen=True, slots=True)
class ContentDiff:
    """What is different between two contents; both empty when nothing is."""

    fields: tuple[FieldChange, ...] = ()
    lines: tuple[LineChange, ...] = ()
    """All lines in reading order; empty when the texts and materials are the same."""


@dataclass(frozen=True, slots=True)
class EntryDiff:
    """What became of one reply."""

    reply_id: int
    fate: EntryFate
    title: str
    diff: ContentDiff
    changed_by: str
    changed_at: datetime
    content: ReplyContent | None = None
    """As it is now."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A step of the shared book: who, when, why, and how many entries."""

    id: int
    published_by: str
    published_at: datetime
    note: str
    stops_old: bool
    """Whether old versions that are on their way are stopped."""
    reply_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PublicationDiff:
    """Everything that others published since an operator last looked."""

    publications: tuple[Publication, ...]
    """The newest last; `QuickReplies.mark_seen` takes the last one's id."""
    entries: tuple[EntryDiff, ...]

    def count(self, fate: EntryFate) -> int:
        """Return how many entries have a fate."""
        return sum(entry.fate is fate for entry in self.entries)


def content_diff(
    before: ReplyContent | None, after: ReplyContent | None
) -> ContentDiff:
    """Return what is different; None is a reply that is not there."""
    fields = tuple(
        FieldChange(name, was, becomes)
        for name, was, becomes in zip(
            _NAMES, _fields(before), _fields(after), strict=True
        )
        if was != becomes
    )
    lines = tuple(_lines_between(_lines(before), _lines(after)))
    if all(line.fate is LineFate.KEPT for line in lines):
        lines = ()
    return ContentDiff(fields, lines)


_Line = tuple[str, int | None]


def _lines_between(
    before: Sequence[_Line], after: Sequence[_Line]
) -> Iterator[LineChange]:
    from difflib import SequenceMatcher  # only who reads a publication needs it

    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for step, low, high, start, end in matcher.get_opcodes():
        if step == "equal":
            yield from (LineChange(LineFate.KEPT, *line) for line in before[low:high])
            continue
        yield from (LineChange(LineFate.REMOVED, *line) for line in before[low:high])
        yield from (LineChange(LineFate.ADDED, *line) for line in after[start:end])


def _lines(content: ReplyContent | None) -> list[_Line]:
    found: list[_Line] = []
    for part in content.parts if content is not None else ():
        match part:
            case ReplyText(text=text):
                found += [(line, None) for line in text.splitlines() or [""]]
            case ReplyMaterial(material_id=material_id):
                found.append(("", material_id))
    return found


_SCOPES = {
    Scope.PERSONAL: Sentence("个人", "Personal"),
    Scope.TEAM: Sentence("门店·组", "Team"),
    Scope.COMPANY: Sentence("公司", "Company"),
    Scope.ACCOUNT: Sentence("账号", "Account"),
}
_TITLE = Sentence("标题", "Title")
_GROUP = Sentence("分组", "Group")
_SCOPE = Sentence("范围", "Scope")
_CODE = Sentence("短码", "Code")
_KEYWORDS = Sentence("关键词", "Keywords")
_FROM = Sentence("生效", "Valid from")
_UNTIL = Sentence("失效", "Valid until")


_NAMES = (_TITLE, _GROUP, _SCOPE, _CODE, _KEYWORDS, _FROM, _UNTIL)


def _fields(content: ReplyContent | None) -> tuple[Sentence | None, ...]:
    """Return the value of each of _NAMES."""
    if content is None:
        return (None,) * len(_NAMES)
    return (
        _said(content.title),
        _said(" / ".join(content.group)),
        _scope(content),
        _said(content.code),
        _said(" ".join(content.keywords)),
        _day(content.valid_from),
        _day(content.valid_until),
    )


def _scope(content: ReplyContent) -> Sentence:
    name = _SCOPES[content.scope]
    if content.scope_id is None:
        return name
    return Sentence(f"{name.zh} {content.scope_id}", f"{name.en} {content.scope_id}")


def _day(moment: datetime | None) -> Sentence | None:
    return _said(moment.astimezone().strftime("%Y-%m-%d %H:%M")) if moment else None


def _said(text: str) -> Sentence | None:
    return Sentence(text, text) if text else None
