"""Which entries of the book are listed: shelves of the tree, filters, counts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.models.quick_reply import (
    QuickReply,
    ReplyContent,
    ReplyMaterial,
    ReplyText,
    Scope,
    Standing,
    standing_at,
)
from desktop.models.reply_book import Proposal

GroupPath = tuple[str, ...]


class Shelf(StrEnum):
    """The entries of the tree; all but GROUP stand there always."""

    ALL = "all"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNUSED = "unused"
    ALIKE = "alike"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Place:
    """What of the tree is chosen; `path` belongs to groups alone."""

    shelf: Shelf = Shelf.ALL
    path: GroupPath = ()


@dataclass(frozen=True, slots=True)
class BookFilter:
    """What the list is narrowed to beside the tree; empty is everything."""

    scope: Scope | None = None
    standings: frozenset[Standing] = frozenset()
    unused: bool = False
    with_materials: bool = False

    @property
    def active(self) -> bool:
        """Whether anything but the scope is narrowed."""
        return bool(self.standings) or self.unused or self.with_materials


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a reply, a proposal to change it, or a new one."""

    reply: QuickReply | None = None
    proposal: Proposal | None = None

    @property
    def key(self) -> str:
        """Tells entries apart; a reply keeps its key while it is being changed."""
        if self.reply is not None:
            return f"reply-{self.reply.id}"
        return f"proposal-{self.proposal.id}" if self.proposal else "new"

    @property
    def content(self) -> ReplyContent:
        """What it says: as proposed, where it is."""
        if self.proposal is not None:
            return self.proposal.content
        return EMPTY if self.reply is None else self.reply.content

    @property
    def used(self) -> int:
        """How often it was sent."""
        return 0 if self.reply is None else self.reply.used

    @property
    def changed_at(self) -> datetime | None:
        """When it was written last."""
        if self.proposal is not None:
            return self.proposal.changed_at
        return None if self.reply is None else self.reply.changed_at

    def standing(self, now: datetime) -> Standing:
        """Return whether what it says may be sent; as proposed, where it is."""
        content = self.content
        withdrawn = self.reply is not None and self.reply.withdrawn
        return standing_at(
            now, content.valid_from, content.valid_until, withdrawn=withdrawn
        )


EMPTY = ReplyContent("", (), ())


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that the page knows of the book at a moment."""

    entries: tuple[Entry, ...] = ()
    groups: tuple[GroupPath, ...] = ()
    unused: frozenset[int] = frozenset()
    """Ids of replies that nobody has sent for long."""
    alike: int | None = None
    """Groups of replies that say nearly the same; None is not known yet."""


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """How many entries each place holds; a group counts those below it, too."""

    shelves: dict[Shelf, int]
    groups: dict[GroupPath, int]


def entries_of(
    replies: Iterable[QuickReply],
    proposals: Sequence[Proposal],
    groups: Sequence[GroupPath] = (),
) -> tuple[Entry, ...]:
    """Join replies with what is proposed for them, sorted by group and title."""
    changes = {
        proposal.reply.id: proposal
        for proposal in proposals
        if proposal.reply is not None
    }
    new = [Entry(proposal=each) for each in proposals if each.reply is None]
    entries = [*new, *(Entry(reply, changes.get(reply.id)) for reply in replies)]
    order = {path: at for at, path in enumerate(groups)}
    last = len(order)

    def place(entry: Entry) -> tuple[int, GroupPath, str]:
        content = entry.content
        return order.get(content.group, last), content.group, content.title

    return tuple(sorted(entries, key=place))


def counts(book: Book, now: datetime) -> PlaceCounts:
    """Count what every place of the tree holds."""
    groups: Counter[GroupPath] = Counter(dict.fromkeys(book.groups, 0))
    shelves: Counter[Shelf] = Counter()
    for entry in book.entries:
        own = _shelves(entry, book, now)
        for shelf in own:
            shelves[shelf] += 1
        if Shelf.ALL not in own:
            continue
        path = entry.content.group
        for depth in range(1, len(path) + 1):
            groups[path[:depth]] += 1
        if not path:
            groups[()] += 1
    shelves[Shelf.ALIKE] = book.alike or 0
    return PlaceCounts(dict(shelves), dict(groups))


def listed(
    book: Book,
    place: Place,
    narrowed: BookFilter,
    now: datetime,
    found: Sequence[int] | None = None,
    words: str = "",
) -> tuple[Entry, ...]:
    """Return the entries of a place that pass a filter, in the order of the book.

    `found` are ids in the order of the search; what only contains `words` follows.
    """
    chosen = [
        entry
        for entry in book.entries
        if _stands_in(entry, book, place, now) and _passes(entry, book, narrowed, now)
    ]
    if not words:
        return tuple(chosen)
    rank = {reply_id: at for at, reply_id in enumerate(found or ())}
    ranked: list[tuple[int, int, Entry]] = []
    for at, entry in enumerate(chosen):
        place_found = rank.get(entry.reply.id) if entry.reply is not None else None
        if place_found is not None:
            ranked.append((place_found, at, entry))
        elif _contains(entry.content, words.casefold()):
            ranked.append((len(rank), at, entry))
    ranked.sort(key=lambda each: each[:2])
    return tuple(entry for _, _, entry in ranked)


def _shelves(entry: Entry, book: Book, now: datetime) -> tuple[Shelf, ...]:
    """Return the fixed shelves of an entry; what was withdrawn stands apart."""
    shelves = []
    standing = entry.standing(now)
    if entry.proposal is not None:
        shelves.append(Shelf.PROPOSED)
    if standing is Standing.WITHDRAWN:
        return (*shelves, Shelf.WITHDRAWN)
    shelves.append(Shelf.ALL)
    if standing is Standing.EXPIRED:
        shelves.append(Shelf.EXPIRED)
    if entry.reply is not None and entry.reply.id in book.unused:
        shelves.append(Shelf.UNUSED)
    return tuple(shelves)


def _stands_in(entry: Entry, book: Book, place: Place, now: datetime) -> bool:
    shelves = _shelves(entry, book, now)
    if place.shelf is not Shelf.GROUP:
        return place.shelf in shelves
    path = entry.content.group
    inside = path[: len(place.path)] == place.path if place.path else not path
    return Shelf.ALL in shelves and inside


def _passes(entry: Entry, book: Book, narrowed: BookFilter, now: datetime) -> bool:
    content = entry.content
    if narrowed.scope is not None and content.scope is not narrowed.scope:
        return False
    if narrowed.standings and entry.standing(now) not in narrowed.standings:
        return False
    if narrowed.unused and (entry.reply is None or entry.reply.id not in book.unused):
        return False
    return not narrowed.with_materials or any(
        isinstance(part, ReplyMaterial) for part in content.parts
    )


def _contains(content: ReplyContent, words: str) -> bool:
    texts = (part.text for part in content.parts if isinstance(part, ReplyText))
    fields = (content.title, content.code, *content.keywords, *content.group, *texts)
    return any(words in field.casefold() for field in fields)
