"""The sheet of all keys: grouped, searched as one types, and out of the way again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.models.key_bindings import KeyOverride
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.style import theme_named
from desktop.views.window.keys import KEYS, Command, bindings_of, command_words
from desktop.views.window.keys_sheet_view import KeysSheetView
from desktop.views.window.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(theme_named("light"))
    qtbot.addWidget(window)
    window.allow_close()
    window.resize(1000, 700)
    window.show()
    return window


def opened(window: MainWindow) -> KeysSheetView:
    window.show_keys_sheet()
    sheet = window.findChild(KeysSheetView)
    assert sheet is not None
    return sheet


def words_of(sheet: KeysSheetView) -> list[str]:
    labels = sheet.findChildren(PlainLabel)
    return [label.text() for label in labels if label.isVisible()]


def test_every_command_stands_under_its_group(window: MainWindow):
    shown = words_of(opened(window))
    for binding in KEYS:
        assert command_words(binding.command) in shown
    assert {"会话", "输入", "窗口"} <= set(shown)


def test_it_finds_by_words_and_by_keys(window: MainWindow):
    sheet = opened(window)
    sheet.search_field.setText("结束")
    assert "结束会话" in words_of(sheet)
    assert "下一个会话" not in words_of(sheet)
    sheet.search_field.setText("alt ↓")
    assert "下一个会话" in words_of(sheet)
    sheet.search_field.setText("没有这个")
    assert "没有这样的快捷键" in words_of(sheet)


def test_it_shows_the_keys_in_force(window: MainWindow):
    chosen = (KeyOverride(Command.SEND.value, ("Ctrl+Return",)),)
    window.set_keys(bindings_of(chosen))
    assert "Ctrl+Enter" in words_of(opened(window))
    sheet = window.findChild(KeysSheetView)
    assert sheet is not None
    sheet.search_field.setText("发送并到下一个")
    assert "Ctrl+Enter" not in words_of(sheet), "it has lost the key"


def test_the_keyboard_is_in_the_search_and_goes_back_where_it_was(
    qtbot: QtBot, window: MainWindow
):
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    field.setFocus()
    sheet = opened(window)
    assert sheet.search_field.hasFocus()
    qtbot.keyClick(sheet.search_field, Qt.Key.Key_Escape)
    assert window.findChild(KeysSheetView) is None or not sheet.isVisible()
    assert field.hasFocus()


def test_the_arrows_scroll_while_one_searches(qtbot: QtBot, window: MainWindow):
    window.resize(600, 400)
    sheet = opened(window)
    assert window.rect().contains(sheet.geometry())
    before = words_of(sheet)
    for _ in range(5):
        qtbot.keyClick(sheet.search_field, Qt.Key.Key_Down)
    assert words_of(sheet) == before
    assert sheet.scrolled > 0


def test_the_fixed_keys_of_a_place_are_listed_too(window: MainWindow):
    sheet = opened(window)
    sheet.search_field.setText("旋转")
    shown = words_of(sheet)
    assert "看图片和视频时" in shown
    assert {"向左旋转", "Shift+R", "向右旋转", "R"} <= set(shown)
    sheet.search_field.setText("查找栏")
    assert "关闭查找栏" in words_of(sheet)


def test_with_little_room_the_keys_stand_in_one_column(window: MainWindow):
    sheet = opened(window)
    sheet.search_field.setText("ctrl+shift")
    keys = [
        label
        for label in sheet.findChildren(PlainLabel)
        if label.isVisible() and label.text().startswith("Ctrl+Shift+")
    ]
    assert len({label.mapTo(sheet, label.pos()).x() for label in keys}) > 1
    window.resize(560, 500)
    keys = [
        label
        for label in sheet.findChildren(PlainLabel)
        if label.isVisible() and label.text().startswith("Ctrl+Shift+")
    ]
    assert keys
    assert len({label.geometry().x() for label in keys}) == 1
    for label in keys:
        right = label.mapTo(window, label.rect().topRight()).x()
        assert right < window.width()


def test_changing_the_keys_is_a_click_away(window: MainWindow):
    wishes: list[bool] = []
    window.keys_page_requested.connect(lambda: wishes.append(True))
    opened(window).change_button.click()
    assert wishes == [True]
