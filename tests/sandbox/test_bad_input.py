"""Whatever comes in, the answer is an errcode or a page, never a broken server."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.sandbox.multipart import read_parts
from desktop.sandbox.platform import ROUTES
from desktop.sandbox.server import RunningSandbox
from tests.sandbox.conftest import Api
from tests.sandbox_fixture import Sandbox, SandboxControl, sandbox_settings

FIELDS = [
    "open_kfid",
    "touser",
    "external_userid",
    "msgtype",
    "text",
    "msgid",
    "cursor",
    "token",
    "limit",
    "offset",
    "msgmenu",
    "link",
    "location",
    "userid_list",
    "department_id_list",
    "external_userid_list",
    "service_state",
    "code",
    "name",
    "scene",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
BODIES = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6)


@pytest.fixture(scope="module")
def shared_api() -> Iterator[Api]:
    rules = {"general_per_minute": 0, "general_per_hour": 0}
    chosen = sandbox_settings(tokenless_sync_per_minute=0, **rules)
    with (
        RunningSandbox(chosen) as running,
        SandboxControl(running.control_url) as control,
    ):
        api = Api(Sandbox(running.base_url, running.control_url, control))
        api.says()
        yield api
        api.http.close()


RELAXED = settings(
    max_examples=120, deadline=None, suppress_health_check=list(HealthCheck)
)


@RELAXED
@given(path=st.sampled_from(sorted(ROUTES)), body=BODIES, known=st.booleans())
def test_any_json_gets_an_errcode(
    shared_api: Api, path: str, body: dict[str, Any], known: bool
) -> None:
    if known:
        ids = {"open_kfid": shared_api.kfid, "touser": shared_api.customer}
        body = body | ids | {"external_userid": shared_api.customer}
    raw = _as_json(body)
    reply = shared_api.request("POST", path, content=raw)
    assert reply.status_code == 200
    assert "errcode" in reply.json()


def _as_json(body: dict[str, Any]) -> bytes:
    return json.dumps(body).encode("utf-8", "surrogatepass")


@RELAXED
@given(raw=st.binary(max_size=200))
def test_any_bytes_get_an_errcode(shared_api: Api, raw: bytes) -> None:
    reply = shared_api.request("POST", "kf/send_msg", content=raw)
    assert reply.status_code == 200
    assert reply.json()["errcode"] != 0


@given(kind=st.text(max_size=40), raw=st.binary(max_size=300))
def test_any_form_is_read_without_an_error(kind: str, raw: bytes) -> None:
    assert isinstance(read_parts(f"multipart/form-data; boundary={kind}", raw), list)
    body = b"--XX\r\n" + raw + b"\r\n--XX--"
    assert isinstance(read_parts("multipart/form-data; boundary=XX", body), list)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"touser": "\\ud800"}',
        b'{"limit": NaN}',
        b'{"limit": 1e999}',
        b"\xff\xfe{}",
        b"<xml><!DOCTYPE a/></xml>",
        b"{}{}",
    ],
)
def test_what_is_not_quite_json_is_refused(shared_api: Api, raw: bytes) -> None:
    reply = shared_api.request("POST", "kf/account/list", content=raw)
    assert reply.json()["errcode"] == 40058


def test_a_byte_order_mark_is_passed_over(shared_api: Api) -> None:
    reply = shared_api.request("POST", "kf/account/list", content=b"\xef\xbb\xbf{}")
    assert reply.json()["errcode"] == 0


@pytest.mark.parametrize("depth", [5_000, 100_000])
def test_deep_json_is_refused(shared_api: Api, depth: int) -> None:
    raw = b'{"text":' + b"[" * depth + b"]" * depth + b"}"
    reply = shared_api.request("POST", "kf/send_msg", content=raw)
    assert reply.json()["errcode"] == 40058


def test_names_with_control_characters_come_back_without_line_ends(
    shared_api: Api,
) -> None:
    name = 'a"b\\c\u202e\x07.txt'
    reply = shared_api.upload("file", b"some content", name=name)
    query = {"media_id": reply["media_id"]}
    got = shared_api.request("GET", "media/get", params=query)
    assert got.content == b"some content"
