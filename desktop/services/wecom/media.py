"""Attachments: upload and download (docs 90253, 90254)."""

import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.calls import Calls, checked
from desktop.services.wecom.errors import local
from desktop.services.wecom.media_stream import MediaHead, MediaStream
from desktop.services.wecom.transport import Request
from desktop.services.wecom.wire import answer_fields, unexpected_answer

__all__ = ["MediaCalls", "MediaHead", "MediaKind", "MediaStream", "Uploaded"]

MEGABYTE = 1024 * 1024
DEFAULT_CAP = 20 * MEGABYTE
"""The largest attachment that a customer can send (a file)."""
_MIN_BYTES = 6
"""WeCom wants more than 5 bytes."""
_LATEST = 4_102_444_800
_UNFIT_FOR_A_HEADER = re.compile(r'[\x00-\x1f\x7f"\\]')


class MediaKind(StrEnum):
    """What media/upload distinguishes."""

    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"


MAX_UPLOAD = {
    MediaKind.IMAGE: 10 * MEGABYTE,
    MediaKind.VOICE: 2 * MEGABYTE,
    MediaKind.VIDEO: 10 * MEGABYTE,
    MediaKind.FILE: 20 * MEGABYTE,
}
"""Bytes (doc 90253; older pages say 2 MB for images)."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """An attachment that can be sent for three days from `created_at` on."""

    media_id: str
    created_at: datetime


class MediaCalls:
    """The media interfaces; every method raises only errors of the tree."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def upload(
        self,
        kind: MediaKind,
        name: str,
        data: bytes,
        *,
        told: Callable[[int], None] | None = None,
    ) -> Uploaded:
        """Upload an attachment for sending; its size is checked before the request.

        `told` hears how many bytes the connection has taken.
        """
        if len(data) < _MIN_BYTES:
            raise local(LocalFailure.MEDIA_EMPTY)
        if len(data) > MAX_UPLOAD[kind]:
            raise local(LocalFailure.MEDIA_TOO_BIG)
        boundary = secrets.token_hex(16)
        body = _form(boundary, name, data)

        async def attempt(token: str) -> bytes:
            asked = Request(
                "POST",
                "media/upload",
                {"access_token": token, "type": kind.value},
                body,
                {"Content-Type": f"multipart/form-data; boundary={boundary}"},
            )
            return checked(await self._calls.transport.upload(asked, told))

        fields = answer_fields(await self._calls.authorised("media/upload", attempt))
        if not fields.text("media_id"):
            raise unexpected_answer()
        created = min(max(fields.number("created_at"), 0), _LATEST)
        return Uploaded(fields.text("media_id"), datetime.fromtimestamp(created, UTC))

    @asynccontextmanager
    async def open(
        self, media_id: str, *, start: int = 0, cap: int = DEFAULT_CAP
    ) -> AsyncIterator[MediaStream]:
        """Open an attachment from byte `start` on, to be read within the context.

        Look at `head.start`: where it is not `start`, drop what was kept. Raises
        OperatorMustAct(MEDIA_TOO_BIG) above `cap` bytes, before or while reading, and
        errcode 40007 for an attachment of more than three days.
        """
        stream = MediaStream(self._calls, media_id, start=start, cap=cap)
        try:
            await stream.begin()
            yield stream
        finally:
            await stream.aclose()


def _form(boundary: str, name: str, data: bytes) -> bytes:
    """A form by hand: the name as raw UTF-8, because `filename*` may be ignored."""
    shown = _UNFIT_FOR_A_HEADER.sub("_", name) or "file"
    head = (
        f"--{boundary}\r\n"
        f'Content-Disposition: form-data; name="media"; filename="{shown}"; '
        f"filelength={len(data)}\r\n"
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    tail = f"\r\n--{boundary}--\r\n"
    return head.encode("utf-8", "replace") + data + tail.encode()
