"""S1, S13 at a whole desk: whatever people are called, it is shown as it is written.

Names of customers, accounts, corps, servicers, files and filters, and what is said,
carry markup, addresses, direction and zero-width characters, and 10,000 letters.
"""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.content import (
    BusinessCard,
    Content,
    File,
    Link,
    Location,
    MergedEntry,
    MergedRecord,
    Text,
)
from desktop.models.message import Origin
from desktop.views.settings.sections import Section
from desktop.views.window.keys import Command
from desktop.views.window.pages import Page
from tests.building import START, World, entry
from tests.end_to_end.desk_run import RunningDesk, running_desk
from tests.end_to_end.filled_profile import filled_profile
from tests.end_to_end.shown_words import complaints

LONGEST = "很长的名字 w" * 1_429
TRICKS = (
    "&lt;b&gt;粗体&amp;",
    "ann\u202egpj.exe",
    "\u2066左\u2069\u200f右",
    "看\u200b不\u200b见\ufeff" * 40,
    "第一行\n第二行\t\x07",
    "**粗** [链接](file:///etc/passwd)",
    "{name} %1 %n {0} %s &文件",
    "Z̷̢̛̤͓̙͚̤͔̲͗̈́̓͐̄͘͜͝" * 60,
    LONGEST[:10_000],
    "\u200b\u200b\u200b",
)


class Trap:
    """An address that every hostile text names; nobody may come to it."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setblocking(False)
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}/a.png"

    def names(self) -> tuple[str, ...]:
        """Return all hostile names, those with the address first."""
        lures = (
            f"<img src='{self.url}'>",
            f"<qt><img src={self.url}><a href={self.url}>点我</a>",
            f"<table background={self.url}><tr><td>x</table>",
        )
        return lures + TRICKS

    def visitors(self) -> int:
        """Return how many have connected."""
        count = 0
        while True:
            try:
                visitor, _ = self._door.accept()
            except BlockingIOError:
                return count
            visitor.close()
            count += 1

    def close(self) -> None:
        self._door.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


def contents(name: str, url: str) -> list[Content]:
    """Return what somebody of that name could have sent."""
    inner = MergedEntry(name, "text", name, START, name, url)
    return [
        Text(name),
        Link(name, name, url, url),
        Location(1.0, 2.0, name, name),
        BusinessCard(name),
        MergedRecord(name, (inner,)),
        File("media"),
    ]


def fill(world: World, trap: Trap) -> None:
    """Let customers of all those names have written, and call the rest like them."""
    names = trap.names()
    for number, name in enumerate(names):
        who = f"wm-{number}"
        said = [
            entry(content, seconds=number, customer=who)
            for content in contents(name, trap.url)
        ]
        said.append(
            entry(name, seconds=number, customer=who, origin=Origin.SERVICER,
                  sender=name)
        )  # fmt: skip
        world.take_in(*said)
    set_ = world.connection.execute
    for number, name in enumerate(names):
        set_(
            "UPDATE customer SET nickname = ?, avatar_url = ?"
            " WHERE external_userid = ?",
            (name, trap.url, f"wm-{number}"),
        )
        set_(
            "UPDATE media SET name = ?, state = 'ready', size = 9 WHERE message_id IN"
            " (SELECT m.id FROM message m JOIN conversation c"
            " ON c.id = m.conversation_id JOIN customer u ON u.id = c.customer_id"
            " WHERE u.external_userid = ?)",
            (name, f"wm-{number}"),
        )
    whole = names[0] + names[4] + names[-2]
    set_("UPDATE corp SET name = ?, failure_detail = ?", (whole, whole))
    set_("UPDATE account SET name = ?", (whole,))
    set_("UPDATE operator SET name = ?", (whole,))
    set_(
        "UPDATE conversation SET service_state = 3, servicer = ? WHERE id % 2",
        (whole,),
    )
    for number, name in enumerate(names):
        set_(
            "INSERT INTO saved_filter(operator_id, name, place, lane, account_ids,"
            " states, waiting, unread, starred, words)"
            " VALUES (?, ?, ?, 'all', '[]', '[]', 0, 0, 0, ?)",
            (world.operator.id, name, number, name),
        )


async def see(desk: RunningDesk, what: str) -> None:
    """Let everything be painted as it stands, and look at all words."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.grab()
    found = complaints()
    assert found == [], f"{what}: " + "\n".join(found[:20])


@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
@pytest.mark.timeout(180)
async def test_no_name_means_anything_but_itself_anywhere_at_the_desk(
    qapp: QApplication, tmp_path: Path, trap: Trap
):
    with filled_profile(tmp_path) as world:
        fill(world, trap)
        async with running_desk(tmp_path, engine=None) as desk:
            session = desk.session
            rows = session.views.inbox.list.list_model
            count = len(trap.names())
            await desk.until(lambda: rows.rowCount() == count, "the list")
            await see(desk, "the list")
            for conversation in range(1, count + 1):
                await go_to(desk, conversation)
                await see(desk, f"conversation {conversation}")
            assert copied(desk) != ""
            await palette(desk)
            await settings(desk)
            session.panes.open_window(count - 1)
            await desk.until(lambda: session.panes.visible_ids, "an own window")
            pane = session.panes.pane(count - 1)
            assert pane is not None
            await desk.until(lambda: pane.conversation.settled_id(), "its messages")
            await see(desk, "an own window")
    assert trap.visitors() == 0


async def go_to(desk: RunningDesk, conversation: int) -> None:
    """Open a conversation."""
    shown = desk.session.conversation
    desk.session.navigation.go_to(conversation)
    await desk.until(lambda: shown.settled_id() == conversation, "the conversation")


def copied(desk: RunningDesk) -> str:
    """Copy the newest message and return what others could paste."""
    view = desk.session.views.conversation
    QTest.keyClick(view.timeline, Qt.Key.Key_Up)
    QTest.keyClick(view.timeline, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    held = QGuiApplication.clipboard().mimeData()
    assert not held.hasHtml()
    assert not held.hasUrls()
    return held.text()


async def palette(desk: RunningDesk) -> None:
    """Look for what all are called like."""
    found = desk.session.search.palette
    desk.window.command_requested.emit(Command.PALETTE)
    view = found.view
    assert view is not None
    for typed in ("", "img", "gpj", "名字", "粗", "文件", "账号:"):
        view.field.line.setText(typed)
        await desk.until(lambda: view.current_row() is not None, f"rows for {typed!r}")
        await found.tasks.drained()  # the preview beside the rows
        await see(desk, f"the palette for {typed!r}")
    found.close()


async def settings(desk: RunningDesk) -> None:
    """Turn every page of the settings."""
    desk.window.rail.page_chosen.emit(Page.SETTINGS)
    view = desk.session.pages.settings_view
    assert view is not None
    for section in Section:
        view.show_section(section)
        await see(desk, f"settings {section}")
    desk.window.rail.page_chosen.emit(Page.CONVERSATIONS)
