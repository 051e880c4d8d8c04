"""The engine's last look: what was withdrawn since it was written does not leave."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from desktop.models.content_source import ContentSource
from desktop.models.local_failures import LocalFailure
from desktop.models.outgoing import TextPart
from desktop.models.quick_reply import ReplyContent, ReplyText, Scope
from desktop.models.send_state import SendState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.quick_replies import QuickReplies
from desktop.services.sending import Sending
from desktop.services.storage.database import Database, in_transaction
from desktop.services.wecom.errors import WeComError, local
from tests.building import DESK, World
from tests.services.engine.conftest import line_with
from tests.services.engine.test_outbox_runner import (
    LOST,
    ScriptedClient,
    ScriptedKf,
    running,
    settled,
    until,
)

STEP = timedelta(seconds=1)
OFFLINE = local(LocalFailure.NETWORK_DOWN)


@pytest.fixture
def kf() -> ScriptedKf:
    return ScriptedKf()


@pytest.fixture
def line(world: World, kf: ScriptedKf) -> CorpLine:
    return line_with(world, ScriptedClient(kf))


@pytest.fixture
def book(world: World, database: Database) -> QuickReplies:
    return QuickReplies(database, world.clock, world.operator, DESK)


async def in_the_outbox(
    book: QuickReplies, database: Database, world: World, *texts: str
) -> tuple[ContentSource, tuple[int, ...]]:
    """A combo of a published reply, and words of a person behind it."""
    content = ReplyContent("价格", (), (ReplyText("x"),), Scope.COMPANY)
    step = await book.publish([await book.propose(content)])
    source = ContentSource(step.reply_ids[0], 1)
    row = world.say("您好")
    parts = [*(TextPart(text, source) for text in texts), TextPart("自己写的")]
    sending = Sending(database, world.clock, world.operator, DESK)
    return source, await sending.send(row.id, parts, seen_through=row.position)


def held(world: World) -> int:
    return world.number("SELECT count(*) FROM outbox WHERE state = 'held'")


async def test_it_fails_with_its_reason_and_holds_the_rest(
    book: QuickReplies, database: Database, world: World, kf: ScriptedKf,
    line: CorpLine,
) -> None:  # fmt: skip
    source, ids = await in_the_outbox(book, database, world, "一", "二")
    await book.withdraw([source.reply_id])
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, ids[0]))
        stopped = world.message(ids[0])
        assert (stopped.state, stopped.failure) == (
            SendState.FAILED, LocalFailure.CONTENT_WITHDRAWN.reason,
        )  # fmt: skip
        assert held(world) == 2
        sending = Sending(database, world.clock, world.operator, DESK)
        await sending.release(world.conversation().id)
        await until(world, runner, settled(world, ids[1]))
        await sending.release(world.conversation().id)
        await until(world, runner, settled(world, ids[2]))
    assert world.message(ids[1]).state is SendState.FAILED
    assert kf.texts == ["自己写的"]


async def test_it_is_stopped_after_attempts_that_wecom_never_saw(
    book: QuickReplies, database: Database, world: World, kf: ScriptedKf,
    line: CorpLine,
) -> None:  # fmt: skip
    """A machine that was offline when it was withdrawn."""
    kf.script = [OFFLINE, OFFLINE]
    source, (id_, _) = await in_the_outbox(book, database, world, "一")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, lambda: bool(kf.bodies))
        await book.withdraw([source.reply_id])
        seen = len(kf.bodies)
        await until(world, runner, settled(world, id_), step=STEP)
    assert world.message(id_).failure == LocalFailure.CONTENT_WITHDRAWN.reason
    assert len(kf.bodies) <= seen + 1  # the one that was on its way


async def test_nobody_knows_of_one_whose_answer_was_lost_and_it_is_not_repeated(
    book: QuickReplies, database: Database, world: World, kf: ScriptedKf,
    line: CorpLine,
) -> None:  # fmt: skip
    kf.script = [LOST]
    source, (id_, _) = await in_the_outbox(book, database, world, "一")
    kf.before_answer = withdrawing(world, source)
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, id_), step=STEP)
    assert world.message(id_).state is SendState.UNCONFIRMED
    assert world.message(id_).failure == LocalFailure.OUTCOME_UNKNOWN.reason
    assert kf.texts == ["一"]
    assert held(world) == 1


@pytest.mark.parametrize("stops_old", [True, False])
async def test_a_new_version_stops_the_old_one_only_when_it_says_so(
    book: QuickReplies, database: Database, world: World, kf: ScriptedKf,
    line: CorpLine, stops_old: bool,
) -> None:  # fmt: skip
    source, (id_, _) = await in_the_outbox(book, database, world, "旧价")
    newer = ReplyContent("价格", (), (ReplyText("新价"),), Scope.COMPANY)
    edit = await book.propose(newer, source.reply_id)
    await book.publish([edit], stops_old=stops_old)
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, id_))
    expected = SendState.FAILED if stops_old else SendState.ACCEPTED
    assert world.message(id_).state is expected
    assert ("旧价" in kf.texts) is not stops_old


async def test_it_may_leave_again_when_it_is_reinstated(
    book: QuickReplies, database: Database, world: World, kf: ScriptedKf,
    line: CorpLine,
) -> None:  # fmt: skip
    source, (id_, last) = await in_the_outbox(book, database, world, "一")
    await book.withdraw([source.reply_id])
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, id_))
        await book.reinstate([source.reply_id])
        await Sending(database, world.clock, world.operator, DESK).retry(id_)
        await until(world, runner, settled(world, last))
    assert kf.texts == ["一", "自己写的"]


async def test_a_combo_whose_part_fails_keeps_the_rest_back(
    book: QuickReplies, database: Database, world: World, kf: ScriptedKf,
    line: CorpLine,
) -> None:  # fmt: skip
    refused: WeComError = local(LocalFailure.TEXT_TOO_LONG)
    kf.script = [None, refused]
    _, ids = await in_the_outbox(book, database, world, "一", "二", "三")
    async with running(world, database, {world.corp_id: line}) as runner:
        await until(world, runner, settled(world, ids[1]))
    assert [world.message(id_).state for id_ in ids] == [
        SendState.ACCEPTED, SendState.FAILED, SendState.QUEUED, SendState.QUEUED,
    ]  # fmt: skip
    assert held(world) == 2
    assert kf.texts == ["一", "二"]


def withdrawing(world: World, source: ContentSource) -> Callable[[], None]:
    """Withdraw it while the answer of WeCom is on its way, as another desk would."""

    def withdraw() -> None:
        in_transaction(
            world.connection,
            lambda one: one.execute(
                "UPDATE reply SET withdrawn_at = ? WHERE id = ?",
                (world.now, source.reply_id),
            ),
        )

    return withdraw
