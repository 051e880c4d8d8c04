"""The replies that fit one question so far, compared closely and put in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest

from desktop.models.quick_reply import QuickReply, Scope, Standing
from desktop.services.reply_search.entry import Entry
from desktop.services.reply_search.fitting import word_fit
from desktop.services.reply_search.matching import Span
from desktop.services.reply_search.ranking import Fit, Likelihood

CLOSER_LOOK = 120
"""Candidates that are compared closely; the likeliest of more."""
GUESSES = 30
"""Likewise for each guess of what was meant."""
_COVER = 30.0
"""What a title weighs that was typed as a whole, on the scale of `Fit`."""
_LIKELY = 69.0
"""What the likeliest reply weighs, on the same scale."""
_ELSEWHERE = 260.0
"""What a reply loses that is meant for another team."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reply that fits, and why."""

    reply: QuickReply
    fit: float
    score: float
    words: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class Shortlist:
    """Takes candidates and keeps those that really fit, each in its best way."""

    def __init__(
        self,
        entries: Sequence[Entry | None],
        lengths: Sequence[int],
        used: Mapping[int, float],
        likelihood: Likelihood,
        customer: Mapping[int, float],
    ) -> None:
        """Begin with nothing; `lengths` are those of titles, `used` and `customer`
        say by slot how much an agent and the customer ask for it.
        """
        self._entries = entries
        self._lengths = lengths
        self._used = used
        self._likelihood = likelihood
        self.customer = customer
        """How much of the customer's words stands in each slot."""
        self._ranked: dict[int, Ranked] = {}

    @property
    def fitting(self) -> int:
        """How many fit so far, of those that are meant for this team."""
        ranked = self._ranked.values()
        return sum(not self.is_elsewhere(one.reply) for one in ranked)

    def best(self, limit: int) -> list[Ranked]:
        """Return what fits best."""
        return nlargest(limit, self._ranked.values(), key=_place)

    def chosen(self, layers: Sequence[set[int]], room: int = CLOSER_LOOK) -> list[int]:
        """Return the slots of the first layers, as many as are looked at closely."""
        taken: list[int] = []
        for layer in layers:
            left = room - len(taken)
            if left <= 0:
                break
            fresh = layer.difference(taken)
            taken += fresh if len(fresh) <= left else self._likeliest(fresh, left)
        return taken

    def add(
        self,
        words: tuple[str, ...],
        slots: Sequence[int],
        *,
        most: Fit | None = None,
        by_ear: bool = False,
    ) -> None:
        """Keep those that fit all words; a guess counts `most` at most."""
        for slot in slots:
            entry = self._usable(slot)
            if entry is None:
                continue
            fits = []
            for word in words:
                fit = word_fit(word, entry, by_ear=by_ear)
                if not fit.fit:
                    break
                fits.append(fit)
            else:
                spans = tuple(fit.title for fit in fits)
                value = sum(fit.fit for fit in fits) / len(fits)
                if most is not None:
                    value = most - 99 + value / 10
                self._keep(slot, entry, value, words, spans)

    def add_likely(self, slot: int) -> None:
        """Keep a reply that nobody asked for, by how likely it is."""
        entry = self._usable(slot)
        if entry is not None:
            self._keep(slot, entry, 0.0, (), ())

    def add_partly(self, slot: int, share: float, words: tuple[str, ...]) -> None:
        """Keep a reply that has a share of the words."""
        entry = self._usable(slot)
        if entry is not None and slot not in self._ranked:
            self._keep(slot, entry, Fit.SOME_WORDS * share, words, ())

    def _keep(
        self,
        slot: int,
        entry: Entry,
        fit: float,
        words: tuple[str, ...],
        spans: tuple[Span, ...],
    ) -> None:
        covered = sum(end - start for start, end in spans)
        cover = min(1.0, covered / max(1, len(entry.reply.content.title)))
        likely = self._likelihood.of(entry.reply, self.customer.get(slot, 0.0))
        score = fit + _COVER * cover + _LIKELY * likely
        if self.is_elsewhere(entry.reply):
            score -= _ELSEWHERE
        before = self._ranked.get(slot)
        if before is None or score > before.score:
            self._ranked[slot] = Ranked(entry.reply, fit, score, words, spans)

    def is_elsewhere(self, reply: QuickReply) -> bool:
        """Return whether a reply is meant for another team than this one."""
        team, content = self._likelihood.situation.team_id, reply.content
        return content.scope is Scope.TEAM and team not in (None, content.scope_id)

    def _usable(self, slot: int) -> Entry | None:
        """Return an entry that may be sent in this situation."""
        entry = self._entries[slot]
        if entry is None:
            return None
        situation, content = self._likelihood.situation, entry.reply.content
        if content.scope is Scope.ACCOUNT and content.scope_id != situation.account_id:
            return None
        if entry.reply.standing(situation.now) is not Standing.USABLE:
            return None
        return entry

    def _likeliest(self, slots: set[int], room: int) -> list[int]:
        """Return the likeliest of many, not weighing each: asked for, used, short."""
        taken: list[int] = []
        for liked in (self.customer, self._used):
            some = slots & liked.keys()
            taken += nlargest(room // 3, some.difference(taken), key=liked.__getitem__)
        rest = slots.difference(taken)
        return taken + nsmallest(room - len(taken), rest, key=self._lengths.__getitem__)


def _place(ranked: Ranked) -> tuple[float, int, int]:
    """Return the order: of equals the one that was sent more often is better."""
    return ranked.score, ranked.reply.used, -ranked.reply.id
