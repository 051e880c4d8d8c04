"""Service states: who may change what into what."""

import pytest

from desktop.sandbox.errors import Refusal
from desktop.sandbox.settings import Rules
from desktop.sandbox.states import check_change
from tests.sandbox.conftest import Api

HOURS = 3600
ALLOWED = {(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (1, 3), (1, 4)} | {
    (2, 3),
    (2, 4),
    (3, 3),
    (3, 4),
}


@pytest.mark.parametrize("source", range(5))
@pytest.mark.parametrize("target", range(5))
def test_the_table_says_which_changes_the_api_may_make(
    source: int, target: int
) -> None:
    matrix = Rules().transitions
    if (source, target) in ALLOWED:
        check_change(matrix, source, target)
        return
    with pytest.raises(Refusal) as refused:
        check_change(matrix, source, target)
    assert refused.value.code == (95013 if source == 4 else 95016)


def test_illegal_changes_are_refused_over_http(api: Api) -> None:
    api.says()
    assert api.trans(2)["errcode"] == 0
    assert api.trans(1)["errcode"] == 95016
    assert api.trans(7)["errcode"] == 40058
    assert api.trans(4)["errcode"] == 0
    assert api.trans(2)["errcode"] == 95013


def test_the_table_is_a_rule_that_can_be_changed(api: Api) -> None:
    api.control.rule(transitions="0:2,1:2,2:3,3:4,4:")
    api.says()
    api.trans(2)
    assert api.trans(4)["errcode"] == 95016


def test_a_customers_message_begins_a_session(api: Api) -> None:
    api.control.enter(api.kfid, api.customer)
    assert api.state() == 4
    api.says()
    assert api.state() == 0
    api.trans(4)
    api.says()
    assert api.state() == 0


def test_an_answer_makes_a_new_session_the_assistants(api: Api) -> None:
    api.says()
    api.send()
    assert api.state() == 1


def test_that_step_can_be_switched_off(api: Api) -> None:
    api.control.rule(send_moves_to_assistant=False)
    api.says()
    api.send()
    assert api.state() == 0


def test_a_servicer_must_be_named_known_active_and_on_duty(api: Api) -> None:
    api.says()
    assert api.trans(3)["errcode"] == 40058
    assert api.trans(3, "nobody")["errcode"] == 95014
    servicers = api.get("kf/servicer/list", open_kfid=api.kfid)["servicer_list"]
    userid = servicers[0]["userid"]
    control = api.control
    control.post("servicer", open_kfid=api.kfid, userid=userid, status=1)
    assert api.trans(3, userid)["errcode"] == 95019
    control.post("servicer", open_kfid=api.kfid, userid=userid, status=0)
    control.post("servicer", open_kfid=api.kfid, userid=userid, activated=0)
    assert api.trans(3, userid)["errcode"] == 95014
    control.post("servicer", open_kfid=api.kfid, userid=userid, activated=1)
    assert api.trans(3, userid)["errcode"] == 0
    reply = api.post(
        "kf/service_state/get", open_kfid=api.kfid, external_userid=api.customer
    )
    assert (reply["service_state"], reply["servicer_userid"]) == (3, userid)


def test_a_code_comes_with_the_first_hand_over_and_the_end(api: Api) -> None:
    api.says()
    assert api.trans(2)["msg_code"]
    userid = api.get("kf/servicer/list", open_kfid=api.kfid)["servicer_list"][0][
        "userid"
    ]
    assert "msg_code" not in api.trans(3, userid)
    assert api.trans(4)["msg_code"]


def test_a_session_ends_48_hours_after_the_customers_message(api: Api) -> None:
    api.says()
    api.control.advance(48 * HOURS - 60)
    assert api.state() == 0
    api.control.advance(120)
    assert api.state() == 4


def test_states_of_unknown_customers_are_refused(api: Api) -> None:
    reply = api.post(
        "kf/service_state/get", open_kfid=api.kfid, external_userid="wmnobody"
    )
    assert reply["errcode"] == 40096


def test_a_servicer_in_wecom_takes_hands_over_ends_and_reopens(api: Api) -> None:
    api.says()
    api.trans(2)
    act = {"open_kfid": api.kfid, "external_userid": api.customer}
    api.control.post("act", change_type=1, servicer_userid="lisi", **act)
    taken = api.last_event()
    assert (taken["change_type"], taken["new_servicer_userid"]) == (1, "lisi")
    assert taken["msg_code"]
    assert "old_servicer_userid" not in taken
    api.control.post("act", change_type=2, servicer_userid="wangwu", **act)
    moved = api.last_event()
    assert (moved["old_servicer_userid"], moved["new_servicer_userid"]) == (
        "lisi",
        "wangwu",
    )
    api.control.post("act", change_type=3, **act)
    ended = api.last_event()
    assert ended["change_type"] == 3
    assert ended["msg_code"]
    assert api.state() == 4
    api.control.say(api.kfid, api.customer, "还在吗", origin=5, servicer_userid="lisi")
    event, message = api.sync()["msg_list"][-2:]
    assert event["event"]["change_type"] == 4
    assert (message["origin"], message["servicer_userid"]) == (5, "lisi")
    assert api.state() == 3


def test_servicers_on_duty_can_take_new_sessions(api: Api) -> None:
    api.control.rule(servicers_take=True)
    api.says()
    assert api.state() == 3
    assert api.send()["errcode"] == 95018
