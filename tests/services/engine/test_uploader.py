"""Files of ours on their way: uploaded first, then sent exactly once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.content import Link
from desktop.models.conversation import ConversationSummary
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.message import Message
from desktop.models.outgoing import AttachmentPart, Part, TextPart
from desktop.models.send_state import SendState
from desktop.services.attachments import Attachments
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.outbox_runner import OutboxRunner
from desktop.services.engine.upload_attempt import MOST_ATTEMPTS
from desktop.services.engine.uploader import Uploader
from desktop.services.media_files import sealed_path
from desktop.services.sending import Sending
from desktop.services.storage import outgoing
from tests.building import DESK, Deadline, entry
from tests.services.engine.conftest import Scene
from tests.services.outgoing_files import film, jpeg, voice

UPLOAD = "media/upload"
SEND = "kf/send_msg"


class Line:
    """A conversation with one customer, and who brings what to them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        world, database = scene.world, scene.database
        media = world.profile.media
        self.attachments = Attachments(database, world.clock, media, DESK)
        self.sending = Sending(database, world.clock, world.operator, DESK)
        self.conversation = self.heard("您好")

    def heard(self, words: str) -> int:
        """The customer writes, to the sandbox and to the database."""
        world = self.scene.world
        msgid = self.scene.say(words)
        said = entry(words, customer=self.scene.customer, msgid=msgid)
        world.take_in(replace(said, sent_at=world.now))
        return world.conversation(self.scene.customer).id

    def other_heard(self, words: str) -> ConversationSummary:
        """Another customer writes; return that conversation."""
        world, customer = self.scene.world, self.scene.control.customers()[1]
        msgid = self.scene.say(words, number=1)
        said = entry(words, customer=customer, msgid=msgid)
        world.take_in(replace(said, sent_at=world.now))
        return world.conversation(customer)

    async def send(self, *parts: Part | bytes, hold: float = 0.0) -> tuple[int, ...]:
        """Send words and files; bytes are staged first."""
        ready = [
            AttachmentPart((await self.attachments.stage(self.conversation, one)).id)
            if isinstance(one, bytes)
            else one
            for one in parts
        ]
        seen = self.scene.world.conversation(self.scene.customer).position
        return await self.sending.send(
            self.conversation, ready, seen_through=seen,
            hold_for=timedelta(seconds=hold),
        )  # fmt: skip

    def message(self, id_: int) -> Message:
        return self.scene.world.message(id_)

    def state(self, id_: int) -> SendState | None:
        return self.message(id_).state

    def uploaded(self, id_: int) -> int:
        file = self.message(id_).media
        return 0 if file is None else file.uploaded

    def received(self) -> list[str]:
        """The kinds of what the customer was sent, in order."""
        return [one.msgtype for one in self.scene.control.ledger()]


@pytest.fixture
def line(scene: Scene) -> Line:
    return Line(scene)


@asynccontextmanager
async def working(line: Line) -> AsyncIterator[None]:
    """Outbox and uploads at work, woken all the time."""
    world, database = line.scene.world, line.scene.database
    lines: dict[int, CorpLine] = {world.corp_id: line.scene.line}
    outbox = OutboxRunner(database, lines, world.clock, jitter=lambda: 0.0)
    uploader = Uploader(
        database, lines, world.profile.media, world.clock, jitter=lambda: 0.0
    )

    async def wake() -> None:
        while True:
            outbox.wake()
            uploader.wake()
            await asyncio.sleep(0.01)

    tasks = [asyncio.create_task(one) for one in (outbox.run(), uploader.run(), wake())]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


async def until(
    line: Line, condition: Callable[[], bool], *, step: float = 0.0
) -> None:
    """Wait for a condition, moving the clock if wished."""
    deadline = Deadline(20)
    while not condition():
        deadline.check("upload")
        line.scene.world.clock.advance(timedelta(seconds=step))
        await asyncio.sleep(0.01)


async def test_every_kind_of_file_arrives_in_order(line: Line) -> None:
    card = await line.attachments.add_card(
        line.conversation, Link("说明", "怎么用", "https://example.com/a")
    )
    ids = await line.send(
        jpeg(), voice(), film(1), b"%PDF-1.7 words", AttachmentPart(card.id)
    )
    async with working(line):
        await until(line, lambda: line.state(ids[-1]) is SendState.ACCEPTED)
    assert line.received() == ["image", "voice", "video", "file", "link"]
    assert line.scene.asked(UPLOAD) == 5
    for id_ in ids:
        file = line.message(id_).media
        assert file is not None
        assert file.uploaded == file.size


async def test_words_behind_a_file_wait_for_it_and_other_customers_do_not(
    line: Line,
) -> None:
    control = line.scene.control
    control.hold(UPLOAD, before=True)
    ids = await line.send(jpeg(), TextPart("请看上图"))
    row = line.other_heard("在吗")
    (quick,) = await line.sending.send(
        row.id, [TextPart("在的")], seen_through=row.position
    )
    async with working(line):
        await until(line, lambda: line.state(quick) is SendState.ACCEPTED)
        assert [line.state(one) for one in ids] == [SendState.QUEUED] * 2
        control.release()
        await until(line, lambda: line.state(ids[1]) is SendState.ACCEPTED)
    assert line.received() == ["text", "image", "text"]


async def test_progress_is_told_while_a_large_file_goes(line: Line) -> None:
    line.scene.control.rule(upload_rate=12_000_000)
    (id_,) = await line.send(b"%PDF" + bytes(19_000_000))
    seen: set[int] = set()
    async with working(line):

        def arrived() -> bool:
            seen.add(line.uploaded(id_))
            return line.state(id_) is SendState.ACCEPTED

        await until(line, arrived)
    assert len([one for one in seen if 0 < one < 19_000_000]) >= 2


async def test_a_message_that_is_taken_back_stops_its_upload(line: Line) -> None:
    line.scene.control.hold(UPLOAD, before=True)
    ids = await line.send(jpeg())
    async with working(line):
        await until(line, lambda: bool(line.scene.control.get("held")["held"]))
        back = await line.sending.take_back(ids)
        await until(line, lambda: not line.scene.control.metrics()["in_flight"])
        line.scene.control.release()
    assert back.attachments
    assert back.too_late == ()
    assert line.scene.asked(SEND) == 0
    assert line.received() == []


async def test_nothing_is_uploaded_before_the_time_for_undo_is_over(
    line: Line,
) -> None:
    (id_,) = await line.send(jpeg(), hold=3.0)
    row = line.other_heard("在吗")
    staged = await line.attachments.stage(row.id, jpeg())
    (quick,) = await line.sending.send(
        row.id, [AttachmentPart(staged.id)], seen_through=row.position
    )
    async with working(line):
        await until(line, lambda: line.state(quick) is SendState.ACCEPTED)
        assert line.scene.asked(UPLOAD) == 1, "what came later and waits for nothing"
        line.scene.world.clock.advance(timedelta(seconds=3))
        await until(line, lambda: line.state(id_) is SendState.ACCEPTED)


async def test_a_closed_window_is_found_before_megabytes_have_gone(line: Line) -> None:
    (id_,) = await line.send(jpeg())
    line.scene.world.clock.advance(timedelta(hours=49))
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.FAILED)
    assert line.message(id_).failure == LocalFailure.WINDOW_CLOSED.reason
    assert line.scene.asked(UPLOAD) == 0


async def test_an_upload_that_breaks_off_is_repeated_and_sent_once(line: Line) -> None:
    line.scene.control.answer_with(UPLOAD, -1)
    line.scene.control.raw(UPLOAD, status=502)
    (id_,) = await line.send(jpeg())
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.ACCEPTED, step=0.2)
    assert line.scene.asked(UPLOAD) == 3
    assert line.scene.asked(SEND) == 1
    assert line.received() == ["image"]


@pytest.mark.parametrize("code", [40004, 40009, 45001, 40123])
async def test_a_refused_file_fails_with_its_reason_and_holds_the_rest(
    line: Line, code: int
) -> None:
    line.scene.control.answer_with(UPLOAD, code)
    first, second = await line.send(jpeg(), TextPart("后面的"))
    async with working(line):
        await until(line, lambda: line.state(first) is SendState.FAILED)
    reason = FailureReason(FailureSource.ERRCODE, code)
    assert line.message(first).failure == reason
    assert line.state(second) is SendState.QUEUED
    assert line.scene.world.number("SELECT count(*) FROM outbox WHERE state = 'held'")
    assert line.received() == []


async def test_uploads_that_never_get_through_end_in_words(line: Line) -> None:
    line.scene.control.answer_with(UPLOAD, -1, count=MOST_ATTEMPTS)
    (id_,) = await line.send(jpeg())
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.FAILED, step=1)
    assert line.scene.asked(UPLOAD) == MOST_ATTEMPTS


async def test_a_file_that_is_gone_from_the_disk_is_named(line: Line) -> None:
    (id_,) = await line.send(jpeg())
    file = line.message(id_).media
    assert file is not None
    sealed_path(line.scene.world.profile.media, file.id).unlink()
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.FAILED)
    assert line.message(id_).failure == LocalFailure.FILE_GONE.reason


async def test_what_was_uploaded_is_not_uploaded_again_within_three_days(
    line: Line,
) -> None:
    line.scene.control.answer_with(SEND, 40201)
    (id_,) = await line.send(jpeg())
    world = line.scene.world
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.FAILED)
        world.write(
            lambda one: outgoing.retry(
                one, id_, "again-1", initiator=DESK, now=world.now
            )
        )
        await until(line, lambda: line.state(id_) is SendState.ACCEPTED)
    assert line.scene.asked(UPLOAD) == 1
    assert line.received() == ["image"]


async def test_a_media_id_that_wecom_has_dropped_is_made_anew(line: Line) -> None:
    line.scene.control.answer_with(SEND, 40007)
    (id_,) = await line.send(jpeg())
    world = line.scene.world
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.FAILED)
        world.write(
            lambda one: outgoing.retry(
                one, id_, "again-1", initiator=DESK, now=world.now
            )
        )
        await until(line, lambda: line.state(id_) is SendState.ACCEPTED)
    assert line.scene.asked(UPLOAD) == 2


async def test_an_old_media_id_is_not_used(line: Line) -> None:
    """A queue that was held for days: the file is uploaded again first."""
    (id_,) = await line.send(jpeg())
    world = line.scene.world
    world.connection.execute(
        "UPDATE media SET media_id = 'old', uploaded_at = ?",
        (world.now - 70 * 3_600_000,),
    )
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.ACCEPTED)
    assert line.scene.asked(UPLOAD) == 1


async def test_a_repeat_of_a_send_never_uploads_and_is_the_same_to_the_byte(
    line: Line,
) -> None:
    (id_,) = await line.send(jpeg())
    line.scene.control.hold(SEND)
    world = line.scene.world
    async with working(line):
        await until(line, lambda: bool(line.scene.control.held()))
    body = world.connection.execute("SELECT body FROM outbox").fetchone()[0]
    world.connection.execute("UPDATE media SET uploaded_at = NULL")
    line.scene.control.release()
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.ACCEPTED, step=0.1)
    assert body is not None
    assert line.scene.asked(UPLOAD) == 1
    assert line.received() == ["image"]


async def test_an_old_media_id_that_wecom_has_dropped_is_made_anew_by_itself(
    line: Line,
) -> None:
    (id_,) = await line.send(jpeg())
    world = line.scene.world
    world.connection.execute(
        "UPDATE media SET media_id = 'dropped', uploaded_at = ?",
        (world.now - 3_600_000,),
    )
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.ACCEPTED)
    assert line.scene.asked(UPLOAD) == 1
    assert line.received() == ["image"]


async def test_a_new_media_id_that_is_refused_too_ends_in_words(line: Line) -> None:
    line.scene.control.answer_with(SEND, 40007, count=2)
    (id_,) = await line.send(jpeg())
    world = line.scene.world
    world.connection.execute(
        "UPDATE media SET media_id = 'dropped', uploaded_at = ?",
        (world.now - 3_600_000,),
    )
    async with working(line):
        await until(line, lambda: line.state(id_) is SendState.FAILED)
    assert (line.scene.asked(UPLOAD), line.scene.asked(SEND)) == (1, 2)
    assert line.received() == []
