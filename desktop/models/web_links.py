"""Which addresses from strangers may be opened, and what host they lead to (S3)."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_URL_LENGTH = 2048
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_TWO_MEANINGS = frozenset("ßς")
"""Letters that older rules of names turn into others: the host shown may be wrong."""


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address that may be opened after its host was shown."""

    url: str
    host: str
    """In ASCII form, so that look-alike letters show as xn--."""


def web_link(address: str) -> WebLink | None:
    """Return the link of an http or https address, None for anything else.

    Refused: other schemes, user names in the address, control characters, spaces,
    backslashes, more than 2,048 characters, and hosts with escapes or signs that a
    browser may read otherwise than we show them.
    """
    if len(address) > MAX_URL_LENGTH or not address.isprintable():
        return None
    if any(character.isspace() or character == "\\" for character in address):
        return None
    try:
        parts = urlsplit(address)
        name = parts.hostname or ""
        host = name.encode("idna").decode("ascii").lower()
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in {"http", "https"} or "@" in parts.netloc:
        return None
    if not _HOST.fullmatch(host) or _TWO_MEANINGS & set(name):
        return None
    return WebLink(address, host if port is None else f"{host}:{port}")
