"""The wanted reply comes first as often as was promised; no clock is looked at."""

import pytest

from tests.benchmarks.reply_quality import AMONG_THREE, FIRST, finders
from tests.labelled.replies.book import LabelledBook, demo_book, published_book
from tests.labelled.replies.lines import (
    Split,
    TypedLine,
    demo_lines,
    plain_lines,
    typed_lines,
)
from tests.labelled.replies.scoring import plain_report_of, report_of


@pytest.fixture(scope="module")
def published() -> LabelledBook:
    book = published_book()
    if book is None:
        pytest.skip("the published replies are not on this machine")
    return book


def _held(book: LabelledBook, lines: tuple[TypedLine, ...]) -> None:
    every = report_of(book, lines, finders(book)[0]).every
    assert every.first >= FIRST
    assert every.among_three >= AMONG_THREE


def test_the_reported_lines_hold_their_bars(published: LabelledBook):
    _held(published, typed_lines(Split.REPORTED))


def test_the_book_of_the_demo_holds_the_same_bars():
    _held(demo_book(), demo_lines())


def test_suggestions_that_nobody_asked_for_are_seldom_wrong(published: LabelledBook):
    told = plain_report_of(
        published, plain_lines(Split.REPORTED), finders(published)[1]
    )
    assert told.disturbed <= 0.05
    assert told.suggested >= 0.5
