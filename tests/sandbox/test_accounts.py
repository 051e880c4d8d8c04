"""Accounts, links and servicers."""

from tests.sandbox.conftest import PNG, Api, MakeApi
from tests.sandbox_fixture import MakeSandbox


def test_accounts_are_listed_in_pages_of_at_most_a_hundred(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    api = make_api(make_sandbox(accounts=103))
    first = api.post("kf/account/list", offset=0, limit=100)["account_list"]
    second = api.post("kf/account/list", offset=100, limit=100)["account_list"]
    assert (len(first), len(second)) == (100, 3)
    assert len({row["open_kfid"] for row in first + second}) == 103
    assert set(first[0]) == {"open_kfid", "name", "avatar", "manage_privilege"}
    assert api.post("kf/account/list", limit=101)["errcode"] == 40058
    assert api.post("kf/account/list", limit=0)["errcode"] == 40058


def test_an_account_is_added_changed_and_deleted(api: Api) -> None:
    picture = api.upload("image", PNG)["media_id"]
    kfid = api.post("kf/account/add", name="新客服", media_id=picture)["open_kfid"]
    assert api.post("kf/account/update", open_kfid=kfid, name="改名")["errcode"] == 0
    names = [row["name"] for row in api.post("kf/account/list")["account_list"]]
    assert names[-1] == "改名"
    assert api.post("kf/account/del", open_kfid=kfid)["errcode"] == 0
    assert api.post("kf/account/del", open_kfid=kfid)["errcode"] == 95004


def test_account_names_have_one_to_sixteen_characters(api: Api) -> None:
    assert api.post("kf/account/add", name="")["errcode"] == 95006
    assert api.post("kf/account/add", name="客" * 17)["errcode"] == 95006
    assert api.post("kf/account/add", name="客" * 16)["errcode"] == 0


def test_a_bad_avatar_and_the_last_account_are_refused(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    api = make_api(make_sandbox(accounts=1))
    assert api.post("kf/account/add", name="a", media_id="x")["errcode"] == 40007
    assert api.post("kf/account/del", open_kfid=api.kfid)["errcode"] == 95005


def test_an_unverified_corp_has_ten_accounts(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    api = make_api(make_sandbox(accounts=10, verified=False))
    assert api.post("kf/account/add", name="十一")["errcode"] == 95027


def test_an_account_that_was_not_granted_is_listed_but_not_managed(api: Api) -> None:
    api.control.post("account", open_kfid=api.kfid, manage_privilege=0)
    rows = api.post("kf/account/list")["account_list"]
    assert [row["manage_privilege"] for row in rows] == [False, True]
    api.says()
    assert api.send()["errcode"] == 48007
    assert api.sync()["errcode"] == 48007


def test_malformed_and_missing_account_ids_have_their_own_codes(api: Api) -> None:
    assert api.post("kf/sync_msg", open_kfid="nonsense")["errcode"] == 95000
    assert api.post("kf/sync_msg", open_kfid="wkunknown")["errcode"] == 95004
    assert api.post("kf/account/del")["errcode"] == 60251


def test_a_link_carries_the_scene(api: Api) -> None:
    plain = api.post("kf/add_contact_way", open_kfid=api.kfid)["url"]
    with_scene = api.post("kf/add_contact_way", open_kfid=api.kfid, scene="shop_1")
    again = api.post("kf/add_contact_way", open_kfid=api.kfid, scene="shop_1")
    assert plain.startswith("https://work.weixin.qq.com/kf/kfc")
    assert "?enc_scene=ENC" in with_scene["url"]
    assert with_scene["url"] == again["url"]


def test_a_scene_has_at_most_32_plain_characters(api: Api) -> None:
    for scene in ("x" * 33, "场景", "a b"):
        reply = api.post("kf/add_contact_way", open_kfid=api.kfid, scene=scene)
        assert reply["errcode"] == 40058


def test_servicers_are_added_and_removed_one_result_each(api: Api) -> None:
    added = api.post(
        "kf/servicer/add",
        open_kfid=api.kfid,
        userid_list=["newcomer", "newcomer", "not valid"],
        department_id_list=[2],
    )
    assert [row["errmsg"] for row in added["result_list"]] == [
        "success",
        "ignored",
        "invalid",
        "success",
    ]
    listed = api.get("kf/servicer/list", open_kfid=api.kfid)["servicer_list"]
    assert {"userid": "newcomer", "status": 0} in listed
    assert {"department_id": 2} in listed
    removed = api.post(
        "kf/servicer/del", open_kfid=api.kfid, userid_list=["newcomer", "nobody"]
    )
    assert [row["errmsg"] for row in removed["result_list"]] == ["success", "ignored"]


def test_servicer_calls_need_entries_and_not_too_many(api: Api) -> None:
    add = "kf/servicer/add"
    many = [f"user{number}" for number in range(101)]
    assert api.post(add, open_kfid=api.kfid)["errcode"] == 40058
    assert api.post(add, open_kfid=api.kfid, userid_list=many)["errcode"] == 40058
    departments = list(range(21))
    reply = api.post(add, open_kfid=api.kfid, department_id_list=departments)
    assert reply["errcode"] == 40058


def test_a_stopped_servicer_is_numbered_differently_in_list_and_event(
    api: Api,
) -> None:
    api.control.post("servicer", open_kfid=api.kfid, userid="lisi", status=1)
    listed = api.get("kf/servicer/list", open_kfid=api.kfid)["servicer_list"]
    assert {"userid": "lisi", "status": 1, "stop_type": 0} in listed
    event = api.last_event()
    assert event["event_type"] == "servicer_status_change"
    assert (event["status"], event["stop_type"]) == (2, 0)
