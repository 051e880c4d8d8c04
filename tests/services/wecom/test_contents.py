"""Forwarded chat records: entries of every kind, records within records, limits."""

import json

import pytest

from desktop.models.content import MergedEntry, MergedRecord
from desktop.models.content_codec import decode, encode, searchable_text
from desktop.services.wecom.contents import content_of
from desktop.services.wecom.wire import Fields


def item(kind: str, body: object, **changes: object) -> dict[str, object]:
    """Return an entry of merged_msg as WeCom writes it."""
    made: dict[str, object] = {
        "send_time": 1_665_649_618,
        "msgtype": kind,
        "sender_name": "张三",
        "msg_content": json.dumps({"msgtype": kind, kind: body}),
    }
    return made | changes


def record(*items: object) -> MergedRecord | None:
    """Read a record with these entries."""
    body = {"title": "群聊的聊天记录", "item": list(items)}
    read = content_of("merged_msg", Fields({"merged_msg": body}))
    assert read is None or isinstance(read, MergedRecord)
    return read


def only(*items: object) -> MergedEntry:
    read = record(*items)
    assert read is not None
    (entry,) = read.entries
    return entry


@pytest.mark.parametrize(
    ("kind", "body", "known"),
    [
        ("text", {"content": "你好"}, ("你好", "", "")),
        ("image", {"media_id": "m"}, ("", "", "")),
        ("file", {"media_id": "m", "filename": "a.pdf"}, ("a.pdf", "", "")),
        (
            "location",
            {"name": "方恒", "address": "朝阳区", "latitude": 1, "longitude": 2},
            ("方恒", "朝阳区", ""),
        ),
        (
            "link",
            {"title": "好物", "desc": "便宜", "url": "https://example.com"},
            ("好物", "便宜", "https://example.com"),
        ),
        ("miniprogram", {"title": "小店"}, ("小店", "", "")),
        ("channels", {"nickname": "店", "title": "新品"}, ("新品", "店", "")),
        ("never_heard_of", {"title": "标题"}, ("标题", "", "")),
    ],
)
def test_an_entry_keeps_what_its_kind_tells(
    kind: str, body: object, known: tuple[str, str, str]
) -> None:
    entry = only(item(kind, body))
    assert (entry.kind, entry.sender) == (kind, "张三")
    assert (entry.text, entry.details, entry.url) == known


def test_a_record_within_a_record_keeps_its_entries() -> None:
    inner = {"title": "里面的", "item": [item("text", {"content": "最里面"})]}
    entry = only(item("merged_msg", inner))
    assert entry.text == "里面的"
    assert [one.text for one in entry.entries] == ["最里面"]


def test_it_is_stored_and_found_with_all_its_words() -> None:
    inner = {"title": "里面的", "item": [item("text", {"content": "最里面"})]}
    read = record(item("merged_msg", inner), item("text", {"content": "外面"}))
    assert read is not None
    assert decode("merged_msg", encode(read)) == read
    assert searchable_text(read) == "群聊的聊天记录 里面的 最里面 外面"


def test_records_stored_before_are_still_read() -> None:
    old = (
        '{"title":"t","entries":'
        '[{"sender":"a","kind":"text","text":"x","sent_at":1665649618}]}'
    )
    read = decode("merged_msg", old)
    assert isinstance(read, MergedRecord)
    assert read.entries[0].entries == ()


def test_records_nested_too_deeply_are_cut_off() -> None:
    body: dict[str, object] = {"title": "t", "item": []}
    for _ in range(11):
        body = {"title": "t", "item": [item("merged_msg", body)]}
    read = content_of("merged_msg", Fields({"merged_msg": body}))
    assert isinstance(read, MergedRecord)
    depth, entries = 0, read.entries
    while entries:
        depth, entries = depth + 1, entries[0].entries
    assert depth == 9


def test_a_record_with_more_entries_than_anybody_reads_is_kept_whole() -> None:
    assert record(*[item("text", {"content": "x"})] * 501) is None


@pytest.mark.parametrize("broken", ["", "{", "null", "[]", '{"text": 5}', 7, None])
def test_an_entry_that_cannot_be_read_keeps_its_sender_and_kind(broken: object) -> None:
    entry = only(item("text", {}, msg_content=broken))
    assert (entry.sender, entry.kind, entry.text) == ("张三", "text", "")
