"""One attachment on its way down: range requests, resumes, errors inside a 200."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import httpx

from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.calls import Calls, checked, errcode_of
from desktop.services.wecom.content_disposition import file_name
from desktop.services.wecom.errors import WeComError, local
from desktop.services.wecom.transport import Request, failure_of, is_json
from desktop.services.wecom.wire import unexpected_answer

_PIECE = 20 * 1024 * 1024
"""Larger files must be asked for in pieces of at most this (doc 90254)."""
_NEEDS_PIECES = 830002
_CONTENT_RANGE = re.compile(r"\s*bytes\s+(?:(\d{1,15})-\d{1,15}|\*)/(\d{1,15}|\*)\s*")
_MAX_ERROR_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class MediaHead:
    """What the answer says before its first byte."""

    name: str
    """As the sender named it, uncleaned; empty where it was not said."""
    content_type: str
    size: int
    """Bytes of the whole file; 0 where it was not said."""
    start: int
    """Where the bytes that follow begin; 0 where a resume was not granted."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """An answer whose body has not been read; closing it gives its place back."""

    head: MediaHead
    response: httpx.Response | None
    """None where nothing is left to read."""
    resources: AsyncExitStack


class MediaStream:
    """An attachment from some byte on: read `head`, then `chunks` once, then close."""

    def __init__(self, calls: Calls, media_id: str, *, start: int, cap: int) -> None:
        self._calls = calls
        self._media_id = media_id
        self._cap = cap
        self._end = start
        self._piecewise = False
        self._opened: _Opened | None = None
        self.head = MediaHead("", "", 0, start)

    async def begin(self) -> None:
        """Ask for the attachment and read what its head says."""
        failure: WeComError | None = None
        try:
            await self._open()
        except WeComError as error:
            failure = error
        if failure is not None and errcode_of(failure) != _NEEDS_PIECES:
            raise failure
        if failure is not None:
            self._piecewise = True
            await self._open()
        if self._opened is not None:
            self.head = self._opened.head
            self._end = self.head.start
        if self.head.size > self._cap:
            raise local(LocalFailure.MEDIA_TOO_BIG)

    async def aclose(self) -> None:
        """Give the connection back."""
        if self._opened is not None:
            await self._opened.resources.aclose()
            self._opened = None

    async def chunks(self) -> AsyncIterator[bytes]:
        """Give the bytes as they come; raises RetryLater where the rest is missing.

        Files above 20 MB come in several answers, joined here.
        """
        while True:
            before = self._end
            async for chunk in self._rest_of_answer():
                yield chunk
            if not self._piecewise or self._end >= self.head.size:
                break
            if self._end == before:
                raise unexpected_answer()
            await self._open_next_piece()
        if self._end < self.head.size:
            raise local(LocalFailure.CONNECTION_LOST, may_have_been_carried_out=True)

    async def _rest_of_answer(self) -> AsyncIterator[bytes]:
        if self._opened is None or self._opened.response is None:
            return
        chunks = self._opened.response.aiter_raw()
        while chunk := await _next_chunk(chunks):
            self._end += len(chunk)
            if self._end > self._cap:
                raise local(LocalFailure.MEDIA_TOO_BIG)
            yield chunk

    async def _open_next_piece(self) -> None:
        await self.aclose()
        await self._open()
        if self._opened is None or self._opened.head.start != self._end:
            raise unexpected_answer()

    async def _open(self) -> None:
        self._opened = await self._calls.authorised("media/get", self._attempt)

    async def _attempt(self, token: str) -> _Opened:
        asked = Request(
            "GET",
            "media/get",
            {"access_token": token, "media_id": self._media_id},
            headers=self._headers(),
        )
        async with AsyncExitStack() as resources:
            response = await resources.enter_async_context(
                self._calls.transport.open(asked)
            )
            if response.status_code == 416:
                head = _head_of_nothing(response, self._end)
                return _Opened(head, None, resources.pop_all())
            await _raise_for_error_inside(response)
            head = _head_of(response, self._end)
            return _Opened(head, response, resources.pop_all())

    def _headers(self) -> dict[str, str]:
        headers = {"Accept-Encoding": "identity"}
        if self._piecewise:
            headers["Range"] = f"bytes={self._end}-{self._end + _PIECE - 1}"
        elif self._end:
            headers["Range"] = f"bytes={self._end}-"
        return headers


async def _next_chunk(chunks: AsyncIterator[bytes]) -> bytes:
    """Return the next bytes, empty at the end; errors of the wire become ours."""
    failure: WeComError | None = None
    try:
        return await anext(chunks, b"")
    except (httpx.HTTPError, OSError) as error:
        failure = failure_of(error)
    raise failure


async def _raise_for_error_inside(response: httpx.Response) -> None:
    """WeCom puts errors as JSON into a 200; a real JSON file has a disposition."""
    if response.headers.get("content-encoding", "identity") != "identity":
        raise unexpected_answer()
    if "content-disposition" in response.headers:
        return
    content_type = response.headers.get("content-type", "")
    if content_type.partition(";")[0].strip().lower() == "text/html":
        raise unexpected_answer()
    if not is_json(content_type):
        return
    body = bytearray()
    chunks = response.aiter_raw()
    while len(body) <= _MAX_ERROR_BYTES and (chunk := await _next_chunk(chunks)):
        body += chunk
    checked(bytes(body))
    raise unexpected_answer()


def _head_of(response: httpx.Response, asked_start: int) -> MediaHead:
    start, size = 0, _declared_size(response)
    if response.status_code == 206:
        match = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
        if match is None or match[1] is None or int(match[1]) != asked_start:
            raise unexpected_answer()
        start = asked_start
        size = int(match[2]) if match[2] != "*" else 0
    disposition = next(
        (
            value
            for name, value in response.headers.raw
            if name.lower() == b"content-disposition"
        ),
        b"",
    )
    content_type = response.headers.get("content-type", "")
    return MediaHead(file_name(disposition), content_type, size, start)


def _head_of_nothing(response: httpx.Response, asked_start: int) -> MediaHead:
    """416 for a resume from the very end means that everything is there."""
    match = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", ""))
    if match is None or match[2] != str(asked_start):
        raise unexpected_answer()
    return MediaHead("", "", asked_start, asked_start)


def _declared_size(response: httpx.Response) -> int:
    length = response.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
