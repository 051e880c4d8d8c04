"""In which order replies stand that fit: how they fit first, then what is likely."""

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from math import log
from operator import add

from desktop.models.quick_reply import QuickReply, Scope
from desktop.models.reply_search import ReplyHabits, ReplySituation, hour_band
from desktop.services.reply_search.postings import Postings, Space, pairs_of

_ASKING = (
    "多少怎么什么可以这个那个一个一下有没没有请问问下你们我们您好你好在吗谢谢时候是不不是"
    "能不还是还有现在帮我我想想问好的知道如果已经就是为什么时"
)
_SAY_NOTHING = frozenset(map(add, _ASKING[::2], _ASKING[1::2]))
"""Pairs of which every question is made, whatever it asks for."""
_COMMON = 0.25
"""Pairs in more than this share of all replies say nothing."""


class Fit(IntEnum):
    """How one typed word fits a reply; the larger the better."""

    NOT = 0
    SOME_WORDS = 100
    """Not all of what was typed is there."""
    MENDED = 200
    """With one typing error put right."""
    BY_EAR = 300
    """By what sounds alike."""
    TEXT = 400
    GROUP = 500
    KEYWORD = 600
    KEYWORD_BEGINS = 650
    TITLE = 700
    TITLE_BEGINS = 800
    KEYWORD_WHOLE = 780
    TITLE_WHOLE = 900
    CODE_BEGINS = 850
    CODE = 1000


class CustomerWords:
    """How much of what the customer said last stands in each reply."""

    def __init__(self, postings: Postings, count: int) -> None:
        self._postings = postings
        self._count = count
        self._words = ""
        self._scores: dict[int, float] = {}

    def scores(self, words: str) -> dict[int, float]:
        """Return slots with 0 to 1, rare words counting more; kept for these words."""
        if words != self._words:
            self._words, self._scores = words, self._score(words)
        return self._scores

    def _score(self, words: str) -> dict[int, float]:
        scores: defaultdict[int, float] = defaultdict(float)
        total = 0.0
        for pair in pairs_of(words) - _SAY_NOTHING:
            weight = self._weight(pair)
            if weight is None:
                continue
            total += weight
            for space, share in _shares(pair):
                for slot in self._postings.slots(space, pair):
                    scores[slot] += weight * share
        if not total:
            return {}
        return {slot: min(1.0, score / total) for slot, score in scores.items()}

    def _weight(self, pair: str) -> float | None:
        """Return how much a pair says; None where it is in no reply or in too many."""
        slots = self._postings.slots
        held = max(len(slots(space, pair)) for space, _ in _shares(pair))
        if not held or held > max(3.0, self._count * _COMMON):
            return None
        return log(1 + self._count / held)


_SHARES = ((Space.TEXT, 0.3), (Space.TITLE, 0.5), (Space.ASIDE, 0.35))
"""What a pair counts where it stands; a reply can have it in all three."""


def _shares(pair: str) -> tuple[tuple[Space, float], ...]:
    """Return where a pair is looked for: letters of a title stand for its sounds."""
    return _SHARES[:1] if pair.isascii() else _SHARES


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What is likely to be sent at this moment, whatever is typed."""

    habits: ReplyHabits
    situation: ReplySituation
    band: int

    @classmethod
    def at(cls, habits: ReplyHabits, situation: ReplySituation) -> "Likelihood":
        """Return the likelihood in a situation."""
        return cls(habits, situation, hour_band(situation.now))

    def of(self, reply: QuickReply, customer: float) -> float:
        """Return 0 to 1: use, the customer's words, account, hour, what follows."""
        habits, situation, number = self.habits, self.situation, reply.id
        use = _grown(habits.uses.get(number, 0.0))
        account = _grown(
            habits.by_account.get((situation.account_id or 0, number), 0.0)
        )
        if reply.content.scope is Scope.ACCOUNT:
            account = max(account, 0.5)
        hour = _grown(habits.by_hour.get((self.band, number), 0.0))
        before = situation.last_reply_id or 0
        next_one = _grown(habits.follow_ups.get((before, number), 0.0))
        return (
            0.34 * use
            + 0.34 * customer
            + 0.12 * account
            + 0.08 * hour
            + 0.12 * next_one
        )


def _grown(weight: float) -> float:
    """Return 0 to 1: the first uses count most."""
    return weight / (weight + 2)
