"""The reply book in memory, asked at every key: candidates, then a closer look."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import FoundReply, ReplyHabits, ReplySituation
from desktop.services.reply_search.candidates import Candidates, Hits
from desktop.services.reply_search.entry import (
    Entry,
    begins_clause,
    entry_of,
    searched_text,
)
from desktop.services.reply_search.fitting import title_spans
from desktop.services.reply_search.found_line import found_reply
from desktop.services.reply_search.ranking import CustomerWords, Fit, Likelihood
from desktop.services.reply_search.shortlist import GUESSES, Ranked, Shortlist
from desktop.services.reply_search.typed import words_of

ENOUGH = 3
"""With so many that fit, nothing further is guessed."""
MOST_MENDED = 8
"""Words that may have been meant which are compared."""
_SHORT = 8
"""Signs of a word that may be three without spaces; two at any length."""
_REBUILD = 0.25
"""Share of entries that may be old versions before all is built anew."""
_LEAST_OF_TEXT = 4
"""Characters of a reply's text that are typed before it is suggested for them."""
_BEGINNINGS = frozenset(
    {Fit.TITLE_WHOLE, Fit.TITLE_BEGINS, Fit.KEYWORD_WHOLE, Fit.KEYWORD_BEGINS}
)
_LEAST_SHARE = 0.34
"""Share of what was typed that a reply has at least, where none has all of it."""
_LEAST_ASKED = 0.12
"""Share of the customer's words that a reply answers, to be recommended for them."""


class ReplyIndex:
    """Finds replies; not for two threads at once."""

    def __init__(self) -> None:
        self.habits = ReplyHabits()
        self._used_of: ReplyHabits | None = None
        self._used_slots: dict[int, float] = {}
        self._empty()

    def take(self, replies: Iterable[QuickReply]) -> None:
        """Hold these replies from now on; only what changed is taken in anew."""
        new = {reply.id: reply for reply in replies if not reply.withdrawn}
        stale = [
            number
            for number, slot in self._slots.items()
            if number not in new or not self._says_the_same(slot, new[number])
        ]
        dead = len(self._entries) - len(self._slots) + len(stale)
        if dead > _REBUILD * len(new):
            self._empty()
            stale = []
        for number in stale:
            self._entries[self._slots.pop(number)] = None
        for reply in new.values():
            slot = self._slots.get(reply.id)
            entry = None if slot is None else self._entries[slot]
            if slot is None or entry is None:
                self._add(entry_of(reply))
            elif entry.reply != reply:
                self._entries[slot] = Entry(reply, entry.code, entry.fields, entry.text)
        self._used_of = None
        self._customer = CustomerWords(self._candidates.postings, len(self._slots))
        self._typed = CustomerWords(self._candidates.postings, len(self._slots))

    def find(
        self, typed: str, situation: ReplySituation, limit: int
    ) -> tuple[FoundReply, ...]:
        """Return what fits typed letters, the best first; empty for nothing typed."""
        words = words_of(typed)
        if not words:
            return ()
        found = self._shortlist(situation)
        for stage in (self._exact, self._by_ear, self._parted, self._mended):
            stage(words, found)
            if found.fitting >= ENOUGH:
                break
        if found.fitting < ENOUGH:
            self._some(words, found)
        return tuple(self._marked(ranked) for ranked in found.best(limit))

    def recommend(
        self, situation: ReplySituation, limit: int
    ) -> tuple[FoundReply, ...]:
        """Return what may come next where nothing is typed, the best first."""
        found = self._shortlist(situation)
        for slot, score in found.customer.items():
            if score >= _LEAST_ASKED:
                found.add_likely(slot)
        habits = self.habits
        used = sorted(habits.uses, key=habits.uses.__getitem__, reverse=True)[:100]
        before = situation.last_reply_id
        following = [after for first, after in habits.follow_ups if first == before]
        for number in (*used, *following):
            if number in self._slots:
                found.add_likely(self._slots[number])
        if found.fitting < limit:
            for slot in self._slots.values():
                found.add_likely(slot)
        return tuple(found_reply(one.reply, (), ()) for one in found.best(limit))

    def suggest(
        self, line: str, situation: ReplySituation, limit: int
    ) -> tuple[FoundReply, ...]:
        """Return what a plainly typed line may be the beginning of; mostly nothing.

        At least two characters or three letters, with which a title or a keyword
        begins, a whole code, or four characters with which a part of its text begins.
        """
        words = words_of(line)
        long_enough = words and len(words[-1]) >= (3 if words[-1].isascii() else 2)
        if not long_enough:
            return ()
        word = words[-1]
        found = self._shortlist(situation)
        hits = self._candidates.as_typed(word)
        found.add((word,), found.chosen([hits.head, hits.aside, hits.code]))
        if not word.isascii() and len(word) >= _LEAST_OF_TEXT:
            found.add((word,), found.chosen([hits.text]))
        return tuple(
            self._marked(ranked)
            for ranked in found.best(limit)
            if self._is_sure(word, ranked) and not found.is_elsewhere(ranked.reply)
        )

    # ---- stages, from what was typed to what may have been meant

    def _exact(self, words: tuple[str, ...], found: Shortlist) -> None:
        hits = [self._candidates.as_typed(word) for word in words]
        found.add(words, found.chosen(_layers(hits)))

    def _by_ear(self, words: tuple[str, ...], found: Shortlist) -> None:
        candidates = self._candidates
        meant = tuple(candidates.spoken(word) or word for word in words)
        if meant != words:
            hits = [candidates.as_typed(word) for word in meant]
            found.add(meant, found.chosen(_layers(hits)), most=Fit.BY_EAR)
        hits = [candidates.by_ear(word) for word in meant]
        found.add(meant, found.chosen(_layers(hits)), most=Fit.BY_EAR, by_ear=True)

    def _parted(self, words: tuple[str, ...], found: Shortlist) -> None:
        """Words that were typed without a space between them."""
        known: dict[str, Hits] = {}
        for parts in _partings(words):
            hits = []
            for part in parts:
                if part not in known:
                    known[part] = self._candidates.as_typed(part)
                if not known[part].every:
                    break
                hits.append(known[part])
            else:
                found.add(parts, found.chosen(_layers(hits), GUESSES))

    def _mended(self, words: tuple[str, ...], found: Shortlist) -> None:
        candidates = self._candidates
        others = [candidates.as_typed(word) for word in words]
        left = MOST_MENDED
        for at, word in enumerate(words):
            for meant, hits in candidates.mended(word):
                tried = (*words[:at], meant, *words[at + 1 :])
                layers = _layers([*others[:at], hits, *others[at + 1 :]])
                found.add(tried, found.chosen(layers, GUESSES), most=Fit.MENDED)
                left -= 1
                if not left:
                    return

    def _some(self, words: tuple[str, ...], found: Shortlist) -> None:
        """What has a good part of the words, where nothing has them all."""
        told = " ".join(word for word in words if not word.isascii())
        shares = self._typed.scores(told)
        for slot, share in shares.items():
            if share >= _LEAST_SHARE:
                found.add_partly(slot, share, words)

    def _marked(self, ranked: Ranked) -> FoundReply:
        """Return a found reply with its marks; one by its code in the title, too."""
        spans = ranked.spans
        if ranked.fit >= Fit.CODE_BEGINS:
            entry = self._entries[self._slots[ranked.reply.id]]
            spans = title_spans(ranked.words, entry) if entry else ()
        return found_reply(ranked.reply, ranked.words, spans)

    # ---- the book

    def _shortlist(self, situation: ReplySituation) -> Shortlist:
        return Shortlist(
            self._entries,
            self._lengths,
            self._used(),
            Likelihood.at(self.habits, situation),
            self._customer.scores(situation.customer_words),
        )

    def _used(self) -> dict[int, float]:
        """Return how much this agent used the reply of each slot."""
        if self._used_of is not self.habits:
            slots, uses = self._slots, self.habits.uses
            self._used_slots = {
                slots[number]: uses[number] for number in uses if number in slots
            }
            self._used_of = self.habits
        return self._used_slots

    def _says_the_same(self, slot: int, reply: QuickReply) -> bool:
        entry = self._entries[slot]
        return entry is not None and (
            entry.reply.content == reply.content
            and entry.reply.spelling == reply.spelling
        )

    def _add(self, entry: Entry) -> None:
        slot = len(self._entries)
        self._slots[entry.reply.id] = slot
        self._entries.append(entry)
        self._lengths.append(len(entry.reply.content.title))
        self._candidates.add(slot, entry)

    def _empty(self) -> None:
        self._entries: list[Entry | None] = []
        self._lengths: list[int] = []
        self._slots: dict[int, int] = {}
        self._candidates = Candidates()
        self._customer = CustomerWords(self._candidates.postings, 0)
        self._typed = CustomerWords(self._candidates.postings, 0)

    def _is_sure(self, word: str, ranked: Ranked) -> bool:
        """Whether it fits well enough to be shown to somebody who did not ask.

        Initials alone do not: too many words of other languages are that.
        """
        if ranked.fit == Fit.TEXT:
            return begins_clause(searched_text(ranked.reply), word)
        if ranked.fit == Fit.CODE:
            return True
        spelled = not word.isascii() or self._candidates.spells(word)
        return spelled and ranked.fit in _BEGINNINGS


def _layers(hits: list[Hits]) -> list[set[int]]:
    """Return the slots that may fit all words, the likelier sets first."""
    if len(hits) == 1:
        one = hits[0]
        return [one.code | one.head, one.title, one.aside, one.text]
    fewest, *others = sorted((one.every for one in hits), key=len)
    common = fewest.intersection(*others)
    titles = {slot for slot in common if any(slot in one.title for one in hits)}
    return [titles, common - titles]


def _partings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words with one of them cut into two, short ones into three."""
    for at, word in enumerate(words):
        places = _seams(word)
        most = 2 if len(word) <= _SHORT and not word.isascii() else 1
        for pieces in range(1, most + 1):
            for cuts in combinations(places, pieces):
                ends = (*cuts, len(word))
                parts = tuple(
                    word[start:end] for start, end in zip((0, *cuts), ends, strict=True)
                )
                if not any(map(_mere_letter, parts)):
                    yield (*words[:at], *parts, *words[at + 1 :])


def _seams(word: str) -> list[int]:
    """Return where a word may be cut: beside characters, in letters alone anywhere."""
    letters = word.isascii()
    return [
        place
        for place in range(1, len(word))
        if letters or not word[place - 1 : place + 1].isascii()
    ]


def _mere_letter(part: str) -> bool:
    return len(part) == 1 and part.isascii() and part.isalpha()
