"""Steps, snoozes and filters from the view to the database and back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.models.conversation import Lane
from desktop.models.flow_step import FlowStep
from desktop.models.list_order import ListOrder
from desktop.models.saved_filter import FilterTerms, Narrowing
from desktop.services.flow import Flow
from desktop.views.inbox.filter_menu import FilterChoice, FilterTask
from desktop.views.inbox.filter_presenter import FilterPresenter
from desktop.views.inbox.flow_presenter import FlowPresenter
from desktop.views.inbox.inbox_presenter import InboxPresenter
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.theme.style import theme_named
from tests.building import START, Deadline, World, make_world
from tests.views.presenter_stage import desk_on


class Flowing:
    """An inbox with its presenters, and what they said."""

    def __init__(self, view: InboxView, world: World) -> None:
        self.view = view
        self.world = world
        self.open_id: int | None = None
        self.said: list[tuple[str, object]] = []

    def join(
        self,
        flow: Flow,
        inbox: InboxPresenter,
        steps: FlowPresenter,
        filters: FilterPresenter,
    ) -> None:
        self.flow = flow
        self.inbox, self.steps, self.filters = inbox, steps, filters
        steps.done.connect(self._take)
        filters.said.connect(self._take)

    def _take(self, words: str, key: object) -> None:
        self.said.append((words, key))

    def rows(self) -> list[int]:
        return [row.id for row in self.view.list.list_model.rows]

    async def until(self, condition: Callable[[], object], what: str) -> None:
        deadline = Deadline()
        while not condition():
            deadline.check(what)
            await asyncio.sleep(0.005)


@asynccontextmanager
async def flowing(
    folder: Path, qtbot: QtBot, *customers: str
) -> AsyncIterator[Flowing]:
    world = make_world(folder / "profile")
    for customer in customers:
        world.say("hello", customer=customer)
        world.clock.advance(timedelta(seconds=1))
    view = InboxView(theme_named("light"))
    qtbot.addWidget(view)
    view.resize(312, 800)
    view.show()
    made = Flowing(view, world)
    parent = QObject()
    async with desk_on(world) as (desk, _):
        inbox = InboxPresenter(view, desk, ListOrder.NEEDS_ANSWER, parent)
        steps = FlowPresenter(view, desk, lambda: made.open_id, parent)
        filters = FilterPresenter(view, desk, inbox, parent)
        made.join(desk.flow, inbox, steps, filters)

        async def follow() -> None:
            async for batch in desk.feed.batches():
                inbox.take_changes(batch)

        following = asyncio.create_task(follow())
        await inbox.start()
        await filters.start()
        yield made
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        for tasks in (inbox.tasks, steps.tasks, filters.tasks):
            await tasks.drained()
    world.close()


async def test_one_undo_takes_a_common_step_back(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a", "wm-b", "wm-c") as desk:
        before = desk.rows()
        ids = tuple(before)
        desk.view.list.marking.mark_all()
        desk.view.bulk_bar.button(FlowStep.DONE).click()
        await desk.until(lambda: desk.said, "it is said")
        assert desk.view.marked_ids == ()
        waits = [desk.world.conversation(one).waiting_since for one in ("wm-a", "wm-b")]
        assert waits == [None, None]
        words, key = desk.said[0]
        assert "3" in words
        desk.steps.undo(key)
        await desk.until(lambda: desk.world.conversation("wm-a").waiting_since, "back")
        await desk.until(lambda: tuple(desk.rows()) == ids, "the order of before")


async def test_a_snooze_leaves_the_list_and_comes_back_by_the_clock_alone(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a", "wm-b") as desk:
        anna, bob = (desk.world.conversation(one).id for one in ("wm-a", "wm-b"))
        desk.steps.ask(FlowStep.SNOOZE, (anna,))
        panel = desk.steps.panel
        assert panel is not None
        panel.field.setText("30分钟后")
        panel.field.returnPressed.emit()
        await desk.until(lambda: desk.rows() == [bob], "it is put off")
        counts = desk.view.head.lanes
        await desk.until(lambda: counts.shown(Lane.SNOOZED) == 1, "its lane counts")
        desk.world.clock.jump(START + timedelta(days=1))
        desk.inbox.tick(desk.world.clock.now())
        await desk.until(lambda: set(desk.rows()) == {anna, bob}, "it is back")
        await desk.until(lambda: counts.shown(Lane.SNOOZED) == 0, "nothing is put off")


async def test_waits_become_overdue_in_the_counts_without_any_message(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a") as desk:
        lanes = desk.view.head.lanes
        await desk.until(lambda: lanes.shown(Lane.ALL) == 1, "counted")
        assert lanes.shown(Lane.OVERDUE) == 0
        desk.world.clock.advance(timedelta(minutes=4))
        desk.inbox.tick(desk.world.clock.now())
        await desk.until(lambda: lanes.shown(Lane.OVERDUE) == 1, "overdue")
        # The clock is set back: nobody has waited so long.
        desk.world.clock.jump(START)
        desk.inbox.tick(desk.world.clock.now())
        await desk.until(lambda: lanes.shown(Lane.OVERDUE) == 0, "not overdue")


async def test_keys_mean_what_is_open_and_turn_round_what_is_so_already(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a") as desk:
        desk.steps.ask_here(FlowStep.PIN)  # nothing is open
        desk.open_id = desk.world.conversation("wm-a").id
        desk.steps.ask_here(FlowStep.PIN)
        await desk.until(lambda: desk.world.conversation("wm-a").pinned, "pinned")
        desk.steps.ask_here(FlowStep.PIN)
        await desk.until(lambda: not desk.world.conversation("wm-a").pinned, "unpinned")


async def test_done_goes_on_to_the_next_only_from_the_open_one(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a", "wm-b") as desk:
        wanted: list[object] = []
        desk.steps.next_requested.connect(wanted.append)
        desk.open_id = desk.world.conversation("wm-a").id
        desk.steps.done_and_next()
        assert wanted == [desk.open_id]
        await desk.until(
            lambda: desk.world.conversation("wm-a").waiting_since is None, "done"
        )
        desk.view.list.marking.mark_all()
        desk.steps.done_and_next()
        assert len(wanted) == 1
        await desk.until(lambda: len(desk.said) == 2, "said")


async def test_a_filter_is_saved_chosen_renamed_deleted_and_brought_back(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a", "wm-b") as desk:
        anna = desk.world.conversation("wm-a").id
        desk.steps.ask(FlowStep.STAR, (anna,))
        menu, strip = desk.view.head.filter_menu, desk.view.head.filter_strip
        menu.chosen.emit(FilterChoice(narrowing=Narrowing(starred=True)))
        await desk.until(lambda: desk.rows() == [anna], "starred ones")
        strip.save_button.click()
        assert strip.naming
        strip.field.setText("要紧的")
        strip.field.returnPressed.emit()
        await desk.until(lambda: desk.filters.saved, "it is saved")
        (saved,) = desk.filters.saved
        assert saved.terms == FilterTerms(Lane.ALL, narrowing=Narrowing(starred=True))
        desk.filters.clear()
        await desk.until(lambda: len(desk.rows()) == 2, "all")
        menu.chosen.emit(FilterChoice(saved=saved))
        await desk.until(lambda: desk.rows() == [anna], "starred ones again")
        menu.chosen.emit(FilterChoice(task=FilterTask.RENAME))
        strip.field.setText("VIP")
        strip.field.returnPressed.emit()
        await desk.until(lambda: desk.filters.saved[0].name == "VIP", "renamed")
        menu.chosen.emit(FilterChoice(task=FilterTask.DELETE))
        await desk.until(lambda: not desk.filters.saved, "deleted")
        await desk.until(lambda: desk.said[-1][1] is not None, "an undo is offered")
        desk.filters.undo(desk.said[-1][1])
        await desk.until(lambda: desk.filters.saved, "back")
        assert desk.filters.saved[0].name == "VIP"


async def test_another_lane_leaves_the_filter_and_narrowing_stays(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a") as desk:
        number = await desk.flow.save_filter(
            "VIP", FilterTerms(narrowing=Narrowing(unread=True))
        )
        await desk.filters.start()
        (saved,) = desk.filters.saved
        assert saved.id == number
        menu = desk.view.head.filter_menu
        menu.chosen.emit(FilterChoice(saved=saved))
        assert "VIP" in desk.view.head.filter_strip.words
        desk.view.lane_chosen.emit(Lane.OVERDUE)
        assert desk.view.head.filter_strip.words == "未读"


async def test_the_menu_numbers_the_filters_and_marks_the_one_in_force(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    async with flowing(tmp_path, qtbot, "wm-a") as desk:
        for name in ("one & two", "b"):
            await desk.flow.save_filter(name, FilterTerms(words=name))
        await desk.filters.start()
        menu = desk.view.head.filter_menu
        menu.chosen.emit(FilterChoice(saved=desk.filters.saved[1]))
        desk.filters.open_menu()
        first, second = menu.actions()[:2]
        assert (first.text(), second.text()) == ("&1 one && two", "&2 b")
        assert (first.isChecked(), second.isChecked()) == (False, True)
        menu.close()
