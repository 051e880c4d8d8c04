"""Keys of the flow at a running desk: history, quiet looks, done and next, undo."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.models.flow_step import FlowTrace
from desktop.views.window.keys import Command
from tests.end_to_end.test_panes import desk_with, opened, press


async def test_alt_left_and_right_go_through_what_was_open(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b", "wm-c") as (desk, world):
        conversation = desk.session.conversation
        ids = [world.conversation(one).id for one in ("wm-a", "wm-b", "wm-c")]
        for each in ids:
            await opened(desk, each)
        for command, wanted in (
            (Command.VISIT_BACK, ids[1]),
            (Command.VISIT_BACK, ids[0]),
            (Command.VISIT_FORWARD, ids[1]),
        ):
            press(desk, command)
            await desk.until(
                lambda wanted=wanted: conversation.settled_id() == wanted,  # type: ignore[misc]
                "a visit",
            )
        assert desk.session.views.inbox.chosen == ids[1]


async def test_a_quiet_look_shows_a_mark_and_leaves_everything_unread(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        press(desk, Command.LOOK_QUIETLY)
        await opened(desk, anna)
        bar = desk.session.views.conversation.quiet_bar
        assert bar.isVisible()
        await opened(desk, bob)
        assert world.conversation("wm-a").unread == 1
        press(desk, Command.LOOK_QUIETLY)
        assert not bar.isVisible()
        await desk.until(lambda: world.conversation("wm-b").unread == 0, "bob is read")
        assert world.conversation("wm-a").unread == 1


async def test_done_ends_the_wait_goes_on_and_can_be_taken_back(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        before = world.conversation("wm-a").waiting_since
        traces: list[object] = []
        desk.session.flow.steps.done.connect(lambda _, key: traces.append(key))
        await opened(desk, anna)
        press(desk, Command.DONE_AND_NEXT)
        await desk.until(
            lambda: desk.session.conversation.settled_id() == bob, "the next"
        )
        await desk.until(lambda: traces, "it is said")
        assert world.conversation("wm-a").waiting_since is None
        assert isinstance(traces[0], FlowTrace)
        desk.window.undo_requested.emit(traces[0])
        await desk.until(
            lambda: world.conversation("wm-a").waiting_since == before, "the wait"
        )


async def test_the_open_one_marked_unread_stays_so_while_it_is_open(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk_with(tmp_path, "wm-a", "wm-b") as (desk, world):
        anna, bob = world.conversation("wm-a").id, world.conversation("wm-b").id
        await opened(desk, anna)
        await desk.until(lambda: world.conversation("wm-a").unread == 0, "it is read")
        press(desk, Command.MARK_UNREAD)
        await desk.until(lambda: world.conversation("wm-a").unread == 1, "unread")
        await opened(desk, bob)
        assert world.conversation("wm-a").unread == 1
        await opened(desk, anna)
        await desk.until(lambda: world.conversation("wm-a").unread == 0, "read again")
