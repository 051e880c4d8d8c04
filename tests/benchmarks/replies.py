"""How long each key takes in a reply book of 20,000, for every kind of typing."""

import random
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from time import perf_counter

from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import ReplySituation
from desktop.services.reply_search.index import ReplyIndex
from tests.benchmarks.figures import Figure, judged, percentile, spread_of
from tests.benchmarks.large_reply_book import habits_of, large_book
from tests.labelled.replies.book import NOON

REPLIES = 20_000
SHOWN = 9
BAR = 10.0
"""Milliseconds that a key may take, p95."""
_SEED = 40
_CUSTOMER = "我想问一下什么时候能发货，买的长款羽绒服170码还有吗"


def measure(wishes: int) -> list[Figure]:
    """Return the figures of so many wanted replies for each kind of typing."""
    replies = large_book(REPLIES)
    index = ReplyIndex()
    began = perf_counter()
    index.take(replies)
    built = perf_counter() - began
    index.habits = habits_of(replies)
    plain = [(reply.id, _words(reply)) for reply in replies]
    ours: dict[str, list[float]] = defaultdict(list)
    theirs: dict[str, list[float]] = defaultdict(list)
    chance = random.Random(_SEED)
    situation = ReplySituation(NOON, customer_words=_CUSTOMER)
    for reply in chance.sample(replies, wishes):
        for kind, make in KINDS.items():
            typed = make(reply, chance)
            for end in range(1, len(typed) + 1):
                key = typed[:end]
                find = partial(index.find, key, situation, SHOWN)
                ours[kind].append(_timed(find))
                theirs[kind].append(_timed(partial(_scan, plain, key)))
    figures = [_figure(kind, ours[kind], theirs[kind]) for kind in KINDS]
    everything = [one for some in ours.values() for one in some]
    scanned = [one for some in theirs.values() for one in some]
    figures.append(_figure("every kind", everything, scanned))
    figures.append(_changed(index, replies))
    figures.append(Figure("Reply book of 20,000: building the index", built, "s"))
    return figures


def _figure(kind: str, ours: list[float], theirs: list[float]) -> Figure:
    value = percentile(ours, 0.95)
    figure = Figure(
        f"Reply book of 20,000: one key, {kind}, p95", value, "ms",
        floor="substring scan", floor_value=percentile(theirs, 0.95),
        samples=len(ours), spread=spread_of(ours, 2),
    )  # fmt: skip
    return judged(figure, f"< {BAR:g} ms", met=value < BAR)


def _changed(index: ReplyIndex, replies: tuple[QuickReply, ...]) -> Figure:
    """Return what it takes until a book in which one reply was left out is searched."""
    took = [_timed(partial(index.take, replies[at:])) for at in range(1, 6)]
    return Figure(
        "Reply book of 20,000: taking in a change", percentile(took, 0.5), "ms",
        samples=len(took),
    )  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def _scan(plain: list[tuple[int, str]], typed: str) -> list[int]:
    return [number for number, words in plain if typed in words][:SHOWN]


def _words(reply: QuickReply) -> str:
    return "\n".join((reply.content.title, *reply.texts())).casefold()


# ---- what an agent types for a reply


def _sounds(reply: QuickReply) -> list[str]:
    title = reply.spelling.split("\n")[0]
    return [token.partition(",")[0] for token in title.split(" ") if token != "-"]


def _initials(reply: QuickReply, chance: random.Random) -> str:
    return "".join(sound[0] for sound in _sounds(reply))[:8]


def _pinyin(reply: QuickReply, chance: random.Random) -> str:
    return "".join(_sounds(reply))[:14]


def _chinese(reply: QuickReply, chance: random.Random) -> str:
    return reply.content.title[:6]


def _mixed(reply: QuickReply, chance: random.Random) -> str:
    title = reply.content.title
    return title[:2] + "".join(_sounds(reply)[2:5])[:8]


def _words_in_any_order(reply: QuickReply, chance: random.Random) -> str:
    title = reply.content.title
    return f"{title[-2:]} {''.join(_sounds(reply)[:2])}"


def _with_error(reply: QuickReply, chance: random.Random) -> str:
    typed = _pinyin(reply, chance)
    places = [at for at, (one, other) in enumerate(pairwise(typed)) if one != other]
    at = chance.choice(places or [0])
    return typed[:at] + typed[at + 1 : at + 2] + typed[at : at + 1] + typed[at + 2 :]


def _without_a_space(reply: QuickReply, chance: random.Random) -> str:
    return reply.content.group[0][:2] + reply.content.title[-2:]


KINDS: dict[str, Callable[[QuickReply, random.Random], str]] = {
    "initials": _initials,
    "full pinyin": _pinyin,
    "characters": _chinese,
    "mixed": _mixed,
    "two words": _words_in_any_order,
    "typing error": _with_error,
    "words without a space": _without_a_space,
}
