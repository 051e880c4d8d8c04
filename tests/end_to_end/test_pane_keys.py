"""The keys of the table mean the conversation whose window or side has the keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from desktop.desk.pane import ConversationPane
from desktop.models.column_widths import ColumnWidths
from desktop.models.preferences import TextSize
from desktop.services.preferences_store import load_desk_state
from desktop.views.inbox.snooze_panel import SnoozePanel
from desktop.views.theme.plain_text import PlainLabel
from tests.building import World
from tests.end_to_end.desk_run import RunningDesk, profile_in, running_desk
from tests.end_to_end.filled_profile import filled_profile


@asynccontextmanager
async def desk_with(
    folder: Path, *customers: str
) -> AsyncIterator[tuple[RunningDesk, World]]:
    """A wide desk whose customers have written."""
    with filled_profile(folder, *customers) as world:
        async with running_desk(folder, engine=None) as desk:
            desk.window.resize(1500, 900)
            await desk.until(
                lambda: desk.session.views.inbox.list.list_model.rowCount(), "rows"
            )
            yield desk, world


async def own_window(desk: RunningDesk, conversation_id: int) -> ConversationPane:
    desk.session.panes.open_window(conversation_id)
    return await settled(desk, conversation_id)


async def settled(desk: RunningDesk, conversation_id: int) -> ConversationPane:
    panes = desk.session.panes
    await desk.until(lambda: panes.pane(conversation_id) is not None, "a pane")
    pane = panes.pane(conversation_id)
    assert pane is not None
    await desk.until(
        lambda: pane.conversation.settled_id() == conversation_id, "it stands"
    )
    return pane


def press(place: QWidget, keys: str) -> None:
    """Press keys of the table where the keyboard is in a pane's field."""
    field = place.focusProxy() or place
    field.window().activateWindow()
    field.setFocus()
    QTest.keySequence(field, QKeySequence(keys))


def toast_words(pane: ConversationPane) -> str:
    labels = pane.window().findChildren(PlainLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


async def test_pin_star_and_unread_in_an_own_window_and_their_undo(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        anna = world.conversation("wm-a").id
        pane = await own_window(desk, anna)
        press(pane.composer, "Ctrl+Shift+P")
        await desk.until(lambda: world.conversation("wm-a").pinned, "pinned")
        await desk.until(lambda: "置顶" in toast_words(pane), "said in this window")
        press(pane.composer, "Ctrl+Shift+P")
        await desk.until(lambda: not world.conversation("wm-a").pinned, "turned")
        press(pane.composer, "Ctrl+Shift+B")
        await desk.until(lambda: world.conversation("wm-a").starred, "starred")
        press(pane.composer, "Ctrl+Shift+X")
        await desk.until(
            lambda: world.conversation("wm-a").waiting_since is None, "done"
        )
        assert not world.conversation("wm-b").starred


async def test_a_snooze_is_asked_for_where_the_key_was_pressed(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        pane = await own_window(desk, world.conversation("wm-a").id)
        press(pane.composer, "Ctrl+Shift+S")
        await desk.until(lambda: pane.steps.panel is not None, "the card")
        panel = pane.steps.panel
        assert isinstance(panel, SnoozePanel)
        assert panel.window() is pane.window()
        QTest.keyClick(panel.choice_buttons[0], Qt.Key.Key_Return)
        assert QApplication.focusWidget() is pane.composer.focusProxy()
        await desk.until(
            lambda: world.conversation("wm-a").snoozed_until is not None, "snoozed"
        )


async def test_beside_the_first_one_the_keys_follow_the_keyboard(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        session = desk.session
        session.views.inbox.conversation_chosen.emit(bob)
        await desk.until(lambda: session.conversation.settled_id() == bob, "bob")
        session.panes.open_beside(anna)
        pane = await settled(desk, anna)
        press(pane.composer, "Ctrl+Shift+B")
        await desk.until(lambda: world.conversation("wm-a").starred, "the side one")
        press(session.views.composer, "Ctrl+Shift+P")
        await desk.until(lambda: world.conversation("wm-b").pinned, "the first one")
        assert not world.conversation("wm-a").pinned


async def test_keys_of_the_whole_desk_work_in_an_own_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        pane = await own_window(desk, world.conversation("wm-a").id)
        press(pane.composer, "Ctrl+=")
        await desk.until(
            lambda: desk.session.choices.preferences.text_size is TextSize.LARGE,
            "larger text",
        )
        press(pane.composer, "Ctrl+Shift+L")
        lock = desk.session.comfort.lock
        assert lock.covered
        assert not pane.isVisible()
        lock.view.lift_requested.emit()
        assert pane.isVisible()
    qapp.setStyleSheet("")


async def test_the_sizes_of_columns_and_windows_are_kept(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        anna = world.conversation("wm-a").id
        pane = await own_window(desk, anna)
        pane.window().resize(640, 560)
        pane.window().close()
        await desk.until(lambda: desk.session.panes.pane(anna) is None, "gone")
        pane = await own_window(desk, anna)
        assert (pane.window().width(), pane.window().height()) == (640, 560)
        desk.window.columns.widen(desk.window.columns.parts[0], 40)
    kept = load_desk_state(profile_in(tmp_path))
    assert kept.pane_size == (640, 560)
    assert kept.columns == ColumnWidths(352)


async def test_a_covered_desk_shows_no_number_anywhere(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, _):
        await desk.until(lambda: "(" in desk.window.windowTitle(), "a number")
        tray = desk.session.front.tray
        assert "2" in tray.tooltip
        desk.session.comfort.lock.cover()
        assert "(" not in desk.window.windowTitle()
        assert "2" not in tray.tooltip
        desk.session.comfort.lock.view.lift_requested.emit()
        assert "2" in tray.tooltip


async def test_the_menu_of_an_own_window_offers_what_its_keys_do(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        pane = await own_window(desk, world.conversation("wm-a").id)
        await desk.until(lambda: not world.conversation("wm-a").unread, "read")
        menus = pane.view.header.findChildren(QMenu)
        offered = {
            action.text(): action
            for menu in menus
            for action in menu.actions()
            if action.isVisible()
        }
        (unread,) = [one for text, one in offered.items() if "未读或" in text]
        unread.trigger()
        await desk.until(lambda: world.conversation("wm-a").unread, "unread again")
