"""Reading multipart/form-data as leniently as the platform does.

Clients differ: raw UTF-8 in `filename`, percent escapes, `filename*`, no content type.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_BOUNDARY = re.compile(r'boundary="?([^";]+)"?', re.IGNORECASE)
_PARAMETER = re.compile(r';\s*([\w*-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form. `declared`: its `filelength`, -1 when not given."""

    name: str
    filename: str
    declared: int
    content: bytes


def read_parts(content_type: str, body: bytes) -> list[Part]:
    """All parts; an empty list when it is not a form."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        return []
    line = b"--" + found[1].strip().encode("latin-1", "replace")
    pieces = (b"\r\n" + body).split(b"\r\n" + line)
    parts = [_read_part(piece) for piece in pieces[1:]]
    return [part for part in parts if part is not None]


def _read_part(piece: bytes) -> Part | None:
    head, gap, content = piece.partition(b"\r\n\r\n")
    if not gap:
        return None
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            return _named(value, content)
    return None


def _named(disposition: str, content: bytes) -> Part:
    values = {
        name.lower(): _unquoted(value)
        for name, value in _PARAMETER.findall(disposition)
    }
    filename = values.get("filename", "")
    if not filename and "filename*" in values:
        # RFC 5987: charset'language'percent-escapes
        filename = unquote(values["filename*"].rpartition("'")[2])
    declared = values.get("filelength", "")
    return Part(
        values.get("name", ""),
        filename,
        int(declared) if declared.isdigit() else -1,
        content,
    )


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        value = re.sub(r"\\(.)", r"\1", value[1:-1]).replace("%22", '"')
    return value
