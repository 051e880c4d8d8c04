"""The choices of this desk in a small file of the profile; nothing of it is secret."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from pathlib import Path

from desktop.config import Profile
from desktop.models.preferences import Preferences


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
            }
        ),
        "utf-8",
    )
    part.replace(path)


def _path(profile: Profile) -> Path:
    return profile.folder / "desk.json"
