"""sync_msg: cursors, pages, history, tokens and limits."""

import pytest

from tests.sandbox.conftest import Api, MakeApi
from tests.sandbox_fixture import MakeSandbox

DAY = 86_400


def test_messages_come_in_pages_in_order_until_there_is_no_more(api: Api) -> None:
    said = [api.says(f"第 {number} 句") for number in range(7)]
    read, cursor, more = [], "", 1
    while more:
        page = api.sync(cursor, limit=3)
        assert len(page["msg_list"]) <= 3
        assert len(page["next_cursor"].encode()) <= 64
        read += [entry["msgid"] for entry in page["msg_list"]]
        cursor, more = page["next_cursor"], page["has_more"]
    assert read == said
    assert api.sync(cursor)["msg_list"] == []


def test_an_entry_looks_as_documented(api: Api) -> None:
    msgid = api.says("你好")
    entry = api.sync()["msg_list"][0]
    assert entry.pop("send_time") > 0
    assert entry == {
        "msgid": msgid,
        "open_kfid": api.kfid,
        "external_userid": api.customer,
        "origin": 3,
        "msgtype": "text",
        "text": {"content": "你好"},
    }


def test_the_same_cursor_reads_the_same_page_again(api: Api) -> None:
    api.says()
    cursor = api.sync()["next_cursor"]
    api.says("又来")
    assert api.sync(cursor)["msg_list"] == api.sync(cursor)["msg_list"]


def test_a_cursor_belongs_to_one_account(api: Api) -> None:
    api.says()
    cursor = api.sync()["next_cursor"]
    other = api.control.accounts()[1]
    assert api.sync(cursor, open_kfid=other)["errcode"] == 40058


@pytest.mark.parametrize("cursor", ["nonsense", "4gw7", "4gw7AAAA", "x" * 65, "光标"])
def test_a_bad_cursor_is_refused(api: Api, cursor: str) -> None:
    assert api.sync(cursor)["errcode"] == 40058


@pytest.mark.parametrize("limit", [-1, 1001, "many"])
def test_a_limit_outside_one_to_a_thousand_is_refused(api: Api, limit: object) -> None:
    assert api.sync(limit=limit)["errcode"] == 40058


def test_a_page_holds_a_thousand_at_most(api: Api) -> None:
    message = {
        "open_kfid": api.kfid,
        "external_userid": api.customer,
        "msgtype": "text",
        "text": {"content": "量"},
    }
    api.control.say_many([message] * 1001)
    page = api.sync()
    assert (len(page["msg_list"]), page["has_more"]) == (1000, 1)


def test_three_days_can_be_read(api: Api) -> None:
    api.says("旧")
    cursor = api.sync()["next_cursor"]
    api.says("也旧")
    api.control.advance(2 * DAY)
    fresh = api.says("新")
    api.advance(DAY + 60)
    assert [one["msgid"] for one in api.sync()["msg_list"]] == [fresh]
    assert [one["msgid"] for one in api.sync(cursor)["msg_list"]] == [fresh]


def test_own_answers_are_never_in_the_list(api: Api) -> None:
    msgid = api.says()
    api.send("答复")
    assert [one["msgid"] for one in api.sync()["msg_list"]] == [msgid]


def test_without_token_a_corp_reads_sixty_times_a_minute(api: Api) -> None:
    codes = [api.sync()["errcode"] for _ in range(61)]
    assert codes == [0] * 60 + [45009]
    token = api.control.callback_token(api.kfid)
    assert api.sync(token=token)["errcode"] == 0
    api.control.advance(61)
    assert api.sync()["errcode"] == 0


def test_a_callback_token_is_good_for_ten_minutes(api: Api) -> None:
    token = api.control.callback_token(api.kfid)
    api.control.advance(590)
    assert api.sync(token=token)["errcode"] == 0
    api.control.advance(20)
    assert api.sync(token=token)["errcode"] == 95007
    assert api.sync(token="invented")["errcode"] == 95007


def test_without_account_all_accounts_are_read_in_order(api: Api) -> None:
    first = api.says()
    other = api.control.accounts()[1]
    second = api.control.say(other, api.customer, "另一个")
    page = api.post("kf/sync_msg")
    assert [one["msgid"] for one in page["msg_list"]] == [first, second]
    after = api.post("kf/sync_msg", cursor=page["next_cursor"])
    assert after["msg_list"] == []


def test_voices_can_be_read_as_silk(api: Api) -> None:
    api.control.say(api.kfid, api.customer, msgtype="voice")
    amr = api.sync()["msg_list"][0]["voice"]["media_id"]
    silk = api.sync(voice_format=1)["msg_list"][0]["voice"]["media_id"]
    again = api.sync(voice_format=1)["msg_list"][0]["voice"]["media_id"]
    contents = [
        api.request("GET", "media/get", params={"media_id": one}).content
        for one in (amr, silk)
    ]
    assert contents[0].startswith(b"#!AMR\n")
    assert contents[1].startswith(b"\x02#!SILK_V3")
    assert silk == again
    assert api.sync(voice_format=2)["errcode"] == 40058


def test_raw_entries_come_through_as_they_are(api: Api) -> None:
    strange = {"msgid": "x", "msgtype": "hologram", "hologram": {"a": [1, None]}}
    entries = [strange, {}, None, "text", [1]]
    api.control.page(api.kfid, entries)
    assert api.sync()["msg_list"] == entries


def test_types_without_a_body_have_none(api: Api) -> None:
    api.control.say(api.kfid, api.customer, msgtype="meeting")
    entry = api.sync()["msg_list"][0]
    assert entry["msgtype"] == "meeting"
    assert "meeting" not in entry


def test_a_recall_names_the_message(api: Api) -> None:
    msgid = api.says()
    api.control.recall(api.kfid, api.customer, msgid)
    event = api.last_event()
    assert event["event_type"] == "user_recall_msg"
    assert event["recall_msgid"] == msgid


def test_unknown_events_can_be_made(api: Api) -> None:
    api.control.event(api.kfid, event_type="comet_passed", tail=3)
    entry = api.sync()["msg_list"][0]
    assert entry["origin"] == 4
    assert entry["event"]["event_type"] == "comet_passed"


def test_incoming_lists_what_was_said(api: Api) -> None:
    msgid = api.says("听得到吗")
    row = api.control.incoming(external_userid=api.customer)[0]
    assert (row.msgid, row.origin, row.body) == (msgid, 3, {"content": "听得到吗"})
    assert api.control.incoming(external_userid="wmnobody") == []
    assert api.control.incoming(after=1) == []


def test_the_same_seed_gives_the_same_world(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    one, two = make_api(make_sandbox(seed=7)), make_api(make_sandbox(seed=7))
    other = make_api(make_sandbox(seed=8))
    assert (one.kfid, one.customer) == (two.kfid, two.customer)
    assert one.says() == two.says()
    assert one.kfid != other.kfid
