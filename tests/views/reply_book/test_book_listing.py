"""What is listed: shelves, filters, the order of what was found, counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.models.quick_reply import ReplyMaterial, Scope, Standing
from desktop.views.reply_book.book_listing import (
    Book,
    BookFilter,
    Entry,
    Place,
    Shelf,
    counts,
    entries_of,
    listed,
)
from tests.views.reply_book.making import NOW, content, proposal, reply

SIZES = reply(1, content("尺码表", "170 码", group=("商品", "尺码"), code="cm"))
STOCK = reply(2, content("库存", group=("商品", "库存"), scope=Scope.COMPANY))
GONE = reply(3, content("旧价"), withdrawn=True)
ENDED = reply(4, replace(content("双十一"), valid_until=NOW - timedelta(days=1)))
LOOSE = reply(5, content("在的", "亲，在的", ReplyMaterial(7), group=()))
NEW = proposal(11, content("新的", group=("活动",)), None)
CHANGE = proposal(12, content("库存", "改过", group=("商品", "库存")), STOCK)
BOOK = Book(
    entries_of((SIZES, STOCK, GONE, ENDED, LOOSE), (NEW, CHANGE)),
    groups=(("商品",), ("商品", "尺码"), ("商品", "库存"), ("空的",)),
    unused=frozenset({5}),
)


EVERYTHING = BookFilter()


def titles(place: Place, narrowed: BookFilter = EVERYTHING, **found) -> list[str]:
    return [
        entry.content.title for entry in listed(BOOK, place, narrowed, NOW, **found)
    ]


def test_a_change_stands_with_its_reply_and_a_new_one_alone():
    by_key = {entry.key: entry for entry in BOOK.entries}
    assert by_key["proposal-11"].reply is None
    assert by_key["reply-2"].proposal is CHANGE
    assert by_key["reply-1"].proposal is None
    assert len(by_key) == 6


def test_entries_stand_in_the_order_of_the_groups():
    replies = [
        reply(id_, content("甲", group=(name,))) for id_, name in enumerate("丙乙")
    ]
    first, second = entries_of(replies, (), (("乙",), ("丙",)))
    assert (first.content.group, second.content.group) == (("乙",), ("丙",))


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (Place(), {"尺码表", "库存", "双十一", "在的", "新的"}),
        (Place(Shelf.PROPOSED), {"库存", "新的"}),
        (Place(Shelf.WITHDRAWN), {"旧价"}),
        (Place(Shelf.EXPIRED), {"双十一"}),
        (Place(Shelf.UNUSED), {"在的"}),
        (Place(Shelf.GROUP, ("商品",)), {"尺码表", "库存", "双十一"}),
        (Place(Shelf.GROUP, ("商品", "尺码")), {"尺码表"}),
        (Place(Shelf.GROUP, ()), {"在的"}),
    ],
)
def test_each_place_of_the_tree_lists_its_own(place: Place, wanted: set[str]):
    assert set(titles(place)) == wanted


@pytest.mark.parametrize(
    ("narrowed", "wanted"),
    [
        (BookFilter(scope=Scope.COMPANY), {"库存", "新的"}),
        (BookFilter(standings=frozenset({Standing.EXPIRED})), {"双十一"}),
        (BookFilter(unused=True), {"在的"}),
        (BookFilter(with_materials=True), {"在的"}),
    ],
)
def test_filters_narrow_what_a_place_lists(narrowed: BookFilter, wanted: set[str]):
    assert set(titles(Place(), narrowed)) == wanted


def test_what_was_found_keeps_the_order_of_the_search_and_the_rest_follows():
    assert titles(Place(), found=[5, 1], words="亲") == ["在的", "尺码表"]
    assert titles(Place(), found=None, words="170") == ["尺码表"]
    assert titles(Place(), found=None, words="CM") == ["尺码表"]


def test_groups_count_what_lies_below_them_and_empty_ones_stay():
    told = counts(BOOK, NOW)
    assert told.groups[("商品",)] == 3
    assert told.groups[("商品", "尺码")] == 1
    assert told.groups[("空的",)] == 0
    assert told.groups[("活动",)] == 1
    assert told.shelves[Shelf.ALL] == 5
    assert told.shelves[Shelf.PROPOSED] == 2


def test_an_entry_says_what_is_proposed():
    assert Entry(STOCK, CHANGE).content is CHANGE.content
    assert Entry(STOCK).content is STOCK.content
    assert Entry().key == "new"
