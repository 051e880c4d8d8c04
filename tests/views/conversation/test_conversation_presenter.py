"""The open conversation stays true: whose it is, what has come, what was seen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from desktop.models.changes import Aspect, Change, Subject
from desktop.models.message import Message
from desktop.models.send_state import SendState
from desktop.services.conversations import PAGE
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import GoneError
from desktop.views.composer.composer_presenter import ComposerPresenter
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.message_field import MessageField
from desktop.views.composer.written import Written
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.language import words
from desktop.views.theme.style import theme_named
from tests.building import (
    START,
    Deadline,
    World,
    entry,
    make_world,
    remove_corp,
)
from tests.conftest import LogGuard
from tests.views.presenter_stage import MoodyDatabase, desk_on


class Scene:
    """A conversation and its composer on a desk that follows its database."""

    def __init__(
        self, world: World, desk: Desk, database: MoodyDatabase, qtbot: QtBot
    ) -> None:
        self.world, self.desk, self.database = world, desk, database
        theme = theme_named("light")
        self.view = ConversationView(theme, START)
        qtbot.addWidget(self.view)
        self.composer_view = ComposerView(theme, START, self.view)
        self.view.set_composer(self.composer_view)
        self.parent = QObject()
        self.presenter = ConversationPresenter(self.view, desk, self.parent)
        self.composer = ComposerPresenter(
            self.composer_view, desk, self.presenter, self.parent
        )
        self.following: asyncio.Task[None]
        self.opened: list[int] = []
        self.said: list[str] = []
        self.presenter.opened.connect(self._on_opened)
        self.presenter.failed.connect(self.said.append)
        self.composer.failed.connect(self.said.append)

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        self.opened.append(opened.summary.id)

    def shown(self) -> list[Message]:
        model = self.view.model
        return [model[row] for row in range(len(model))]

    async def follow(self) -> None:
        async for batch in self.desk.feed.batches():
            self.presenter.take_changes(batch)

    async def until(self, condition: Callable[[], object], what: str) -> None:
        deadline = Deadline()
        while not condition():
            deadline.check(what)
            await asyncio.sleep(0.005)

    async def open(self, conversation_id: int) -> None:
        self.presenter.open(conversation_id)
        await self.until(lambda: self.opened[-1:] == [conversation_id], "it has opened")

    async def settled(self) -> None:
        """Wait until nothing is read or written."""
        await self.presenter.tasks.drained()
        await self.composer.tasks.drained()

    async def end(self) -> None:
        """End what runs; between a test and its fixture only Qt's events run."""
        self.following.cancel()
        await asyncio.gather(self.following, return_exceptions=True)
        await self.presenter.tasks.close()
        await self.composer.tasks.close()

    def send(self, conversation_id: int, text: str) -> None:
        """Press the key with a text in the field."""
        self.composer_view.send_requested.emit(Written(conversation_id, text))


@pytest.fixture
async def scene(tmp_path: Path, qapp: object, qtbot: QtBot) -> AsyncIterator[Scene]:
    world = make_world(tmp_path / "profile")
    async with desk_on(world) as (desk, database):
        made = Scene(world, desk, database, qtbot)
        made.presenter.take_accounts(world.accounts)
        made.following = asyncio.create_task(made.follow())
        yield made
        await made.end()
    world.close()


async def test_a_conversation_of_an_account_not_in_use_opens_as_a_whole(
    scene: Scene,
) -> None:
    first = scene.world.say("甲", customer="wm-anna")
    second = scene.world.say("乙", customer="wm-bo", account=1)
    scene.presenter.take_accounts(scene.world.accounts[:1])
    await scene.open(first.id)
    await scene.open(second.id)
    # header, timeline and composer are of the same customer
    assert [one.conversation_id for one in scene.shown()] == [second.id]
    scene.presenter.take_accounts(scene.world.accounts[:1])
    scene.world.say("丙", customer="wm-bo", account=1)
    await scene.until(lambda: len(scene.shown()) == 2, "the news are shown")
    await scene.settled()
    await scene.end()


async def test_what_comes_in_a_burst_is_shown_without_a_gap(scene: Scene) -> None:
    first = scene.world.say("甲")
    await scene.open(first.id)
    count = 3 * PAGE + 7
    scene.world.take_in(*(entry(f"第{at}条", seconds=at) for at in range(count)))
    await scene.until(lambda: len(scene.shown()) >= 1 + PAGE, "they come")
    await scene.settled()
    assert len(scene.shown()) == 1 + count
    await scene.end()


async def test_what_was_stored_but_not_shown_was_not_seen(scene: Scene) -> None:
    world = scene.world
    conversation = world.say("要一件白色的")
    await scene.open(conversation.id)
    await scene.settled()
    # the customer's second message is stored; the desk has not been told yet
    world.say("等等，要黑色的")
    scene.send(conversation.id, "好的，白色一件")
    await scene.settled()
    assert world.rows("outbox") == []
    assert "等等，要黑色的" in scene.composer_view.newer_bar.words()
    await scene.end()


async def test_a_reading_that_failed_is_made_again(
    scene: Scene, log_guard: LogGuard
) -> None:
    log_guard.allow("follow: BusyError")
    conversation = scene.world.say("甲")
    await scene.open(conversation.id)
    await scene.settled()
    with scene.database.kept_busy():
        scene.world.say("乙")
        await scene.until(lambda: scene.database.refused, "it is read in vain")
    await scene.until(lambda: len(scene.shown()) == 2, "it is shown after all")
    await scene.end()


async def test_an_answer_is_shown_though_it_could_not_be_read_back(
    scene: Scene, log_guard: LogGuard
) -> None:
    log_guard.allow("follow: BusyError")
    conversation = scene.world.say("甲")
    await scene.open(conversation.id)
    await scene.settled()
    scene.database.busy_after_write = True
    scene.send(conversation.id, "在的")
    await scene.until(lambda: scene.database.refused, "it is read in vain")
    scene.database.busy = scene.database.busy_after_write = False
    await scene.until(
        lambda: [one.state for one in scene.shown()] == [None, SendState.QUEUED],
        "the stored one stands in its place",
    )
    await scene.end()


async def test_a_draft_that_could_not_be_stored_is_stored_at_the_end(
    scene: Scene,
) -> None:
    conversation = scene.world.say("甲")
    await scene.open(conversation.id)
    with scene.database.kept_busy():
        scene.composer_view.draft_changed.emit(conversation.id, "写了一半")
        await scene.until(lambda: scene.said, "the person is told")
    await scene.composer.settle()
    assert await scene.desk.conversations.draft(conversation.id) == "写了一半"
    await scene.end()


async def test_the_end_of_a_session_waits_for_second_thoughts(scene: Scene) -> None:
    first = scene.world.say("甲", customer="wm-anna")
    endings: list[object] = []
    scene.presenter.decisions.ending.connect(endings.append)
    await scene.open(first.id)
    scene.presenter.decisions.end_session()
    await scene.settled()
    assert scene.world.number("SELECT count(*) FROM state_request") == 1
    due = scene.world.number("SELECT due_at FROM state_request")
    assert due == scene.world.now + 5000
    scene.presenter.decisions.undo(endings[0])
    await scene.settled()
    assert scene.world.number("SELECT count(*) FROM state_request") == 0
    assert scene.said == []


async def test_an_end_that_is_due_is_not_taken_back(scene: Scene) -> None:
    first = scene.world.say("甲", customer="wm-anna")
    endings: list[object] = []
    scene.presenter.decisions.ending.connect(endings.append)
    await scene.open(first.id)
    scene.presenter.decisions.end_session()
    await scene.settled()
    scene.world.clock.advance(timedelta(seconds=5))
    scene.presenter.decisions.undo(endings[0])
    await scene.settled()
    assert scene.world.number("SELECT count(*) FROM state_request") == 1
    assert len(scene.said) == 1


async def test_a_conversation_that_is_gone_does_not_open_and_it_is_said(
    scene: Scene,
) -> None:
    first = scene.world.say("甲", customer="wm-anna")
    await scene.open(first.id)
    scene.world.say("乙", customer="wm-bo")
    await scene.settled()
    remove_corp(scene.world)
    failed: list[bool] = []
    scene.presenter.opening_failed.connect(lambda: failed.append(True))
    scene.presenter.open(2)
    await scene.until(lambda: failed, "words")
    await scene.settled()
    assert words(GoneError.sentence) in scene.said
    # What is on screen stays: what was typed there can still be copied.
    assert scene.presenter.open_id == first.id
    assert [one.conversation_id for one in scene.shown()] == [first.id]
    await scene.end()


async def test_news_of_a_conversation_that_is_gone_are_not_asked_for_again(
    scene: Scene, qtbot: QtBot
) -> None:
    first = scene.world.say("甲", customer="wm-anna")
    await scene.open(first.id)
    await scene.settled()
    remove_corp(scene.world)
    change = Change(1, Subject.CONVERSATION, first.id, 0, Aspect.MESSAGES, "test")
    scene.presenter.take_changes(ChangeBatch((change,)))
    await scene.settled()
    assert scene.said == [words(GoneError.sentence)]
    field = scene.composer_view.findChild(MessageField)
    assert field is not None
    field.insertPlainText("还没发出的话")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    await scene.settled()
    assert field.toPlainText() == "还没发出的话"
    assert set(scene.said) == {words(GoneError.sentence)}
    await scene.end()
