"""A screen reader can name everything that a person can press or type into."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.desk.views import DeskViews
from desktop.models.account import Account, AccountKind, SyncStanding
from desktop.models.conversation import Lane
from desktop.models.crash_report import CrashReport
from desktop.models.lock_rules import LockState
from desktop.views.lock.lock_view import LockView
from desktop.views.settings.sections import Section
from desktop.views.settings.settings_view import SettingsView
from desktop.views.setup.setup_page import SetupPage
from desktop.views.theme.style import theme_named
from desktop.views.window.keys_sheet_view import KeysSheetView
from desktop.views.window.main_window import MainWindow

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
THEME = theme_named("light")
INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(THEME)
    qtbot.addWidget(window)
    window.allow_close()
    views = DeskViews(window, THEME, NOW)
    views.inbox.set_lane(Lane.ALL)
    window.show()
    yield window
    del views


def nameless(root: QWidget) -> list[str]:
    """The interactive widgets that have nothing to be called by."""
    found = []
    for widget in root.findChildren(QWidget):
        if isinstance(widget, INTERACTIVE) and _is_reachable(widget, root):
            face = QAccessible.queryAccessibleInterface(widget)
            name = face.text(QAccessible.Text.Name) if face else ""
            if not name.strip():
                what = f"{type(widget).__name__} {widget.objectName()}"
                found.append(f"{what} in {_path(widget)}")
    return found


def _is_reachable(widget: QWidget, root: QWidget) -> bool:
    """What is not shown yet has no words yet; a field's clear button is Qt's."""
    if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit):
        return False
    return widget.isVisibleTo(root)


def _path(widget: QWidget) -> str:
    names = []
    parent = widget.parentWidget()
    while parent is not None:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names)


def test_everything_in_the_window_has_a_name(window: MainWindow):
    assert nameless(window) == []


def test_the_sheet_of_keys_has_names(window: MainWindow):
    window.show_keys_sheet()
    sheet = window.findChild(KeysSheetView)
    assert sheet is not None
    assert nameless(sheet) == []


def test_everything_in_the_settings_has_a_name(window: MainWindow):
    view = SettingsView(THEME, window)
    standing = SyncStanding(NOW, True)
    account = Account(1, 1, AccountKind.KF, "wk1", "旗舰店", 0, True, True, standing)
    view.notifications.show_accounts((account,))
    view.privacy.show_lock(LockState(is_set=True))
    view.reports.show_reports((CrashReport("report-1.txt", NOW, "x"),))
    view.corps.show_corps(())
    for section in Section:
        view.show_section(section)
        assert nameless(view) == []


def test_the_lock_and_the_set_up_have_names(window: MainWindow):
    lock = LockView(THEME, window)
    lock.show_lock()
    assert nameless(lock) == []
    assert nameless(SetupPage(THEME, window)) == []
