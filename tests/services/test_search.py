"""The search of a desk: every section answers, and the newest wish wins."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desktop.models.content import Recalled
from desktop.services.search import Search
from desktop.services.storage.search_reader import SearchReader
from tests.building import World, entry, event, make_world


@pytest.fixture
async def search(tmp_path: Path) -> AsyncIterator[tuple[World, Search]]:
    world = make_world(tmp_path / "profile")
    made = Search(SearchReader(world.path, world.key), world.clock, world.operator)
    yield world, made
    await made.close()
    world.close()


async def test_every_section_answers(search: tuple[World, Search]) -> None:
    world, found = search
    talk = world.say("我想退货")
    world.answer(talk, "可以退货")
    query = found.parse("退货")
    page = await found.messages(query, limit=1)
    assert [hit.snippet for hit in page.hits] == ["可以退货"]
    rest = await found.messages(query, limit=1, before=page.before)
    assert [hit.snippet for hit in rest.hits] == ["我想退货"]
    assert rest.before is None
    around = await found.context(rest.hits[0])
    assert [one.id for one in around] == [1, 2]
    places = await found.in_conversation(talk.id, "退货")
    assert [id_ for _, id_ in places.places] == [1, 2]
    assert (await found.customers(found.parse("wm-anna"))).hits[0].accounts == 1
    mine = await found.conversations(found.parse("我的"))
    assert [hit.conversation_id for hit in mine.hits] == [talk.id]
    assert (await found.files(found.parse("pdf"))).hits == ()
    assert await found.stored() == 2
    assert await found.account_names() == ("号 wk-one", "号 wk-two")


async def test_of_many_keystrokes_the_last_one_is_answered(
    search: tuple[World, Search],
) -> None:
    world, found = search
    world.say("我想退货")
    wishes = [
        asyncio.create_task(found.messages(found.parse("我想退货"[: length + 1])))
        for length in range(4)
    ]
    for wish in wishes[:-1]:
        wish.cancel()
    page = await asyncio.wait_for(wishes[-1], 10)
    assert page.hits[0].marks == ((0, 4),)


async def test_days_are_those_of_the_person(search: tuple[World, Search]) -> None:
    world, found = search
    period = found.parse("时间:今天").period
    assert period is not None
    assert period.start <= world.clock.now() < period.end


async def test_what_was_recalled_is_found_only_where_the_desk_shows_it(
    search: tuple[World, Search],
) -> None:
    world, found = search
    world.take_in(entry("秘密优惠码", msgid="gone", seconds=1))
    world.take_in(entry("优惠码还有吗", seconds=2))
    world.take_in(event(Recalled("gone"), seconds=3))
    conversation = world.conversation().id
    query = found.parse("优惠码")
    assert len((await found.messages(query)).hits) == 2
    found.show_recalled = False
    hits = (await found.messages(query)).hits
    assert [hit.snippet for hit in hits] == ["优惠码还有吗"]
    places = (await found.in_conversation(conversation, "优惠码")).places
    assert [place[1] for place in places] == [hits[0].message_id]
