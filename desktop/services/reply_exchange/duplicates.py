"""Replies that say nearly the same: found exactly, without comparing all pairs."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.models.bigrams import folded
from desktop.models.quick_reply import QuickReply, ReplyMaterial, Scope
from desktop.models.reply_exchange import DuplicateGroup

LIKE = 0.8
"""Jaccard likeness of the pairs of characters from which on two are proposed."""
_SHORTEST = 6
"""Characters; shorter texts are duplicates only when they are equal."""
_LONGEST = 4000
"""Characters of a reply that are looked at."""
_SAID = re.compile(r"[^\w{}]+|_")
_MOST_HOLDERS = 64
"""Replies with one rare pair that are compared: a book of one template ends too."""
_Place = tuple[Scope, int | None, tuple[int, ...]]
"""Only replies of one scope with the same materials are merged."""


@dataclass(slots=True)
class _Entry:
    replies: list[QuickReply]
    """All that have the same pairs, the most used first."""
    pairs: list[str]
    """Rarest first."""
    likes: dict[int, float] = field(default_factory=dict)
    """By index of the entry that is like it."""


def find_duplicates(replies: Sequence[QuickReply]) -> tuple[DuplicateGroup, ...]:
    """Return the groups of replies that say nearly the same, the largest first.

    Within a group everything is like its most used reply, not only like a neighbour.
    20,000 replies take seconds: call it from a thread.
    """
    by_place: dict[_Place, list[QuickReply]] = {}
    for reply in replies:
        if not reply.withdrawn:
            by_place.setdefault(_place(reply), []).append(reply)
    groups = [group for held in by_place.values() for group in _grouped(held)]
    groups.sort(key=lambda group: (-len(group.replies), -group.likeness))
    return tuple(groups)


def _place(reply: QuickReply) -> _Place:
    content = reply.content
    materials = sorted(
        part.material_id for part in content.parts if isinstance(part, ReplyMaterial)
    )
    return content.scope, content.scope_id, tuple(materials)


def _grouped(replies: Sequence[QuickReply]) -> Iterator[DuplicateGroup]:
    ordered = sorted(replies, key=lambda reply: (-reply.used, reply.id))
    entries = _entries(ordered)
    _join(entries)
    taken: set[int] = set()
    for index, entry in enumerate(entries):
        like = [other for other in sorted(entry.likes) if other not in taken]
        if index in taken or (not like and len(entry.replies) == 1):
            continue
        taken.update((index, *like))
        found = [*entry.replies]
        for other in like:
            found += entries[other].replies
        likeness = min((entry.likes[other] for other in like), default=1.0)
        yield DuplicateGroup(tuple(found), likeness)


def _entries(replies: Sequence[QuickReply]) -> list[_Entry]:
    """Return the replies with their pairs, the pairs that few others have first."""
    same: dict[frozenset[str], list[QuickReply]] = {}
    for reply in replies:
        same.setdefault(_pairs(reply), []).append(reply)
    same.pop(frozenset(), None)  # what has no words is like nothing
    frequency = Counter(pair for pairs in same for pair in pairs)
    return [
        _Entry(held, sorted(pairs, key=lambda pair: (frequency[pair], pair)))
        for pairs, held in same.items()
    ]


def _pairs(reply: QuickReply) -> frozenset[str]:
    text = _SAID.sub("", folded("".join(reply.texts())[:_LONGEST]))
    if len(text) < _SHORTEST:
        return frozenset({text} if text else ())
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _join(entries: Sequence[_Entry]) -> None:
    """Write into each entry what is like it.

    Two sets of that likeness share one of their rarest members: as many as may be
    missing, and one more (prefix filter). Only those who share one are compared; by
    length in growing order, so that each pair is met once.
    """
    sets = [frozenset(entry.pairs) for entry in entries]
    holders: dict[str, list[int]] = {}
    for index in sorted(range(len(entries)), key=lambda one: len(sets[one])):
        pairs = entries[index].pairs
        size = len(pairs)
        met: set[int] = set()
        for pair in pairs[: size - _least_shared(size) + 1]:
            held = holders.setdefault(pair, [])
            met.update(held)
            if len(held) < _MOST_HOLDERS:
                held.append(index)
        for other in met:
            _compare(entries, sets, index, other)


def _least_shared(size: int) -> int:
    """Return how many pairs a set of that likeness has in common with another."""
    return math.ceil(round(LIKE * size, 6))


def _compare(
    entries: Sequence[_Entry], sets: Sequence[frozenset[str]], index: int, other: int
) -> None:
    small, large = len(sets[other]), len(sets[index])
    if small < _least_shared(large):
        return
    shared = len(sets[index] & sets[other])
    likeness = shared / (small + large - shared)
    if likeness >= LIKE:
        entries[index].likes[other] = likeness
        entries[other].likes[index] = likeness
