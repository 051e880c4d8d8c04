"""Reading marks at once, or not while one only looks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.services.tasks import TaskGroup
from desktop.views.conversation.reading_presenter import ReadingPresenter
from tests.building import World, make_world
from tests.views.presenter_stage import desk_on


class Reading:
    """The marks of a desk at which two customers have written."""

    def __init__(self, world: World, marks: ReadingPresenter, tasks: TaskGroup) -> None:
        self.world, self.marks, self.tasks = world, marks, tasks

    def see(self, customer: str) -> int:
        """Have everything of a customer on screen; return the conversation."""
        summary = self.world.conversation(customer)
        self.marks.opened(summary.id)
        self.marks.seen(self.world.messages(summary.id)[-1])
        return summary.id

    async def unread(self, customer: str) -> int:
        await self.tasks.drained()
        return self.world.conversation(customer).unread


@asynccontextmanager
async def reading(folder: Path) -> AsyncIterator[Reading]:
    world = make_world(folder / "profile")
    for customer in ("wm-a", "wm-b"):
        world.say("hello", customer=customer)
    tasks, parent = TaskGroup("test"), QObject()
    async with desk_on(world) as (desk, _):
        yield Reading(world, ReadingPresenter(desk, tasks, parent), tasks)
        await tasks.drained()
    world.close()


async def test_what_is_seen_is_read(tmp_path: Path, qapp: object) -> None:
    async with reading(tmp_path) as desk:
        desk.see("wm-a")
        assert await desk.unread("wm-a") == 0


async def test_a_quiet_look_marks_nothing(tmp_path: Path, qapp: object) -> None:
    async with reading(tmp_path) as desk:
        desk.marks.look_quietly(True)
        desk.see("wm-a")
        desk.see("wm-b")
        assert (await desk.unread("wm-a"), await desk.unread("wm-b")) == (1, 1)


async def test_its_end_marks_what_is_on_screen_and_nothing_else(
    tmp_path: Path, qapp: object
) -> None:
    async with reading(tmp_path) as desk:
        said: list[bool] = []
        desk.marks.quiet_changed.connect(said.append)
        desk.marks.look_quietly(True)
        desk.see("wm-a")
        desk.see("wm-b")
        desk.marks.look_quietly(False)
        assert (await desk.unread("wm-a"), await desk.unread("wm-b")) == (1, 0)
        assert said == [True, False]


async def test_an_answer_marks_though_one_only_looks(
    tmp_path: Path, qapp: object
) -> None:
    async with reading(tmp_path) as desk:
        desk.marks.look_quietly(True)
        desk.marks.answered(desk.see("wm-a"))
        assert await desk.unread("wm-a") == 0


async def test_one_marked_unread_stays_so_until_it_is_opened_again(
    tmp_path: Path, qapp: object
) -> None:
    async with reading(tmp_path) as desk:
        open_id = desk.see("wm-a")
        await desk.tasks.drained()
        desk.world.say("again", customer="wm-a")
        desk.marks.leave_unread(open_id)
        desk.marks.seen(desk.world.messages(open_id)[-1])
        assert await desk.unread("wm-a") == 1
        desk.see("wm-b")
        desk.see("wm-a")
        assert await desk.unread("wm-a") == 0
