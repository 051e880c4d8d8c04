"""Which replies may fit a word, looked up and not compared: sets by place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product

from desktop.services.reply_search.entry import Entry, Readings
from desktop.services.reply_search.postings import (
    Postings,
    Space,
    keys_of_pieces,
    pairs_of,
)
from desktop.services.reply_search.sounds import Pieces, Syllables, alike
from desktop.services.reply_search.typed import partings_of, runs_of

_MOST_SOUNDS = 24
"""Ways in which one parting may have been meant that are looked up."""
_SHORTEST_MENDED = 4
"""Letters of a word in which an error can be told from another word."""


@dataclass(slots=True)
class Hits:
    """Slots that may fit one word, by place; a slot can be in several."""

    head: set[int] = field(default_factory=set)
    title: set[int] = field(default_factory=set)
    aside: set[int] = field(default_factory=set)
    text: set[int] = field(default_factory=set)
    code: set[int] = field(default_factory=set)
    _every: set[int] | None = None

    @property
    def every(self) -> set[int]:
        """The slots of all places."""
        if self._every is None:
            self._every = self.title | self.aside | self.text | self.code
        return self._every


class Candidates:
    """Looks words up as they were typed, as they sound, and with an error mended."""

    def __init__(self) -> None:
        self.postings = Postings()
        self._syllables = Syllables()
        self._by_ear = Syllables()
        self._readings: dict[str, Readings] = {}

    def add(self, slot: int, entry: Entry) -> None:
        """Take a reply in."""
        self.postings.add(slot, entry)
        for part in entry.fields:
            for sign, readings in zip(part.text, part.readings, strict=True):
                if readings and sign not in self._readings:
                    self._readings[sign] = readings
                    self._syllables.learn(readings)
                    for reading in readings:
                        self._by_ear.learn(alike(reading))

    def as_typed(self, word: str) -> Hits:
        """Return what may fit a word letter by letter."""
        hits = self._holding(partings_of(word, self._syllables))
        if len(word) > 1:
            hits.text = self.postings.holding(Space.TEXT, pairs_of(word))
        if word.isascii():
            hits.code = self.postings.holding(Space.CODE, (word,))
        return hits

    def by_ear(self, word: str) -> Hits:
        """Return what may fit a word by what sounds alike."""
        meant: list[Pieces] = []
        for pieces in partings_of(word, self._by_ear):
            sounds = [self._alike(piece) for piece in pieces]
            meant += islice(product(*sounds), _MOST_SOUNDS)
        return self._holding(meant)

    def spells(self, letters: str) -> bool:
        """Return whether letters can be whole syllables, and not initials alone."""
        return bool(self._syllables.whole_partings(letters))

    def spoken(self, word: str) -> str:
        """Return a word with its characters as letters: another one may be meant.

        Empty where one of them is in no title.
        """
        sounds = [
            sign if sign.isascii() else self._readings.get(sign, ("",))[0]
            for sign in word
        ]
        return "".join(sounds) if all(sounds) else ""

    def mended(self, word: str) -> Iterator[tuple[str, Hits]]:
        """Yield what a word may have been before one typing error, with what fits."""
        seen: set[str] = {word}
        runs = runs_of(word)
        for at, run in enumerate(runs):
            if not run.isascii() or len(run) < _SHORTEST_MENDED:
                continue
            for pieces in self._syllables.mended(run):
                meant = "".join((*runs[:at], *pieces, *runs[at + 1 :]))
                if meant in seen:
                    continue
                seen.add(meant)
                hits = self._holding([(*runs[:at], *pieces, *runs[at + 1 :])])
                if hits.title or hits.aside:
                    yield meant, hits

    def _alike(self, piece: str) -> tuple[str, ...]:
        if not piece.isascii():
            return (piece,)
        return tuple(
            each
            for each in alike(piece)
            if each == piece or each in self._syllables or len(each) == 1
        )

    def _holding(self, partings: Iterable[Pieces]) -> Hits:
        hits = Hits()
        postings = self.postings
        for pieces in partings:
            keys = keys_of_pieces(pieces, self._syllables)
            hits.aside |= postings.holding(Space.ASIDE, keys)
            title = postings.holding(Space.TITLE, keys)
            if title:
                hits.title |= title
                hits.head |= title & postings.holding(Space.HEAD, keys[:1])
        return hits
