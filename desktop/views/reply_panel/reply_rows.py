"""What the reply panel lists: headings, groups that fold, replies."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText, Scope
from desktop.models.reply_search import FoundReply
from desktop.models.text_cutting import cut

BADGES = 9
"""Rows that can be picked by a digit."""
UNFOLDED = 60
"""Replies up to which all groups stand open at first."""

Path = tuple[str, ...]


class PanelTab(StrEnum):
    """The chips above the list."""

    RECOMMENDED = "recommended"
    PERSONAL = "personal"
    TEAM = "team"
    ACCOUNT = "account"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A line that names what follows."""

    words: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of the tree, open or folded."""

    path: Path
    count: int
    """Replies in it and below it."""
    open: bool

    @property
    def depth(self) -> int:
        """How far it stands in."""
        return len(self.path) - 1


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A reply that can be chosen."""

    found: FoundReply
    number: int = 0
    """The digit that picks it, 0 for none."""
    depth: int = 0
    with_group: bool = True
    """Whether it says its group: not where it stands below it."""


PanelRow = HeadingRow | GroupRow | ReplyRow

_SCOPES = {
    PanelTab.PERSONAL: Scope.PERSONAL,
    PanelTab.TEAM: Scope.TEAM,
    PanelTab.ACCOUNT: Scope.ACCOUNT,
    PanelTab.COMPANY: Scope.COMPANY,
}


def belongs(reply: QuickReply, tab: PanelTab, account_id: int | None) -> bool:
    """Return whether a chip shows a reply; those of other accounts stand nowhere."""
    content = reply.content
    if content.scope is Scope.ACCOUNT and content.scope_id != account_id:
        return False
    return tab is PanelTab.RECOMMENDED or _SCOPES[tab] is content.scope


def price_of(content: ReplyContent) -> int:
    """Return how many of the five messages a reply costs, as it is written."""
    return sum(
        len(cut(part.text)) if isinstance(part, ReplyText) else 1
        for part in content.parts
    )


def found_rows(found: Iterable[FoundReply]) -> list[PanelRow]:
    """Return what was found in its order, the first nine with a digit."""
    return [ReplyRow(one, at if at <= BADGES else 0) for at, one in enumerate(found, 1)]


def tree_rows(
    replies: Sequence[FoundReply],
    flipped: Collection[Path],
    order: Sequence[Path],
    no_group: str,
) -> list[PanelRow]:
    """Return replies below their groups; `flipped` are those not as they are at first.

    Groups stand as in `order`, those it does not name behind; `no_group` is the name
    of the group of replies that are in none.
    """
    open_at_first = len(replies) <= UNFOLDED
    counts: dict[Path, int] = {}
    members: dict[Path, list[FoundReply]] = {}
    for found in replies:
        path = found.reply.content.group or (no_group,)
        members.setdefault(path, []).append(found)
        for end in range(1, len(path) + 1):
            counts[path[:end]] = counts.get(path[:end], 0) + 1
    places = {path: at for at, path in enumerate(order)}
    rows: list[PanelRow] = []
    number = 0
    for path in sorted(counts, key=lambda path: _place(path, places)):
        parents = (path[:end] for end in range(1, len(path)))
        if not all((parent in flipped) is not open_at_first for parent in parents):
            continue
        is_open = (path in flipped) is not open_at_first
        rows.append(GroupRow(path, counts[path], is_open))
        for found in members.get(path, ()) if is_open else ():
            number += 1
            badge = number if number <= BADGES else 0
            rows.append(ReplyRow(found, badge, len(path), with_group=False))
    return rows


def _place(path: Path, places: Mapping[Path, int]) -> tuple[tuple[int, str], ...]:
    """Return by what groups are ordered: level by level, so that trees stay whole."""
    ends = range(1, len(path) + 1)
    return tuple((places.get(path[:end], len(places)), path[end - 1]) for end in ends)
