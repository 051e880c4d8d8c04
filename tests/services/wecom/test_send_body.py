"""Bodies of sends: exact bytes, and every limit held before any request."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models import content as kinds
from desktop.models.content import Content, Text
from desktop.models.failures import FailureReason
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.errors import (
    OperatorMustAct,
    ProgrammerMustAct,
    WeComError,
)
from desktop.services.wecom.send_body import encode_send, encode_send_on_event


def body_of(content: Content, **more: str) -> Any:
    return json.loads(encode_send("wk1", "wm1", "m-1", content, **more))


def reason_of(content: Content, **more: str) -> FailureReason:
    with pytest.raises(OperatorMustAct) as caught:
        encode_send("wk1", "wm1", "m-1", content, **more)
    return caught.value.reason


def test_a_text_is_raw_utf_8_in_a_fixed_order() -> None:
    assert (
        encode_send("wk1", "wm1", "m-1", Text("有货😀\n的"))
        == (
            '{"touser":"wm1","open_kfid":"wk1","msgid":"m-1","msgtype":"text",'
            '"text":{"content":"有货😀\\n的"}}'
        ).encode()
    )


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=300))
def test_repeats_are_byte_identical_and_never_escaped(text: str) -> None:
    try:
        first = encode_send("wk1", "wm1", "m-1", Text(text))
    except OperatorMustAct:
        return
    assert first == encode_send("wk1", "wm1", "m-1", Text(text))
    assert b"\\u" not in first.replace(b"\\\\", b"")
    assert len(json.loads(first)["text"]["content"].encode()) <= 2048


@pytest.mark.parametrize(
    ("content", "body"),
    [
        (kinds.Picture("p"), ("image", {"media_id": "p"})),
        (kinds.Voice("p"), ("voice", {"media_id": "p"})),
        (kinds.Video("p"), ("video", {"media_id": "p"})),
        (kinds.File("p"), ("file", {"media_id": "p"})),
        (
            kinds.Location(31.5, -121.25, "店", "路"),
            (
                "location",
                {"name": "店", "address": "路", "latitude": 31.5, "longitude": -121.25},
            ),
        ),
        (kinds.BusinessCard("lin"), ("business_card", {"userid": "lin"})),
        (
            kinds.MiniProgram("t", "wx1", "pages/a", "m"),
            (
                "miniprogram",
                {
                    "appid": "wx1",
                    "title": "t",
                    "thumb_media_id": "m",
                    "pagepath": "pages/a",
                },
            ),
        ),
        (
            kinds.Menu(
                "h",
                (
                    kinds.MenuItem("click", "是", "1"),
                    kinds.MenuItem("view", "看", "https://example.com"),
                    kinds.MenuItem("miniprogram", "开", "wx1 pages/a"),
                    kinds.MenuItem("text", "字"),
                ),
                "t",
            ),
            (
                "msgmenu",
                {
                    "head_content": "h",
                    "list": [
                        {"type": "click", "click": {"id": "1", "content": "是"}},
                        {
                            "type": "view",
                            "view": {"url": "https://example.com", "content": "看"},
                        },
                        {
                            "type": "miniprogram",
                            "miniprogram": {
                                "appid": "wx1",
                                "pagepath": "pages/a",
                                "content": "开",
                            },
                        },
                        {"type": "text", "text": {"content": "字"}},
                    ],
                    "tail_content": "t",
                },
            ),
        ),
    ],
)
def test_every_sendable_kind_has_its_documented_body(
    content: Content, body: tuple[str, dict[str, Any]]
) -> None:
    sent = body_of(content)
    assert (sent["msgtype"], sent[sent["msgtype"]]) == body


def test_a_link_carries_the_picture_that_it_must_have() -> None:
    link = kinds.Link("题", "述", "https://example.com/a")
    assert body_of(link, media_id="m")["link"]["thumb_media_id"] == "m"
    assert reason_of(link) == LocalFailure.FIELD_MISSING.reason


@pytest.mark.parametrize("kind", [kinds.Picture, kinds.Voice, kinds.Video, kinds.File])
def test_a_file_of_ours_goes_by_the_number_that_the_upload_gave(
    kind: type[kinds.MediaContent],
) -> None:
    sent = body_of(kind(""), media_id="up-1")
    assert sent[sent["msgtype"]] == {"media_id": "up-1"}


def test_the_cover_of_a_mini_program_is_the_uploaded_one() -> None:
    program = kinds.MiniProgram("题", "wx1", "pages/a", "old")
    sent = body_of(program, media_id="up-1")["miniprogram"]
    assert sent["thumb_media_id"] == "up-1"


def test_an_acquisition_link_needs_an_address() -> None:
    link = kinds.AcquisitionLink("https://work.weixin.qq.com/ca/x")
    assert body_of(link)["ca_link"] == {"link_url": link.url}
    missing = kinds.AcquisitionLink("work.weixin.qq.com/ca/x")
    assert reason_of(missing) == LocalFailure.FIELD_MISSING.reason


def test_2048_bytes_pass_and_one_more_does_not() -> None:
    exact = "汉" * 682 + "ab"
    assert len(exact.encode()) == 2048
    assert body_of(Text(exact))["text"]["content"] == exact
    assert reason_of(Text(exact + "c")) == LocalFailure.TEXT_TOO_LONG.reason
    assert reason_of(Text("汉" * 683)) == LocalFailure.TEXT_TOO_LONG.reason


@pytest.mark.parametrize("text", ["", "  \n", "\x00\x01"])
def test_a_text_without_words_is_refused(text: str) -> None:
    assert reason_of(Text(text)) == LocalFailure.TEXT_EMPTY.reason


@pytest.mark.parametrize(
    ("content", "failure"),
    [
        (kinds.Location(90.1, 0, "", ""), LocalFailure.PLACE_OUT_OF_RANGE),
        (kinds.Location(0, -180.5, "", ""), LocalFailure.PLACE_OUT_OF_RANGE),
        (kinds.Location(float("nan"), 0, "", ""), LocalFailure.PLACE_OUT_OF_RANGE),
        (kinds.Picture(""), LocalFailure.FIELD_MISSING),
        (kinds.MiniProgram("t", "", "p", "m"), LocalFailure.FIELD_MISSING),
        (kinds.MiniProgram("汉" * 22, "a", "p", "m"), LocalFailure.FIELD_TOO_LONG),
        (
            kinds.Menu("h" * 1025, (kinds.MenuItem("text", "x"),), ""),
            LocalFailure.FIELD_TOO_LONG,
        ),
        (
            kinds.Menu("", (kinds.MenuItem("click", "x", "1"),) * 11, ""),
            LocalFailure.FIELD_TOO_LONG,
        ),
        (kinds.Menu("", (), ""), LocalFailure.TEXT_EMPTY),
        (
            kinds.Menu("", (kinds.MenuItem("video", "x"),), ""),
            LocalFailure.NOT_SENDABLE,
        ),
        (kinds.Unsupported("x", "{}"), LocalFailure.NOT_SENDABLE),
        (kinds.Recalled("m"), LocalFailure.NOT_SENDABLE),
        (kinds.Note("难缠", (2,)), LocalFailure.NOT_SENDABLE),
        (kinds.ChannelsPost(1, "n", "t"), LocalFailure.NOT_SENDABLE),
    ],
)
def test_content_over_the_limits_is_the_operators_to_change(
    content: Content, failure: LocalFailure
) -> None:
    assert reason_of(content) == failure.reason


@pytest.mark.parametrize(
    ("open_kfid", "external_userid", "msgid"),
    [
        ("", "wm1", "m"),
        ("k" * 65, "wm1", "m"),
        ("wk1", "", "m"),
        ("wk1", "u" * 129, "m"),
        ("wk1", "wm1", ""),
        ("wk1", "wm1", "m" * 33),
        ("wk1", "wm1", "m m"),
        ("wk1", "wm1", "编号"),
    ],
)
def test_impossible_identifiers_are_our_own_mistake(
    open_kfid: str, external_userid: str, msgid: str
) -> None:
    with pytest.raises(ProgrammerMustAct):
        encode_send(open_kfid, external_userid, msgid, Text("x"))


def test_an_event_is_answered_with_its_code_alone() -> None:
    sent = json.loads(encode_send_on_event("CODE", "m-1", Text("欢迎")))
    assert sent == {
        "code": "CODE",
        "msgid": "m-1",
        "msgtype": "text",
        "text": {"content": "欢迎"},
    }
    with pytest.raises(WeComError):
        encode_send_on_event("CODE", "m-1", kinds.Picture("m"))
    with pytest.raises(ProgrammerMustAct):
        encode_send_on_event("", "m-1", Text("欢迎"))


def test_refusals_carry_nothing_of_the_text() -> None:
    with pytest.raises(OperatorMustAct) as caught:
        encode_send("wk1", "wm1", "m-1", Text("CANARY" * 500))
    assert "CANARY" not in f"{caught.value!r}{vars(caught.value)}"
