"""The bar that finds: its keys, and that nothing is sought while one composes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.conversation.find_bar import FindBar
from desktop.views.theme.style import theme_named

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""Of the offscreen platform."""


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    """The window around the bar."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 60)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def bar(room: QWidget) -> FindBar:
    """An open bar."""
    made = FindBar(theme_named("light"), room)
    made.open()
    return made


@pytest.mark.parametrize(
    ("key", "modifier", "told"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "older"),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier, "newer"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier, "older"),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier, "newer"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "closed"),
    ],
)
def test_keys_go_from_hit_to_hit_and_leave(
    bar: FindBar, key: Qt.Key, modifier: Qt.KeyboardModifier, told: str
):
    heard: list[str] = []
    bar.older_requested.connect(lambda: heard.append("older"))
    bar.newer_requested.connect(lambda: heard.append("newer"))
    bar.closed.connect(lambda: heard.append("closed"))
    QTest.keyClick(bar.field, key, modifier)
    assert heard == [told]


def test_words_are_sought_when_they_are_committed_not_while_they_are_composed(
    bar: FindBar,
):
    heard: list[str] = []
    bar.words_changed.connect(heard.append)
    QApplication.sendEvent(bar.field, QInputMethodEvent("yurong", []))
    assert heard == []
    committed = QInputMethodEvent("", [])
    committed.setCommitString("羽绒")
    QApplication.sendEvent(bar.field, committed)
    assert heard == ["羽绒"]


def test_the_bar_says_which_of_how_many_and_that_there_are_more(bar: FindBar):
    bar.show_found(2, 17)
    assert bar.count_words() == "2 / 17"
    bar.show_found(1, 2000, complete=False)
    assert bar.count_words() == "1 / 2000+"
    bar.show_found(0, 0)
    assert bar.count_words() == "没有找到"
    bar.show_nothing()
    assert bar.count_words() == ""


def test_opened_again_the_last_words_are_ready_to_be_typed_over(bar: FindBar):
    QTest.keyClicks(bar.field, "abc")
    heard: list[str] = []
    bar.words_changed.connect(heard.append)
    bar.hide()
    bar.open()
    assert heard == ["abc"]
    assert bar.field.selectedText() == "abc"
