"""File names from strangers made safe to write (S4), and types safe to open (S5)."""

import re
import unicodedata
from pathlib import PurePath

from desktop.models.display_text import cleaned

MAX_NAME_BYTES = 180
"""Below the 255 of common file systems, with room for a counter and `.part`."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.I
)
_SPACES = re.compile(r"\s+")


def safe_name(name: str, fallback: str = "文件") -> str:
    """Return one path component without tricks; the ending is kept.

    Folders, drives, streams, reserved names, leading dashes and dots, trailing
    dots and spaces, control and direction characters are all removed.
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", cleaned(name)))
    text = re.split(r"[\\/]", text)[-1]
    text = _shortened(_FORBIDDEN.sub("_", text).lstrip("-. ").rstrip(". "))
    if not text:
        return fallback
    return f"_{text}" if _RESERVED.fullmatch(text) else text


def ending(name: str) -> str:
    """Return the lower-case ending with its dot, empty for none."""
    return PurePath(safe_name(name)).suffix.lower()


def _shortened(text: str) -> str:
    path = PurePath(text)
    suffix = path.suffix if len(path.suffix.encode()) <= 16 else ""
    stem = text[: len(text) - len(suffix)]
    room = MAX_NAME_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip(". ") + suffix
