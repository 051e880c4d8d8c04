"""The choices of this desk in a small file of the profile; nothing of it is secret."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from pathlib import Path

from desktop.config import Profile
from desktop.models.column_widths import ColumnWidths
from desktop.models.preferences import Preferences

_LARGEST = 100_000
"""Logical pixels that no screen has: more was not written by us."""


@dataclass(frozen=True, slots=True)
class DeskState:
    """What a desk looks like when it starts again."""

    preferences: Preferences = field(default_factory=Preferences)
    geometry: bytes = b""
    """Place and size of the window, as Qt wrote them."""
    auto_next: bool = False
    """Whether Enter goes on to the next customer who waits."""
    panel: bool = True
    """Whether the side panel stands beside the conversation."""
    columns: ColumnWidths = field(default_factory=ColumnWidths)
    pane_size: tuple[int, int] | None = None
    """Width and height of the last conversation window, in logical pixels."""


def load_desk_state(profile: Profile) -> DeskState:
    """Return what was kept; anything unreadable has its usual value."""
    try:
        stored = json.loads(_path(profile).read_text("utf-8"))
        geometry = base64.b64decode(str(stored["geometry"]), validate=True)
        preferences = Preferences.from_json(str(stored["preferences"]))
        return DeskState(
            preferences,
            geometry,
            stored.get("auto_next") is True,
            stored.get("panel") is not False,
            _columns(stored.get("columns")),
            _size(stored.get("pane_size")),
        )
    except (OSError, ValueError, KeyError, TypeError, binascii.Error):
        return DeskState()


def keep_desk_state(profile: Profile, state: DeskState) -> None:
    """Write the file anew, whole or not at all; raises OSError."""
    path = _path(profile)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(path.name + ".part")
    part.write_text(
        json.dumps(
            {
                "preferences": state.preferences.to_json(),
                "geometry": base64.b64encode(state.geometry).decode(),
                "auto_next": state.auto_next,
                "panel": state.panel,
                "columns": [state.columns.list, state.columns.panel],
                "pane_size": state.pane_size,
            }
        ),
        "utf-8",
    )
    part.replace(path)


def _columns(stored: object) -> ColumnWidths:
    widths = _size(stored)
    return ColumnWidths() if widths is None else ColumnWidths(*widths)


def _size(stored: object) -> tuple[int, int] | None:
    match stored:
        case [int(width), int(height)] if 0 < width < _LARGEST > height > 0:
            return width, height
    return None


def _path(profile: Profile) -> Path:
    return profile.folder / "desk.json"
