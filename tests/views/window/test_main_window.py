"""The window: pages, columns at all widths, keys, banner, toast, closing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.engine_status import EngineStatus
from desktop.models.failures import Sentence
from desktop.views.theme.fonts import application_font
from desktop.views.theme.style import theme_named
from desktop.views.window.keys import Command, KeyBinding
from desktop.views.window.keys_sheet_view import KeysSheetView
from desktop.views.window.main_window import MainWindow
from desktop.views.window.notices import (
    Notice,
    Tone,
    corp_notice,
    engine_restarting_notice,
    engine_stopped_notice,
    gap_notice,
)
from desktop.views.window.pages import Page

NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)


@pytest.fixture
def folds() -> list[bool]:
    return []


@pytest.fixture
def window(qtbot: QtBot, folds: list[bool]) -> MainWindow:
    window = MainWindow(theme_named("light"))
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.set_list(QWidget(), folds.append)
    window.set_conversation(QWidget())
    window.set_panel(QWidget())
    window.show()
    window.allow_close()
    return window


def collected(signal) -> list[Any]:
    seen: list[Any] = []
    signal.connect(seen.append)
    return seen


def sheet(window: MainWindow) -> KeysSheetView | None:
    sheets = window.findChildren(KeysSheetView)
    return next((each for each in sheets if each.isVisible()), None)


def places(window: MainWindow) -> list[tuple[int, int, bool]]:
    parts = window.columns.findChildren(
        QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    given = [part for part in parts if type(part) is QWidget]
    return [(part.x(), part.width(), part.isVisible()) for part in given]


def test_a_wide_window_shows_three_columns_and_the_panel(window: MainWindow):
    listed, conversation, panel = places(window)
    assert listed == (0, 311, True)
    assert conversation == (312, 1380 - 312 - 337, True)
    assert panel == (1380 - 336, 336, True)


def test_the_panel_leaves_a_narrower_window_and_comes_back_over_the_conversation(
    window: MainWindow,
):
    window.resize(1179, 700)
    _, conversation, panel = places(window)
    assert not panel[2]
    assert conversation == (312, 1119 - 312, True)
    window.toggle_panel()
    assert places(window)[2] == (1119 - 336, 336, True)
    assert places(window)[1] == conversation, "the conversation keeps its width"
    window.columns.close_panel_button.click()
    assert not places(window)[2][2]


@pytest.mark.parametrize("size", [(899, 700), (1440, 430)])
def test_the_list_folds_in_a_narrow_or_low_window(
    window: MainWindow, folds: list[bool], size: tuple[int, int]
):
    window.resize(*size)
    assert folds[-1]
    assert places(window)[0][1] == 71
    window.resize(1440, 900)
    assert folds[-1] is False


def test_the_list_is_told_at_once_how_it_stands(folds: list[bool], window: MainWindow):
    assert folds, "the list was told when it was given"


def test_wide_and_narrow_windows_remember_the_panel_apart(window: MainWindow):
    seen: list[bool] = []
    window.columns.panel_shown_changed.connect(seen.append)
    window.toggle_panel()
    window.resize(1000, 700)
    window.toggle_panel()
    window.resize(1440, 900)
    assert seen == [False, True, False]


def test_the_panel_that_gave_way_comes_back_and_comes_when_it_is_called(
    window: MainWindow,
):
    columns, seen = window.columns, []
    columns.give_way(True)
    seen.append(columns.panel_shown)
    assert columns.panel_beside, "what is kept for the next start is the wish"
    columns.give_way(False)
    seen.append(columns.panel_shown)
    columns.give_way(True)
    window.toggle_panel()
    seen.append(columns.panel_shown)
    assert seen == [False, True, True]


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_nothing_is_cut_on_a_1366_by_768_screen(window: MainWindow, scale: float):
    window.resize(round(1366 / scale), round(768 / scale))
    assert window.minimumSizeHint().width() <= window.width()
    assert window.minimumSizeHint().height() <= window.height()
    for left, width, visible in places(window):
        assert not visible or left + width <= window.columns.width()


def test_closing_is_a_wish_until_it_is_allowed(qtbot: QtBot):
    window = MainWindow(theme_named("light"))
    qtbot.addWidget(window)
    wishes: list[bool] = []
    window.close_requested.connect(lambda: wishes.append(True))
    refused = QCloseEvent()
    window.closeEvent(refused)
    assert not refused.isAccepted()
    assert wishes == [True]
    window.allow_close()
    accepted = QCloseEvent()
    window.closeEvent(accepted)
    assert accepted.isAccepted()


def test_a_page_is_asked_for_once_and_then_shown(window: MainWindow):
    asked = collected(window.page_requested)
    shown = collected(window.page_shown)
    window.show_page(Page.SETTINGS)
    assert (asked, window.current_page) == ([Page.SETTINGS], Page.CONVERSATIONS)
    window.set_page(Page.SETTINGS, QWidget())
    assert window.current_page is Page.SETTINGS
    window.show_page(Page.CONVERSATIONS)
    window.show_page(Page.SETTINGS)
    assert asked == [Page.SETTINGS]
    assert shown == [Page.SETTINGS, Page.CONVERSATIONS, Page.SETTINGS]


def test_a_cover_hides_the_rail_until_it_is_taken_off(window: MainWindow):
    cover = QWidget()
    window.show_cover(cover)
    assert cover.isVisible()
    assert not window.rail.isVisible()
    assert window.remove_cover() is cover
    assert window.rail.isVisible()
    assert window.columns.isVisible()
    cover.deleteLater()


def press(qtbot: QtBot, target: QWidget, key: Qt.Key, *held: Qt.KeyboardModifier):
    modifier = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifier |= each
    qtbot.keyClick(target, key, modifier)


ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "held", "command"),
    [
        (Qt.Key.Key_Down, (ALT,), Command.NEXT_CONVERSATION),
        (Qt.Key.Key_Up, (ALT,), Command.PREVIOUS_CONVERSATION),
        (Qt.Key.Key_Down, (ALT, SHIFT), Command.NEXT_WAITING),
        (Qt.Key.Key_Up, (ALT, SHIFT), Command.PREVIOUS_WAITING),
        (Qt.Key.Key_E, (CTRL, SHIFT), Command.END_SESSION),
    ],
)
def test_a_key_becomes_its_command(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, held, command: Command
):
    seen = collected(window.command_requested)
    press(qtbot, window, key, *held)
    assert seen == [command]


def test_the_keys_work_while_a_person_types(qtbot: QtBot, window: MainWindow):
    field = QPlainTextEdit(window)
    field.setGeometry(100, 100, 200, 80)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "a b")
    seen = collected(window.command_requested)
    press(qtbot, field, Qt.Key.Key_Down, ALT)
    press(qtbot, field, Qt.Key.Key_Up, ALT, SHIFT)
    press(qtbot, field, Qt.Key.Key_E, CTRL, SHIFT)
    assert seen == [
        Command.NEXT_CONVERSATION,
        Command.PREVIOUS_WAITING,
        Command.END_SESSION,
    ]
    assert field.toPlainText() == "a b"


def test_a_command_can_be_given_other_keys(qtbot: QtBot, window: MainWindow):
    seen = collected(window.command_requested)
    window.set_keys((KeyBinding(Command.END_SESSION, ("Ctrl+Shift+F9",)),))
    press(qtbot, window, Qt.Key.Key_E, CTRL, SHIFT)
    press(qtbot, window, Qt.Key.Key_F9, CTRL, SHIFT)
    assert seen == [Command.END_SESSION]


def test_a_key_pressed_before_the_desk_listens_is_carried_out_once(
    qtbot: QtBot, window: MainWindow
):
    window.hold_commands()
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    seen = collected(window.command_requested)
    window.release_commands()
    assert seen == [Command.PALETTE]
    window.release_commands()
    press(qtbot, window, Qt.Key.Key_Down, ALT)
    assert seen == [Command.PALETTE, Command.NEXT_CONVERSATION]


def test_a_key_pressed_before_the_desk_was_locked_is_forgotten(
    qtbot: QtBot, window: MainWindow
):
    window.hold_commands()
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    seen = collected(window.command_requested)
    window.cover_contents(QWidget(window))
    window.release_commands()
    window.uncover_contents()
    assert seen == []


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Qt.Key.Key_1, Command.PANEL_CUSTOMER),
        (Qt.Key.Key_2, Command.PANEL_REPLIES),
        (Qt.Key.Key_3, Command.PANEL_MATERIALS),
    ],
)
def test_each_page_of_the_panel_has_a_key(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, wanted: Command
):
    with qtbot.waitSignal(window.command_requested) as asked:
        press(qtbot, window, key, CTRL)
    assert asked.args == [wanted]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_the_sheet_of_keys_opens_and_closes(
    qtbot: QtBot, window: MainWindow, key: Qt.Key
):
    press(qtbot, window, key)
    opened = sheet(window)
    assert opened is not None
    assert window.rect().contains(opened.geometry())
    press(qtbot, window, Qt.Key.Key_Escape)
    assert sheet(window) is None


def test_a_question_mark_in_a_field_is_a_question_mark(
    qtbot: QtBot, window: MainWindow
):
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "ok?")
    assert field.text() == "ok?"
    assert sheet(window) is None


def test_esc_closes_what_lies_on_top_and_only_then_asks_others(
    qtbot: QtBot, window: MainWindow
):
    wishes: list[bool] = []
    window.step_back_requested.connect(lambda: wishes.append(True))
    window.resize(1000, 700)
    window.toggle_panel()
    window.set_page(Page.SETTINGS, QWidget())
    window.show_keys_sheet()
    steps: list[Callable[[], bool]] = [
        lambda: sheet(window) is None,
        lambda: window.current_page is Page.CONVERSATIONS,
        lambda: not window.columns.panel_shown,
        lambda: wishes == [True],
    ]
    for at, step in enumerate(steps):
        assert not step(), at
        press(qtbot, window, Qt.Key.Key_Escape)
        assert step(), at


def test_the_gravest_notice_is_on_top_and_says_its_key_when_acted_on(
    qtbot: QtBot, window: MainWindow
):
    seen = collected(window.banner_action_requested)
    gap = gap_notice(timedelta(days=2, hours=7), timedelta(hours=17))
    assert "2 天 7 小时" in gap.text
    assert "17 小时" in gap.text
    window.show_notice(gap)
    window.show_notice(engine_stopped_notice(Sentence("磁盘已满。", "Disk full.")))
    assert "磁盘已满" in window.banner.accessibleName()
    qtbot.mouseClick(window.banner.action_button, Qt.MouseButton.LeftButton)
    window.clear_notice("engine")
    assert window.banner.accessibleName() == gap.text
    window.clear_notice("gap")
    assert not window.banner.isVisible()
    assert seen == ["engine"]


def test_a_notice_put_away_returns_only_with_other_words(
    qtbot: QtBot, window: MainWindow
):
    notice = engine_restarting_notice()
    window.show_notice(notice)
    qtbot.mouseClick(window.banner.close_button, Qt.MouseButton.LeftButton)
    window.show_notice(notice)
    assert not window.banner.isVisible()
    window.show_notice(Notice("engine", Tone.WARNING, "别的原因"))
    assert window.banner.isVisible()


def test_lost_messages_are_called_lost():
    notice = gap_notice(timedelta(days=4), timedelta(days=-1))
    assert notice.tone is Tone.TROUBLE
    assert "丢失" in notice.text


def test_a_notice_shows_a_corps_name_literally(window: MainWindow):
    name = "<img src='file:///etc/hostname'>"
    window.show_notice(corp_notice(name, Sentence("坏了", "Broken")))
    assert window.banner.accessibleName() == f"{name}：坏了"


def test_a_toast_offers_its_undo_until_it_expires(qtbot: QtBot, window: MainWindow):
    undone, expired = collected(window.undo_requested), collected(window.toast_expired)
    window.show_toast("已结束会话", 2**40)
    qtbot.mouseClick(window.toast.undo_button, Qt.MouseButton.LeftButton)
    window.show_toast("已结束会话", "a")
    window.show_toast("已交回", "b")
    window.toast.timer.timeout.emit()
    assert undone == [2**40]
    assert expired == ["a", "b"]
    assert not window.toast.isVisible()


def test_a_toast_without_a_key_offers_nothing(window: MainWindow):
    expired = collected(window.toast_expired)
    window.show_toast("已复制")
    assert not window.toast.undo_button.isVisible()
    window.toast.timer.timeout.emit()
    assert expired == []


def test_the_engines_silence_is_told_in_the_rail(window: MainWindow):
    status = EngineStatus(1, NOW, NOW, False, timedelta(seconds=6))
    badge = window.rail.operator_badge
    window.set_operator("周晓")
    window.set_engine(None, NOW)
    assert "启动中" in badge.accessibleName()
    window.set_engine(status, NOW)
    assert badge.accessibleName() == "周晓，在线"
    assert "6 秒" in badge.toolTip()
    window.set_engine(status, NOW + timedelta(seconds=11))
    assert badge.accessibleName() == "周晓，离线"


def test_unread_messages_are_counted_in_the_title_and_for_the_screen_reader(
    window: MainWindow,
):
    window.set_unread(27)
    assert window.windowTitle().startswith("(27)")
    window.set_unread(0)
    assert window.windowTitle() == "总机 Switchboard"


def test_the_window_returns_to_its_place(qtbot: QtBot, window: MainWindow):
    window.resize(760, 600)
    stored = window.geometry_bytes()
    other = MainWindow(theme_named("dark"))
    qtbot.addWidget(other)
    other.allow_close()
    assert other.restore_geometry_bytes(stored)
    assert other.size() == window.size()
    assert not other.restore_geometry_bytes(b"nonsense")


def test_both_themes_paint_all_of_it(window: MainWindow):
    window.show_notice(engine_restarting_notice())
    window.show_toast("词", 1)
    light = window.grab().toImage().pixelColor(700, 450)
    window.set_theme(theme_named("dark"))
    dark = window.grab().toImage().pixelColor(20, 450)
    assert light.lightness() > 200 > 60 > dark.lightness()


def test_a_place_on_a_screen_that_is_gone_is_mended(qtbot: QtBot, window: MainWindow):
    window.move(50_000, 50_000)
    kept = window.geometry_bytes()
    window.move(0, 0)
    assert window.restore_geometry_bytes(kept)
    assert window.screen().availableGeometry().intersects(window.frameGeometry())


@pytest.mark.parametrize(
    ("percent", "width", "folded", "overlays"),
    [
        (100, 1180, False, False),
        (100, 1179, False, True),
        (150, 1180, False, True),
        (150, 1600, False, False),
        (200, 1180, False, True),
        (80, 1180, False, False),
    ],
)
def test_larger_text_gives_list_and_panel_more_room(
    qtbot: QtBot, percent: int, width: int, folded: bool, overlays: bool
):
    window = MainWindow(theme_named("light"))
    qtbot.addWidget(window)
    window.allow_close()
    window.setFont(application_font(percent))
    window.resize(width, 700)
    window.set_list(QWidget(), lambda folded: None)
    window.set_panel(QWidget())
    window.show()
    assert window.columns.folded is folded
    assert window.columns.panel_overlays is overlays
