"""The library and the reply book of the demo: every state that a person may meet."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.demo.library import FIRST_NOTE, NOTE, PINNED, fill_library
from desktop.models.material import MaterialKind, MaterialQuery
from desktop.models.quick_reply import ReplyMaterial, Standing
from desktop.resources import resource
from desktop.services.attachments import Attachments
from desktop.services.materials.service import Materials
from desktop.services.quick_replies import QuickReplies
from desktop.services.storage.database import Database
from tests.building import DESK, World


def lines(name: str) -> int:
    return len(resource("demo", name).read_bytes().splitlines())


@pytest.fixture
async def filled(world: World, database: Database) -> None:
    profile = world.profile
    await fill_library(
        database, world.clock, world.operator, profile.media, profile.library
    )


@pytest.mark.usefixtures("filled")
async def test_materials_of_every_kind_and_standing(
    world: World, database: Database
) -> None:
    profile = world.profile
    attachments = Attachments(database, world.clock, profile.media, DESK)
    materials = Materials(
        database, world.clock, world.operator, attachments, profile.library, DESK
    )
    everything = MaterialQuery(standing=None)
    found = await materials.page(everything, 0, 100)
    materials.close()
    now = world.clock.now()
    assert len(found) == lines("materials.jsonl")
    kinds = set(MaterialKind) - {MaterialKind.BUSINESS_CARD}
    assert {each.kind for each in found} == kinds
    standings = {each.standing(now) for each in found}
    assert standings == {Standing.USABLE, Standing.EXPIRED, Standing.WITHDRAWN}
    assert {each.version for each in found} == {1, 2}
    assert any(each.details.priced_at is not None for each in found)
    ends = [each.details.valid_until for each in found]
    month = timedelta(days=31)
    assert any(end is not None and now < end < now + month for end in ends)


@pytest.mark.usefixtures("filled")
async def test_the_book_is_published_in_two_steps_and_read(
    world: World, database: Database
) -> None:
    book = QuickReplies(database, world.clock, world.operator, DESK)
    replies = await book.all()
    assert len(replies) == lines("replies.jsonl")
    changed = [each for each in replies if each.version == 2]
    assert len(changed) == 2
    for reply in changed:
        history = await book.history(reply.id)
        assert [version.note for version in history] == [NOTE, FIRST_NOTE]
    assert {each.content.title for each in replies if each.pinned} == set(PINNED)
    standings = {each.standing(world.clock.now()) for each in replies}
    assert standings == {Standing.USABLE, Standing.EXPIRED}
    assert await book.news() is None


@pytest.mark.usefixtures("filled")
async def test_no_reply_holds_what_cannot_be_sent(
    world: World, database: Database
) -> None:
    book = QuickReplies(database, world.clock, world.operator, DESK)
    held = {
        part.material_id
        for reply in await book.all()
        if reply.standing(world.clock.now()) is Standing.USABLE
        for part in reply.content.parts
        if isinstance(part, ReplyMaterial)
    }
    profile = world.profile
    attachments = Attachments(database, world.clock, profile.media, DESK)
    materials = Materials(
        database, world.clock, world.operator, attachments, profile.library, DESK
    )
    usable = {each.id for each in await materials.page(MaterialQuery(), 0, 100)}
    materials.close()
    assert held <= usable


def test_the_table_of_the_gallery_has_rows_to_refuse() -> None:
    sheet = Path(resource("demo", "新话术.csv")).read_text("utf-8")
    assert sheet.startswith("标题,分组,内容")
    assert "=HYPERLINK" in sheet
