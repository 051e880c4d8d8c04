"""The search reads the book once and again when it is told to."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import ReplyHabits
from desktop.services.reply_search.service import ReplySearch
from desktop.services.storage.errors import BusyError
from tests.services.reply_search.books import SHOP, SITUATION, reply


class Shelf:
    """A book that counts how often it is read."""

    def __init__(self) -> None:
        self.replies: tuple[QuickReply, ...] = SHOP
        self.habits = ReplyHabits()
        self.read = 0
        self.broken = False

    async def all(self) -> tuple[QuickReply, ...]:
        self.read += 1
        if self.broken:
            raise BusyError("BusyError")
        return self.replies

    async def used(self) -> ReplyHabits:
        return self.habits


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def search(shelf: Shelf) -> AsyncIterator[ReplySearch]:
    made = ReplySearch(shelf.all, shelf.used)
    yield made
    await made.close()


async def _titles(search: ReplySearch, typed: str) -> list[str]:
    found = await search.find(typed, SITUATION)
    return [one.reply.content.title for one in found]


async def test_the_book_is_read_once(search: ReplySearch, shelf: Shelf):
    for _ in range(3):
        assert await _titles(search, "wlcx") == ["物流查询"]
    assert shelf.read == 1


async def test_keys_that_come_together_read_the_book_once(
    search: ReplySearch, shelf: Shelf
):
    answers = await asyncio.gather(
        *(_titles(search, "wlcx"[:end]) for end in (2, 3, 4))
    )
    assert "物流查询" in answers[0]
    assert shelf.read == 1


async def test_a_change_is_read_after_it_was_told(search: ReplySearch, shelf: Shelf):
    await _titles(search, "wl")
    shelf.replies = (reply(90, "包裹追踪"),)
    search.forget()
    assert await _titles(search, "bgzz") == ["包裹追踪"]
    assert await search.replies() == shelf.replies


async def test_what_was_sent_counts_after_it_was_told(
    search: ReplySearch, shelf: Shelf
):
    shelf.replies = (reply(1, "退货甲"), reply(2, "退货乙"))
    assert (await _titles(search, "退货"))[0] == "退货甲"
    shelf.habits = ReplyHabits(uses={2: 3.0})
    search.forget_habits()
    assert (await _titles(search, "退货"))[0] == "退货乙"


async def test_a_reading_that_failed_is_tried_again(search: ReplySearch, shelf: Shelf):
    shelf.broken = True
    with pytest.raises(BusyError):
        await search.find("wlcx", SITUATION)
    shelf.broken = False
    assert await _titles(search, "wlcx") == ["物流查询"]


async def test_a_wish_that_was_given_up_does_not_hold_the_next(search: ReplySearch):
    given_up = asyncio.ensure_future(search.find("w", SITUATION))
    await asyncio.sleep(0)
    given_up.cancel()
    assert await _titles(search, "wlcx") == ["物流查询"]
