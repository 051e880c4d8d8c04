"""Where a conversation opens, where jumps lead, and finding words in it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint
from pytestqt.qtbot import QtBot

from desktop.models.conversation import ConversationSummary
from desktop.services.conversations import PAGE
from desktop.services.desk import Desk
from desktop.services.storage import desk_store
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.style import theme_named
from tests.building import DESK, START, Deadline, World, entry, make_world
from tests.views.presenter_stage import desk_on

COUNT = 6 * PAGE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""Of the offscreen platform."""


class Scene:
    """A long conversation, all of it read, and the presenter that shows it."""

    def __init__(self, world: World, desk: Desk, qtbot: QtBot) -> None:
        self.world, self.desk = world, desk
        self.view = ConversationView(theme_named("light"), START)
        qtbot.addWidget(self.view)
        self.view.resize(600, 500)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.parent = QObject()
        self.presenter = ConversationPresenter(self.view, desk, self.parent)
        self.presenter.take_accounts(world.accounts)
        self.talk = self.tell(COUNT)
        self.ids = [message.id for message in world.messages(self.talk.id)]
        self.read_through(COUNT - 1)

    def tell(self, count: int, customer: str = "wm-anna") -> ConversationSummary:
        """Let a customer write a message an hour."""
        self.world.take_in(
            *(
                entry(f"第{number}件羽绒服", seconds=number * 3600, customer=customer)
                for number in range(count)
            )
        )
        return self.world.conversation(customer)

    def read_through(self, number: int) -> None:
        """Let the first messages be read."""
        position = self.world.message(self.ids[number]).position
        self.world.write(
            lambda connection: desk_store.mark_read(
                connection, self.talk.id, position, initiator=DESK, now=self.world.now
            )
        )

    async def until(self, holds: Callable[[], object], what: str) -> None:
        deadline = Deadline()
        while not holds():
            deadline.check(what)
            await asyncio.sleep(0.005)

    async def settled(self) -> None:
        """Wait until nothing is read, then paint."""
        await self.presenter.tasks.drained()
        self.view.timeline.viewport().repaint()

    async def open(self, conversation_id: int, number: int | None = None) -> None:
        """Open a conversation, at one of the messages."""
        place = None
        if number is not None:
            message = self.world.message(self.ids[number])
            place = (message.position, message.id)
        self.presenter.open(conversation_id, place)
        await self.until(
            lambda: self.view.model.conversation_id == conversation_id, "it is open"
        )
        await self.settled()

    def sights(self) -> list[int]:
        """The numbers of the messages in sight."""
        timeline = self.view.timeline
        found: list[int] = []
        for y in range(0, timeline.viewport().height(), 4):
            hit = timeline.hit(QPoint(5, y))
            if hit is not None and hit.layout.message.id not in found:
                found.append(hit.layout.message.id)
        return [self.ids.index(one) for one in found]

    def loaded(self) -> list[int]:
        """The numbers of the messages that are loaded."""
        model = self.view.model
        return [self.ids.index(model[row].id) for row in range(len(model))]


@pytest.fixture
async def scene(tmp_path: Path, qapp: object, qtbot: QtBot) -> AsyncIterator[Scene]:
    world = make_world(tmp_path / "profile")
    async with desk_on(world) as (desk, _):
        made = Scene(world, desk, qtbot)
        yield made
        await made.presenter.tasks.close()
    world.close()


async def test_what_is_all_read_opens_at_the_newest_message(scene: Scene) -> None:
    await scene.open(scene.talk.id)
    assert scene.sights()[-1] == COUNT - 1


async def test_many_unread_messages_open_at_the_first_of_them(scene: Scene) -> None:
    world = scene.world
    world.write(
        lambda connection: connection.execute(
            "UPDATE conversation SET read_through = 0, unread = ?", (COUNT,)
        )
    )
    await scene.open(scene.talk.id)
    assert scene.sights()[0] == 0
    assert len(scene.loaded()) <= 3 * PAGE


async def test_a_hit_far_up_opens_with_its_neighbours_only(scene: Scene) -> None:
    await scene.open(scene.talk.id, 100)
    assert 100 in scene.sights()
    loaded = scene.loaded()
    assert loaded == list(range(loaded[0], loaded[-1] + 1))
    assert len(loaded) < COUNT
    assert scene.view.model.has_newer


async def test_a_jump_in_what_is_open_loads_around_its_target(scene: Scene) -> None:
    await scene.open(scene.talk.id)
    for number in (10, COUNT - 5, 200):
        await scene.open(scene.talk.id, number)
        assert number in scene.sights()
        loaded = scene.loaded()
        assert loaded == list(range(loaded[0], loaded[-1] + 1))


async def test_a_page_that_was_asked_for_before_a_jump_is_not_joined_to_what_it_led_to(
    scene: Scene,
) -> None:
    await scene.open(scene.talk.id)
    timeline = scene.view.timeline
    timeline.older_requested.emit()
    message = scene.world.message(scene.ids[150])
    scene.presenter.paging.go_to((message.position, message.id))
    timeline.newer_requested.emit()
    await scene.settled()
    loaded = scene.loaded()
    assert loaded == list(range(loaded[0], loaded[-1] + 1))


async def test_what_was_seen_stays_seen_though_one_looks_into_the_past(
    scene: Scene,
) -> None:
    await scene.open(scene.talk.id)
    before = scene.presenter.seen_through()
    await scene.open(scene.talk.id, 10)
    assert scene.presenter.seen_through() == before


async def test_a_day_leads_to_its_first_message(scene: Scene) -> None:
    await scene.open(scene.talk.id)
    day = (START + timedelta(days=5)).astimezone().date()
    scene.presenter.paging.go_to_day(day)
    await scene.settled()
    current = scene.view.timeline.current_message()
    assert current is not None
    assert current.sent_at.astimezone().date() == day
    before = scene.world.message(current.id - 1)
    assert before.sent_at.astimezone().date() < day


async def test_the_reader_comes_back_to_the_place_that_was_left(scene: Scene) -> None:
    other = scene.tell(3, "wm-bo")
    await scene.open(scene.talk.id, 100)
    timeline = scene.view.timeline
    timeline.verticalScrollBar().setValue(timeline.verticalScrollBar().value() + 33)
    await scene.settled()
    left = timeline.reading_place()
    scene.presenter.open(other.id)
    await scene.until(lambda: scene.view.model.conversation_id == other.id, "other")
    await scene.open(scene.talk.id)
    assert timeline.reading_place() == left


async def test_without_unread_messages_the_key_says_so(scene: Scene) -> None:
    await scene.open(scene.talk.id)
    said: list[str] = []
    scene.presenter.failed.connect(said.append)
    scene.presenter.paging.go_to_first_unread()
    await scene.settled()
    assert said == ["没有未读消息"]


async def test_days_on_which_something_was_said_are_told_to_the_calendar(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scene.open(scene.talk.id)
    told: list[tuple[bool, ...]] = []
    monkeypatch.setattr(
        scene.view.calendar, "mark_days", lambda first, have: told.append(have)
    )
    first = START.astimezone().date().replace(day=1)
    scene.view.calendar.month_shown.emit(first)
    await scene.settled()
    (have,) = told
    assert len(have) == 30
    assert have[START.astimezone().day - 1]
    assert not have[0]


async def test_words_are_found_from_the_newest_up_and_round_again(
    scene: Scene,
) -> None:
    await scene.open(scene.talk.id)
    scene.view.open_find()
    bar = scene.view.find_bar
    bar.field.setText("第1")
    await scene.settled()
    wanted = [n for n in range(COUNT) if "第1" in f"第{n}件羽绒服"]
    count = len(wanted)
    assert bar.count_words() == f"1 / {count}"
    assert wanted[-1] in scene.sights()
    bar.older_requested.emit()
    await scene.settled()
    assert bar.count_words() == f"2 / {count}"
    assert wanted[-2] in scene.sights()
    bar.newer_requested.emit()
    bar.newer_requested.emit()
    await scene.settled()
    assert bar.count_words() == f"{count} / {count}"
    assert wanted[0] in scene.sights()


async def test_the_newest_words_win_and_nothing_found_moves_nothing(
    scene: Scene,
) -> None:
    await scene.open(scene.talk.id)
    scene.view.open_find()
    bar = scene.view.find_bar
    before = scene.sights()
    for typed in ("第", "第12", "第12件", "没有的话"):
        bar.field.setText(typed)
    await scene.settled()
    assert bar.count_words() == "没有找到"
    assert scene.sights()[-1] == before[-1]


async def test_another_conversation_ends_the_search(scene: Scene) -> None:
    other = scene.tell(3, "wm-bo")
    await scene.open(scene.talk.id)
    scene.view.open_find()
    scene.view.find_bar.field.setText("羽绒服")
    await scene.settled()
    scene.presenter.open(other.id)
    await scene.until(lambda: scene.view.model.conversation_id == other.id, "other")
    await scene.settled()
    assert scene.view.find_bar.isHidden()
