"""enter_session and the messages that its codes allow."""

import pytest

from tests.sandbox.conftest import Api

HOURS = 3600


def on_event(api: Api, code: str, msgtype: str = "text", **more: object) -> int:
    content: object = {"content": "欢迎"}
    if msgtype == "msgmenu":
        content = {"head_content": "欢迎", "list": []}
    reply = api.post(
        "kf/send_msg_on_event", code=code, msgtype=msgtype, **{msgtype: content}, **more
    )
    return int(reply["errcode"])


def welcome_code(api: Api) -> str:
    api.control.enter(api.kfid, api.customer)
    return str(api.last_event()["welcome_code"])


def test_entering_tells_scene_and_still_encoded_parameter(api: Api) -> None:
    channels = {"nickname": "视频号", "scene": 1}
    api.control.enter(
        api.kfid,
        api.customer,
        scene="oamenu3",
        scene_param="场景 3",
        wechat_channels=channels,
    )
    event = api.last_event()
    assert event["event_type"] == "enter_session"
    assert event["scene"] == "oamenu3"
    assert event["scene_param"] == "%E5%9C%BA%E6%99%AF%203"
    assert event["wechat_channels"] == channels


@pytest.mark.parametrize("msgtype", ["text", "msgmenu"])
def test_a_welcome_is_sent_once_within_20_seconds(api: Api, msgtype: str) -> None:
    code = welcome_code(api)
    assert on_event(api, code, msgtype, msgid="w1") == 0
    assert on_event(api, code, msgtype) == 95007
    row = api.control.ledger()[0]
    assert (row.via, row.msgid, row.external_userid) == ("on_event", "w1", api.customer)


def test_a_welcome_code_dies_after_20_seconds(api: Api) -> None:
    code = welcome_code(api)
    api.control.advance(21)
    assert on_event(api, code) == 95007


def test_no_welcome_code_within_48_hours_of_a_welcome_or_a_message(api: Api) -> None:
    code = welcome_code(api)
    api.control.enter(api.kfid, api.customer)
    assert "welcome_code" in api.last_event()
    on_event(api, code)
    api.control.enter(api.kfid, api.customer)
    assert "welcome_code" not in api.last_event()
    second = api.control.customers()[1]
    api.says(customer=second)
    api.control.enter(api.kfid, second)
    assert "welcome_code" not in api.last_event()
    api.advance(49 * HOURS)
    api.control.enter(api.kfid, second)
    assert "welcome_code" in api.last_event()


def test_codes_of_hand_overs_carry_one_text_in_that_state(api: Api) -> None:
    api.says()
    code = api.trans(2)["msg_code"]
    assert on_event(api, code, "msgmenu") == 40008
    api.advance(47 * HOURS)
    assert on_event(api, code) == 0
    assert on_event(api, code) == 95007


def test_a_code_is_void_when_the_state_has_changed(api: Api) -> None:
    api.says()
    code = api.trans(2)["msg_code"]
    api.trans(4)
    assert on_event(api, code) == 95007


def test_the_end_phrase_has_20_seconds(api: Api) -> None:
    api.says()
    code = api.trans(4)["msg_code"]
    assert on_event(api, code, "msgmenu") == 0
    api.says()
    late = api.trans(4)["msg_code"]
    api.control.advance(21)
    assert on_event(api, late) == 95007


def test_invented_and_missing_codes_are_refused(api: Api) -> None:
    assert on_event(api, "invented") == 95007
    assert on_event(api, "") == 40058


def test_event_messages_leave_the_five_answers_alone(api: Api) -> None:
    code = welcome_code(api)
    api.says()
    on_event(api, code)
    assert [api.send()["errcode"] for _ in range(5)] == [0] * 5
