"""Which addresses from strangers may be opened, and what host they lead to (S3)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_URL_LENGTH = 2048


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address that may be opened after its host was shown."""

    url: str
    host: str
    """In ASCII form, so that look-alike letters show as xn--."""


def web_link(address: str) -> WebLink | None:
    """Return the link of an http or https address, None for anything else.

    Refused: other schemes, user names in the address, control characters, spaces,
    backslashes, and more than 2,048 characters.
    """
    if len(address) > MAX_URL_LENGTH or not address.isprintable():
        return None
    if any(character.isspace() or character == "\\" for character in address):
        return None
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    if "@" in parts.netloc:
        return None
    return WebLink(address, host if port is None else f"{host}:{port}")
