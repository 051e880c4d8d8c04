"""Which replies hold a sign, a sound, or two of them next to each other."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise, product

from desktop.services.reply_search.entry import Entry, Field, Place, Readings
from desktop.services.reply_search.sounds import Pieces, Syllables

_WHOLE_READINGS = 3
"""Readings of a character of which neighbours are kept: the rest is too rare."""


class Space(StrEnum):
    """Where it stands: prefix of a key."""

    HEAD = "^"
    """At the beginning of a title."""
    TITLE = "="
    ASIDE = "~"
    """In a keyword or a group."""
    TEXT = "."
    CODE = "#"
    """Every beginning of a code."""


class Postings:
    """Slots of replies by key; a slot is never used again."""

    def __init__(self) -> None:
        self._slots: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, slot: int, entry: Entry) -> None:
        """Take a reply in."""
        keys: set[str] = set()
        for field in entry.fields:
            own = _keys_of(field)
            if field.place is Place.TITLE:
                keys.update(Space.TITLE + key for key in own)
                keys.update(Space.HEAD + key for key in _keys_of(field, head=True))
            else:
                keys.update(Space.ASIDE + key for key in own)
        keys.update(Space.TEXT + pair for pair in pairs_of(entry.text))
        code = entry.code
        keys.update(Space.CODE + code[:end] for end in range(1, len(code) + 1))
        slots = self._slots
        for key in keys:
            slots[key].append(slot)

    def holding(self, space: Space, keys: Iterable[str]) -> set[int]:
        """Return the slots that hold all keys in a place."""
        lists: list[Sequence[int]] = []
        for key in keys:
            found = self._slots.get(space + key)
            if found is None:
                return set()
            lists.append(found)
        lists.sort(key=len)
        held = set(lists[0]) if lists else set()
        for more in lists[1:]:
            held.intersection_update(more)
        return held

    def slots(self, space: Space, key: str) -> Sequence[int]:
        """Return the slots that hold one key in a place."""
        return self._slots.get(space + key, ())


def keys_of_pieces(pieces: Pieces, syllables: Syllables) -> list[str]:
    """Return the keys that a field has which holds the pieces one after another."""
    if len(pieces) == 1:
        return [pieces[0]]
    keys: list[str] = []
    for one, other in pairwise(pieces):
        if not one.isascii() or not other.isascii():
            keys += [one + other] if _both_signs(one, other) else [one, other]
        elif one in syllables and other in syllables:
            keys.append(f"{one}.{other}")
        else:
            keys.append(f"{one if one in syllables else one[0]}.{other[0]}")
    last = pieces[-1]
    if last.isascii() and len(last) > 1:
        keys.append(last)
    return keys


def pairs_of(text: str) -> set[str]:
    """Return the pairs of neighbouring letters and characters of a folded text."""
    return {
        one + other
        for one, other in pairwise(text)
        if one.isalnum() and other.isalnum()
    }


def _both_signs(one: str, other: str) -> bool:
    return not one.isascii() and not other.isascii()


def _keys_of(field: Field, *, head: bool = False) -> set[str]:
    """Return the keys of a field, or of its first character with the next one."""
    spoken = [
        (sign, readings)
        for sign, readings in zip(field.text, field.readings, strict=True)
        if readings or sign.isalnum()
    ]
    if head:
        spoken = spoken[:2]
    keys: set[str] = set()
    for sign, readings in spoken[:1] if head else spoken:
        keys.add(sign)
        for reading in readings:
            keys.update(reading[:end] for end in range(1, len(reading) + 1))
    for (one, before), (other, after) in pairwise(spoken):
        keys.add(one + other)
        keys.update(_neighbours(before, after))
    return keys


def _neighbours(before: Readings, after: Readings) -> Iterable[str]:
    pairs = product(before[:_WHOLE_READINGS], after[:_WHOLE_READINGS])
    for one, other in pairs:
        yield f"{one}.{other}"
        yield f"{one}.{other[0]}"
        yield f"{one[0]}.{other[0]}"
