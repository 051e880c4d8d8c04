"""Files of the library: one upload a corp, however many messages wait for them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.content import Link
from desktop.models.content_source import NO_SOURCE
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.material import MaterialDetails
from desktop.models.outgoing import AttachmentPart
from desktop.models.send_state import SendState
from desktop.services.attachments import Attachments
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.outbox_runner import OutboxRunner
from desktop.services.engine.rendition_uploader import RenditionUploader
from desktop.services.engine.uploader import Uploader
from desktop.services.library_files import rendition_path
from desktop.services.materials.service import Materials
from desktop.services.sending import Sending
from desktop.services.storage import outgoing
from desktop.services.storage.upload_ahead import LEAST
from desktop.services.storage.upload_cache import RENEWED_AFTER_MS
from tests.building import DESK, Deadline, entry
from tests.services.engine.conftest import Scene
from tests.services.outgoing_files import jpeg

UPLOAD = "media/upload"
SEND = "kf/send_msg"


class Shelf:
    """A library of renditions, and customers who are sent them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        world, database = scene.world, scene.database
        media = world.profile.media
        attachments = Attachments(database, world.clock, media, DESK)
        self.sending = Sending(database, world.clock, world.operator, DESK)
        self.materials = Materials(
            database, world.clock, world.operator, attachments,
            world.profile.library, DESK,
        )  # fmt: skip

    async def stock(self) -> int:
        """Put a picture into the library, ready to be sent; return the material."""
        added = await self.materials.add(
            jpeg(), MaterialDetails("价目.jpg"), anyway=True
        )
        assert added.material is not None
        await self.materials.stage(self.heard(0), added.material.id, NO_SOURCE)
        return added.material.id

    def heard(self, number: int) -> int:
        """A customer writes; return the conversation."""
        world, customer = self.scene.world, self.scene.control.customers()[number]
        msgid = self.scene.say("在吗", number=number)
        said = entry("在吗", customer=customer, msgid=msgid)
        world.take_in(replace(said, sent_at=world.now))
        return world.conversation(customer).id

    async def send(self, material: int, number: int = 0) -> int:
        """Send a picture of the library to a customer; return the message."""
        conversation, world = self.heard(number), self.scene.world
        staged = await self.materials.stage(conversation, material, NO_SOURCE)
        seen = world.conversation(self.scene.control.customers()[number]).position
        (id_,) = await self.sending.send(
            conversation, [AttachmentPart(staged.id)], seen_through=seen
        )
        return id_

    def state(self, id_: int) -> SendState | None:
        return self.scene.world.message(id_).state

    def entry(self, what: str) -> list[object]:
        """Return a column of the cache, by rendition and corp."""
        rows = self.scene.world.connection.execute(
            f"SELECT {what} FROM material_upload ORDER BY rendition_id, corp_id"
        )
        return [row[0] for row in rows]

    def set(self, statement: str, *values: object) -> None:
        """Change the database as time or somebody else would."""
        self.scene.world.write(
            lambda connection: connection.execute(statement, values).rowcount
        )


@pytest.fixture
def shelf(scene: Scene) -> Iterator[Shelf]:
    made = Shelf(scene)
    yield made
    made.materials.close()


@asynccontextmanager
async def working(
    shelf: Shelf, lines: Mapping[int, CorpLine] | None = None
) -> AsyncIterator[None]:
    """Outbox and both kinds of uploads at work, woken all the time."""
    world, database = shelf.scene.world, shelf.scene.database
    lines = {world.corp_id: shelf.scene.line} if lines is None else lines
    clock, profile = world.clock, world.profile
    workers: list[OutboxRunner | Uploader | RenditionUploader] = [
        OutboxRunner(database, lines, clock, jitter=lambda: 0.0),
        Uploader(database, lines, profile.media, clock, jitter=lambda: 0.0),
        RenditionUploader(database, lines, profile.library, clock, jitter=lambda: 0.0),
    ]

    async def wake() -> None:
        while True:
            for worker in workers:
                worker.wake()
            await asyncio.sleep(0.01)

    tasks = [asyncio.create_task(one.run()) for one in workers]
    tasks.append(asyncio.create_task(wake()))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


async def until(
    shelf: Shelf, condition: Callable[[], bool], *, step: float = 0.0
) -> None:
    """Wait for a condition, moving the clock if wished."""
    deadline = Deadline(20)
    while not condition():
        deadline.check("upload")
        shelf.scene.world.clock.advance(timedelta(seconds=step))
        await asyncio.sleep(0.01)


async def test_messages_that_wait_for_the_same_file_share_one_upload(
    shelf: Shelf,
) -> None:
    material = await shelf.stock()
    shelf.scene.control.hold(UPLOAD, before=True)
    ids = [await shelf.send(material, number) for number in range(3)]
    async with working(shelf):
        await until(shelf, lambda: bool(shelf.scene.control.get("held")["held"]))
        shelf.scene.control.release()
        await until(shelf, lambda: all(
            shelf.state(one) is SendState.ACCEPTED for one in ids
        ))  # fmt: skip
    assert shelf.scene.asked(UPLOAD) == 1
    assert shelf.entry("state") == ["ready"]


async def test_what_wecom_has_is_in_the_message_when_it_is_queued(shelf: Shelf) -> None:
    material = await shelf.stock()
    first = await shelf.send(material)
    async with working(shelf):
        await until(shelf, lambda: shelf.state(first) is SendState.ACCEPTED)
    later = await shelf.send(material, 1)
    row = shelf.scene.world.connection.execute(
        "SELECT media_id <> '', uploaded = size FROM media WHERE message_id = ?",
        (later,),
    ).fetchone()
    assert tuple(row) == (1, 1)
    async with working(shelf):
        await until(shelf, lambda: shelf.state(later) is SendState.ACCEPTED)
    assert shelf.scene.asked(UPLOAD) == 1


async def test_an_expired_media_id_is_uploaded_anew(shelf: Shelf) -> None:
    material = await shelf.stock()
    first = await shelf.send(material)
    async with working(shelf):
        await until(shelf, lambda: shelf.state(first) is SendState.ACCEPTED)
    shelf.set("UPDATE material_upload SET uploaded_at = uploaded_at - 240000000")
    later = await shelf.send(material, 1)
    async with working(shelf):
        await until(shelf, lambda: shelf.state(later) is SendState.ACCEPTED)
    assert shelf.scene.asked(UPLOAD) == 2


async def test_a_media_id_that_wecom_has_dropped_is_forgotten_and_made_anew_once(
    shelf: Shelf,
) -> None:
    material = await shelf.stock()
    first = await shelf.send(material)
    async with working(shelf):
        await until(shelf, lambda: shelf.state(first) is SendState.ACCEPTED)
    (known,) = shelf.entry("media_id")
    shelf.scene.control.post("reset_media", media_id=known)
    shelf.scene.world.clock.advance(timedelta(seconds=1))
    ids = [await shelf.send(material, number) for number in (1, 2)]
    async with working(shelf):
        await until(shelf, lambda: all(
            shelf.state(one) is SendState.ACCEPTED for one in ids
        ))  # fmt: skip
    assert shelf.scene.asked(UPLOAD) == 2
    assert shelf.entry("media_id") != [known]


async def test_a_refused_file_fails_every_message_that_waits_for_it_at_once(
    shelf: Shelf,
) -> None:
    shelf.scene.control.answer_with(UPLOAD, 40009)
    material = await shelf.stock()
    ids = [await shelf.send(material, number) for number in range(3)]
    async with working(shelf):
        await until(shelf, lambda: all(
            shelf.state(one) is SendState.FAILED for one in ids
        ))  # fmt: skip
    reason = FailureReason(FailureSource.ERRCODE, 40009)
    assert {shelf.scene.world.message(one).failure for one in ids} == {reason}
    assert shelf.scene.asked(UPLOAD) == 1
    assert shelf.entry("state") == ["failed"]


async def test_a_person_who_tries_again_uploads_what_had_failed(shelf: Shelf) -> None:
    shelf.scene.control.answer_with(UPLOAD, 40009)
    material, world = await shelf.stock(), shelf.scene.world
    id_ = await shelf.send(material)
    async with working(shelf):
        await until(shelf, lambda: shelf.state(id_) is SendState.FAILED)
        world.write(lambda one: outgoing.retry(
            one, id_, "again-1", initiator=DESK, now=world.now
        ))  # fmt: skip
        await until(shelf, lambda: shelf.state(id_) is SendState.ACCEPTED)
    assert shelf.scene.asked(UPLOAD) == 2


async def test_a_file_that_is_gone_from_the_disk_is_named(shelf: Shelf) -> None:
    id_ = await shelf.send(await shelf.stock())
    rendition_path(shelf.scene.world.profile.library, 1).unlink()
    async with working(shelf):
        await until(shelf, lambda: shelf.state(id_) is SendState.FAILED)
    assert shelf.scene.world.message(id_).failure == LocalFailure.FILE_GONE.reason
    assert shelf.scene.asked(UPLOAD) == 0


async def test_an_upload_that_breaks_off_is_repeated(shelf: Shelf) -> None:
    shelf.scene.control.answer_with(UPLOAD, -1)
    shelf.scene.control.raw(UPLOAD, status=502)
    id_ = await shelf.send(await shelf.stock())
    async with working(shelf):
        await until(shelf, lambda: shelf.state(id_) is SendState.ACCEPTED, step=0.2)
    assert shelf.scene.asked(UPLOAD) == 3
    assert shelf.scene.asked(SEND) == 1


async def test_the_last_message_taken_back_stops_the_upload(shelf: Shelf) -> None:
    shelf.scene.control.hold(UPLOAD, before=True)
    material = await shelf.stock()
    ids = [await shelf.send(material, number) for number in range(2)]
    async with working(shelf):
        await until(shelf, lambda: bool(shelf.scene.control.get("held")["held"]))
        await shelf.sending.take_back(ids[:1])
        assert shelf.entry("state") == ["uploading"]
        await shelf.sending.take_back(ids[1:])
        await until(shelf, lambda: shelf.entry("state") == ["waiting"])
        shelf.scene.control.release()
    assert shelf.scene.asked(SEND) == 0


async def test_what_is_sent_often_is_uploaded_ahead_when_nothing_waits(
    shelf: Shelf,
) -> None:
    material = await shelf.stock()
    likely(shelf, material)
    async with working(shelf):
        await until(shelf, lambda: shelf.entry("state") == ["ready"])
    assert (shelf.scene.asked(UPLOAD), shelf.scene.asked(SEND)) == (1, 0)


async def test_what_is_kept_ahead_is_renewed_before_it_ends(shelf: Shelf) -> None:
    material = await shelf.stock()
    likely(shelf, material)
    async with working(shelf):
        await until(shelf, lambda: shelf.entry("state") == ["ready"])
        (known,) = shelf.entry("media_id")
        shelf.set(
            "UPDATE material_upload SET uploaded_at = uploaded_at - 1 - ?",
            RENEWED_AFTER_MS,
        )
        await until(shelf, lambda: shelf.entry("media_id") != [known])
    assert shelf.scene.asked(UPLOAD) == 2


async def test_a_withdrawn_file_is_not_uploaded_for_the_message_that_holds_it(
    shelf: Shelf,
) -> None:
    material = await shelf.stock()
    message = await shelf.send(material)
    await shelf.materials.withdraw([material])
    async with working(shelf):
        await until(shelf, lambda: shelf.state(message) is SendState.FAILED)
    failure = shelf.scene.world.message(message).failure
    assert failure == LocalFailure.CONTENT_WITHDRAWN.reason
    assert shelf.scene.asked(UPLOAD) == 0


async def test_withdrawn_and_expired_files_are_not_uploaded_ahead(shelf: Shelf) -> None:
    withdrawn, expired, usable = [await shelf.stock() for _ in range(3)]
    for one in (withdrawn, expired, usable):
        likely(shelf, one)
    shelf.set("UPDATE material SET withdrawn_at = 1 WHERE id = ?", withdrawn)
    shelf.set("UPDATE material SET valid_until = 1 WHERE id = ?", expired)
    async with working(shelf):
        await until(shelf, lambda: shelf.entry("state") == ["ready"])
    wanted = shelf.scene.world.number(
        "SELECT id FROM rendition WHERE material_id = ?", usable
    )
    assert shelf.entry("rendition_id") == [wanted]


def likely(shelf: Shelf, material: int) -> None:
    """Let a material have been sent as often as makes it likely."""
    shelf.heard(0)
    shelf.set("UPDATE message SET state = 'accepted'")
    for place in range(LEAST):
        shelf.set(
            "INSERT INTO message_source(message_id, place, reply_id, reply_version,"
            " material_id, material_version)"
            " SELECT max(id), ?, 0, 0, ?, 1 FROM message",
            place,
            material,
        )


async def test_the_cover_of_a_card_is_uploaded_once_too(shelf: Shelf) -> None:
    card = await shelf.materials.add_card(
        Link("说明", "怎么用", "https://example.com/a"), MaterialDetails("说明")
    )
    ids = [await shelf.send(card.id, number) for number in range(2)]
    async with working(shelf):
        await until(shelf, lambda: all(
            shelf.state(one) is SendState.ACCEPTED for one in ids
        ))  # fmt: skip
    assert shelf.scene.asked(UPLOAD) == 1
    assert [one.msgtype for one in shelf.scene.control.ledger()] == ["link", "link"]


async def test_a_state_left_by_a_killed_engine_is_put_right(shelf: Shelf) -> None:
    await shelf.stock()
    shelf.set(
        "INSERT INTO material_upload(rendition_id, corp_id, state, media_id, name,"
        " uploaded, attempts, due_at, ahead)"
        " SELECT id, ?, 'uploading', '', '', 7, 0, 0, 0 FROM rendition",
        shelf.scene.world.corp_id,
    )
    async with working(shelf):
        await until(shelf, lambda: shelf.entry("state") == ["waiting"])
    assert shelf.scene.asked(UPLOAD) == 0
