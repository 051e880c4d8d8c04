"""Letters as syllables: how typed letters may be parted, and what sounds alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

MOST_PARTINGS = 24
"""Ways of parting typed letters that are followed up."""
_LONGEST_SYLLABLE = 6
_MOST_KNOWN = 2_000
"""Partings that are remembered: the next key asks for most of them again."""
_DOUBLE_INITIALS = ("zh", "ch", "sh")
_ALIKE_BEGINNINGS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
_ALIKE_ENDINGS = (("ang", "an"), ("eng", "en"), ("ing", "in"))

Pieces = tuple[str, ...]


@cache
def alike(syllable: str) -> tuple[str, ...]:
    """Return a syllable with all that many people do not tell from it."""
    heads = {""}
    rest = syllable
    for one, other in _ALIKE_BEGINNINGS:
        for head in (one, other):
            if heads == {""} and syllable.startswith(head):
                heads, rest = {one, other}, syllable[len(head) :]
    tails = {rest}
    for pair in _ALIKE_ENDINGS:
        for tail in pair:
            if rest.endswith(tail):
                tails |= {rest[: -len(tail)] + each for each in pair}
    made = {head + tail for head, tail in product(heads, tails)}
    return (syllable, *sorted(made - {syllable}))


class Syllables:
    """The syllables of a book, and how letters are parted into them."""

    def __init__(self) -> None:
        self._whole: set[str] = set()
        self._beginnings: set[str] = set()
        self._near: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, list[Pieces]] = {}

    def learn(self, readings: Iterable[str]) -> None:
        """Take further syllables."""
        for reading in readings:
            if reading in self._whole:
                continue
            self._known.clear()
            self._whole.add(reading)
            self._beginnings.update(reading[:end] for end in range(1, len(reading) + 1))
            if len(reading) > 1:
                for shorter in _shorter(reading):
                    self._near[shorter].add(reading)

    def __contains__(self, piece: str) -> bool:
        return piece in self._whole

    def is_spoken(self, piece: str) -> bool:
        """Return whether it is a syllable or a digit, and no mere initial."""
        return piece in self._whole and (len(piece) > 1 or piece.isdigit())

    def partings(self, letters: str) -> list[Pieces]:
        """Return how letters may be parted: syllables, initials, a begun last one.

        Those with the fewest pieces come first.
        """
        known = self._known.get(letters)
        if known is None:
            found: list[Pieces] = []
            self._part(letters, 0, (), found)
            known = sorted(found, key=len)[:MOST_PARTINGS]
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[letters] = known
        return known

    def whole_partings(self, letters: str) -> list[Pieces]:
        """Return the partings into whole syllables and a last one that may be begun."""
        return [
            pieces
            for pieces in self.partings(letters)
            if all(map(self.is_spoken, pieces[:-1]))
        ]

    def mended(self, letters: str) -> Iterator[Pieces]:
        """Yield partings of letters in which one typing error is put right.

        One letter wrong, missing, too many, or two neighbours swapped.
        """
        for at in range(len(letters) - 1):
            swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
            if swapped != letters:
                yield from self.whole_partings(swapped)
        for start, before in self._heads(letters):
            for end in range(start + 1, min(len(letters), start + 7) + 1):
                rest = (
                    self.whole_partings(letters[end:]) if end < len(letters) else [()]
                )
                if rest:
                    for syllable in self._resembling(letters[start:end]):
                        yield (*before, syllable, *rest[0])

    def _heads(self, letters: str) -> Iterator[tuple[int, Pieces]]:
        """Yield each beginning of the letters that is made of whole syllables."""
        known: dict[int, Pieces] = {0: ()}
        for end in range(1, len(letters)):
            for start in range(max(0, end - _LONGEST_SYLLABLE), end):
                piece = letters[start:end]
                if start in known and self.is_spoken(piece):
                    known.setdefault(end, (*known[start], piece))
        yield from known.items()

    def _resembling(self, letters: str) -> Iterator[str]:
        """Yield syllables that are one error away."""
        seen = {letters}
        near = [self._near.get(each, ()) for each in (letters, *_shorter(letters))]
        for syllable in (one for some in near for one in sorted(some)):
            if syllable not in seen and abs(len(syllable) - len(letters)) <= 1:
                seen.add(syllable)
                yield syllable
        for shorter in _shorter(letters):
            if len(shorter) > 1 and shorter in self._whole and shorter not in seen:
                seen.add(shorter)
                yield shorter

    def _part(self, letters: str, at: int, before: Pieces, found: list[Pieces]) -> None:
        left = len(letters) - at
        if len(found) >= 4 * MOST_PARTINGS:
            return
        for length in range(min(left, _LONGEST_SYLLABLE), 0, -1):
            piece = letters[at : at + length]
            if piece not in self._beginnings:
                continue
            if length == left:
                found.append((*before, piece))
            elif length == 1 or piece in self._whole or piece in _DOUBLE_INITIALS:
                self._part(letters, at + length, (*before, piece), found)


def _shorter(letters: str) -> list[str]:
    return [letters[:at] + letters[at + 1 :] for at in range(len(letters))]
