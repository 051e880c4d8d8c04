"""Attachments of drafts: taken in, kept over a kill, put in order, made smaller."""

import asyncio
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from desktop.models.content import Link, Location, MiniProgram
from desktop.models.outgoing import (
    LARGEST,
    MEGABYTE,
    Attachment,
    AttachmentNotReadyError,
    Fits,
    NotShrunkError,
    NotStagedError,
    NotTaken,
    PreparedKind,
    TooLarge,
)
from desktop.services import attachments as attachments_room
from desktop.services.attachments import Attachments
from desktop.services.covers import plain_cover
from desktop.services.storage.database import Database
from tests.building import DESK, World
from tests.services.outgoing_files import film, jpeg, noise, png, voice, webp


@pytest.fixture
def attachments(world: World, database: Database) -> Attachments:
    return Attachments(database, world.clock, world.profile.media, DESK)


@pytest.fixture
def conversation(world: World) -> int:
    return world.say("您好").id


def sealed(world: World) -> list[Path]:
    return sorted(world.profile.media.rglob("*.sealed"))


async def test_a_file_is_copied_sealed_and_named(
    attachments: Attachments, world: World, conversation: int, tmp_path: Path
) -> None:
    path = tmp_path / "报价 单.pdf"
    path.write_bytes(b"%PDF-1.7 planted words")
    found = await attachments.stage(conversation, path)
    assert found == Attachment(
        found.id, conversation, PreparedKind.FILE, "报价 单.pdf", 22, Fits()
    )
    path.unlink()
    assert await attachments.content(found.id) == b"%PDF-1.7 planted words"
    (file,) = sealed(world)
    assert b"planted" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


async def test_the_order_is_that_of_arrival_until_a_person_changes_it(
    attachments: Attachments, conversation: int
) -> None:
    kinds = [
        (await attachments.stage(conversation, content)).id
        for content in (jpeg(), voice(), png())
    ]
    await attachments.arrange(conversation, kinds[::-1])
    assert [one.id for one in await attachments.of(conversation)] == kinds[::-1]
    last = await attachments.stage(conversation, b"a text file")
    assert (await attachments.of(conversation))[-1] == last


async def test_attachments_outlive_the_desk(
    attachments: Attachments, world: World, conversation: int
) -> None:
    staged = await attachments.stage(conversation, jpeg(), "照片.jpg")
    again = Database(world.path, world.key)
    fresh = Attachments(again, world.clock, world.profile.media, DESK)
    await fresh.sweep()
    assert await fresh.of(conversation) == (staged,)
    assert await fresh.content(staged.id) == jpeg()
    await again.close()


async def test_a_removed_one_comes_back_to_its_place(
    attachments: Attachments, conversation: int
) -> None:
    first, second = [
        await attachments.stage(conversation, content) for content in (jpeg(), png())
    ]
    await attachments.remove(first.id)
    assert await attachments.of(conversation) == (second,)
    assert await attachments.restore(first.id) == first
    assert await attachments.of(conversation) == (first, second)


async def test_what_nothing_refers_to_is_swept_away(
    attachments: Attachments, world: World, conversation: int
) -> None:
    kept = await attachments.stage(conversation, jpeg())
    gone = await attachments.stage(conversation, png())
    await attachments.remove(gone.id)
    await attachments.sweep()
    assert len(sealed(world)) == 2  # for a while it can be brought back
    world.clock.advance(attachments_room.KEPT_REMOVED * 2)
    await attachments.sweep()
    assert len(sealed(world)) == 1
    assert world.number("SELECT count(*) FROM media") == 1
    with pytest.raises(AttachmentNotReadyError):
        await attachments.restore(gone.id)
    assert await attachments.content(kept.id) == jpeg()


async def test_a_desk_that_stays_open_sweeps_now_and_then(
    attachments: Attachments, world: World, conversation: int
) -> None:
    gone = await attachments.stage(conversation, png())
    await attachments.remove(gone.id)
    world.clock.advance(attachments_room.KEPT_REMOVED * 2)
    await attachments.stage(conversation, jpeg())
    assert len(sealed(world)) == 1


async def test_a_copy_that_broke_off_leaves_nothing_after_the_next_start(
    attachments: Attachments, world: World, conversation: int, tmp_path: Path
) -> None:
    with pytest.raises(NotStagedError):
        await attachments.stage(conversation, tmp_path / "missing.pdf")
    await attachments.sweep()
    assert sealed(world) == []
    assert world.number("SELECT count(*) FROM media") == 0
    assert await attachments.of(conversation) == ()


@pytest.mark.skipif(os.name != "posix", reason="pipes are POSIX's")
async def test_folders_and_pipes_are_refused_in_words(
    attachments: Attachments, conversation: int, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe):
        with pytest.raises(NotStagedError) as caught:
            await attachments.stage(conversation, path)
        assert caught.value.sentence.zh


async def test_what_is_far_too_large_is_not_copied(
    attachments: Attachments,
    conversation: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attachments_room, "LARGEST_STAGED", 100_000)
    with pytest.raises(NotStagedError):
        await attachments.stage(conversation, bytes(200_000))
    assert await attachments.of(conversation) == ()


async def test_what_does_not_fit_says_so_and_what_can_be_done(
    attachments: Attachments, conversation: int
) -> None:
    large = await attachments.stage(conversation, noise(1200, 700))
    assert large.verdict == TooLarge(LARGEST[PreparedKind.PICTURE], can_shrink=True)
    other = await attachments.stage(conversation, webp())
    assert isinstance(other.verdict, NotTaken)
    assert other.verdict.can_shrink
    empty = await attachments.stage(conversation, b"12345")
    assert isinstance(empty.verdict, NotTaken)
    assert not empty.verdict.can_shrink


@pytest.mark.parametrize("name", ["照片.png", ""])
async def test_a_picture_is_made_small_enough_in_a_process_of_its_own(
    attachments: Attachments, world: World, conversation: int, name: str
) -> None:
    before = await attachments.stage(conversation, noise(1200, 700), name)
    heard: list[float] = []
    after = await attachments.shrink(before.id, heard.append)
    assert after.id == before.id
    assert after.verdict == Fits()
    assert after.size <= 2 * MEGABYTE
    assert after.name == ("照片.jpg" if name else "")
    assert heard == sorted(heard)
    with Image.open(io.BytesIO(await attachments.content(after.id))) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (1200, 700)
    await attachments.sweep()
    assert len(sealed(world)) == 1


async def test_another_picture_format_becomes_a_jpeg(
    attachments: Attachments, conversation: int
) -> None:
    before = await attachments.stage(conversation, webp(), "图.webp")
    after = await attachments.shrink(before.id)
    assert (after.verdict, after.name) == (Fits(), "图.jpg")


async def test_a_film_is_made_small_enough(
    attachments: Attachments, conversation: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = {**LARGEST, PreparedKind.VIDEO: 150_000}
    monkeypatch.setattr(attachments_room, "LARGEST", limits)
    before = await attachments.stage(conversation, film(4, rate=1_500_000))
    assert before.size > 200_000
    heard: list[float] = []
    after = await attachments.shrink(before.id, heard.append)
    assert after.kind is PreparedKind.VIDEO
    assert after.size <= 150_000
    assert heard
    assert 0 < max(heard) <= 1


async def test_a_broken_picture_stays_as_it_is(
    attachments: Attachments, conversation: int
) -> None:
    broken = noise(1200, 700)[: 2 * MEGABYTE + 100]
    before = await attachments.stage(conversation, broken)
    with pytest.raises(NotShrunkError):
        await attachments.shrink(before.id)
    assert await attachments.of(conversation) == (before,)
    assert await attachments.content(before.id) == broken


async def test_shrinking_can_be_broken_off_and_changes_nothing_then(
    attachments: Attachments, conversation: int
) -> None:
    before = await attachments.stage(conversation, noise(2000, 2000))
    begun = asyncio.Event()
    task = asyncio.create_task(attachments.shrink(before.id, lambda part: begun.set()))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await attachments.of(conversation) == (before,)


async def test_a_card_lies_in_the_draft_like_a_file(
    attachments: Attachments, conversation: int
) -> None:
    place = Location(31.2, 121.5, "总店", "南京路 1 号")
    link = Link("说明", "怎么用", "https://example.com/a")
    program = MiniProgram("商城", "wx1", "pages/a")
    await attachments.add_card(conversation, place)
    covered = await attachments.add_card(conversation, link, png())
    plain = await attachments.add_card(conversation, program)
    found = await attachments.of(conversation)
    assert [one.card for one in found] == [place, link, program]
    assert await attachments.content(covered.id) == png()
    assert await attachments.content(plain.id) == plain_cover()
    with pytest.raises(AttachmentNotReadyError):
        await attachments.content(found[0].id)


@pytest.mark.parametrize("cover", [b"no picture at all", webp(), b""])
async def test_a_cover_must_be_a_picture_that_wecom_takes(
    attachments: Attachments, conversation: int, cover: bytes
) -> None:
    with pytest.raises(NotStagedError):
        await attachments.add_card(conversation, Link("a", "", "https://a.cn"), cover)
    assert await attachments.of(conversation) == ()
