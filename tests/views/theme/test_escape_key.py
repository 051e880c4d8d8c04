"""Esc closes what has the keyboard, although the window has a shortcut for it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.views.conversation.open_link import OpenLinkStrip
from desktop.views.viewer.open_file_strip import DoubtfulFile, OpenFileStrip


def link_strip(window: QWidget) -> QWidget:
    strip = OpenLinkStrip(window)
    strip.ask("https://example.com")
    return strip


def file_strip(window: QWidget) -> QWidget:
    strip = OpenFileStrip(window)
    strip.ask(DoubtfulFile(1, "a.bat", "BAT", disguised=False))
    return strip


@pytest.mark.parametrize("asking", [link_strip, file_strip])
def test_a_strip_that_asks_goes_with_esc_and_the_window_does_nothing(
    qtbot: QtBot, asking: Callable[[QWidget], QWidget]
):
    window, stepped = QWidget(), []
    qtbot.addWidget(window)
    shortcut = QShortcut(QKeySequence("Esc"), window)
    shortcut.activated.connect(lambda: stepped.append(True))
    window.resize(500, 200)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    strip = asking(window)
    focused = window.focusWidget()
    assert focused is not None
    assert strip.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert strip.isHidden()
    assert stepped == []
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert stepped == [True], "else Esc is the window's"
