"""The documented request bodies are understood; replies have the documented fields."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.conftest import PNG, Api

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "wecom" / "samples" / "kf"


def sample(name: str) -> Any:
    file = SAMPLES / f"{name}.json"
    if not file.is_file():
        pytest.skip("the reference's samples are not beside this checkout")
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [
        "text",
        "image",
        "voice",
        "video",
        "file",
        "link",
        "location",
        "miniprogram",
        "msgmenu",
        "ca_link",
        "business_card",
    ],
)
def test_every_documented_send_body_is_accepted(api: Api, name: str) -> None:
    body = sample(f"send_{name}")
    api.says()
    body |= {"touser": api.customer, "open_kfid": api.kfid}
    content = body[name]
    kind = name if name in ("voice", "video", "file") else "image"
    uploads = {
        "image": PNG,
        "voice": b"#!AMR\n" + b"\x7c" * 50,
        "video": b"\0\0\0\x18ftypmp42" + b"\0" * 20,
        "file": b"some content",
    }
    for field in ("media_id", "thumb_media_id"):
        if field in content:
            content[field] = api.upload(kind, uploads[kind])["media_id"]
    reply = api.post("kf/send_msg", **body)
    assert reply == sample("resp_send_msg") | {"msgid": body["msgid"]}


@pytest.mark.parametrize("name", ["text", "msgmenu"])
def test_every_documented_event_message_is_accepted(api: Api, name: str) -> None:
    body = sample(f"send_on_event_{name}")
    api.control.enter(api.kfid, api.customer)
    body["code"] = api.last_event()["welcome_code"]
    assert api.post("kf/send_msg_on_event", **body)["errcode"] == 0


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("kf/account/list", "account_list"),
        ("kf/add_contact_way", "add_contact_way"),
        ("kf/sync_msg", "sync_msg"),
        ("kf/service_state/get", "service_state_get"),
        ("kf/customer/batchget", "customer_batchget"),
        ("kf/servicer/add", "servicer_add"),
    ],
)
def test_replies_have_the_documented_fields(api: Api, path: str, name: str) -> None:
    api.says()
    servicers = api.get("kf/servicer/list", open_kfid=api.kfid)["servicer_list"]
    api.trans(3, servicers[0]["userid"])
    wanted = sample(f"resp_{name}")
    reply = api.post(
        path,
        open_kfid=api.kfid,
        external_userid=api.customer,
        external_userid_list=[api.customer],
        userid_list=["zhangsan"],
    )
    assert set(reply) == set(wanted)


@pytest.mark.parametrize("origin", [3, 5])
def test_a_listed_message_has_the_documented_fields(api: Api, origin: int) -> None:
    api.control.say(
        api.kfid, api.customer, "x", origin=origin, servicer_userid="zhangsan"
    )
    wanted = sample("in_text" if origin == 3 else "in_text_from_servicer")
    assert set(api.sync()["msg_list"][-1]) == set(wanted)


def test_a_listed_event_has_the_documented_fields(api: Api) -> None:
    wanted = sample("event_enter_session_plain")
    api.control.enter(api.kfid, api.customer, scene="a", scene_param="b")
    entry = api.sync()["msg_list"][0]
    assert set(entry) == set(wanted)
    assert set(entry["event"]) == set(wanted["event"])
