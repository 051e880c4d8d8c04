"""Rows are marked by Ctrl, Shift and keys, and nothing is opened by it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.models.flow_step import FlowStep
from desktop.views.inbox.flow_menu import FlowMenu, OpenWay
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.inbox.row_marks import RowMarks
from desktop.views.theme.style import theme_named
from tests.views.inbox.given import NOW, account, row, rows

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


class Inbox:
    """A shown inbox and what it asked for."""

    def __init__(self, view: InboxView) -> None:
        self.view = view
        self.opened: list[object] = []
        self.steps: list[tuple[object, object]] = []
        self.ways: list[tuple[object, object]] = []
        view.conversation_chosen.connect(self.opened.append)
        view.step_requested.connect(self._take_step)
        view.way_requested.connect(self._take_way)

    def _take_step(self, step: object, ids: object) -> None:
        self.steps.append((step, ids))

    def _take_way(self, way: object, id_: object) -> None:
        self.ways.append((way, id_))

    def place(self, number: int) -> QPoint:
        model = self.view.list.list_model
        at = model.row_of(number)
        assert at is not None
        return self.view.list.visualRect(model.index(at)).center()

    def click(self, number: int, keys: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.mouseClick(self.view.list.viewport(), LEFT, keys, self.place(number))

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.view.list, key, keys)

    @property
    def marked(self) -> list[int]:
        return list(self.view.marked_ids)

    def menu(self, number: int) -> FlowMenu:
        """Open the menu by the right button."""
        place = self.place(number)
        reason = QContextMenuEvent.Reason.Mouse
        at = self.view.list.viewport().mapToGlobal(place)
        self.view.list.contextMenuEvent(QContextMenuEvent(reason, place, at))
        return self.view.findChildren(FlowMenu)[-1]


@pytest.fixture
def inbox(qtbot: QtBot) -> Iterator[Inbox]:
    view = InboxView(theme_named("light"))
    qtbot.addWidget(view)
    view.set_operator("周晓", 1)
    view.resize(312, 900)
    view.set_accounts((account(1),))
    view.tick(NOW)
    view.replace_rows(rows(1, 2, 3, 4, 5, 6))
    view.show()
    yield Inbox(view)
    view.close()


def test_control_marks_rows_one_by_one_and_opens_none(inbox: Inbox):
    inbox.click(2, CONTROL)
    inbox.click(5, CONTROL)
    inbox.click(2, CONTROL)
    assert inbox.marked == [5]
    assert not inbox.opened


def test_shift_marks_from_the_open_row_to_the_one_clicked(inbox: Inbox):
    inbox.click(2)
    inbox.click(4, SHIFT)
    assert inbox.marked == [2, 3, 4]
    inbox.click(1, SHIFT)
    assert inbox.marked == [1, 2]
    assert inbox.opened == [2]


def test_a_plain_click_opens_and_takes_the_marks_away(inbox: Inbox):
    inbox.click(2, CONTROL)
    inbox.click(3)
    assert inbox.marked == []
    assert inbox.opened == [3]
    assert not inbox.view.bulk_bar.isVisible()


def test_shift_and_arrows_extend_the_marks_and_open_nothing(inbox: Inbox):
    inbox.view.set_chosen(3)
    inbox.press(Qt.Key.Key_Down, SHIFT)
    inbox.press(Qt.Key.Key_Down, SHIFT)
    assert inbox.marked == [3, 4, 5]
    for _ in range(3):
        inbox.press(Qt.Key.Key_Up, SHIFT)
    assert inbox.marked == [2, 3]
    assert not inbox.opened


def test_control_a_marks_all_and_escape_none(inbox: Inbox):
    inbox.press(Qt.Key.Key_A, CONTROL)
    assert inbox.marked == [1, 2, 3, 4, 5, 6]
    inbox.press(Qt.Key.Key_Escape)
    assert inbox.marked == []


def test_marks_hold_while_rows_move_and_go_with_rows_that_leave(inbox: Inbox):
    inbox.click(2, CONTROL)
    inbox.click(3, CONTROL)
    inbox.view.show_rows(rows(6, 5, 3, 1, 2))
    assert set(inbox.view.marked_ids) == {2, 3}
    inbox.view.show_rows(rows(6, 5, 3, 1))
    assert inbox.marked == [3]
    inbox.view.replace_rows(rows(3, 4))
    assert inbox.marked == []


def test_the_bar_offers_what_changes_something(inbox: Inbox):
    inbox.view.show_rows((row(1, unread=2, waits=9), row(2)))
    inbox.click(2, CONTROL)
    bar = inbox.view.bulk_bar
    assert bar.button(FlowStep.UNREAD).isVisible()
    assert not bar.button(FlowStep.DONE).isVisible()
    inbox.click(1, CONTROL)
    assert bar.button(FlowStep.READ).isVisible()
    assert bar.button(FlowStep.DONE).isVisible()
    assert bar.accessibleName() == "已选 2 个会话"
    bar.button(FlowStep.PIN).click()
    assert inbox.steps == [(FlowStep.PIN, (1, 2))]


def test_every_button_of_the_bar_has_a_name_and_keeps_the_keyboard_away(inbox: Inbox):
    inbox.click(1, CONTROL)
    for step in FlowStep:
        button = inbox.view.bulk_bar.button(step)
        assert button.accessibleName()
        assert button.focusPolicy() is Qt.FocusPolicy.TabFocus


def test_the_menu_of_a_row_that_is_not_marked_is_for_it_alone(inbox: Inbox):
    inbox.click(1, CONTROL)
    inbox.click(2, CONTROL)
    menu = inbox.menu(4)
    pinning = next(a for a in menu.actions() if a.data() == FlowStep.PIN)
    pinning.trigger()
    assert inbox.steps == [(FlowStep.PIN, (4,))]
    assert not inbox.opened


def test_the_menu_of_a_marked_row_is_for_all_marked_ones(inbox: Inbox):
    inbox.click(1, CONTROL)
    inbox.click(2, CONTROL)
    menu = inbox.menu(2)
    assert not [a for a in menu.actions() if a.data() in list(OpenWay)]
    next(a for a in menu.actions() if a.data() == FlowStep.STAR).trigger()
    assert inbox.steps == [(FlowStep.STAR, (1, 2))]


@pytest.mark.parametrize("way", OpenWay)
def test_a_single_row_can_be_opened_otherwise(inbox: Inbox, way: OpenWay):
    menu = inbox.menu(3)
    next(a for a in menu.actions() if a.data() == way).trigger()
    assert inbox.ways == [(way, 3)]


def test_the_menu_key_means_the_open_row(inbox: Inbox):
    inbox.view.set_chosen(5)
    reason = QContextMenuEvent.Reason.Keyboard
    inbox.view.list.contextMenuEvent(
        QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0))
    )
    menu = inbox.view.findChildren(FlowMenu)[-1]
    next(a for a in menu.actions() if a.data() == FlowStep.PIN).trigger()
    assert inbox.steps == [(FlowStep.PIN, (5,))]


def test_a_double_click_asks_for_an_own_window(inbox: Inbox):
    QTest.mouseDClick(inbox.view.list.viewport(), LEFT, PLAIN, inbox.place(4))
    assert inbox.ways == [(OpenWay.OWN_WINDOW, 4)]


def test_the_right_button_opens_no_conversation(inbox: Inbox):
    QTest.mouseClick(inbox.view.list.viewport(), RIGHT, PLAIN, inbox.place(4))
    assert not inbox.opened


def test_a_screen_reader_hears_marks_pins_stars_and_snoozes(inbox: Inbox):
    shown = replace(row(1), pinned=True, starred=True)
    late = replace(row(2), snoozed_until=NOW - timedelta(minutes=1))
    inbox.view.show_rows((shown, late))
    inbox.click(1, CONTROL)
    model = inbox.view.list.list_model
    role = Qt.ItemDataRole.AccessibleTextRole
    first, second = (model.index(at).data(role) for at in (0, 1))
    for words in ("已选中", "已置顶", "已加星标"):
        assert words in first
    assert "稍后提醒到了" in second


def test_a_snooze_that_ends_shows_without_news_from_the_database(inbox: Inbox):
    put_off = replace(row(1), snoozed_until=NOW + timedelta(minutes=1))
    inbox.view.show_rows((put_off,))
    inbox.view.grab()
    shelf = inbox.view.list.delegate.shelf
    made = shelf.made
    inbox.view.tick(NOW + timedelta(minutes=2))
    inbox.view.grab()
    assert shelf.made == made + 1


def test_ranges_start_anew_where_their_anchor_has_left():
    marks = RowMarks()
    marks.toggle(9)
    marks.keep_only([1, 2, 3])
    marks.extend_to([1, 2, 3], 3, start=2)
    assert marks.ids == {2, 3}
    assert marks.step([], 1, start=None) is None
