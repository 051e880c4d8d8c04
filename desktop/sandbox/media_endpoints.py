"""Endpoints media/upload (90253) and media/get (90254)."""

import re
from urllib.parse import quote

from .call import Call, Headers, Reply
from .errors import Refusal
from .json_types import encode
from .media_formats import check_upload, looks_like
from .multipart import read_parts
from .store import Corp
from .world import World

WHOLE_AT_MOST = 20 * 1024 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def upload(world: World, corp: Corp, call: Call) -> Reply:
    """media/upload: the form field `media`; codes as in `check_upload`."""
    kind = call.query.get("type", "")
    parts = read_parts(call.headers.get("content-type", ""), call.body)
    part = next((one for one in parts if one.name == "media"), None)
    if part is None:
        raise Refusal(44001)
    check_upload(kind, part.content, world.rules.image_limit)
    if part.declared not in (-1, len(part.content)):
        raise Refusal(40123 if kind == "image" else 40006)
    media_id = world.media.add(corp.corp_id, kind, part.filename, part.content)
    return Reply(
        encode(
            {
                "errcode": 0,
                "errmsg": "",
                "type": kind,
                "media_id": media_id,
                "created_at": str(int(world.clock.now())),
            }
        )
    )


def get(world: World, corp: Corp, call: Call) -> Reply:
    """media/get: binary with a name, 206 for a Range; errors are JSON in a 200.

    More than 20 MB at once is refused with 830002.
    """
    media_id = call.query.get("media_id", "")
    if not media_id:
        raise Refusal(41006)
    media = world.media.find(media_id, corp.corp_id)
    content = media.content
    name = world.media.file_name(media_id, media)
    headers: Headers = (
        (b"content-type", looks_like(content)[0].encode()),
        (b"content-disposition", _disposition(name, world.rules.file_name)),
        (b"accept-ranges", b"bytes"),
        (b"cache-control", b"no-cache, must-revalidate"),
    )
    wanted = _wanted_range(call.headers.get("range", ""), len(content))
    if wanted is None:
        if len(content) > WHOLE_AT_MOST:
            raise Refusal(830002)
        return Reply(content, 200, headers)
    start, end = wanted
    if start >= end:
        none = f"bytes */{len(content)}".encode()
        return Reply(b"", 416, (*headers, (b"content-range", none)))
    if end - start > WHOLE_AT_MOST:
        raise Refusal(830002)
    part = f"bytes {start}-{end - 1}/{len(content)}".encode()
    return Reply(content[start:end], 206, (*headers, (b"content-range", part)))


def _wanted_range(header: str, size: int) -> tuple[int, int] | None:
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size
    end = min(int(found[2]) + 1, size) if found[2] else size
    return int(found[1]), end


def _disposition(name: str, style: str) -> bytes:
    if style == "star":
        return f"attachment; filename*=UTF-8''{quote(name)}".encode()
    if style == "percent":
        return f'attachment; filename="{quote(name)}"'.encode()
    safe = name.replace('"', "%22").replace("\r", "").replace("\n", "")
    return f'attachment; filename="{safe}"'.encode()
