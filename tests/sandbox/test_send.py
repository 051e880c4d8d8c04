"""send_msg: when it may be sent, what, and that it arrives once."""

from typing import Any

import pytest

from tests.sandbox.conftest import PNG, Api, MakeApi
from tests.sandbox_fixture import MakeSandbox

HOURS = 3600


def texts(api: Api) -> list[str]:
    return [row.text for row in api.control.ledger()]


def test_five_answers_for_each_message_of_the_customer(api: Api) -> None:
    api.says()
    codes = [api.send(f"{number}")["errcode"] for number in range(6)]
    assert codes == [0] * 5 + [95001]
    api.says("还有")
    assert api.send("6")["errcode"] == 0
    assert texts(api) == ["0", "1", "2", "3", "4", "6"]


def test_allowance_is_shown_by_the_control(api: Api) -> None:
    api.says()
    api.send()
    row = api.control.conversation(api.kfid, api.customer)
    assert row["allowance_left"] == 4


def test_48_hours_after_the_last_message_nothing_can_be_sent(api: Api) -> None:
    api.says()
    api.control.advance(48 * HOURS + 1)
    assert api.send()["errcode"] == 95002
    api.control.rule(late_send=95018)
    assert api.send()["errcode"] == 95018


def test_only_new_and_assistant_sessions_can_be_sent_to(api: Api) -> None:
    assert api.send()["errcode"] == 95018
    api.says()
    api.trans(2)
    refused = api.send()
    assert refused["errcode"] == 95018
    assert refused["errmsg"].startswith("send msg session status invalid, hint: [")
    api.trans(4)
    assert api.send()["errcode"] == 95018
    assert texts(api) == []


def test_receivers_and_accounts_must_exist(api: Api) -> None:
    api.says()
    assert api.send(customer="wmnobody")["errcode"] == 40096
    assert api.send(open_kfid="wkother")["errcode"] == 95004
    assert api.send(open_kfid="??")["errcode"] == 95000


def test_an_unverified_corp_may_not_answer_everybody(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    api = make_api(make_sandbox(verified=False, unverified_customers=1))
    second = api.control.customers()[1]
    api.says()
    api.says(customer=second)
    assert api.send()["errcode"] == 0
    assert api.send(customer=second)["errcode"] == 95003


def test_the_reply_echoes_the_msgid_or_makes_one(api: Api) -> None:
    api.says()
    assert api.send(msgid="A-z_09")["msgid"] == "A-z_09"
    made = api.send()["msgid"]
    assert 0 < len(made) <= 32
    assert [row.msgid for row in api.control.ledger()] == ["A-z_09", made]


@pytest.mark.parametrize("msgid", ["", "x" * 33, "a b", "消息", "a.b", 1.5, True])
def test_a_bad_msgid_is_refused(api: Api, msgid: object) -> None:
    api.says()
    assert api.send(msgid=msgid)["errcode"] == 40058
    assert texts(api) == []


@pytest.mark.parametrize(
    ("variant", "code"),
    [("own", 95033), ("generic", 40058), ("ok", 0), ("late", 95033)],
)
def test_a_msgid_is_delivered_once_in_every_variant(
    make_sandbox: MakeSandbox, make_api: MakeApi, variant: str, code: int
) -> None:
    api = make_api(make_sandbox(duplicate=variant))
    api.says()
    assert api.send("一", msgid="same")["errcode"] == 0
    assert api.send("二", msgid="same")["errcode"] == code
    assert texts(api) == ["一"]


@pytest.mark.parametrize(
    ("variant", "code"), [("own", 95033), ("late", 95001), ("ok", 0)]
)
def test_a_repeat_of_the_fifth_answer_meets_the_checks_in_their_order(
    make_sandbox: MakeSandbox, make_api: MakeApi, variant: str, code: int
) -> None:
    api = make_api(make_sandbox(duplicate=variant))
    api.says()
    for number in range(5):
        api.send(msgid=f"m{number}")
    assert api.send(msgid="m4")["errcode"] == code
    assert len(texts(api)) == 5


def test_a_refused_answer_does_not_use_up_its_msgid(api: Api) -> None:
    assert api.send(msgid="later")["errcode"] == 95018
    api.says()
    assert api.send(msgid="later")["errcode"] == 0


def test_msgids_are_unique_within_an_account_only(api: Api) -> None:
    other = api.control.accounts()[1]
    api.says()
    api.control.say(other, api.customer, "在吗")
    assert api.send(msgid="same")["errcode"] == 0
    assert api.send(msgid="same", open_kfid=other)["errcode"] == 0


def test_text_is_limited_to_2048_bytes(api: Api) -> None:
    api.says()
    fits = "字" * 682 + "ab"
    assert api.send(fits)["errcode"] == 0
    assert api.send(fits + "c")["errcode"] == 45002
    api.control.rule(text_too_long=40058)
    assert api.send(fits + "c")["errcode"] == 40058
    assert api.send("")["errcode"] == 44004


def test_an_unknown_or_missing_type_is_refused(api: Api) -> None:
    api.says()
    assert api.send_as("hologram", {})["errcode"] == 40008
    assert api.send(msgtype="")["errcode"] == 40008


def test_media_must_be_uploaded_of_the_right_kind_and_young(api: Api) -> None:
    api.says()
    picture = api.upload("image", PNG)["media_id"]
    assert api.send_as("image", {"media_id": picture})["errcode"] == 0
    assert api.send_as("voice", {"media_id": picture})["errcode"] == 40007
    assert api.send_as("image", {"media_id": "invented"})["errcode"] == 40007
    assert api.send_as("image", {})["errcode"] == 41006
    api.advance(3 * 24 * HOURS)
    api.says()
    assert api.send_as("image", {"media_id": picture})["errcode"] == 40007


def test_links_are_cut_and_need_a_scheme_and_a_picture(api: Api) -> None:
    api.says()
    picture = api.upload("image", PNG)["media_id"]
    link = {
        "title": "题" * 50,
        "desc": "述" * 200,
        "url": "https://example.com",
        "thumb_media_id": picture,
    }
    assert api.send_as("link", link)["errcode"] == 0
    content: Any = api.control.ledger()[0].content
    assert (content["title"], content["desc"]) == ("题" * 42, "述" * 170)
    assert api.send_as("link", link | {"url": "example.com"})["errcode"] == 40058
    long = "https://" + "x" * 2041
    assert api.send_as("link", link | {"url": long})["errcode"] == 40058
    assert api.send_as("link", link | {"thumb_media_id": ""})["errcode"] == 40058
    assert api.send_as("link", link | {"thumb_media_id": "no"})["errcode"] == 40007


def test_mini_programs_need_app_page_and_picture(api: Api) -> None:
    api.says()
    picture = api.upload("image", PNG)["media_id"]
    card = {"appid": "wx1", "title": "题" * 30, "thumb_media_id": picture}
    assert api.send_as("miniprogram", card)["errcode"] == 40058
    page = card | {"pagepath": "pages/index"}
    assert api.send_as("miniprogram", page)["errcode"] == 0
    assert api.control.ledger()[0].content["title"] == "题" * 21


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [(90, -180, 0), (90.1, 0, 40058), (0, 180.5, 40058), ("x", 0, 40058)],
)
def test_locations_lie_on_the_earth(
    api: Api, latitude: object, longitude: object, code: int
) -> None:
    api.says()
    place = {"name": "店", "latitude": latitude, "longitude": longitude}
    assert api.send_as("location", place)["errcode"] == code


def test_cards_and_acquisition_links_are_accepted(api: Api) -> None:
    api.says()
    link = {"link_url": "https://work.weixin.qq.com/ca/x"}
    assert api.send_as("ca_link", link)["errcode"] == 0
    assert api.send_as("business_card", {"userid": "zhangsan"})["errcode"] == 0
    assert api.send_as("business_card", {})["errcode"] == 40058


def click(number: int) -> dict[str, object]:
    return {"type": "click", "click": {"id": f"{number}", "content": f"选项 {number}"}}


def test_menus_have_ten_items_to_tap_and_fifty_in_all(api: Api) -> None:
    api.says()
    words = {"type": "text", "text": {"content": "说明", "no_newline": 1}}
    taps = [click(number) for number in range(11)]
    assert api.send_as("msgmenu", {"list": taps[:10] + [words] * 40})["errcode"] == 0
    assert api.send_as("msgmenu", {"list": taps})["errcode"] == 95008
    assert api.send_as("msgmenu", {"list": [words] * 51})["errcode"] == 95008
    odd = [{"type": "slider", "slider": {}}]
    assert api.send_as("msgmenu", {"list": odd})["errcode"] == 95009
    empty = [{"type": "click", "click": {"content": ""}}]
    assert api.send_as("msgmenu", {"list": empty})["errcode"] == 40058
    long = [{"type": "click", "click": {"content": "字" * 43}}]
    assert api.send_as("msgmenu", {"list": long})["errcode"] == 40058
    assert api.send_as("msgmenu", {"head_content": "头" * 342})["errcode"] == 45002


@pytest.mark.parametrize(("counts", "code"), [(True, 0), (False, 95001)])
def test_whether_a_tapped_menu_renews_the_allowance_is_a_rule(
    api: Api, counts: bool, code: int
) -> None:
    api.control.rule(menu_click_counts=counts)
    api.says()
    for _ in range(5):
        api.send()
    tapped = {"content": "满意", "menu_id": "101"}
    api.control.say(api.kfid, api.customer, body=tapped)
    assert api.send()["errcode"] == code


def test_a_failing_answer_is_accepted_and_told_later(api: Api) -> None:
    api.control.rule(fail_delay=0)
    api.says()
    api.control.fail(api.customer, fail_type=10)
    msgid = api.send("石沉大海")["msgid"]
    row = api.control.ledger()[0]
    assert (row.msgid, row.failed) == (msgid, 10)
    api.control.fail(fail_type=13)
    last = api.send("也是")["msgid"]
    event = api.last_event()
    assert event["event_type"] == "msg_send_fail"
    assert (event["fail_msgid"], event["fail_type"]) == (last, 13)


def test_the_ledger_can_be_filtered(api: Api) -> None:
    second = api.control.customers()[1]
    api.says()
    api.says(customer=second)
    api.send("甲")
    api.send("乙", customer=second)
    ledger = api.control.ledger
    assert [row.text for row in ledger(external_userid=second)] == ["乙"]
    assert [row.text for row in ledger(after=1)] == ["乙"]
    assert [row.seq for row in ledger(open_kfid=api.kfid)] == [1, 2]
    assert ledger(corp="wwother") == []
