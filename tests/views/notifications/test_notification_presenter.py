"""From what comes into the database to what is told, once and in plain words."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.clock import to_milliseconds
from desktop.models.content import Picture
from desktop.models.notification_choices import (
    AccountRule,
    Happening,
    Loudness,
    NotificationChoices,
    RingAgain,
)
from desktop.models.notification_rules import Announcement, Event
from desktop.models.outgoing import NewerMessageError
from desktop.models.preferences import Preferences
from desktop.services.quick_answer import QuickAnswer, answer
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import GoneError
from desktop.views.notifications.notification_presenter import (
    WOKEN_EVERY,
    NotificationPresenter,
)
from desktop.views.notifications.notification_view import NotificationView
from desktop.views.notifications.notification_words import notification_text
from desktop.views.theme.style import theme_named
from desktop.views.window.tray_view import TrayView
from tests.building import Deadline, World, entry, make_world, remove_corp
from tests.views.presenter_stage import desk_on


class WrittenDown(NotificationView):
    """The edge of the system: keeps what it would have shown and played."""

    front = False

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, TrayView(theme_named("light"), window))
        self.shown: list[Announcement] = []
        self.rung: list[Happening] = []
        self.withdrawn = 0

    @property
    def in_front(self) -> bool:
        return self.front

    def show(self, announcement: Announcement) -> None:
        self.shown.append(announcement)

    def ring(self, kind: Happening) -> None:
        self.rung.append(kind)

    def withdraw(self) -> None:
        self.withdrawn += 1


class Stage:
    """A presenter that hears what is written into a world's database."""

    def __init__(
        self, world: World, view: WrittenDown, presenter: NotificationPresenter
    ) -> None:
        self.world = world
        self.view = view
        self.presenter = presenter
        self._last = self._written()

    def hear(self, batch: ChangeBatch) -> None:
        """What the feed brings goes to the presenter."""
        self.presenter.take_changes(batch)
        self._last = max(self._last, *(change.id for change in batch.changes))

    async def settled(self) -> None:
        """Wait until the presenter has looked at all that was written so far."""
        await self.until(lambda: self._last >= self._written(), "the feed")
        await self.presenter.tasks.drained()

    def _written(self) -> int:
        return self.world.number("SELECT coalesce(max(id), 0) FROM change")

    def later(self, seconds: float = 2) -> None:
        """Let time pass and the clock of the window tick."""
        self.world.clock.advance(timedelta(seconds=seconds))
        self.presenter.tick(self.world.clock.now())

    async def until(self, fact: Callable[[], object], what: str) -> None:
        deadline = Deadline()
        while not fact():
            deadline.check(what)
            self.presenter.tick(self.world.clock.now())
            await asyncio.sleep(0.005)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@asynccontextmanager
async def staged(
    world: World, qtbot: QtBot, choices: NotificationChoices | None = None
) -> AsyncIterator[Stage]:
    window = QWidget()
    qtbot.addWidget(window)
    view, parent = WrittenDown(window), QObject()
    preferences = Preferences(notifications=choices or NotificationChoices())
    async with desk_on(world) as (desk, _):
        presenter = NotificationPresenter(view, desk, preferences, parent)
        stage = Stage(world, view, presenter)

        async def follow() -> None:
            async for batch in desk.feed.batches():
                stage.hear(batch)

        await presenter.start()
        following = asyncio.create_task(follow())
        world.clock.advance(timedelta(seconds=5))
        try:
            yield stage
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)
            await presenter.tasks.close()
            # A thread that outlives its object ends the whole process.
            view.stop()
    world.close()


async def test_a_new_customer_is_told_once(world: World, qtbot: QtBot):
    async with staged(world, qtbot) as stage:
        world.say("你好，在吗")
        await stage.until(lambda: stage.view.shown, "the notification")
        stage.later(60)
        (told,) = stage.view.shown
        assert notification_text(told).body == "你好，在吗"
        assert stage.view.rung == [Happening.NEW_CUSTOMER]


async def test_what_was_stored_before_the_start_is_history(world: World, qtbot: QtBot):
    world.say("昨天的")
    async with staged(world, qtbot) as stage:
        world.take_in(entry("更早的，刚读到", seconds=-3600, customer="wm-bob"))
        world.say("现在的", customer="wm-carl")
        await stage.until(lambda: stage.view.shown, "the notification")
        assert [notification_text(each).body for each in stage.view.shown] == ["现在的"]


async def test_an_account_that_catches_up_is_silent(world: World, qtbot: QtBot):
    async with staged(world, qtbot) as stage:
        account = world.accounts[0]
        behind = replace(account, standing=replace(account.standing, caught_up=False))
        stage.presenter.take_accounts((behind,))
        world.say("补读的消息")
        await stage.settled()
        stage.later()
        caught = replace(account, standing=replace(account.standing, caught_up=True))
        stage.presenter.take_accounts((caught,))
        world.say("新的", customer="wm-bob")
        await stage.until(lambda: stage.view.shown, "the notification")
        assert stage.view.shown[0].events == 1


async def test_many_are_told_as_one(world: World, qtbot: QtBot):
    async with staged(world, qtbot) as stage:
        for customer in ("wm-a", "wm-b", "wm-c"):
            world.say("在吗", customer=customer)
        world.say("人呢", customer="wm-c")
        await stage.until(lambda: stage.view.shown, "the notification")
        world.say("？", customer="wm-c")
        await stage.settled()
        assert len(stage.view.shown) == 1, "two never at once"
        stage.later()
        await stage.until(lambda: len(stage.view.shown) == 2, "the next")
        assert notification_text(stage.view.shown[1]).title == "3 位客户的 5 条新消息"


async def test_the_open_conversation_in_front_is_not_told(world: World, qtbot: QtBot):
    opened = world.say("之前的")
    async with staged(world, qtbot) as stage:
        stage.view.front = True
        stage.presenter.take_open([opened.id])
        world.say("就在眼前")
        world.say("别的客户", customer="wm-bob")
        await stage.until(lambda: stage.view.rung, "a sound")
        assert stage.view.shown == []
        assert len(stage.view.rung) == 1


async def test_pictures_are_told_by_their_kind(world: World, qtbot: QtBot):
    async with staged(world, qtbot) as stage:
        world.take_in(entry(Picture("media"), seconds=6))
        await stage.until(lambda: stage.view.shown, "the notification")
        assert notification_text(stage.view.shown[0]).body == "[图片]"


async def test_covered_contents_name_nobody_and_lead_nowhere(
    world: World, qtbot: QtBot
):
    async with staged(world, qtbot) as stage:
        stage.presenter.set_covered(True)
        world.say("我的身份证号是")
        await stage.until(lambda: stage.view.shown, "the notification")
        text = notification_text(stage.view.shown[0])
        assert "身份证" not in text.title + text.body
        wanted: list[object] = []
        stage.presenter.conversation_wanted.connect(wanted.append)
        stage.presenter.answer_given.connect(lambda *what: wanted.append(what))
        stage.view.opened.emit()
        stage.view.replied.emit("好", stage.view.shown[0].newest)
        assert wanted == []


async def test_a_click_leads_to_the_conversation_and_an_answer_names_it(
    world: World, qtbot: QtBot
):
    async with staged(world, qtbot) as stage:
        said = world.say("多少钱")
        await stage.until(lambda: stage.view.shown, "the notification")
        wanted: list[object] = []
        answers: list[tuple[Event, str]] = []
        stage.presenter.conversation_wanted.connect(wanted.append)
        stage.presenter.answer_given.connect(lambda *what: answers.append(what))
        stage.view.opened.emit()
        about = stage.view.shown[0].newest
        stage.view.replied.emit("  ", about)
        stage.view.replied.emit("99 元", about)
        assert wanted == [said.id]
        assert [(e.conversation_id, e.position, w) for e, w in answers] == [
            (said.id, said.position, "99 元")
        ]


async def test_an_answer_goes_to_whom_its_field_belonged_though_another_wrote_since(
    world: World, qtbot: QtBot
):
    async with staged(world, qtbot) as stage:
        anna = world.say("多少钱")
        await stage.until(lambda: stage.view.shown, "the first")
        about = stage.view.shown[0].newest
        stage.later(10)
        world.say("我要退货", customer="wm-bo")
        await stage.until(lambda: len(stage.view.shown) == 2, "the second")
        answers: list[Event] = []
        stage.presenter.answer_given.connect(lambda event, _: answers.append(event))
        stage.view.replied.emit("99 元", about)
        assert [event.conversation_id for event in answers] == [anna.id]


async def test_a_customer_who_waits_rings_again_until_the_answer(
    world: World, qtbot: QtBot
):
    choices = NotificationChoices(again=RingAgain.MINUTE, again_most=5)
    async with staged(world, qtbot, choices) as stage:
        said = world.say("还在吗")
        await stage.until(lambda: stage.view.rung, "the first")
        stage.later(61)
        await stage.until(lambda: len(stage.view.rung) == 2, "the second")
        assert stage.view.rung[1] is Happening.REMINDER
        world.answer(said, "在的")
        await stage.settled()
        for _ in range(5):
            stage.later(61)
        assert len(stage.view.rung) == 2


async def test_a_snoozed_conversation_whose_time_came_is_told(
    world: World, qtbot: QtBot
):
    said = world.say("明天再说")
    until = world.clock.now() + timedelta(seconds=60)
    async with staged(world, qtbot) as stage:
        stage.later(1)
        world.write(
            lambda connection: connection.execute(
                "UPDATE conversation SET snoozed_until = ? WHERE id = ?",
                (to_milliseconds(until), said.id),
            )
        )
        for _ in range(WOKEN_EVERY):
            stage.later(1)
        await stage.settled()
        assert stage.view.shown == []
        stage.later(60)
        await stage.until(lambda: stage.view.shown, "the reminder")
        assert notification_text(stage.view.shown[0]).body == "稍后提醒到了"
        assert stage.view.rung == [Happening.REMINDER]
        for _ in range(WOKEN_EVERY):
            stage.later(60)
        await stage.settled()
        assert len(stage.view.shown) == 1


async def test_an_account_with_a_rule_is_shown_silently(world: World, qtbot: QtBot):
    rule = AccountRule(world.accounts[0].id, Loudness.SILENT)
    async with staged(world, qtbot, NotificationChoices(rules=(rule,))) as stage:
        world.say("在吗")
        await stage.until(lambda: stage.view.shown, "the notification")
        assert stage.view.rung == []


async def test_looking_takes_the_notification_back(world: World, qtbot: QtBot):
    async with staged(world, qtbot) as stage:
        world.say("在吗")
        await stage.until(lambda: stage.view.shown, "the notification")
        stage.view.front = True
        stage.later()
        assert stage.view.withdrawn == 1
        stage.later()
        assert stage.view.withdrawn == 1


async def test_an_answer_from_a_notification_is_sent(world: World):
    said = world.say("多少钱")
    async with desk_on(world) as (desk, _):
        done = await answer(desk, said.id, "99 元", seen_through=said.position)
    assert done is QuickAnswer.SENT
    assert world.rows("outbox")
    world.close()


async def test_an_answer_never_takes_the_place_of_a_draft(world: World):
    said = world.say("多少钱")
    async with desk_on(world) as (desk, _):
        await desk.conversations.keep_draft(said.id, "写了一半")
        done = await answer(desk, said.id, "99 元", seen_through=said.position)
        assert await desk.conversations.draft(said.id) == "写了一半"
    assert done is QuickAnswer.DRAFT_STANDS
    assert world.rows("outbox") == []
    world.close()


async def test_an_answer_from_a_notification_leaves_what_was_begun_in_the_window(
    world: World,
):
    said = world.say("多少钱")
    (question,) = world.messages(said.id)
    async with desk_on(world) as (desk, _):
        await desk.sending.keep_quote(said.id, question.id)
        await answer(desk, said.id, "99 元", seen_through=said.position)
        assert await desk.sending.quote(said.id) == question.id
    world.close()


async def test_an_answer_is_refused_when_the_customer_wrote_since(world: World):
    said = world.say("多少钱")
    world.clock.advance(timedelta(seconds=30))
    world.say("算了，不要了")
    async with desk_on(world) as (desk, _):
        with pytest.raises(NewerMessageError):
            await answer(desk, said.id, "99 元", seen_through=said.position)
    assert world.rows("outbox") == []
    world.close()


async def test_an_answer_to_a_customer_whose_corp_was_removed_ends_in_words(
    world: World,
):
    said = world.say("多少钱")
    remove_corp(world)
    async with desk_on(world) as (desk, _):
        with pytest.raises(GoneError) as caught:
            await answer(desk, said.id, "99 元", seen_through=said.position)
    assert caught.value.sentence.en
    world.close()
