"""The tray brings the window back or ends the desk, and stays away where none is."""

from typing import Any

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.theme.style import theme_named
from desktop.views.window.tray_view import TrayView


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def tray(window: QWidget) -> TrayView:
    return TrayView(theme_named("light"), window)


def collected(signal: Any) -> list[bool]:
    seen: list[bool] = []
    signal.connect(lambda *_: seen.append(True))
    return seen


def test_its_menu_opens_and_quits(tray: TrayView):
    opened, left = collected(tray.open_requested), collected(tray.quit_requested)
    tray.open_action.trigger()
    assert (len(opened), len(left)) == (1, 0)
    tray.quit_action.trigger()
    assert (len(opened), len(left)) == (1, 1)


@pytest.mark.parametrize(
    ("reason", "opens"), [("Trigger", 1), ("DoubleClick", 1), ("Context", 0)]
)
def test_a_click_opens_and_the_menu_button_does_not(
    tray: TrayView, reason: str, opens: int
):
    opened = collected(tray.open_requested)
    icon = tray.findChild(QSystemTrayIcon)
    assert icon is not None
    icon.activated.emit(QSystemTrayIcon.ActivationReason[reason])
    assert len(opened) == opens


def test_without_a_tray_nothing_is_shown(tray: TrayView):
    tray.set_shown(True)
    assert tray.shown is tray.usable
    tray.set_shown(False)
    assert not tray.shown


def test_both_themes_draw_it(tray: TrayView):
    icon = tray.findChild(QSystemTrayIcon)
    assert icon is not None
    light = icon.icon().cacheKey()
    tray.set_theme(theme_named("dark"))
    assert icon.icon().cacheKey() != light
