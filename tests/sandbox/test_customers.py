"""customer/batchget: who was there within 48 hours."""

from tests.sandbox.conftest import Api

HOURS = 3600
PATH = "kf/customer/batchget"


def test_only_customers_of_the_last_48_hours_are_told(api: Api) -> None:
    _, second, third = api.control.customers()[:3]
    api.control.enter(api.kfid, api.customer, scene="shop", scene_param="a b")
    api.says(customer=second)
    ids = [api.customer, second, third, "zhangsan"]
    reply = api.post(PATH, external_userid_list=ids, need_enter_session_context=1)
    assert reply["errcode"] == 0
    assert reply["invalid_external_userid"] == [third, "zhangsan"]
    first, other = reply["customer_list"]
    assert first["nickname"]
    assert first["gender"] in (0, 1, 2)
    assert first["enter_session_context"] == {"scene": "shop", "scene_param": "a%20b"}
    assert "enter_session_context" not in other
    api.advance(48 * HOURS + 1)
    reply = api.post(PATH, external_userid_list=ids)
    assert len(reply["invalid_external_userid"]) == 4


def test_the_context_is_given_only_when_asked_for(api: Api) -> None:
    api.control.enter(api.kfid, api.customer)
    reply = api.post(PATH, external_userid_list=[api.customer])
    assert "enter_session_context" not in reply["customer_list"][0]


def test_between_one_and_a_hundred_ids_are_asked_for(api: Api) -> None:
    assert api.post(PATH, external_userid_list=[])["errcode"] == 40058
    assert api.post(PATH, external_userid_list=["wm"] * 101)["errcode"] == 40058
    assert api.post(PATH, external_userid_list="wm")["errcode"] == 40058


def test_the_platforms_addresses_may_have_wildcards(api: Api) -> None:
    assert api.get("getcallbackip")["ip_list"] == ["203.0.113.*"]
    assert api.get("get_api_domain_ip")["ip_list"]
