"""What is written reaches the database whole, and comes back whole: no mocks."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.desk.writing import DeskWriting
from desktop.models.content import File, Location, Note, Picture, Text
from desktop.models.message import Message, Origin
from desktop.models.preferences import Preferences, UndoSeconds
from desktop.models.send_state import SendState
from desktop.services.desk import Desk
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.written import WritingMode
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.style import theme_named
from tests.building import START, Deadline, World, make_world
from tests.views.composer.given import field_of
from tests.views.presenter_stage import MoodyDatabase, desk_on

_RETURN = Qt.Key.Key_Return
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Stage:
    """One conversation that is written in, with everything joined."""

    def __init__(
        self, world: World, desk: Desk, database: MoodyDatabase, qtbot: QtBot
    ) -> None:
        self.world, self.desk, self.database = world, desk, database
        self.said: list[str] = []
        self.offers: list[object] = []
        self.returned: list[int] = []
        self._qtbot = qtbot
        self.build()

    def build(self) -> None:
        """Make the widgets and presenters, as a desk does at its start."""
        theme = theme_named("light")
        self.view = ConversationView(theme, START)
        self._qtbot.addWidget(self.view)
        self.composer = ComposerView(theme, START, self.view)
        self.view.set_composer(self.composer)
        self.parent = QObject()
        self.conversation = ConversationPresenter(self.view, self.desk, self.parent)
        self.writing = DeskWriting(
            self.view, self.composer, self.desk, self.conversation, self.parent
        )
        self.conversation.take_accounts(self.world.accounts)
        self.writing.composer.take_accounts(self.world.accounts)
        self.writing.said.connect(self.said.append)
        self.writing.undo_offered.connect(self._on_offered)
        self.writing.composer.return_requested.connect(self.returned.append)

    def _on_offered(self, words: str, key: object) -> None:
        self.offers.append(key)

    @property
    def groups(self) -> tuple[ConversationPresenter | QObject, ...]:
        writing = self.writing
        return (
            self.conversation,
            writing.composer,
            writing.attachments,
            writing.schedules,
        )

    async def settled(self) -> None:
        """Wait until nothing is read or written."""
        for _ in range(2):
            for each in self.groups:
                await each.tasks.drained()  # type: ignore[union-attr]

    async def open(self, conversation_id: int) -> None:
        """Open a conversation and wait until all of it is shown."""
        self.conversation.open(conversation_id)
        await self.settled()

    async def until(self, fact: Callable[[], object], what: str) -> None:
        """Wait for something."""
        deadline = Deadline()
        while not fact():
            deadline.check(what)
            await asyncio.sleep(0.005)

    def type(self, words: str) -> None:
        """Type into the field."""
        QTest.keyClicks(field_of(self.composer), words)

    def press(
        self, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press Enter in the field."""
        QTest.keyClick(field_of(self.composer), _RETURN, modifiers)

    async def paste(self, *paths: Path) -> None:
        """Paste files and wait until they are taken in."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        field_of(self.composer).insertFromMimeData(mime)
        await self.settled()

    def names(self, conversation_id: int) -> list[str]:
        """What lies on the strip."""
        return [face.name for face in self.composer.parts.faces(conversation_id)]

    def ours(self, conversation_id: int) -> list[Message]:
        """What we wrote there."""
        return [
            each
            for each in self.world.messages(conversation_id)
            if each.origin is not Origin.CUSTOMER
        ]

    async def end(self) -> None:
        """End what runs."""
        await self.writing.close()
        await self.conversation.tasks.close()


@pytest.fixture
async def stage(tmp_path: Path, qapp: object, qtbot: QtBot) -> AsyncIterator[Stage]:
    world = make_world(tmp_path / "profile")
    async with desk_on(world) as (desk, database):
        made = Stage(world, desk, database, qtbot)
        yield made
        await made.end()
    world.close()


@pytest.fixture
def picture(tmp_path: Path, qapp: object) -> Path:
    """A small picture on disk."""
    path = tmp_path / "外套.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    image.save(str(path))
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A small document on disk."""
    path = tmp_path / "报价.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"x" * 500)
    return path


async def test_words_and_files_leave_together_in_their_order(
    stage: Stage, picture: Path, paper: Path
):
    shown = stage.world.say("有图吗")
    await stage.open(shown.id)
    await stage.paste(paper, picture)
    assert stage.names(shown.id) == ["报价.pdf", "外套.png"]
    stage.type("here")
    stage.press()
    await stage.settled()
    sent = stage.ours(shown.id)
    assert [type(each.content) for each in sent] == [Text, File, Picture]
    assert (stage.names(shown.id), stage.composer.text()) == ([], "")
    assert await stage.desk.attachments.of(shown.id) == ()
    await stage.end()


async def test_all_of_a_draft_is_there_again_after_a_new_start(
    stage: Stage, picture: Path, paper: Path
):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    (question,) = stage.world.messages(shown.id)
    await stage.paste(picture, paper)
    stage.writing.composer.quote(question.id)
    await stage.settled()
    stage.type("answer")
    stage.composer.toggle_note()
    stage.type("note")
    await stage.writing.composer.settle()
    await stage.end()
    stage.build()
    await stage.open(shown.id)
    assert stage.composer.text() == "answer"
    assert stage.names(shown.id) == ["外套.png", "报价.pdf"]
    assert "在吗" in stage.composer.quote_chip.words()
    stage.composer.toggle_note()
    assert stage.composer.text() == "note"
    await stage.end()


async def test_what_the_store_refuses_is_back_in_the_field(stage: Stage, picture: Path):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    await stage.paste(picture)
    stage.type("hi")
    await stage.settled()
    with stage.database.kept_busy():
        stage.press()
        assert stage.composer.text() == ""
        await stage.settled()
    assert stage.composer.text() == "hi"
    assert stage.names(shown.id) == ["外套.png"]
    assert stage.ours(shown.id) == []
    assert stage.said
    stage.press()
    await stage.settled()
    assert len(stage.ours(shown.id)) == 2
    await stage.end()


async def test_an_answer_waits_while_the_customer_has_just_written_something_else(
    stage: Stage, picture: Path
):
    shown = stage.world.say("要白色")
    await stage.open(shown.id)
    await stage.paste(picture)
    stage.type("white it is")
    stage.world.say("等等，要黑色")
    stage.press()
    await stage.settled()
    assert stage.ours(shown.id) == []
    assert "等等，要黑色" in stage.composer.newer_bar.words()
    assert stage.composer.text() == "white it is"
    assert stage.names(shown.id) == ["外套.png"]
    stage.press(_CTRL | _SHIFT)
    await stage.settled()
    assert len(stage.ours(shown.id)) == 2
    assert stage.composer.newer_bar.words() == ""
    await stage.end()


async def test_an_answer_is_taken_back_whole_within_its_seconds(
    stage: Stage, picture: Path
):
    stage.writing.wear(Preferences(undo_seconds=UndoSeconds.FIVE))
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    (question,) = stage.world.messages(shown.id)
    stage.writing.composer.quote(question.id)
    await stage.paste(picture)
    stage.type("wait")
    stage.press()
    await stage.settled()
    held = stage.composer.hold_bar.counting
    QTest.keyClick(field_of(stage.composer), Qt.Key.Key_Z, _CTRL)
    await stage.settled()
    assert (held, stage.composer.hold_bar.counting) == (True, False)
    assert stage.composer.text() == "wait"
    assert "在吗" in stage.composer.quote_chip.words()
    assert stage.names(shown.id) == ["外套.png"]
    assert {each.state for each in stage.ours(shown.id)} <= {SendState.DISCARDED}
    assert await stage.desk.conversations.draft(shown.id) == "wait"
    stage.press()
    await stage.settled()
    live = [one for one in stage.ours(shown.id) if one.state is not SendState.DISCARDED]
    assert len(live) == 2
    await stage.end()


async def test_an_answer_is_taken_back_from_the_next_conversation(stage: Stage):
    stage.writing.wear(Preferences(undo_seconds=UndoSeconds.FIVE))
    first = stage.world.say("甲")
    second = stage.world.say("乙", customer="wm-bo")
    await stage.open(first.id)
    stage.type("for the first")
    stage.press(_CTRL)
    await stage.open(second.id)
    QTest.keyClick(field_of(stage.composer), Qt.Key.Key_Z, _CTRL)
    await stage.settled()
    assert stage.returned == [first.id]
    assert stage.composer.text() == ""
    await stage.open(first.id)
    assert stage.composer.text() == "for the first"
    await stage.end()


async def test_without_seconds_nothing_counts(stage: Stage):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    stage.type("hi")
    stage.press()
    await stage.settled()
    assert not stage.composer.hold_bar.counting
    await stage.end()


async def test_a_note_is_stored_with_whom_it_names_and_never_queued(stage: Stage):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    stage.composer.toggle_note()
    field_of(stage.composer).insertPlainText("看一下 @")
    QTest.keyClick(field_of(stage.composer), Qt.Key.Key_Tab)
    stage.press()
    await stage.settled()
    (note,) = stage.ours(shown.id)
    operator = stage.world.operator
    assert note.content == Note(f"看一下 @{operator.name}", (operator.id,))
    assert stage.world.rows("outbox") == []
    assert (stage.composer.text(), stage.composer.mode) == ("", WritingMode.NOTE)
    await stage.end()


async def test_a_note_that_was_not_stored_is_back_in_the_field(stage: Stage):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    stage.composer.toggle_note()
    stage.type("important")
    await stage.settled()
    with stage.database.kept_busy():
        stage.press()
        await stage.settled()
    assert stage.composer.text() == "important"
    await stage.end()


async def test_a_message_of_one_customer_is_never_quoted_to_another(stage: Stage):
    first = stage.world.say("我的地址是幸福路 1 号")
    second = stage.world.say("乙", customer="wm-bo")
    await stage.open(first.id)
    (words,) = stage.world.messages(first.id)
    (elsewhere,) = await stage.desk.inbox.summaries([second.id])
    stage.writing.composer.quote(words.id)
    stage.composer.show_conversation(elsewhere, "")
    await stage.settled()
    assert stage.composer.quote_chip.words() == ""
    assert await stage.desk.sending.quote(second.id) is None
    await stage.end()


async def test_a_menu_left_open_quotes_nothing_into_the_next_conversation(stage: Stage):
    first = stage.world.say("我的地址是幸福路 1 号")
    second = stage.world.say("乙", customer="wm-bo")
    (words,) = stage.world.messages(first.id)
    await stage.open(second.id)
    stage.writing.composer.quote(words.id)
    await stage.settled()
    assert stage.composer.quote_chip.words() == ""
    assert await stage.desk.sending.quote(second.id) is None
    await stage.end()


async def test_what_was_sent_after_all_is_no_draft_at_the_end(stage: Stage):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    stage.type("hi")
    with stage.database.kept_busy():
        stage.composer.flush_draft()
        await stage.settled()
    assert stage.said
    stage.press()
    await stage.settled()
    assert len(stage.ours(shown.id)) == 1
    await stage.writing.composer.settle()
    assert await stage.desk.conversations.draft(shown.id) == ""
    await stage.end()


async def test_the_bar_names_whose_answer_waits_when_the_next_is_open_already(
    stage: Stage,
):
    titles: list[str] = []
    stage.conversation.opened.connect(lambda opened, _: titles.append(opened.title))
    stage.writing.wear(Preferences(undo_seconds=UndoSeconds.FIVE))
    first = stage.world.say("甲")
    second = stage.world.say("乙", customer="wm-bo")
    await stage.open(first.id)
    stage.type("for the first")
    gate = threading.Event()
    slow = asyncio.ensure_future(stage.database.write(lambda _: gate.wait(10)))
    stage.press(_CTRL)
    stage.conversation.open(second.id)
    await stage.until(lambda: len(titles) == 2, "the next one")
    gate.set()
    await slow
    await stage.settled()
    assert len(set(titles)) == 2
    assert titles[0] in stage.composer.hold_bar.words()
    await stage.end()


# Attachments


async def test_what_cannot_be_taken_in_is_said_and_the_rest_stays(
    stage: Stage, picture: Path, tmp_path: Path
):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    await stage.paste(tmp_path, tmp_path / "gone.png", picture)
    assert stage.names(shown.id) == ["外套.png"]
    assert len(stage.said) == 2
    assert stage.said[1].startswith("gone.png：")
    await stage.end()


async def test_a_pasted_picture_is_taken_in(stage: Stage):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    mime = QMimeData()
    mime.setImageData(image)
    field_of(stage.composer).insertFromMimeData(mime)
    await stage.settled()
    (face,) = stage.composer.parts.faces(shown.id)
    assert face.ready
    await stage.end()


async def test_a_removed_one_stays_away_and_comes_back_to_its_place(
    stage: Stage, picture: Path, paper: Path
):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    await stage.paste(picture, paper)
    stage.composer.strip.chips[0].remove_button.click()
    assert stage.names(shown.id) == ["报价.pdf"]
    await stage.settled()
    await stage.open(stage.world.say("乙", customer="wm-bo").id)
    await stage.open(shown.id)
    assert stage.names(shown.id) == ["报价.pdf"]
    (offer,) = stage.offers
    stage.writing.undo(offer)
    await stage.settled()
    assert stage.names(shown.id) == ["外套.png", "报价.pdf"]
    await stage.end()


async def test_a_file_stays_on_the_strip_though_an_older_reading_comes_late(
    stage: Stage, picture: Path
):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    stage.database.late = late = asyncio.Event()
    stage.writing.attachments.read(shown.id)
    await asyncio.sleep(0)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    field_of(stage.composer).insertFromMimeData(mime)
    await stage.until(
        lambda: [face.ready for face in stage.composer.parts.faces(shown.id)] == [True],
        "it is copied",
    )
    stage.database.late = None
    late.set()
    await stage.settled()
    assert stage.names(shown.id) == ["外套.png"]
    await stage.end()


async def test_a_new_order_is_kept(stage: Stage, picture: Path, paper: Path):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    await stage.paste(picture, paper)
    QTest.keyClick(stage.composer.strip.chips[0], Qt.Key.Key_Right, _CTRL)
    await stage.settled()
    await stage.end()
    stage.build()
    await stage.open(shown.id)
    assert stage.names(shown.id) == ["报价.pdf", "外套.png"]
    await stage.end()


async def test_a_removal_while_it_is_copied_leaves_nothing(stage: Stage, picture: Path):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    field_of(stage.composer).insertFromMimeData(mime)
    stage.composer.strip.chips[0].remove_button.click()
    await stage.settled()
    assert stage.names(shown.id) == []
    assert await stage.desk.attachments.of(shown.id) == ()
    await stage.end()


async def test_a_card_lies_on_the_strip_and_leaves_with_the_answer(stage: Stage):
    shown = stage.world.say("店在哪")
    await stage.open(shown.id)
    place = Location(39.9965, 116.4804, "旗舰店", "朝阳区")
    stage.composer.insertions.card_made.emit(place)
    await stage.settled()
    assert stage.names(shown.id) == ["旗舰店"]
    stage.press()
    await stage.settled()
    assert [each.content for each in stage.ours(shown.id)] == [place]
    await stage.end()


async def test_too_many_files_at_once_are_said(stage: Stage, tmp_path: Path):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    paths = [tmp_path / f"{at}.txt" for at in range(22)]
    for path in paths:
        path.write_text("some words")
    await stage.paste(*paths)
    assert len(stage.names(shown.id)) == 20
    assert any("20" in words for words in stage.said)
    await stage.end()


# Later


async def test_an_answer_for_later_leaves_the_field_and_comes_back_whole(
    stage: Stage, picture: Path
):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    await stage.paste(picture)
    stage.type("good morning")
    moment = stage.world.clock.now() + timedelta(hours=20)
    stage.composer.scheduling.time_chosen.emit(moment, False)
    await stage.settled()
    (waiting,) = await stage.desk.schedules.of(shown.id)
    assert (waiting.due_at, waiting.kinds) == (moment, ("text", "image"))
    assert (stage.composer.text(), stage.names(shown.id)) == ("", [])
    (row,) = stage.composer.scheduling.bar.rows
    row.cancel_button.click()
    await stage.settled()
    assert stage.composer.text() == "good morning"
    assert stage.names(shown.id) == ["外套.png"]
    assert stage.composer.scheduling.bar.rows == ()
    await stage.end()


async def test_an_answer_for_later_is_moved_and_sent_at_once(stage: Stage):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    stage.type("good morning")
    moment = stage.world.clock.now() + timedelta(hours=20)
    stage.composer.scheduling.time_chosen.emit(moment, False)
    await stage.settled()
    (waiting,) = await stage.desk.schedules.of(shown.id)
    later = moment + timedelta(hours=1)
    stage.composer.scheduling.move_requested.emit(waiting.id, later)
    await stage.settled()
    (moved,) = await stage.desk.schedules.of(shown.id)
    assert moved.due_at == later
    stage.composer.scheduling.now_requested.emit(waiting.id)
    await stage.settled()
    assert [each.content for each in stage.ours(shown.id)] == [Text("good morning")]
    assert stage.composer.scheduling.bar.rows == ()
    stage.composer.scheduling.cancel_requested.emit(waiting.id)
    await stage.settled()
    assert "已经发出或取消" in stage.said[-1]
    await stage.end()


async def test_an_answer_for_later_that_was_not_stored_is_back_in_the_field(
    stage: Stage,
):
    shown = stage.world.say("在吗")
    await stage.open(shown.id)
    stage.type("good morning")
    await stage.settled()
    moment = stage.world.clock.now() + timedelta(hours=20)
    with stage.database.kept_busy():
        stage.composer.scheduling.time_chosen.emit(moment, False)
        await stage.settled()
    assert stage.composer.text() == "good morning"
    await stage.end()
