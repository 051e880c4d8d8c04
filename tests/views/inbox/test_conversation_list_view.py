"""The list: keeps the reader's place, moves nothing under the pointer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.conversation import ConversationSummary
from desktop.views.inbox.conversation_list_view import ConversationListView
from desktop.views.inbox.row_measures import RowMeasures
from desktop.views.theme.style import theme_named
from tests.views.inbox.given import NOW, account, row, rows


@pytest.fixture
def view(qtbot: QtBot) -> ConversationListView:
    view = ConversationListView(theme_named("light"))
    qtbot.addWidget(view)
    view.resize(311, 600)
    view.tick(NOW)
    view.list_model.set_accounts((account(1),))
    with qtbot.waitExposed(view):
        view.show()
    # Offscreen, the pointer stands where windows open.
    leave(view)
    return view


def enter(view: ConversationListView) -> None:
    middle = QPointF(100, 100)
    QApplication.sendEvent(view, QEnterEvent(middle, middle, middle))


def leave(view: ConversationListView) -> None:
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))


def ids(view: ConversationListView) -> list[int]:
    return [summary.id for summary in view.list_model.rows]


def top_row(view: ConversationListView) -> tuple[int, int]:
    """Id of the row at the viewport's top, and where it begins."""
    index = view.indexAt(QPoint(5, 0))
    return ids(view)[index.row()], view.visualRect(index).y()


def collected(signal) -> list[Any]:
    seen: list[Any] = []
    signal.connect(seen.append)
    return seen


def calls(signal) -> list[None]:
    seen: list[None] = []
    signal.connect(lambda: seen.append(None))
    return seen


def click(qtbot: QtBot, view: ConversationListView, at: int) -> None:
    place = view.visualRect(view.list_model.index(at)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_opens_a_conversation_once(qtbot: QtBot, view: ConversationListView):
    big = 2**40
    view.show_rows(rows(1, big, 3))
    seen = collected(view.conversation_chosen)
    click(qtbot, view, 1)
    click(qtbot, view, 1)
    assert seen == [big]
    assert view.chosen == big


def test_what_the_program_marks_is_not_told_as_chosen(view: ConversationListView):
    seen = collected(view.conversation_chosen)
    view.show_rows(rows(1, 2, 3))
    view.set_chosen(2)
    view.show_rows(rows(2, 3))
    view.show_rows(rows(3))
    view.show_rows(rows(3, 2))
    assert seen == []
    assert view.currentIndex().row() == 1, "its row is marked again on return"


def test_a_conversation_that_leaves_the_lane_opens_no_other(view: ConversationListView):
    view.show_rows(rows(1, 2, 3))
    view.set_chosen(2)
    view.show_rows(rows(1, 3))
    assert not view.currentIndex().isValid()
    assert view.chosen == 2


def test_without_the_pointer_a_new_order_counts_at_once(view: ConversationListView):
    view.show_rows(rows(1, 2, 3))
    view.show_rows(rows(3, 1, 2))
    assert ids(view) == [3, 1, 2]
    assert not view.pill.isVisible()


def test_under_the_pointer_values_change_but_nothing_moves(view: ConversationListView):
    view.show_rows(rows(1, 2, 3))
    enter(view)
    view.show_rows([row(3, unread=5), row(4), row(1)])
    assert ids(view) == [1, 2, 3]
    assert view.list_model.rows[2].unread == 5
    assert view.holding
    assert view.pill.isVisible()
    leave(view)
    assert ids(view) == [3, 4, 1]
    assert not view.pill.isVisible()


def test_the_pill_applies_the_newest_order(qtbot: QtBot, view: ConversationListView):
    view.show_rows(rows(1, 2, 3))
    enter(view)
    view.show_rows(rows(3, 1, 2))
    view.show_rows(rows(2, 3, 1))
    qtbot.mouseClick(view.pill, Qt.MouseButton.LeftButton)
    assert ids(view) == [2, 3, 1]
    assert not view.holding


def test_rows_that_only_gain_unseen_ones_below_are_not_held(
    view: ConversationListView,
):
    view.show_rows(rows(*range(40)))
    enter(view)
    view.show_rows(rows(*range(80)))
    assert len(ids(view)) == 80
    assert not view.holding


def test_whoever_scrolls_while_rows_change_order_still_gets_to_the_end(
    view: ConversationListView,
):
    view.show_rows(rows(*range(50)), more_older=True)
    enter(view)
    view.verticalScrollBar().setValue(900)
    view.show_rows(rows(15, *range(15), *range(16, 120)), more_older=True)
    assert ids(view) == list(range(120)), "the order is held, the end has come"
    assert view.holding
    leave(view)
    assert ids(view)[0] == 15


def test_another_lane_is_shown_even_under_the_pointer(view: ConversationListView):
    view.show_rows(rows(*range(60)))
    view.verticalScrollBar().setValue(900)
    enter(view)
    view.replace_rows(rows(*range(100, 160)))
    assert ids(view)[0] == 100
    assert view.verticalScrollBar().value() == 0
    assert not view.holding


def test_the_readers_place_is_kept_when_rows_come_above(view: ConversationListView):
    view.show_rows(rows(*range(100)))
    view.verticalScrollBar().setValue(1234)
    before = top_row(view)
    view.show_rows(rows(500, 501, *range(100)))
    assert top_row(view) == before
    view.show_rows(rows(*range(5, 100)))
    assert top_row(view) == before


def test_the_list_stays_at_its_top(view: ConversationListView):
    view.show_rows(rows(*range(100)))
    view.show_rows(rows(500, *range(100)))
    assert top_row(view) == (500, 0)


def test_older_rows_are_asked_for_once_near_the_end(view: ConversationListView):
    asked = calls(view.older_requested)
    view.show_rows(rows(*range(200)), more_older=True)
    assert asked == []
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() - 1)
    bar.setValue(bar.maximum())
    assert len(asked) == 1
    view.show_rows(rows(*range(300)), more_older=True)
    bar.setValue(bar.maximum())
    assert len(asked) == 2


def test_a_window_that_slides_keeps_every_conversation_reachable(
    view: ConversationListView,
):
    size, total = 300, 5000
    window = [0]

    def show(first: int) -> None:
        window[0] = min(max(first, 0), total - size)
        last = window[0] + size
        view.show_rows(
            rows(*range(window[0], last)),
            more_newer=window[0] > 0,
            more_older=last < total,
        )

    view.older_requested.connect(lambda: show(window[0] + size // 2))
    view.newer_requested.connect(lambda: show(window[0] - size // 2))
    show(0)
    bar = view.verticalScrollBar()
    seen = [top_row(view)[0]]
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 500)
        seen.append(top_row(view)[0])
        assert len(ids(view)) <= size
    assert ids(view)[-1] == total - 1
    steps = [after - before for before, after in pairwise(seen)]
    assert max(steps) <= 500 // view.delegate.row_height + 1, "no row was jumped over"
    while bar.value() > 0:
        bar.setValue(bar.value() - 500)
    assert ids(view)[0] == 0


def waiting_rows() -> Sequence[ConversationSummary]:
    return [row(1), row(2, waits=5), row(3), row(4, waits=9), row(5)]


@pytest.mark.parametrize(
    ("chosen", "step", "waiting", "expected"),
    [
        (None, 1, False, 1),
        (None, -1, False, 5),
        (2, 1, False, 3),
        (2, -1, False, 1),
        (5, 1, False, 1),
        (1, -1, False, 5),
        (1, 1, True, 2),
        (2, 1, True, 4),
        (4, 1, True, 2),
        (2, -1, True, 4),
    ],
)
def test_keys_go_to_the_next_row_or_the_next_that_waits(
    view: ConversationListView, chosen, step: int, waiting: bool, expected: int
):
    view.show_rows(waiting_rows())
    view.set_chosen(chosen)
    seen = collected(view.conversation_chosen)
    assert view.choose_next(step, waiting=waiting)
    assert seen == [expected]


def test_the_other_end_is_no_goal_while_it_is_not_loaded(view: ConversationListView):
    view.show_rows(waiting_rows(), more_older=True)
    view.set_chosen(1)
    assert not view.choose_next(-1)


def test_the_only_row_has_no_next(view: ConversationListView):
    view.show_rows([row(1)])
    view.set_chosen(1)
    assert not view.choose_next(1)
    assert not view.choose_next(-1)


def test_nobody_waiting_is_said(view: ConversationListView):
    assert not view.choose_next(1, waiting=True)
    view.show_rows([row(1, waits=3), row(2)])
    view.set_chosen(1)
    assert not view.choose_next(1, waiting=True), "the only one is open already"


def test_letters_typed_over_the_list_open_nothing(
    qtbot: QtBot, view: ConversationListView
):
    view.show_rows([row(1, name="Anna"), row(2, name="Zoe")])
    view.setFocus()
    seen = collected(view.conversation_chosen)
    qtbot.keyClicks(view, "z")
    assert seen == []
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert len(seen) == 1


def test_a_second_lays_out_nothing_anew(view: ConversationListView):
    view.show_rows([row(number, waits=number) for number in range(1, 60)])
    view.grab()
    made = view.delegate.shelf.made
    for second in range(1, 5):
        view.tick(NOW + timedelta(seconds=second))
        view.grab()
    assert view.delegate.shelf.made == made


def test_one_changed_row_is_laid_out_alone(view: ConversationListView):
    given = list(rows(*range(1, 60)))
    view.show_rows(given)
    view.grab()
    made = view.delegate.shelf.made
    given[0] = replace(given[0], unread=1)
    view.show_rows(given)
    view.grab()
    assert view.delegate.shelf.made == made + 1


def test_a_wait_that_runs_changes_its_pixels(view: ConversationListView):
    view.show_rows([row(1, waits=10), row(2)])
    before = view.viewport().grab().toImage()
    view.tick(NOW + timedelta(seconds=30))
    after = view.viewport().grab().toImage()
    height = view.delegate.row_height
    assert before.copy(0, 0, 300, height) != after.copy(0, 0, 300, height)
    assert before.copy(0, height, 300, height) == after.copy(0, height, 300, height)


@pytest.mark.parametrize(
    "hostile",
    ["<img src='file:///etc/hostname'>", "<b>粗</b>", "&lt;b&gt;", "# a", "\\\\h\\s"],
)
def test_markup_in_names_and_texts_is_painted_literally(
    view: ConversationListView, hostile: str
):
    view.resize(900, 300)
    view.show_rows([row(1, name=hostile, text=hostile, draft=hostile)])
    summary = view.list_model.rows[0]
    measures = RowMeasures.of(view.font())
    face = view.delegate.shelf.face(summary, None, 800, measures, NOW)
    assert (face.name.text(), face.line.text()) == (hostile, hostile)
    assert face.name.textFormat() is Qt.TextFormat.PlainText
    assert face.line.textFormat() is Qt.TextFormat.PlainText
    view.grab()


def test_midnight_turns_times_into_days(view: ConversationListView):
    view.show_rows(rows(1))
    view.grab()
    made = view.delegate.shelf.made
    view.tick(NOW + timedelta(days=1))
    view.grab()
    assert view.delegate.shelf.made == made + 1


@pytest.mark.parametrize("name", ["light", "dark"])
def test_folded_and_whole_rows_paint_in_both_themes(view: ConversationListView, name):
    view.set_theme(theme_named(name))
    view.show_rows([row(1, waits=200, unread=120, held=True), row(2, name="")])
    whole = view.delegate.row_height
    view.grab()
    view.set_folded(True)
    assert view.delegate.row_height < whole
    image = view.grab().toImage()
    assert image.pixelColor(280, 80) == theme_named(name).colour("panel")


def test_a_larger_font_makes_higher_rows(view: ConversationListView):
    usual = view.delegate.row_height
    font = view.font()
    font.setPixelSize(20)
    view.setFont(font)
    assert view.delegate.row_height > usual
    view.show_rows(rows(1, 2))
    second = view.visualRect(view.list_model.index(1))
    assert second.height() == view.delegate.row_height
