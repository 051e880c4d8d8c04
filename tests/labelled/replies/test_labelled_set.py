"""The labelled set keeps its promises: size, splits, names that exist."""

import pytest

from tests.labelled.replies.book import LabelledBook, demo_book, published_book
from tests.labelled.replies.lines import (
    PlainLine,
    Split,
    TypedLine,
    demo_lines,
    plain_lines,
    typed_lines,
)
from tests.labelled.replies.scoring import plain_report_of, report_of


@pytest.fixture(scope="module")
def book() -> LabelledBook:
    found = published_book()
    if found is None:
        pytest.skip("the published replies are not on this machine")
    return found


def _all_typed() -> list[TypedLine]:
    return [line for split in Split for line in typed_lines(split)]


def _all_plain() -> list[PlainLine]:
    return [line for split in Split for line in plain_lines(split)]


def _both(split: Split) -> list[TypedLine | PlainLine]:
    return [*typed_lines(split), *plain_lines(split)]


def test_there_are_at_least_400_lines_and_half_of_them_are_hard() -> None:
    lines = _all_typed()

    assert len(lines) >= 400
    assert sum(line.hard for line in lines) * 2 >= len(lines)


def test_there_are_at_least_100_plain_lines_most_of_them_hard_negatives() -> None:
    lines = _all_plain()

    assert len(lines) >= 100
    assert sum(not line.wanted for line in lines) * 2 >= len(lines)


def test_no_title_stands_in_both_splits() -> None:
    titles = {
        split: {
            line.wanted[0].rpartition("/")[2] for line in _both(split) if line.wanted
        }
        for split in Split
    }

    assert not titles[Split.TUNED] & titles[Split.REPORTED]


def test_nobody_asks_the_same_twice() -> None:
    asked = [(line.shop, line.typed, line.customer) for line in _all_typed()]

    assert len(asked) == len(set(asked))


def test_every_wanted_reply_is_in_the_published_book(book: LabelledBook) -> None:
    for line in (*_both(Split.TUNED), *_both(Split.REPORTED)):
        assert len(book.wanted(line.wanted)) == len(line.wanted)
        assert not line.shop or line.shop in book.shops


def test_every_wanted_reply_of_the_smaller_set_is_in_the_book_of_the_demo() -> None:
    demo = demo_book()

    assert all(demo.wanted(line.wanted) for line in demo_lines())


def test_a_finder_that_knows_the_answers_scores_full(book: LabelledBook) -> None:
    lines = typed_lines(Split.TUNED)
    answers = {
        (line.typed, book.situation(line.shop, line.customer)): line for line in lines
    }

    report = report_of(
        book, lines, lambda *asked: sorted(book.wanted(answers[asked].wanted))
    )

    assert (report.every.first, report.hard.first, report.quiet) == (1.0, 1.0, 1.0)
    assert not report.missed


def test_a_finder_that_always_answers_disturbs(book: LabelledBook) -> None:
    report = plain_report_of(book, _all_plain(), lambda _typed, _moment: (1,))

    assert report.disturbed == 1.0
    assert report.suggested < 0.1
