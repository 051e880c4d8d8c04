"""What a person chose about this desk, and how it is kept as JSON."""

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from desktop.models.list_order import ListOrder

Choice = TypeVar("Choice", bound=StrEnum)


class ThemeChoice(StrEnum):
    """Which theme the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LanguageChoice(StrEnum):
    """Which language the interface speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


class CloseAction(StrEnum):
    """What closing the window does."""

    KEEP_RECEIVING = "keep_receiving"
    """The window goes, messages keep coming in; the tray brings it back."""
    QUIT = "quit"
    """Everything that this desk started ends."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of the settings page; every field has the usual value."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: LanguageChoice = LanguageChoice.CHINESE
    larger_text: bool = False
    list_order: ListOrder = ListOrder.NEEDS_ANSWER
    close_action: CloseAction = CloseAction.KEEP_RECEIVING

    def to_json(self) -> str:
        """Return the form in which the choices are stored."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, stored: str) -> "Preferences":
        """Return stored choices; what is missing or unreadable gets its usual value."""
        try:
            found = json.loads(stored)
        except ValueError:
            return cls()
        if not isinstance(found, dict):
            return cls()
        usual = cls()
        return cls(
            theme=_choice(found.get("theme"), usual.theme),
            language=_choice(found.get("language"), usual.language),
            larger_text=found.get("larger_text") is True,
            list_order=_choice(found.get("list_order"), usual.list_order),
            close_action=_choice(found.get("close_action"), usual.close_action),
        )


def _choice(stored: object, usual: Choice) -> Choice:
    try:
        return type(usual)(str(stored))
    except ValueError:
        return usual
