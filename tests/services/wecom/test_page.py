"""Pages become typed entries; one bad entry never takes the others with it."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.models import content as kinds
from desktop.models.content import Content, Text, Unsupported
from desktop.models.content_codec import decode, encode, tag_of
from desktop.models.customer import ChannelsSource, EntryScene
from desktop.services.wecom.errors import RetryLater
from desktop.services.wecom.page import Entry, parse_page
from tests.services.wecom.pages import CUSTOMER, KFID, NOW, entry, event, page

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "wecom" / "samples" / "kf"
GOOD = entry("text", {"content": "有M码吗"}, msgid="good")


def only(raw_entry: dict[str, Any]) -> Entry:
    (found,) = parse_page(page(raw_entry)).entries
    return found


CONTENTS = [
    (entry("text", {"content": "有M码吗"}), Text("有M码吗")),
    (entry("text", {"content": "满意", "menu_id": "101"}), Text("满意", "101")),
    (entry("image", {"media_id": "m1"}), kinds.Picture("m1")),
    (entry("voice", {"media_id": "m1"}), kinds.Voice("m1")),
    (entry("video", {"media_id": "m1"}), kinds.Video("m1")),
    (entry("file", {"media_id": "m1"}), kinds.File("m1")),
    (
        entry(
            "location",
            {"latitude": "31.2", "longitude": 121.4, "name": "店", "address": "路"},
        ),
        kinds.Location(31.2, 121.4, "店", "路"),
    ),
    (
        entry("link", {"title": "t", "desc": "d", "url": "u", "pic_url": "p"}),
        kinds.Link("t", "d", "u", "p"),
    ),
    (
        entry(
            "miniprogram",
            {"title": "t", "appid": "a", "pagepath": "p", "thumb_media_id": "m"},
        ),
        kinds.MiniProgram("t", "a", "p", "m"),
    ),
    (entry("business_card", {"userid": "u"}), kinds.BusinessCard("u")),
    (
        entry(
            "msgmenu",
            {
                "head_content": "h",
                "list": [
                    {"type": "click", "click": {"id": 7, "content": "是"}},
                    {"type": "view", "view": {"url": "u", "content": "看"}},
                    {
                        "type": "miniprogram",
                        "miniprogram": {"appid": "a", "pagepath": "p", "content": "开"},
                    },
                    {"type": "text", "text": {"content": "字"}},
                ],
                "tail_content": "t",
            },
        ),
        kinds.Menu(
            "h",
            (
                kinds.MenuItem("click", "是", "7"),
                kinds.MenuItem("view", "看", "u"),
                kinds.MenuItem("miniprogram", "开", "a p"),
                kinds.MenuItem("text", "字"),
            ),
            "t",
        ),
    ),
    (
        entry("channels", {"sub_type": "2", "nickname": "n", "title": "t"}),
        kinds.ChannelsPost(2, "n", "t"),
    ),
    (
        entry(
            "channels_shop_product",
            {
                "product_id": "1",
                "head_image": "i",
                "title": "t",
                "sales_price": "990",
                "shop_nickname": "s",
            },
        ),
        kinds.ShopProduct("1", "t", 990, "s", "i"),
    ),
    (
        entry("channels_shop_product", {"product_id": "1", "sales_price": "九块"}),
        kinds.ShopProduct("1", "", None, ""),
    ),
    (
        entry(
            "channels_shop_order",
            {
                "order_id": "o",
                "product_titles": "p",
                "price_wording": "¥9",
                "state": "s",
                "image_url": "i",
                "shop_nickname": "n",
            },
        ),
        kinds.ShopOrder("o", "p", "¥9", "s", "n", "i"),
    ),
    (
        entry(
            "merged_msg",
            {
                "title": "记录",
                "item": [
                    {
                        "send_time": NOW,
                        "msgtype": "text",
                        "sender_name": "甲",
                        "msg_content": '{"msgtype":"text","text":{"content":"好"}}',
                    },
                    {"send_time": "x", "msgtype": "image", "msg_content": "{"},
                ],
            },
        ),
        kinds.MergedRecord(
            "记录",
            (
                kinds.MergedEntry("甲", "text", "好", datetime.fromtimestamp(NOW, UTC)),
                kinds.MergedEntry("", "image", "", datetime.fromtimestamp(0, UTC)),
            ),
        ),
    ),
    (
        event(
            "enter_session",
            scene="s",
            scene_param="%E5%BA%97%26",
            welcome_code="w",
            wechat_channels={"shop_nickname": "号", "scene": 4},
        ),
        kinds.Entered(EntryScene("s", "店&", ChannelsSource("号", 4)), "w"),
    ),
    (
        event("msg_send_fail", fail_msgid="m", fail_type="4"),
        kinds.SendFailed("m", 4),
    ),
    (
        event("session_status_change", change_type=1, new_servicer_userid="b"),
        kinds.SessionChanged(1, "", "b"),
    ),
    (event("user_recall_msg", recall_msgid="m"), kinds.Recalled("m")),
    (
        event("servicer_recall_msg", recall_msgid="m", servicer_userid="b"),
        kinds.Recalled("m", "b"),
    ),
    (
        event(
            "reject_customer_msg_switch_change", servicer_userid="b", reject_switch=1
        ),
        kinds.RejectSwitched("b", True),
    ),
    (
        event("servicer_status_change", servicer_userid="b", status=2, stop_type=1),
        kinds.ServicerStatusChanged("b", 2, 1),
    ),
]


@pytest.mark.parametrize(("raw", "expected"), CONTENTS)
def test_documented_kinds_become_their_content(
    raw: dict[str, Any], expected: Content
) -> None:
    found = only(raw)
    assert found.content == expected
    assert (found.open_kfid, found.external_userid) == (KFID, CUSTOMER)
    assert found.send_time == NOW


@pytest.mark.parametrize(("raw", "expected"), CONTENTS)
def test_unknown_fields_change_nothing(raw: dict[str, Any], expected: Content) -> None:
    assert only({**raw, "newer": {"deep": [1]}}).content == expected


def test_the_code_of_an_event_is_kept() -> None:
    found = only(event("session_status_change", change_type=3, msg_code="CODE"))
    assert found.msg_code == "CODE"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (entry("meeting"), "meeting"),
        (entry("sticker", {"x": 1}), "sticker"),
        (event("something_new"), "event:something_new"),
        (entry("image", {}), "image"),
        (entry("image", "not an object"), "image"),
        (entry("text", {"content": None}), "text"),
        (event("msg_send_fail", fail_type=4), "event:msg_send_fail"),
        (entry("location", {"latitude": "north"}), "location"),
        ({"msgid": "x"}, "unreadable"),
    ],
)
def test_what_is_not_understood_is_kept_whole(raw: dict[str, Any], kind: str) -> None:
    found = only(raw).content
    assert isinstance(found, Unsupported)
    assert found.kind == kind
    assert json.loads(found.raw) == raw


HOSTILE = [
    rb'{"msgid":"bad","msgtype":"text","text":{"content":"\ud800 half"}}',
    b'{"msgid":"bad","msgtype":"text","text":{"content":"bare \x00\x01\n control"}}',
    b'{"msgid":"bad","msgtype":"text","text":{"content":"\\q"}}',
    b'{"msgid":"bad","msgtype":"sticker","n":NaN,"i":-Infinity}',
    b'{"msgid":"bad","msgtype":"sticker","n":1e999999,"i":' + b"9" * 6_000 + b"}",
    b'{"msgid":"bad","msgtype":"sticker","d":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    b'{"msgid":"bad","msgtype":"sticker","t":tru}',
    b'{"msgid":"bad","msgtype":"text","text":{"content":"bad \xff\xfe bytes"}}',
]


@pytest.mark.parametrize("bad", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_entry_keeps_its_id_and_its_neighbours(bad: bytes) -> None:
    good = json.dumps(GOOD).encode()
    raw = (
        b'{"errcode":0,"next_cursor":"c2","has_more":1,"msg_list":['
        + good
        + b","
        + bad
        + b","
        + good.replace(b'"good"', b'"last"')
        + b"]}"
    )
    found = parse_page(raw)
    assert (found.next_cursor, found.has_more) == ("c2", True)
    assert [one.msgid for one in found.entries] == ["good", "bad", "last"]
    assert found.entries[0].content == Text("有M码吗")
    assert found.entries[2].content == Text("有M码吗")


@pytest.mark.parametrize("bad", ["null", "7", '"words"', "[]", "[[1]]", "{}", "true"])
def test_an_entry_that_is_no_object_is_kept(bad: str) -> None:
    raw = f'{{"msg_list":[{bad},{json.dumps(GOOD)}]}}'.encode()
    first, second = parse_page(raw).entries
    assert first.content == Unsupported("unreadable", bad)
    assert first.msgid == f"sha256:{hashlib.sha256(bad.encode()).hexdigest()}"
    assert second.content == Text("有M码吗")


def test_a_made_up_id_is_the_same_on_every_reading() -> None:
    raw = {"msgtype": "text", "text": {"content": "没有编号"}}
    alone = parse_page(page(raw)).entries[0]
    beside = parse_page(page(raw).replace(b'"has_more": 0', b'"has_more": NaN'))
    assert alone.msgid.startswith("sha256:")
    assert beside.entries[0].msgid == alone.msgid


def test_strings_never_hold_what_stores_refuse() -> None:
    raw = (
        b'{"msg_list":[{"msgid":"a","msgtype":"text","text":'
        rb'{"content":"x\u0000y\ud83d\ude00z\udc00"}}]}'
    )
    (found,) = parse_page(raw).entries
    assert found.content == Text("x\ufffdy😀z\ufffd")


@pytest.mark.parametrize(
    ("send_time", "expected"),
    [
        ("1795000000", NOW),
        (1795000000.9, NOW),
        (-5, 0),
        (10**15, 0),
        ([], 0),
        (None, 0),
    ],
)
def test_times_are_seconds_or_zero(send_time: object, expected: int) -> None:
    assert only({**GOOD, "send_time": send_time}).send_time == expected


@pytest.mark.parametrize(
    ("changes", "origin"),
    [
        ({"origin": 5, "servicer_userid": "b"}, 5),
        ({"origin": "5"}, 5),
        ({"origin": None, "servicer_userid": "b"}, 5),
        ({"origin": 99}, 3),
        ({"origin": None}, 3),
    ],
)
def test_the_origin_is_always_one_of_three(
    changes: dict[str, object], origin: int
) -> None:
    assert only({**GOOD, **changes}).origin == origin


def test_an_event_without_origin_is_the_systems() -> None:
    raw = event("enter_session")
    del raw["origin"]
    assert only(raw).origin == 4


def test_an_absurd_identifier_counts_as_none() -> None:
    assert only({**GOOD, "msgid": "m" * 5_000}).msgid.startswith("sha256:")
    assert only({**GOOD, "external_userid": "u" * 5_000}).external_userid == ""


@pytest.mark.parametrize(
    ("changes", "cursor", "has_more"),
    [
        ({"has_more": 1}, "cursor1", True),
        ({"has_more": "1"}, "cursor1", True),
        ({"has_more": True}, "cursor1", True),
        ({"next_cursor": None}, "", False),
        ({"next_cursor": 12}, "12", False),
    ],
)
def test_page_fields_are_read_tolerantly(
    changes: dict[str, object], cursor: str, has_more: bool
) -> None:
    found = parse_page(page(GOOD, **changes))
    assert (found.next_cursor, found.has_more) == (cursor, has_more)
    assert len(found.entries) == 1


@pytest.mark.parametrize("listed", [[], None])
def test_an_empty_page_is_a_page(listed: object) -> None:
    assert parse_page(page(msg_list=listed)).entries == ()


def test_a_list_that_is_no_list_is_one_unreadable_entry() -> None:
    (found,) = parse_page(page(msg_list={"0": GOOD})).entries
    assert isinstance(found.content, Unsupported)


@pytest.mark.parametrize(
    "raw", [b"", b"<html></html>", b"[]", b"null", b'{"msg_list":[', page(GOOD)[:-3]]
)
def test_a_page_that_is_not_json_is_asked_for_again(raw: bytes) -> None:
    with pytest.raises(RetryLater):
        parse_page(raw)


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert len(parse_page(b"\xef\xbb\xbf" + page(GOOD)).entries) == 1


@pytest.mark.parametrize(("raw", "expected"), CONTENTS)
def test_everything_read_can_be_stored(raw: dict[str, Any], expected: Content) -> None:
    found = only(raw).content
    encode(found).encode()
    assert decode(tag_of(found), encode(found)) == found


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
def test_the_published_samples_are_all_understood_or_kept() -> None:
    unsupported = {"in_meeting.json", "in_note.json", "in_schedule.json"}
    for path in [*SAMPLES.glob("in_*.json"), *SAMPLES.glob("event_*.json")]:
        found = only(json.loads(path.read_text("utf-8")))
        kept_raw = isinstance(found.content, Unsupported)
        assert kept_raw == (path.name in unsupported), path.name
