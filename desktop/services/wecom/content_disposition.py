"""The file name of a Content-Disposition header, in every form that servers write.

RFC 6266 and 5987 say how; WeCom's is raw UTF-8 or percent-encoded (media.md §2).
"""

import re
from urllib.parse import unquote, unquote_to_bytes

_EXTENDED = re.compile(
    rb"(?i)(?:^|;)\s*filename\*\s*=\s*\"?([^';\"]*)'[^';]*'([^;\"]*)\"?"
)
_PLAIN = re.compile(
    rb"(?i)(?:^|;)\s*filename\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;]*))", re.DOTALL
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")


def file_name(header: bytes) -> str:
    """Return the name as the sender gave it, uncleaned; empty where there is none."""
    extended = _EXTENDED.search(header)
    if extended:
        name = _decoded(unquote_to_bytes(extended[2].strip()), extended[1])
        if name:
            return name
    plain = _PLAIN.search(header)
    if plain is None:
        return ""
    raw = plain[2].strip() if plain[1] is None else _ESCAPED.sub(rb"\1", plain[1])
    name = _decoded(raw, b"")
    return unquote(name, errors="replace") if _PERCENT.search(name) else name


def _decoded(raw: bytes, charset: bytes) -> str:
    for encoding in (charset.decode("ascii", "ignore").strip(), "utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return raw.decode("utf-8", "replace")
