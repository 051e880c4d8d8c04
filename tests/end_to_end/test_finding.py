"""On the keyboard alone: a message is found, jumped to, and found within again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.models.message import Message
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage import ingest, organisation_store
from desktop.services.storage.connection import open_connection
from desktop.services.storage.database import in_transaction
from desktop.views.settings.sections import Section
from desktop.views.window.pages import Page
from tests.building import START, at, entry
from tests.end_to_end.desk_run import (
    RunningDesk,
    connect_profile,
    profile_in,
    running_desk,
)
from tests.sandbox_fixture import Sandbox

COUNT = 400
CONTROL = Qt.KeyboardModifier.ControlModifier


def tell(folder: Path) -> None:
    """Let one customer have written a message a minute, another one just one."""
    profile = profile_in(folder)
    key = database_key(KeyFileStore(folder / "keys.json"), profile.database)
    connection = open_connection(profile.database, key)
    account = organisation_store.accounts(connection)[0].id
    written = [
        entry(f"第{number}件羽绒服", seconds=number * 60) for number in range(COUNT)
    ]
    other = entry("围巾有货吗", seconds=1, customer="wm-bo")
    in_transaction(
        connection,
        lambda c: ingest.take_in(c, account, (*written, other), None, now=at(0, START)),
    )
    connection.close()


@asynccontextmanager
async def desk_with_history(
    folder: Path, sandbox: Sandbox
) -> AsyncIterator[RunningDesk]:
    """A desk without an engine, whose database holds two conversations."""
    await connect_profile(folder, sandbox)
    tell(folder)
    async with running_desk(folder, engine=None) as desk:
        await desk.until(
            lambda: desk.session.views.inbox.list.list_model.rowCount() == 2, "rows"
        )
        yield desk


def press(
    desk: RunningDesk,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the keyboard is."""
    focused = QApplication.focusWidget()
    QTest.keyClick(focused or desk.window, key, modifier)


def in_sight(desk: RunningDesk) -> list[str]:
    """The texts of the messages in sight."""
    timeline = desk.session.views.conversation.timeline
    top, bottom = timeline.top_message(), timeline.bottom_message()
    model = desk.session.views.conversation.model
    if top is None or bottom is None:
        return []
    first, last = model.row_of(top.id), model.row_of(bottom.id)
    assert first is not None
    assert last is not None
    return [text_of(model[row]) for row in range(first, last + 1)]


def text_of(message: Message) -> str:
    return str(getattr(message.content, "text", ""))


def page_of(desk: RunningDesk) -> Page:
    return desk.window.current_page


async def type_and_see(desk: RunningDesk, words: str, expected: str) -> None:
    """Put words into the palette and wait for the row that answers them."""
    palette = desk.session.search.palette.view
    assert palette is not None
    palette.field.line.setText(words)
    await desk.until(
        lambda: (row := palette.current_row()) and expected in row.detail.text,
        f"{expected} is listed",
    )


@pytest.mark.qt_log_ignore("propagateSizeHints")
async def test_a_message_far_back_is_found_read_and_searched_from_there(
    qapp: QApplication, tmp_path: Path, sandbox: Sandbox
) -> None:
    async with desk_with_history(tmp_path, sandbox) as desk:
        desk.window.activateWindow()
        press(desk, Qt.Key.Key_K, CONTROL)
        await type_and_see(desk, "第17件", "第17件羽绒服")
        press(desk, Qt.Key.Key_Return)
        await desk.until(lambda: "第17件羽绒服" in in_sight(desk), "the hit")
        field = desk.session.views.composer.focusProxy()
        assert isinstance(field, QWidget)
        await desk.until(field.hasFocus, "the keyboard is where one writes")

        press(desk, Qt.Key.Key_F, CONTROL)
        bar = desk.session.views.conversation.find_bar
        QTest.keyClicks(bar.field, "9")
        await desk.until(lambda: "/" in bar.count_words(), "hits")
        press(desk, Qt.Key.Key_Return)
        await desk.until(lambda: "第9件羽绒服" in in_sight(desk), "the older hit")
        press(desk, Qt.Key.Key_Escape)
        assert bar.isHidden()
        assert field.hasFocus()

        press(desk, Qt.Key.Key_End, Qt.KeyboardModifier.AltModifier)
        newest = f"第{COUNT - 1}件羽绒服"
        await desk.until(lambda: newest in in_sight(desk), "the newest message")


@pytest.mark.qt_log_ignore("propagateSizeHints")
async def test_ctrl_k_takes_over_what_was_typed_above_the_list(
    qapp: QApplication, tmp_path: Path, sandbox: Sandbox
) -> None:
    async with desk_with_history(tmp_path, sandbox) as desk:
        desk.window.activateWindow()
        inbox, palette = desk.session.views.inbox, desk.session.search.palette
        field = inbox.head.filter_field
        field.setFocus()
        field.setText("围巾")
        press(desk, Qt.Key.Key_K, CONTROL)
        view = palette.view
        assert view is not None
        assert view.isVisible()
        assert view.field.query() == "围巾"
        press(desk, Qt.Key.Key_Escape)
        assert not view.isVisible()
        assert (field.hasFocus(), field.text()) == (True, "围巾")
        inbox.head.search_offer.click()
        assert view.isVisible()
        assert view.field.query() == "围巾"


@pytest.mark.qt_log_ignore("propagateSizeHints")
async def test_a_place_of_the_settings_is_opened_from_the_palette(
    qapp: QApplication, tmp_path: Path, sandbox: Sandbox
) -> None:
    async with desk_with_history(tmp_path, sandbox) as desk:
        desk.window.activateWindow()
        press(desk, Qt.Key.Key_K, CONTROL)
        await type_and_see(desk, "离开时", "离开时遮住")
        press(desk, Qt.Key.Key_Return)
        await desk.until(lambda: page_of(desk) is Page.SETTINGS, "the settings")
        view = desk.session.pages.settings_view
        assert view is not None
        assert view.section is Section.PRIVACY
        # A command about conversations leads there from anywhere.
        press(desk, Qt.Key.Key_F, CONTROL)
        await desk.until(lambda: page_of(desk) is Page.CONVERSATIONS, "the inbox")
