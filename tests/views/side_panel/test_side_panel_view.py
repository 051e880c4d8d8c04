"""Tabs over pages that are built when they are opened first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.side_panel.side_panel_view import SidePanelView


class Made:
    """Two pages that tell when they are built."""

    def __init__(self, qtbot: QtBot) -> None:
        self.built: list[str] = []
        self.view = SidePanelView()
        qtbot.addWidget(self.view)
        self.view.add_page("customer", "客户", self._customer)
        self.view.add_page("replies", "快捷回复", self._replies)

    def _customer(self) -> QWidget:
        self.built.append("customer")
        return QLabel()

    def _replies(self) -> QWidget:
        self.built.append("replies")
        return QLabel()

    def tab(self, words: str) -> QPushButton:
        tabs = self.view.findChildren(QPushButton)
        return next(tab for tab in tabs if tab.text() == words)


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    return Made(qtbot)


def test_the_first_page_stands_and_the_others_are_not_built(made: Made):
    assert made.view.current == "customer"
    assert made.built == ["customer"]
    assert made.view.page("replies") is None


def test_a_click_on_a_tab_builds_its_page_once(made: Made, qtbot: QtBot):
    with qtbot.waitSignal(made.view.page_shown) as shown:
        qtbot.mouseClick(made.tab("快捷回复"), Qt.MouseButton.LeftButton)
    made.view.show_page("customer")
    made.view.show_page("replies")
    assert shown.args == ["replies"]
    assert made.built == ["customer", "replies"]
    assert made.tab("快捷回复").isChecked()


def test_a_click_leaves_the_keyboard_where_it_was(made: Made):
    assert made.tab("客户").focusPolicy() is Qt.FocusPolicy.TabFocus


def test_a_page_that_was_never_added_is_not_there(made: Made):
    assert not made.view.has_page("materials")
