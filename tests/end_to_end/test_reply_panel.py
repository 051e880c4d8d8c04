"""The replies beside the conversation, in the real window."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.clock import SystemClock
from desktop.models.quick_reply import ReplyContent, ReplyText, Scope
from desktop.services.inbox import Inbox
from desktop.services.quick_replies import QuickReplies
from desktop.services.storage.database import Database
from desktop.views.reply_panel.reply_panel_view import ReplyPanelView
from desktop.views.reply_panel.reply_rows import ReplyRow
from tests.building import World
from tests.end_to_end.desk_run import RunningDesk, running_desk
from tests.end_to_end.filled_profile import filled_profile

TEXT = ReplyContent(
    "物流查询", ("物流",), (ReplyText("包裹在路上"),), scope=Scope.COMPANY
)


@asynccontextmanager
async def desk_with_panel(
    folder: Path,
) -> AsyncIterator[tuple[RunningDesk, World, ReplyPanelView]]:
    """A desk whose reply panel has been opened by its key."""
    with filled_profile(folder, "wm-a") as world:
        async with running_desk(folder, engine=None) as desk:
            desk.window.resize(1500, 900)
            await desk.until(
                lambda: desk.session.views.inbox.list.list_model.rowCount(), "rows"
            )
            assert not desk.window.findChildren(ReplyPanelView), "built when opened"
            press(desk, "Ctrl+2")
            view = desk.session.side.view
            assert view is not None
            yield desk, world, view


def press(desk: RunningDesk, keys: str) -> None:
    desk.window.activateWindow()
    QTest.keySequence(desk.window, QKeySequence(keys))


def titles(view: ReplyPanelView) -> list[str]:
    rows = view.model.rows
    return [row.found.reply.content.title for row in rows if isinstance(row, ReplyRow)]


def numbered(view: ReplyPanelView) -> list[str]:
    found = view.model.numbered(1)
    return [found.content.title] if found else []


async def test_each_key_shows_its_page_and_puts_it_away(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with_panel(tmp_path) as (desk, _, view):
        columns, side = desk.window.columns, desk.session.views.side
        seen = [(side.current, view.isVisible(), columns.panel_shown)]
        for keys in ("Ctrl+1", "Ctrl+1", "Ctrl+2"):
            press(desk, keys)
            seen.append((side.current, view.isVisible(), columns.panel_shown))
        assert seen == [
            ("replies", True, True),
            ("customer", False, True),
            ("customer", False, False),
            ("replies", True, True),
        ]


async def test_what_a_colleague_publishes_is_found_at_the_next_key(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with_panel(tmp_path) as (desk, world, view):
        await desk.until(lambda: not titles(view), "an empty book")
        database = Database(world.path, world.key)
        colleague = await Inbox(database, SystemClock()).operator("王芳")
        replies = QuickReplies(database, SystemClock(), colleague, "other desk")
        await replies.publish([await replies.propose(TEXT)])
        await desk.until(lambda: titles(view) == ["物流查询"], "told by the feed")
        view.field.setText("wlcx")
        await desk.until(lambda: numbered(view) == ["物流查询"], "found")
        (found,) = await replies.all()
        await replies.withdraw([found.id])
        await desk.until(lambda: not titles(view), "withdrawn, gone from the list")
        await database.close()
