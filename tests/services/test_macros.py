"""Macros run in order, stop at what fails, and go back step by step."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.content import Picture, Text
from desktop.models.macro import (
    Macro,
    MacroPreview,
    MacroRefusedError,
    MacroRun,
    MacroStep,
    StepKind,
    WayBack,
)
from desktop.models.material import MaterialDetails
from desktop.models.quick_reply import ReplyContent, ReplyMaterial, ReplyText
from desktop.models.send_state import SendState
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.flow import Flow
from desktop.services.inbox import Inbox
from desktop.services.macro_preview import MacroPreviews
from desktop.services.macros import NOT_LEFT, STOPPED, Macros
from desktop.services.materials.service import Materials
from desktop.services.notes import Notes
from desktop.services.quick_replies import QuickReplies
from desktop.services.sending import Sending
from desktop.services.storage import message_fate
from desktop.services.storage.database import Database
from tests.building import DESK, World
from tests.services.outgoing_files import png

SEND, NOTE, STAR = StepKind.SEND_REPLY, StepKind.WRITE_NOTE, StepKind.STAR
SNOOZE, END = StepKind.SNOOZE, StepKind.END_SESSION


class Stage:
    """The macros of one world, with a conversation in which the customer wrote."""

    def __init__(self, world: World, database: Database) -> None:
        clock, operator = world.clock, world.operator
        self.world = world
        self.replies = QuickReplies(database, clock, operator, DESK)
        self.inbox = Inbox(database, clock)
        self.conversations = Conversations(database, clock, operator, DESK)
        self.attachments = Attachments(database, clock, world.profile.media, DESK)
        self.materials = Materials(
            database, clock, operator, self.attachments, world.profile.library, DESK
        )
        self.macros = Macros(
            database,
            clock,
            operator,
            MacroPreviews(clock, operator, self.inbox, self.replies, self.materials),
            sending=Sending(database, clock, operator, DESK),
            flow=Flow(database, clock, operator, DESK),
            notes=Notes(database, clock, operator, DESK),
            conversations=self.conversations,
            materials=self.materials,
            attachments=self.attachments,
        )
        self.conversation_id = world.say("在吗").id

    async def reply(self, text: str) -> int:
        return await self.replies.save(ReplyContent("回复", (), (ReplyText(text),)))

    async def preview(self, *steps: MacroStep) -> MacroPreview:
        macro = Macro(0, "收尾", steps)
        return await self.macros.preview(macro, self.conversation_id)

    async def run(self, preview: MacroPreview, goes_on: int = 99) -> MacroRun:
        summary = await self.inbox.summary(self.conversation_id)
        return await self.macros.run(
            preview,
            seen_through=summary.position,
            hold_for=timedelta(seconds=5),
            goes_on=lambda number: number < goes_on,
        )

    async def states(self) -> list[SendState | None]:
        messages = await self.conversations.newest(self.conversation_id)
        return [one.state for one in messages if one.state is not None]


@pytest.fixture
async def stage(world: World, database: Database) -> AsyncIterator[Stage]:
    made = Stage(world, database)
    yield made
    made.materials.close()


async def test_a_macro_is_kept_changed_removed_and_brought_back(stage: Stage) -> None:
    macros = stage.macros
    id_ = await macros.save(Macro(0, " 收尾  一 ", (MacroStep(STAR),)))
    assert await macros.all() == (Macro(id_, "收尾 一", (MacroStep(STAR),)),)
    await macros.save(Macro(id_, "收尾", (MacroStep(NOTE, words="好"),)))
    await macros.remove(id_)
    assert not await macros.all()
    await macros.restore(id_)
    assert [one.name for one in await macros.all()] == ["收尾"]


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (MacroStep(SEND),),
        (MacroStep(NOTE, words=" "),),
        (MacroStep(END), MacroStep(SEND, 1)),
        (MacroStep(STAR),) * 13,
    ],
)
async def test_what_could_never_run_is_not_kept(
    stage: Stage, steps: tuple[MacroStep, ...]
) -> None:
    with pytest.raises(MacroRefusedError):
        await stage.macros.save(Macro(0, "收尾", steps))


async def test_each_step_is_shown_with_what_it_will_say(stage: Stage) -> None:
    reply = await stage.reply("{客户称呼|您}好，{坐席}为您服务")
    preview = await stage.preview(
        MacroStep(SEND, reply), MacroStep(NOTE, words="已答复"), MacroStep(STAR)
    )
    assert preview.ready
    name = stage.world.operator.name
    assert preview.steps[0].words.endswith(f"好，{name}为您服务")
    assert [step.way_back for step in preview.steps] == [
        WayBack.SOON,
        WayBack.NO,
        WayBack.YES,
    ]


@pytest.mark.parametrize("text", ["{订单号}", "{填:尺码}", "好" * 5000])
async def test_a_reply_that_cannot_leave_is_a_problem(stage: Stage, text: str) -> None:
    preview = await stage.preview(MacroStep(SEND, await stage.reply(text)))
    assert preview.steps[0].problem is not None
    assert not preview.ready


async def test_pips_are_counted_over_all_steps(stage: Stage) -> None:
    steps = [MacroStep(SEND, await stage.reply("好"))] * 6
    preview = await stage.preview(*steps)
    assert [step.problem is None for step in preview.steps] == [True] * 5 + [False]


async def test_unknown_materials_replies_and_times_are_problems(
    stage: Stage,
) -> None:
    content = ReplyContent("图", (), (ReplyText("看"), ReplyMaterial(77)))
    reply = await stage.replies.save(content)
    preview = await stage.preview(
        MacroStep(SEND, reply), MacroStep(SNOOZE, words="从前"), MacroStep(SEND, 99)
    )
    assert all(step.problem is not None for step in preview.steps)


async def test_steps_run_in_order_and_go_back_the_other_way(stage: Stage) -> None:
    reply = await stage.reply("好的")
    preview = await stage.preview(
        MacroStep(SEND, reply), MacroStep(STAR), MacroStep(SNOOZE, words="明早 9 点")
    )
    run = await stage.run(preview)
    assert run.stopped is None
    summary = await stage.inbox.summary(stage.conversation_id)
    assert summary.starred
    assert summary.snoozed(stage.world.clock.now())
    assert await stage.states() == [SendState.QUEUED]
    assert await stage.macros.undo(run) == ()
    summary = await stage.inbox.summary(stage.conversation_id)
    assert not summary.starred
    assert summary.snoozed_until is None
    assert await stage.states() == [SendState.DISCARDED]


async def test_exactly_what_was_shown_is_sent(stage: Stage) -> None:
    reply = await stage.reply("旧的")
    preview = await stage.preview(MacroStep(SEND, reply))
    await stage.replies.save(ReplyContent("回复", (), (ReplyText("新的"),)), reply)
    await stage.run(preview)
    (message,) = [
        one
        for one in await stage.conversations.newest(stage.conversation_id)
        if one.state is not None
    ]
    assert "旧的" in str(message.content)


async def test_a_reply_with_a_picture_leaves_whole_and_in_order(stage: Stage) -> None:
    picture = await stage.materials.add(png(40, 30), MaterialDetails("价目表"))
    assert picture.material is not None
    parts = (ReplyText("请看"), ReplyMaterial(picture.material.id), ReplyText("如上"))
    reply = await stage.replies.save(ReplyContent("图", (), parts))
    preview = await stage.preview(MacroStep(SEND, reply))
    assert preview.steps[0].words == "请看 / [价目表] / 如上"
    run = await stage.run(preview)
    assert run.stopped is None
    messages = await stage.conversations.newest(stage.conversation_id)
    kinds = [type(one.content) for one in messages if one.state is not None]
    assert kinds == [Text, Picture, Text]
    assert not await stage.attachments.of(stage.conversation_id)


async def test_what_was_staged_in_vain_leaves_the_draft(stage: Stage) -> None:
    picture = await stage.materials.add(png(40, 30), MaterialDetails("价目表"))
    assert picture.material is not None
    parts = (ReplyText("请看"), ReplyMaterial(picture.material.id))
    preview = await stage.preview(
        MacroStep(SEND, await stage.replies.save(ReplyContent("图", (), parts)))
    )
    seen = (await stage.inbox.summary(stage.conversation_id)).position
    stage.world.clock.advance(timedelta(seconds=30))
    stage.world.say("等等")
    run = await stage.macros.run(
        preview, seen_through=seen, hold_for=timedelta(0), goes_on=lambda _: True
    )
    assert run.stopped is not None
    assert not await stage.attachments.of(stage.conversation_id)


async def test_it_stops_at_the_first_step_that_fails(stage: Stage) -> None:
    soon = stage.world.clock.now() + timedelta(minutes=1)
    content = ReplyContent("回复", (), (ReplyText("好的"),), valid_until=soon)
    reply = await stage.replies.save(content)
    preview = await stage.preview(
        MacroStep(STAR), MacroStep(SEND, reply), MacroStep(NOTE, words="已答复")
    )
    stage.world.clock.advance(timedelta(minutes=2))
    run = await stage.run(preview)
    assert run.stopped is not None
    assert [step.kind for step in run.done] == [STAR]


async def test_a_person_stops_it_between_two_steps(stage: Stage) -> None:
    preview = await stage.preview(MacroStep(STAR), MacroStep(NOTE, words="x"))
    run = await stage.run(preview, goes_on=1)
    assert (run.stopped, len(run.done)) == (STOPPED, 1)


async def test_a_session_is_not_ended_while_the_answer_has_not_left(
    stage: Stage,
) -> None:
    preview = await stage.preview(
        MacroStep(SEND, await stage.reply("再见")), MacroStep(END)
    )
    run = await stage.run(preview, goes_on=1)
    assert (run.stopped, [step.kind for step in run.done]) == (STOPPED, [SEND])


@pytest.mark.parametrize(
    ("state", "stopped"),
    [(SendState.ACCEPTED, None), (SendState.FAILED, NOT_LEFT)],
)
async def test_a_session_ends_only_behind_an_answer_that_left(
    stage: Stage, state: SendState, stopped: object
) -> None:
    world = stage.world
    preview = await stage.preview(
        MacroStep(SEND, await stage.reply("再见")), MacroStep(END)
    )
    asked: list[int] = []

    def leave(number: int) -> bool:
        asked.append(number)
        if number == 1 and len(asked) == 2:
            (sent,) = world.connection.execute("SELECT message_id FROM outbox")
            for target in (SendState.SENDING, state):
                message_fate.settle(
                    world.connection, int(sent[0]), target, None, now=world.now
                )
        return True

    summary = await stage.inbox.summary(stage.conversation_id)
    run = await stage.macros.run(
        preview,
        seen_through=summary.position,
        hold_for=timedelta(0),
        goes_on=leave,
    )
    assert run.stopped == stopped
    if stopped is None:
        assert await stage.macros.undo(replace(run, done=run.done[1:])) == ()
        assert await stage.macros.undo(replace(run, done=run.done[:1])) == (SEND,)


async def test_what_cannot_be_taken_back_is_named(stage: Stage) -> None:
    run = await stage.run(
        await stage.preview(MacroStep(NOTE, words="记下"), MacroStep(STAR))
    )
    assert await stage.macros.undo(run) == (NOTE,)
