"""gettoken and what is refused before a call is looked at."""

import pytest

from tests.sandbox.conftest import Api, MakeApi
from tests.sandbox_fixture import MakeSandbox


def test_the_same_token_is_handed_out_while_it_is_valid(api: Api) -> None:
    first, second = api.get_token(), api.get_token()
    assert first["errcode"] == 0
    assert first["access_token"] == second["access_token"]
    assert 7190 <= first["expires_in"] <= 7200
    assert len(first["access_token"]) <= 512


def test_a_token_expires_on_the_sandbox_clock(api: Api) -> None:
    old = api.get_token()["access_token"]
    api.control.advance(7201)
    assert api.get("get_api_domain_ip")["errcode"] == 42001
    assert api.get_token()["access_token"] != old
    assert api.get("get_api_domain_ip")["errcode"] == 0


def test_a_revoked_token_is_invalid_before_its_time(api: Api) -> None:
    api.get_token()
    api.control.revoke_token(api.corp_id)
    assert api.get("getcallbackip")["errcode"] == 40014
    api.get_token()
    assert api.get("getcallbackip")["errcode"] == 0


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, 41004),
        ({"corpid": "wwtest"}, 41004),
        ({"corpsecret": "secret"}, 41002),
        ({"corpid": "wwnobody", "corpsecret": "secret"}, 40013),
        ({"corpid": "wwtest", "corpsecret": "wrong"}, 40001),
    ],
)
def test_gettoken_names_what_is_wrong(
    api: Api, query: dict[str, str], code: int
) -> None:
    assert api.http.get("gettoken", params=query).json()["errcode"] == code


def test_many_wrong_secrets_are_answered_with_a_ban(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    api = make_api(make_sandbox(wrong_secret_limit=2))
    query = {"corpid": "wwtest", "corpsecret": "wrong"}
    codes = [api.http.get("gettoken", params=query).json()["errcode"] for _ in range(3)]
    assert codes == [40001, 40001, 45009]


def test_a_call_without_token_or_with_a_foreign_one(api: Api) -> None:
    assert api.http.get("getcallbackip").json()["errcode"] == 41001
    unknown = api.http.get("getcallbackip", params={"access_token": "abc"}).json()
    assert unknown == {"errcode": 40014, "errmsg": "invalid access_token"}


def test_a_token_in_the_header_does_not_count(api: Api) -> None:
    api.get_token()
    reply = api.http.get(
        "getcallbackip", headers={"Authorization": f"Bearer {api.token}"}
    )
    assert reply.json()["errcode"] == 41001


def test_an_untrusted_address_is_named_in_the_message(api: Api) -> None:
    api.get_token()
    api.control.rule(trusted_ip=False, seen_ip="198.51.100.9")
    for reply in (api.get("getcallbackip"), api.get_token()):
        assert reply["errcode"] == 60020
        assert reply["errmsg"].startswith("not allow to access from your ip, hint: [")
        assert "from ip: 198.51.100.9, more info at" in reply["errmsg"]
        assert reply["errmsg"].endswith("query?e=60020")


def test_each_corp_has_its_own_token_accounts_and_customers(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    sandbox = make_sandbox(corps=[("wwone", "s1"), ("wwtwo", "s2")], accounts=3)
    one = make_api(sandbox)
    two = make_api(sandbox, "wwtwo", "s2", corp=1)
    assert one.get_token()["access_token"] != two.get_token()["access_token"]
    assert len(two.post("kf/account/list")["account_list"]) == 3
    assert one.post("kf/sync_msg", open_kfid=two.kfid)["errcode"] == 95004
    assert one.send(customer=two.customer)["errcode"] == 40096


def test_broken_json_is_refused_with_a_warning_in_the_text(api: Api) -> None:
    reply = api.request("POST", "kf/sync_msg", content=b'{"open_kfid": ').json()
    assert reply["errcode"] == 40058
    assert "Warning: wrong json format." in reply["errmsg"]


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"7", b"null"])
def test_json_that_is_no_object_is_refused(api: Api, body: bytes) -> None:
    assert api.request("POST", "kf/sync_msg", content=body).json()["errcode"] == 40058


def test_get_instead_of_post_is_refused(api: Api) -> None:
    assert api.get("kf/send_msg")["errcode"] == 40058


def test_older_documented_forms_work_unless_strict(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    lenient, strict = make_api(make_sandbox()), make_api(make_sandbox(strict=True))
    assert len(lenient.get("kf/account/list")["account_list"]) == 2
    assert strict.get("kf/account/list")["errcode"] == 40058
    assert lenient.post("kf/sync_msg", unknown_field=1)["errcode"] == 0
    assert strict.post("kf/sync_msg")["errcode"] == 60251


def test_an_unknown_path_is_an_http_404(api: Api) -> None:
    assert api.request("POST", "kf/nothing").status_code == 404


def test_escapes_can_be_refused(api: Api) -> None:
    api.control.rule(refuse_escapes=True)
    body = b'{"open_kfid": "\\u4f60"}'
    assert api.request("POST", "kf/sync_msg", content=body).json()["errcode"] == 40033


def test_the_general_rate_blocks_one_interface_for_a_minute(api: Api) -> None:
    api.control.rule(general_per_minute=3)
    codes = [api.get("getcallbackip")["errcode"] for _ in range(4)]
    assert codes == [0, 0, 0, 45009]
    assert api.get("get_api_domain_ip")["errcode"] == 0
    api.control.advance(61)
    assert api.get("getcallbackip")["errcode"] == 0


def test_debug_may_be_used_five_times_a_minute(api: Api) -> None:
    codes = [api.get("getcallbackip", debug="1")["errcode"] for _ in range(6)]
    assert codes == [0] * 5 + [45009]


@pytest.mark.parametrize("code", [48002, 95011, 95012, 95017])
def test_kf_can_be_closed_for_the_app(api: Api, code: int) -> None:
    api.control.rule(kf_refusal=code)
    assert api.post("kf/account/list")["errcode"] == code
    assert api.get("getcallbackip")["errcode"] == 0


def test_header_names_may_be_written_in_any_case(api: Api) -> None:
    reply = api.request(
        "POST",
        "kf/account/list",
        content=b"{}",
        headers={"CONTENT-TYPE": "text/plain"},
    )
    assert reply.json()["errcode"] == 0
