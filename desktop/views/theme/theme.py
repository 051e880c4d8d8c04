"""The colours of one theme, read from `resources/themes/*.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zlib import crc32

from PySide6.QtGui import QColor


@dataclass(frozen=True)
class Theme:
    """Named colours for painters; style sheets are filled from the same names."""

    name: str
    colours: dict[str, str]
    account_colours: tuple[str, ...]
    avatar_colours: tuple[str, ...]

    def colour(self, name: str) -> QColor:
        """Return a named colour; raises KeyError for a name the theme lacks."""
        return _colour(self.colours[name])

    def account_colour(self, index: int) -> QColor:
        """Return the mark of an account, the same for each index."""
        return _colour(self.account_colours[index % len(self.account_colours)])

    def avatar_colour(self, identity: str) -> QColor:
        """Return the avatar colour of a person, the same at every start."""
        index = crc32(identity.encode("utf-8", "replace"))
        return _colour(self.avatar_colours[index % len(self.avatar_colours)])

    def fill(self, style_sheet: str) -> str:
        """Return the style sheet with each `@name` replaced by its colour."""
        for name in sorted(self.colours, key=len, reverse=True):
            style_sheet = style_sheet.replace(f"@{name}", self.colours[name])
        return style_sheet


def load_theme(path: Path) -> Theme:
    """Return the theme of a file."""
    stored = tomllib.loads(path.read_text("utf-8"))
    return Theme(
        name=stored["name"],
        colours=stored["colours"],
        account_colours=tuple(stored["accounts"]["colours"]),
        avatar_colours=tuple(stored["avatars"]["colours"]),
    )


@cache
def _colour(value: str) -> QColor:
    return QColor(value)
