"""A reply-book file says who wrote it, and every changed byte is noticed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.quick_reply import QuickReply, ReplyMaterial, ReplyText, Scope
from desktop.models.reply_exchange import NotReadError, Publisher, RowFate
from desktop.services.reply_exchange.book_comparing import compared, content_of
from desktop.services.reply_exchange.book_file import (
    CHANGED,
    NO_BOOK,
    BookFile,
    CarriedEntry,
    CarriedPart,
    opened,
    public_key,
    signed,
)
from tests.services.reply_exchange.book_building import MOMENT, reply

SEED = bytes(range(32))
ENTRY = CarriedEntry(
    f"{1:032x}",
    3,
    "物流",
    ("售后",),
    (CarriedPart(text="亲，{填:单号}"),),
    "王芳",
    MOMENT,
)
BOOK = BookFile(Publisher(public_key(SEED), "总部"), 5, MOMENT, "双十一", (ENTRY,))
FILE = signed(BOOK, SEED)


def ours(*, withdrawn: bool = False, minutes: int = 0, text: str = "") -> QuickReply:
    content = content_of(ENTRY, {})
    if text:
        content = replace(content, parts=(ReplyText(text),))
    changed_at = MOMENT + timedelta(minutes=minutes)
    return replace(
        reply(1, "x"), content=content, withdrawn=withdrawn, changed_at=changed_at
    )


def fate(entry: CarriedEntry, *book: QuickReply) -> RowFate:
    (found,) = compared([entry], book, {})
    assert (found.carried is not None) == (found.told.fate.value in {"new", "changed"})
    return found.told.fate


def test_a_file_reads_back_as_it_was_written() -> None:
    assert opened(FILE) == BOOK


@given(st.integers(0, len(FILE) - 1), st.integers(1, 255))
def test_every_changed_byte_is_noticed(place: int, change: int) -> None:
    broken = bytearray(FILE)
    broken[place] ^= change
    with pytest.raises(NotReadError) as caught:
        opened(bytes(broken))
    assert caught.value.sentence in {CHANGED, NO_BOOK}


@pytest.mark.parametrize("length", [0, 10, 24, 60, 119, 120, len(FILE) - 1])
def test_a_file_that_was_cut_off_is_refused(length: int) -> None:
    with pytest.raises(NotReadError):
        opened(FILE[:length])


def test_another_key_than_the_signers_is_refused() -> None:
    other = replace(BOOK, publisher=Publisher(public_key(b"\1" * 32), "总部"))
    with pytest.raises(NotReadError):
        opened(signed(other, SEED))


@pytest.mark.parametrize(
    "entry",
    [
        {"key": "../x"},
        {"parts": ()},
        {"parts": (CarriedPart(text="a" * 20_001),)},
        {"changed_at": MOMENT.replace(tzinfo=None)},
    ],
)
def test_a_right_signature_does_not_excuse_what_is_badly_made(
    entry: dict[str, object],
) -> None:
    told = {name: getattr(ENTRY, name) for name in ENTRY.__struct_fields__}
    bad = CarriedEntry(**(told | entry))
    with pytest.raises(NotReadError) as caught:
        opened(signed(replace(BOOK, entries=(bad,)), SEED))
    assert caught.value.sentence == NO_BOOK


def test_the_fingerprint_is_of_the_key_alone() -> None:
    named = Publisher(BOOK.publisher.key, "别的名字")
    assert named.fingerprint == BOOK.publisher.fingerprint
    assert len(named.fingerprint.replace(" ", "")) == 40


def test_an_entry_is_new_changed_or_the_same_and_never_goes_back() -> None:
    assert fate(ENTRY) is RowFate.NEW
    assert fate(ENTRY, ours()) is RowFate.SAME
    assert fate(ENTRY, ours(minutes=-5, text="旧")) is RowFate.CHANGED
    assert fate(ENTRY, ours(minutes=5, text="我们改过")) is RowFate.REFUSED


def test_withdrawn_entries_are_withdrawn_here_and_never_made() -> None:
    (gone,) = opened(signed(replace(BOOK, entries=(_withdrawn(),)), SEED)).entries
    assert fate(gone, ours()) is RowFate.CHANGED
    assert fate(gone, ours(withdrawn=True)) is RowFate.SAME
    assert fate(gone) is RowFate.SAME


def test_a_personal_reply_of_the_same_key_is_left_alone() -> None:
    mine = ours(minutes=-5)
    mine = replace(mine, content=replace(mine.content, scope=Scope.PERSONAL))
    assert fate(ENTRY, mine) is RowFate.REFUSED


def test_unknown_materials_are_left_out_and_named() -> None:
    parts = (
        CarriedPart(text="看图"),
        CarriedPart(material="k1", name="价目表"),
        CarriedPart(material="k2", name="尺码表"),
    )
    (found,) = compared([_with(parts)], [], {"k2": 9})
    assert found.told.missing_materials == ("价目表",)
    assert found.carried is not None
    assert found.carried.content.parts == (ReplyText("看图"), ReplyMaterial(9))
    assert fate(_with(parts[1:2])) is RowFate.REFUSED


def test_a_code_of_another_reply_here_is_not_taken() -> None:
    other = reply(2, "y", code="WL")
    entry = _with(ENTRY.parts, code="wl")
    (found,) = compared([entry], [other], {})
    assert found.carried is not None
    assert found.carried.content.code == ""


def _with(parts: tuple[CarriedPart, ...], code: str = "") -> CarriedEntry:
    return CarriedEntry(
        ENTRY.key, 3, "物流", ("售后",), parts, "王芳", MOMENT, code=code
    )


def _withdrawn() -> CarriedEntry:
    return CarriedEntry(
        ENTRY.key, 3, "物流", ("售后",), ENTRY.parts, "王芳", MOMENT, withdrawn=True
    )
