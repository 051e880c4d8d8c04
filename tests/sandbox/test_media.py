"""media/upload and media/get."""

import base64
import re
import time

import httpx
import pytest

from desktop.sandbox.media_formats import voice_seconds
from tests.sandbox.conftest import PNG, Api, MakeApi
from tests.sandbox_fixture import MakeSandbox

MEGABYTE = 1024 * 1024
AMR = b"#!AMR\n"
MP4 = b"\0\0\0\x18ftypmp42" + b"\0" * 20
DAY = 86_400


def silence(seconds: int) -> bytes:
    """AMR without sound: one byte stands for 20 ms."""
    return AMR + b"\x7c" * (seconds * 50)


def download(api: Api, media_id: str, **headers: str) -> httpx.Response:
    return api.request(
        "GET", "media/get", params={"media_id": media_id}, headers=headers
    )


def test_what_was_uploaded_comes_back(api: Api) -> None:
    reply = api.upload("image", PNG)
    assert (reply["errcode"], reply["errmsg"], reply["type"]) == (0, "", "image")
    assert re.fullmatch(r"\d+", reply["created_at"])
    got = download(api, reply["media_id"])
    assert got.content == PNG
    assert got.headers["content-type"] == "image/png"
    expected = f'attachment; filename="{reply["media_id"]}.png"'
    assert got.headers["content-disposition"] == expected


def test_a_slow_line_takes_its_time_for_an_upload_alone(api: Api) -> None:
    api.control.rule(upload_rate=1_000_000)
    before = time.monotonic()
    assert api.upload("file", bytes(300_000))["errcode"] == 0
    assert time.monotonic() - before >= 0.3


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("image", b"\xff\xd8\xff" + b"x" * 9, 0),
        ("image", b"GIF89a" + b"x" * 9, 40123),
        ("image", PNG + b"x" * 10 * MEGABYTE, 40009),
        ("image", b"\xff\xd8\xff12", 40009),
        ("voice", silence(60), 0),
        ("voice", silence(61), 45007),
        ("voice", b"ID3" + b"x" * 9, 40004),
        ("voice", AMR + b"x" * 2 * MEGABYTE, 40006),
        ("video", MP4, 0),
        ("video", b"RIFF" + b"x" * 20, 40004),
        ("video", MP4 + b"x" * 10 * MEGABYTE, 40011),
        ("file", b"123456", 0),
        ("file", b"12345", 40006),
        ("file", b"", 44001),
        ("file", b"x" * (20 * MEGABYTE + 1), 40006),
        ("sticker", PNG, 40005),
        ("", PNG, 40005),
    ],
)
def test_formats_and_sizes_are_checked(
    api: Api, kind: str, content: bytes, code: int
) -> None:
    assert api.upload(kind, content)["errcode"] == code


def test_a_voice_is_as_long_as_its_frames() -> None:
    assert voice_seconds(silence(3)) == pytest.approx(3)
    spoken = AMR + (b"\x3c" + b"\0" * 31) * 50
    assert voice_seconds(spoken) == pytest.approx(1)
    assert voice_seconds(spoken + b"\x60broken") == pytest.approx(1)


def test_the_form_field_is_called_media(api: Api) -> None:
    assert api.upload("image", PNG, field="file")["errcode"] == 44001
    plain = api.request(
        "POST", "media/upload", params={"type": "image"}, content=PNG
    ).json()
    assert plain["errcode"] == 44001


def raw_upload(api: Api, disposition: str, content: bytes = b"some words") -> str:
    body = (
        b'--XX\r\nContent-Disposition: form-data; name="media"; '
        + disposition.encode()
        + b"\r\nContent-Type: application/octet-stream\r\n\r\n"
        + content
        + b"\r\n--XX--\r\n"
    )
    reply = api.request(
        "POST",
        "media/upload",
        params={"type": "file"},
        content=body,
        headers={"Content-Type": "multipart/form-data; boundary=XX"},
    ).json()
    return str(reply.get("media_id") or reply["errcode"])


@pytest.mark.parametrize(
    "disposition",
    [
        'filename="价格 表.txt"',
        'filename="价格 表.txt"; filelength=10',
        "filename*=utf-8''%E4%BB%B7%E6%A0%BC%20%E8%A1%A8.txt",
        'filename="C:\\\\docs\\\\价格 表.txt"',
        'filename="../../价格 表.txt"',
    ],
)
def test_file_names_are_read_leniently_and_lose_their_folders(
    api: Api, disposition: str
) -> None:
    media_id = raw_upload(api, disposition)
    header = download(api, media_id).headers.raw
    raw = next(value for name, value in header if name == b"content-disposition")
    assert raw.decode() == 'attachment; filename="价格 表.txt"'


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("percent", 'attachment; filename="%E4%BB%B7.txt"'),
        ("star", "attachment; filename*=UTF-8''%E4%BB%B7.txt"),
    ],
)
def test_file_names_can_be_written_in_other_ways(
    api: Api, style: str, expected: str
) -> None:
    api.control.rule(file_name=style)
    media_id = raw_upload(api, 'filename="价.txt"')
    assert download(api, media_id).headers["content-disposition"] == expected


def test_a_wrong_declared_length_is_refused(api: Api) -> None:
    assert raw_upload(api, 'filename="a.txt"; filelength=9') == "40006"


def test_content_with_line_ends_and_dashes_stays_whole(api: Api) -> None:
    content = b"\r\n--XY\r\n\r\n--X\r\n" * 3
    assert download(api, raw_upload(api, 'filename="a"', content)).content == content


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=60-", 60, 68),
        ("bytes=-4", 64, 68),
        ("bytes=60-999", 60, 68),
    ],
)
def test_a_range_is_answered_with_that_part(
    api: Api, wanted: str, start: int, end: int
) -> None:
    media_id = api.upload("image", PNG)["media_id"]
    got = download(api, media_id, Range=wanted)
    assert got.status_code == 206
    assert got.content == PNG[start:end]
    assert got.headers["content-range"] == f"bytes {start}-{end - 1}/{len(PNG)}"
    assert got.headers["accept-ranges"] == "bytes"


def test_a_range_behind_the_end_is_not_satisfiable(api: Api) -> None:
    media_id = api.upload("image", PNG)["media_id"]
    assert download(api, media_id, Range="bytes=500-").status_code == 416


def test_errors_are_json_in_a_200_without_a_file_name(api: Api) -> None:
    got = download(api, "invented")
    assert got.status_code == 200
    assert got.json() == {"errcode": 40007, "errmsg": "invalid media_id"}
    assert "content-disposition" not in got.headers
    assert api.get("media/get")["errcode"] == 41006


def test_media_lives_three_days_or_until_reset(api: Api) -> None:
    first, second = (api.upload("image", PNG)["media_id"] for _ in range(2))
    api.control.post("reset_media", media_id=second)
    assert download(api, second).json()["errcode"] == 40007
    api.advance(3 * DAY - 60)
    assert download(api, first).content == PNG
    api.control.advance(60)
    assert download(api, first).json()["errcode"] == 40007


def test_more_than_20_megabytes_are_read_by_range_only(api: Api) -> None:
    content = base64.b64encode(b"x" * (20 * MEGABYTE + 1)).decode()
    big = api.control.post("media", type="file", name="big.bin", base64=content)
    media_id = big["media_id"]
    assert download(api, media_id).json()["errcode"] == 830002
    assert download(api, media_id, Range="bytes=0-").json()["errcode"] == 830002
    part = download(api, media_id, Range=f"bytes=0-{20 * MEGABYTE - 1}")
    assert len(part.content) == 20 * MEGABYTE


def test_customers_media_can_be_downloaded(api: Api) -> None:
    for kind, head in (("image", b""), ("voice", AMR), ("video", b""), ("file", b"")):
        api.control.say(api.kfid, api.customer, msgtype=kind)
        media_id = api.sync()["msg_list"][-1][kind]["media_id"]
        got = download(api, media_id)
        assert got.content.startswith(head)
        assert "content-disposition" in got.headers


def test_media_belongs_to_its_corp(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    sandbox = make_sandbox(corps=[("wwone", "s1"), ("wwtwo", "s2")])
    one = make_api(sandbox)
    two = make_api(sandbox, "wwtwo", "s2", corp=1)
    media_id = one.upload("image", PNG)["media_id"]
    assert download(two, media_id).json()["errcode"] == 40007
