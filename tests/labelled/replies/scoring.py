"""How well a way of finding replies does on the labelled lines."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.models.reply_search import ReplySituation
from tests.labelled.replies.book import LabelledBook
from tests.labelled.replies.lines import PlainLine, TypedLine

Finder = Callable[[str, ReplySituation], Sequence[int]]
"""Answers what was typed with reply ids, best first."""


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of the lines on which an accepted reply came first, or under three."""

    lines: int
    first: float
    among_three: float


@dataclass(frozen=True, slots=True)
class Report:
    """Every score of one finder."""

    every: Score
    hard: Score
    kinds: dict[str, Score]
    quiet: float
    """Share of the lines for which nothing fits that were answered with nothing."""
    missed: tuple[TypedLine, ...]
    """Where no accepted reply was among the first three."""


@dataclass(frozen=True, slots=True)
class PlainReport:
    """How suggestions do that nobody asked for."""

    suggested: float
    """Share of the wanted lines whose first suggestion was accepted."""
    disturbed: float
    """Share of the other lines at which something was suggested."""
    wanted: int
    others: int


def report_of(book: LabelledBook, lines: Iterable[TypedLine], finder: Finder) -> Report:
    """Ask for every line and return the scores."""
    ranks: list[tuple[TypedLine, int]] = []
    answers_to_nothing: list[bool] = []
    for line in lines:
        found = finder(line.typed, book.situation(line.shop, line.customer))
        if line.wanted:
            ranks.append((line, _rank(found, book.wanted(line.wanted))))
        else:
            answers_to_nothing.append(not found)
    kinds: dict[str, list[int]] = defaultdict(list)
    for line, rank in ranks:
        kinds[line.kind].append(rank)
    return Report(
        _score([rank for _, rank in ranks]),
        _score([rank for line, rank in ranks if line.hard]),
        {kind: _score(of_kind) for kind, of_kind in sorted(kinds.items())},
        _share(answers_to_nothing),
        tuple(line for line, rank in ranks if rank >= 3),
    )


def plain_report_of(
    book: LabelledBook, lines: Iterable[PlainLine], finder: Finder
) -> PlainReport:
    """Ask what would be suggested at every plain line."""
    right: list[bool] = []
    disturbed: list[bool] = []
    for line in lines:
        found = finder(line.typed, book.situation(line.shop, line.customer))
        if line.wanted:
            right.append(_rank(found, book.wanted(line.wanted)) == 0)
        else:
            disturbed.append(bool(found))
    return PlainReport(_share(right), _share(disturbed), len(right), len(disturbed))


def _rank(found: Sequence[int], wanted: frozenset[int]) -> int:
    """Return the place of the first accepted reply, far behind where there is none."""
    places = (place for place, reply in enumerate(found) if reply in wanted)
    return next(places, len(found) + 3)


def _score(ranks: Sequence[int]) -> Score:
    first = _share([rank == 0 for rank in ranks])
    return Score(len(ranks), first, _share([rank < 3 for rank in ranks]))


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths) if truths else 0.0
