"""The Enter that ends a composition names no filter and chooses no time."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.inbox.filter_strip import FilterStrip
from desktop.views.inbox.snooze_panel import SnoozePanel
from desktop.views.theme.style import theme_named

NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)


def commit(field: QLineEdit, words: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(field, event)


def test_a_filter_is_named_by_an_enter_of_its_own(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    strip = FilterStrip(theme_named("light"), window)
    window.show()
    names: list[str] = []
    strip.named.connect(names.append)
    strip.ask_name("")
    commit(strip.field, "急件")
    qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert names == []
    assert strip.naming
    QApplication.processEvents()
    qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert names == ["急件"]


def test_a_time_is_chosen_by_an_enter_of_its_own(qtbot: QtBot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 700)
    window.show()
    panel = SnoozePanel(NOW, window)
    panel.open_above(window)
    chosen: list[datetime] = []
    panel.time_chosen.connect(chosen.append)
    panel.field.setFocus()
    commit(panel.field, "30分钟后")
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert chosen == []
    QApplication.processEvents()
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert len(chosen) == 1
