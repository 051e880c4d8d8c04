"""Attachments up and down: names, resumes, pieces, caps, errors inside a 200."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import pytest

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import OperatorMustAct, RetryLater, WeComError
from desktop.services.wecom.media import MAX_UPLOAD, MediaHead, MediaKind
from tests.sandbox_fixture import Sandbox
from tests.services.wecom.conftest import MakeClient
from tests.services.wecom.raw_server import RawServer, Reply

PDF = b"%PDF-1.4 " + bytes(range(256)) * 400
EXPIRED = FailureReason(FailureSource.ERRCODE, 40007)


async def read(
    client: WeComClient, media_id: str, start: int = 0, **cap: int
) -> tuple[MediaHead, bytes]:
    async with client.media.open(media_id, start=start, **cap) as stream:
        data = b"".join([chunk async for chunk in stream.chunks()])
        return stream.head, data


async def test_what_goes_up_comes_down_with_its_name(client: WeComClient) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "报价单 春季.pdf", PDF)
    assert abs((uploaded.created_at - datetime.now(UTC)).total_seconds()) < 120
    head, data = await read(client, uploaded.media_id)
    assert data == PDF
    assert (head.name, head.size, head.start) == ("报价单 春季.pdf", len(PDF), 0)


async def test_an_upload_tells_what_the_connection_has_taken(
    client: WeComClient,
) -> None:
    content, heard = bytes(1_000_000), list[int]()
    uploaded = await client.media.upload(
        MediaKind.FILE, "零.bin", content, told=heard.append
    )
    _, data = await read(client, uploaded.media_id)
    assert data == content
    assert heard == sorted(heard)
    assert len(heard) > 10
    assert len(content) < heard[-1] < len(content) + 1_000


@pytest.mark.parametrize("form", ["raw", "percent", "star"])
async def test_names_are_read_in_every_form(
    client: WeComClient, sandbox: Sandbox, form: str
) -> None:
    sandbox.control.rule(file_name=form)
    uploaded = await client.media.upload(MediaKind.FILE, "尺码 表.pdf", PDF)
    head, _ = await read(client, uploaded.media_id)
    assert head.name == "尺码 表.pdf"


@pytest.mark.parametrize("name", ['a"b.pdf', "a\r\nX-Evil: 1.pdf", "a\\b.pdf", ""])
async def test_a_name_cannot_break_out_of_its_header(
    client: WeComClient, name: str
) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, name, PDF)
    head, data = await read(client, uploaded.media_id)
    assert data == PDF
    assert "\n" not in head.name


@pytest.mark.parametrize("start", [1, 1_000, len(PDF) - 1])
async def test_a_resume_brings_the_rest(client: WeComClient, start: int) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
    head, data = await read(client, uploaded.media_id, start)
    assert (head.start, head.size) == (start, len(PDF))
    assert data == PDF[start:]


async def test_a_resume_from_the_end_finds_nothing_missing(
    client: WeComClient,
) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
    head, data = await read(client, uploaded.media_id, len(PDF))
    assert (head.start, head.size, data) == (len(PDF), len(PDF), b"")


async def test_a_file_above_the_cap_is_not_read(client: WeComClient) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
    with pytest.raises(OperatorMustAct) as caught:
        await read(client, uploaded.media_id, cap=1_000)
    assert caught.value.reason == LocalFailure.MEDIA_TOO_BIG.reason


async def test_an_expired_attachment_is_the_error_inside_the_200(
    client: WeComClient, sandbox: Sandbox
) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
    sandbox.control.advance(3 * 86_400 + 60)
    with pytest.raises(OperatorMustAct) as caught:
        await read(client, uploaded.media_id)
    assert caught.value.reason == EXPIRED


async def test_a_token_that_ended_is_renewed_for_downloads_too(
    client: WeComClient, sandbox: Sandbox
) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
    sandbox.control.revoke_token()
    assert (await read(client, uploaded.media_id))[1] == PDF
    sandbox.control.revoke_token()
    assert await client.media.upload(MediaKind.FILE, "b.pdf", PDF)


@pytest.mark.parametrize("kind", list(MediaKind))
async def test_sizes_are_checked_before_the_request(
    client: WeComClient, sandbox: Sandbox, kind: MediaKind
) -> None:
    with pytest.raises(OperatorMustAct) as caught:
        await client.media.upload(kind, "a", bytes(MAX_UPLOAD[kind] + 1))
    assert caught.value.reason == LocalFailure.MEDIA_TOO_BIG.reason
    with pytest.raises(OperatorMustAct) as caught:
        await client.media.upload(kind, "a", b"12345")
    assert caught.value.reason == LocalFailure.MEDIA_EMPTY.reason
    assert not sandbox.control.metrics()["requests"]


async def test_sends_and_their_uploads_do_not_wait_behind_downloads(
    client: WeComClient, sandbox: Sandbox
) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
    sandbox.control.hold("media/get", count=10)
    downloads = [
        asyncio.create_task(read(client, uploaded.media_id)) for _ in range(10)
    ]
    async with asyncio.timeout(10):
        while (await asyncio.to_thread(sandbox.control.metrics))["in_flight"] < 2:
            continue
        assert await client.kf.accounts()
        assert await client.media.upload(MediaKind.FILE, "b.pdf", PDF)
    sandbox.control.release()
    assert {data for _, data in await asyncio.gather(*downloads)} == {PDF}


TOKEN_ANSWER = b'{"errcode":0,"access_token":"t","expires_in":7200}'


def answer(head: str, body: bytes = b"", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return f"HTTP/1.1 {head}\r\nContent-Length: {size}\r\n\r\n".encode() + body


def scripted(media: Reply) -> Reply:
    """A server that grants a token and answers media/get by `media`."""

    def reply(target: str, headers: dict[str, str]) -> bytes:
        if "/gettoken" in target:
            return answer("200 OK\r\nContent-Type: application/json", TOKEN_ANSWER)
        return media(target, headers)

    return reply


RunMedia = Callable[[Reply], Awaitable[WeComClient]]
DISPOSITION = 'Content-Disposition: attachment; filename="a.bin"'


@pytest.fixture
async def against(make_client: MakeClient, sandbox: Sandbox) -> AsyncIterator[RunMedia]:
    """Opens a client at a server that answers media/get as it is told."""
    async with AsyncExitStack() as stack:

        async def run(media: Reply) -> WeComClient:
            server = RawServer(scripted(media))
            await server.start()
            stack.push_async_callback(server.stop)
            return make_client(sandbox, base_url=server.base_url)

        yield run


def in_pieces(target: str, headers: dict[str, str]) -> bytes:
    """830002 without a range; with one at most three bytes, whatever was asked."""
    data = b"0123456789"
    asked = headers.get("range", "")
    if not asked or asked.endswith("-"):
        return answer(
            "200 OK\r\nContent-Type: application/json",
            b'{"errcode":830002,"errmsg":"use range"}',
        )
    start = int(asked.removeprefix("bytes=").split("-")[0])
    part = data[start : start + 3]
    reach = f"bytes {start}-{start + len(part) - 1}/{len(data)}"
    return answer(
        f"206 Partial Content\r\n{DISPOSITION}\r\nContent-Range: {reach}", part
    )


@pytest.mark.parametrize("start", [0, 4])
async def test_files_that_must_be_read_in_pieces_are_joined(
    against: RunMedia, start: int
) -> None:
    head, data = await read(await against(in_pieces), "m", start)
    assert data == b"0123456789"[start:]
    assert (head.size, head.start, head.name) == (10, start, "a.bin")


async def test_a_server_without_ranges_begins_again(against: RunMedia) -> None:
    client = await against(
        lambda target, headers: answer(f"200 OK\r\n{DISPOSITION}", b"0123456789")
    )
    head, data = await read(client, "m", 4)
    assert (head.start, data) == (0, b"0123456789")


async def test_a_json_file_of_a_customer_is_a_file(against: RunMedia) -> None:
    words = b'{"errcode":40007,"errmsg":"I am a document"}'
    client = await against(
        lambda target, headers: answer(
            f"200 OK\r\nContent-Type: application/json\r\n{DISPOSITION}", words
        )
    )
    assert (await read(client, "m"))[1] == words


BROKEN: dict[str, bytes] = {
    "cut off": answer(f"200 OK\r\n{DISPOSITION}", b"0123", length=10),
    "html": answer("200 OK\r\nContent-Type: text/html", b"<html>sign in</html>"),
    "success without file": answer(
        "200 OK\r\nContent-Type: application/json", b'{"errcode":0}'
    ),
    "no json at all": answer("200 OK\r\nContent-Type: text/plain", b"hello"),
    "compressed": answer(f"200 OK\r\nContent-Encoding: gzip\r\n{DISPOSITION}", b"0123"),
    "another range": answer(
        f"206 Partial Content\r\n{DISPOSITION}\r\nContent-Range: bytes 7-9/10", b"789"
    ),
    "range without words": answer(f"206 Partial Content\r\n{DISPOSITION}", b"789"),
    "beyond the end": answer("416 Range Not Satisfiable\r\nContent-Range: bytes */3"),
    "gateway": answer("502 Bad Gateway"),
    "redirect": answer("302 Found\r\nLocation: http://127.0.0.1:9/x"),
    "not http": b"SSH-2.0-hello\r\n",
}


@pytest.mark.parametrize("reply", BROKEN.values(), ids=BROKEN.keys())
async def test_every_broken_answer_is_one_of_the_tree(
    against: RunMedia, reply: bytes
) -> None:
    client = await against(lambda target, headers: reply)
    with pytest.raises(RetryLater) as caught:
        await read(client, "m", 4)
    assert caught.value.__context__ is None


async def test_an_endless_answer_stops_at_the_cap(against: RunMedia) -> None:
    client = await against(
        lambda target, headers: (
            f"HTTP/1.1 200 OK\r\n{DISPOSITION}\r\n\r\n".encode() + bytes(100_000)
        )
    )
    with pytest.raises(OperatorMustAct) as caught:
        await read(client, "m", cap=50_000)
    assert caught.value.reason == LocalFailure.MEDIA_TOO_BIG.reason


async def test_the_readers_own_error_passes_untouched_and_the_place_is_free(
    client: WeComClient,
) -> None:
    uploaded = await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            async with client.media.open(uploaded.media_id):
                raise ZeroDivisionError
    async with asyncio.timeout(10):
        assert (await read(client, uploaded.media_id))[1] == PDF


async def test_any_failure_of_an_upload_is_one_of_the_tree(
    client: WeComClient, sandbox: Sandbox
) -> None:
    for code in (40004, 40006, 45001, 44001, -1):
        sandbox.control.answer_with("media/upload", code)
        with pytest.raises(WeComError):
            await client.media.upload(MediaKind.FILE, "a.pdf", PDF)
