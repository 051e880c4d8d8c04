"""Conversations side by side and in their own windows: one place, one draft."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.services.storage import draft_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.draft_store import Draft
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.message_field import MessageField
from desktop.views.window.keys import Command
from desktop.views.window.pane_window import PaneWindow
from tests.building import World
from tests.end_to_end.desk_run import RunningDesk, running_desk
from tests.end_to_end.filled_profile import filled_profile

WIDE, NARROW = (1500, 900), (1000, 800)


@asynccontextmanager
async def desk_with(
    folder: Path, *customers: str
) -> AsyncIterator[tuple[RunningDesk, World]]:
    """A wide desk whose customers have written."""
    with filled_profile(folder, *customers) as world:
        async with running_desk(folder, engine=None) as desk:
            desk.window.resize(*WIDE)
            await desk.until(
                lambda: desk.session.views.inbox.list.list_model.rowCount(), "rows"
            )
            yield desk, world


async def opened(desk: RunningDesk, conversation_id: int) -> None:
    """Open a conversation from the list, in the first place."""
    session = desk.session
    session.views.inbox.conversation_chosen.emit(conversation_id)
    await desk.until(
        lambda: session.conversation.settled_id() == conversation_id, "open"
    )


def press(desk: RunningDesk, command: Command) -> None:
    desk.window.command_requested.emit(command)


def type_in(composer: ComposerView, words: str) -> None:
    field = composer.focusProxy()
    assert field is not None
    QTest.keyClicks(field, words)


def paste_picture(composer: ComposerView) -> None:
    """Paste a screenshot large enough to be copied for a while."""
    picture = QImage(3000, 2000, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    mime = QMimeData()
    mime.setImageData(picture)
    field = composer.focusProxy()
    assert isinstance(field, MessageField)
    field.insertFromMimeData(mime)


async def limit_pages(desk: RunningDesk, pages: int) -> None:
    """Let the database grow no further than so many pages, or than it is now."""

    def limit(connection: Connection) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    await desk.session.inbox._desk.database.write(limit)  # noqa: SLF001


def windows() -> list[PaneWindow]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, PaneWindow) and one.isVisible()]


def stored_draft(world: World, conversation_id: int) -> str:
    return draft_store.text(world.connection, Draft.ANSWER, conversation_id)


async def test_a_draft_goes_along_into_the_own_window_and_back(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        session = desk.session
        anna = world.conversation("wm-a").id
        await opened(desk, anna)
        type_in(session.views.composer, "first")
        press(desk, Command.OWN_WINDOW)
        await desk.until(lambda: session.panes.pane(anna) is not None, "a window")
        pane = session.panes.pane(anna)
        assert pane is not None
        await desk.until(lambda: pane.composer.text() == "first", "its draft")
        assert session.conversation.open_id is None
        type_in(pane.composer, " second")
        (window,) = windows()
        window.close()
        await desk.until(lambda: session.panes.pane(anna) is None, "it is gone")
        assert stored_draft(world, anna) == "first second"
        await opened(desk, anna)
        assert session.views.composer.text() == "first second"


async def test_a_second_wish_raises_the_place_where_a_conversation_is_open(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        session = desk.session
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        await opened(desk, bob)
        session.panes.open_window(anna)
        session.panes.open_window(anna)
        await desk.until(lambda: session.panes.pane(anna) is not None, "a window")
        session.views.inbox.conversation_chosen.emit(anna)
        assert session.conversation.open_id == bob
        assert session.views.inbox.chosen == bob
        assert len(windows()) == 1
        assert windows()[0].styleSheet() == desk.window.styleSheet() != ""


async def test_one_asked_for_while_its_window_closes_comes_to_the_first_place(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        session = desk.session
        anna = world.conversation("wm-a").id
        session.panes.open_window(anna)
        await desk.until(lambda: windows() != [], "a window")
        windows()[0].close()
        session.views.inbox.conversation_chosen.emit(anna)
        await desk.until(
            lambda: session.conversation.settled_id() == anna, "the first place"
        )


async def test_two_stand_side_by_side_where_the_window_is_wide(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        session = desk.session
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        await opened(desk, anna)
        await opened(desk, bob)
        press(desk, Command.BESIDE)
        await desk.until(lambda: session.panes.visible_ids == {bob}, "beside")
        # The one that was open before takes the first place.
        await desk.until(lambda: session.conversation.settled_id() == anna, "anna")
        assert windows() == []
        desk.window.resize(*NARROW)
        await desk.until(lambda: session.panes.visible_ids == set(), "no room")
        session.views.inbox.conversation_chosen.emit(bob)
        await desk.until(lambda: session.conversation.settled_id() == bob, "bob")


async def test_a_narrow_window_gives_the_second_conversation_its_own(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        desk.window.resize(*NARROW)
        desk.session.panes.open_beside(world.conversation("wm-a").id)
        await desk.until(lambda: len(windows()) == 1, "a window")


async def test_who_only_looks_marks_nothing_read_in_another_window_either(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        session = desk.session
        anna = world.conversation("wm-a").id
        press(desk, Command.LOOK_QUIETLY)
        session.panes.open_window(anna)
        await desk.until(lambda: session.panes.pane(anna) is not None, "a window")
        pane = session.panes.pane(anna)
        assert pane is not None
        assert pane.conversation.reading.quiet
        assert not pane.view.quiet_bar.isHidden()


async def test_what_is_written_in_a_window_is_sent_from_there(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        session = desk.session
        anna = world.conversation("wm-a").id
        session.panes.open_window(anna)
        await desk.until(lambda: session.panes.pane(anna) is not None, "a window")
        pane = session.panes.pane(anna)
        assert pane is not None
        await desk.until(lambda: pane.conversation.settled_id() == anna, "open")
        type_in(pane.composer, "good day\r")
        await desk.until(lambda: len(world.messages(anna)) == 2, "the answer")
        assert stored_draft(world, anna) == ""


async def test_covered_contents_are_out_of_sight_in_every_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        session = desk.session
        session.panes.open_window(world.conversation("wm-a").id)
        await desk.until(lambda: len(windows()) == 1, "a window")
        session.panes.set_covered(True)
        assert windows() == []
        session.panes.set_covered(False)
        assert len(windows()) == 1


async def test_what_is_typed_in_a_window_is_kept_when_the_desk_ends(
    qapp: QApplication, tmp_path: Path
) -> None:
    with filled_profile(tmp_path, "wm-a") as world:
        anna = world.conversation("wm-a").id
        async with running_desk(tmp_path, engine=None) as desk:
            panes = desk.session.panes
            panes.open_window(anna)
            await desk.until(lambda: panes.pane(anna) is not None, "a window")
            pane = panes.pane(anna)
            assert pane is not None
            await desk.until(lambda: pane.conversation.settled_id() == anna, "open")
            type_in(pane.composer, "unfinished")
        assert stored_draft(world, anna) == "unfinished"


async def test_a_picture_that_is_being_copied_goes_along_into_the_own_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        session = desk.session
        anna = world.conversation("wm-a").id
        await opened(desk, anna)
        paste_picture(session.views.composer)
        press(desk, Command.OWN_WINDOW)
        await desk.until(lambda: session.panes.pane(anna) is not None, "a window")
        pane = session.panes.pane(anna)
        assert pane is not None
        await desk.until(lambda: pane.conversation.settled_id() == anna, "open")
        await desk.until(lambda: len(pane.composer.parts.faces(anna)) == 1, "picture")


async def test_a_picture_that_is_being_copied_is_kept_when_its_window_closes(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a") as (desk, world):
        session = desk.session
        anna = world.conversation("wm-a").id
        session.panes.open_window(anna)
        await desk.until(lambda: session.panes.pane(anna) is not None, "a window")
        pane = session.panes.pane(anna)
        assert pane is not None
        await desk.until(lambda: pane.conversation.settled_id() == anna, "open")
        for _ in range(4):
            paste_picture(pane.composer)
        windows()[0].close()
        await desk.until(lambda: session.panes.pane(anna) is None, "it is gone")
        await opened(desk, anna)
        faces = session.views.composer.parts.faces
        await desk.until(lambda: len(faces(anna)) == 4, "pictures")


async def test_the_second_conversation_gets_its_own_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        session = desk.session
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        await opened(desk, anna)
        session.panes.open_beside(bob)
        await desk.until(lambda: session.panes.visible_ids == {bob}, "beside")
        pane = session.panes.pane(bob)
        assert pane is not None
        await desk.until(lambda: pane.conversation.settled_id() == bob, "open")
        pane.composer.focus_field()
        press(desk, Command.OWN_WINDOW)
        session.views.inbox.conversation_chosen.emit(bob)
        await desk.until(lambda: len(windows()) == 1, "a window")
        assert session.conversation.settled_id() == anna


async def test_what_cannot_be_stored_stays_where_it_was_typed(
    qapp: QApplication, tmp_path: Path
) -> None:
    long = "much too long " * 20_000
    with filled_profile(tmp_path, "wm-a", "wm-b") as world:
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        async with running_desk(tmp_path, engine=None) as desk:
            session = desk.session
            session.panes.open_window(anna)
            await desk.until(lambda: session.panes.pane(anna) is not None, "a window")
            pane = session.panes.pane(anna)
            assert pane is not None
            await desk.until(lambda: pane.conversation.settled_id() == anna, "open")
            await opened(desk, bob)
            await limit_pages(desk, 1)
            for composer in (pane.composer, session.views.composer):
                field = composer.focusProxy()
                assert isinstance(field, MessageField)
                field.insertPlainText(long)
            windows()[0].close()
            press(desk, Command.OWN_WINDOW)
            await desk.until(lambda: len(windows()) == 1, "it came back")
            await desk.until(lambda: session.conversation.settled_id() == bob, "bob")
            assert pane.composer.text() == session.views.composer.text() == long
            await limit_pages(desk, 1_000_000)
        for conversation_id in (anna, bob):
            assert stored_draft(world, conversation_id) == long
