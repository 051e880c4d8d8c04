"""Macros by the keyboard: written, shown before they run, run, taken back."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.macro import Macro, MacroRun, MacroStep, StepKind
from desktop.models.quick_reply import ReplyContent, ReplyText
from desktop.services.desk import Desk
from desktop.views.composer.composer_view import ComposerView
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.macros.macro_card import MacroCard
from desktop.views.macros.macro_presenter import MacroPresenter
from desktop.views.theme.style import theme_named
from tests.building import START, World, make_world
from tests.views.presenter_stage import desk_on

ENTER = Qt.Key.Key_Return


class Stage:
    """One open conversation with the macros above its composer."""

    def __init__(self, world: World, desk: Desk, qtbot: QtBot) -> None:
        self.world, self.desk = world, desk
        theme = theme_named("light")
        self.view = ConversationView(theme, START)
        qtbot.addWidget(self.view)
        composer = ComposerView(theme, START, self.view)
        self.view.set_composer(composer)
        self.view.resize(900, 700)
        self.view.show()
        self.parent = QObject()
        self.conversation = ConversationPresenter(self.view, desk, self.parent)
        self.conversation.take_accounts(world.accounts)
        self.macros = MacroPresenter(composer, desk, self.conversation, self.parent)
        self.said: list[tuple[str, object]] = []
        self.macros.said.connect(self._on_said)
        self.summary = world.say("在吗")

    @property
    def card(self) -> MacroCard:
        assert self.macros.card is not None
        return self.macros.card

    async def open(self) -> None:
        self.conversation.open(self.summary.id)
        await self.conversation.tasks.drained()
        self.macros.open()
        await self.macros.tasks.drained()

    async def press(self, target: QWidget | None = None) -> None:
        QTest.keyClick(target or self.card, ENTER)
        await self.macros.tasks.drained()

    async def save(self, *steps: MacroStep) -> Macro:
        macro = Macro(0, "收尾", steps)
        return Macro(await self.desk.macros.save(macro), macro.name, steps)

    def _on_said(self, words: str, key: object) -> None:
        self.said.append((words, key))


@pytest.fixture
async def stage(tmp_path: Path, qtbot: QtBot) -> AsyncIterator[Stage]:
    world = make_world(tmp_path / "profile")
    async with desk_on(world) as (desk, _):
        made = Stage(world, desk, qtbot)
        yield made
        await made.macros.tasks.close()
        await made.conversation.tasks.close()
    world.close()


async def test_without_a_conversation_it_says_what_is_missing(stage: Stage) -> None:
    stage.macros.open()
    assert stage.macros.card is None
    assert len(stage.said) == 1


async def test_a_macro_is_written_shown_run_and_taken_back(stage: Stage) -> None:
    reply = ReplyContent("再见", (), (ReplyText("{客户称呼|您}慢走"),), code="zj")
    await stage.desk.replies.save(reply)
    await stage.open()
    stage.card.list.new_button.click()
    await stage.macros.tasks.drained()
    editor = stage.card.editor
    editor.name.setText("收尾")
    editor.rows[0].field.setText("zj")
    editor.add_button.click()
    editor.rows[1].set_kind(StepKind.STAR)
    editor.save_button.click()
    await stage.macros.tasks.drained()
    assert len(stage.card.list.buttons) == 1
    stage.card.list.buttons[0].click()
    await stage.macros.tasks.drained()
    assert stage.card.run.run_button.isEnabled()
    await stage.press()
    words, run = stage.said[-1]
    assert "收尾" in words
    assert isinstance(run, MacroRun)
    assert stage.card.isHidden()
    assert (await stage.desk.inbox.summary(stage.summary.id)).starred
    stage.macros.undo(run)
    await stage.macros.tasks.drained()
    assert not (await stage.desk.inbox.summary(stage.summary.id)).starred


async def test_a_digit_chooses_from_the_list(stage: Stage) -> None:
    await stage.save(MacroStep(StepKind.STAR))
    await stage.save(MacroStep(StepKind.PIN))
    await stage.open()
    QTest.keyClick(stage.card, Qt.Key.Key_3)
    await stage.macros.tasks.drained()
    assert stage.card.list.isVisible()
    QTest.keyClick(stage.card, Qt.Key.Key_2)
    await stage.macros.tasks.drained()
    await stage.press()
    second = (await stage.desk.macros.all())[1]
    summary = await stage.desk.inbox.summary(stage.summary.id)
    kinds = {StepKind.STAR: summary.starred, StepKind.PIN: summary.pinned}
    assert kinds[second.steps[0].kind]
    assert not all(kinds.values())


async def test_a_step_with_a_problem_keeps_it_from_running(stage: Stage) -> None:
    await stage.save(MacroStep(StepKind.SNOOZE, words="从前"), MacroStep(StepKind.STAR))
    await stage.open()
    await stage.press(stage.card.list.buttons[0])
    assert not stage.card.run.run_button.isEnabled()
    await stage.press()
    assert not stage.said
    assert not (await stage.desk.inbox.summary(stage.summary.id)).starred


async def test_where_it_stopped_stays_to_be_read(stage: Stage) -> None:
    content = ReplyContent("好", (), (ReplyText("好的"),))
    reply = await stage.desk.replies.save(content)
    await stage.save(MacroStep(StepKind.STAR), MacroStep(StepKind.SEND_REPLY, reply))
    await stage.open()
    stage.card.list.buttons[0].click()
    await stage.macros.tasks.drained()
    stage.world.clock.advance(timedelta(seconds=30))
    stage.world.say("等等")  # nobody has seen it
    await stage.press()
    assert not stage.card.isHidden()
    assert stage.card.run.reason.text()
    assert isinstance(stage.said[-1][1], MacroRun)


async def test_what_cannot_be_kept_is_said_in_the_editor(stage: Stage) -> None:
    await stage.open()
    stage.card.list.new_button.click()
    await stage.macros.tasks.drained()
    stage.card.editor.save_button.click()
    await stage.macros.tasks.drained()
    assert stage.card.editor.problem.isVisible()


async def test_a_deleted_macro_can_be_brought_back(stage: Stage) -> None:
    macro = await stage.save(MacroStep(StepKind.STAR))
    await stage.open()
    stage.card.list.edit_requested.emit(macro)
    await stage.macros.tasks.drained()
    stage.card.editor.remove_button.click()
    await stage.macros.tasks.drained()
    assert not stage.card.list.buttons
    stage.macros.undo(stage.said[-1][1])
    await stage.macros.tasks.drained()
    assert await stage.desk.macros.all() == (macro,)


async def test_steps_change_their_order_and_go(stage: Stage) -> None:
    kinds = (StepKind.STAR, StepKind.PIN, StepKind.DONE)
    macro = await stage.save(*map(MacroStep, kinds))
    await stage.open()
    stage.card.list.edit_requested.emit(macro)
    await stage.macros.tasks.drained()
    editor = stage.card.editor
    editor.rows[2].raise_button.click()
    editor.rows[0].remove_button.click()
    steps = editor.written().steps
    assert [step.kind for step in steps] == [StepKind.DONE, StepKind.PIN]
