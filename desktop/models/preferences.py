"""What a person chose about this desk, and how it is kept as JSON.

A new choice is one line: a field with its usual value. How it is stored follows
from its type (see stored_choices).
"""

import json
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from desktop.models.key_bindings import KeyOverride
from desktop.models.list_order import ListOrder
from desktop.models.notification_choices import NotificationChoices
from desktop.models.stored_choices import from_mapping, to_json


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


class TextSize(IntEnum):
    """The size of all text, in percent of the usual."""

    SMALLEST = 80
    SMALL = 90
    USUAL = 100
    LARGE = 115
    LARGER = 130
    BIG = 150
    BIGGER = 175
    BIGGEST = 200


class CoverAfter(IntEnum):
    """Minutes without the window in front after which its contents are covered."""

    NEVER = 0
    ONE = 1
    FIVE = 5
    FIFTEEN = 15


class UndoSeconds(IntEnum):
    """Seconds in which an answer can be taken back before it leaves."""

    NONE = 0
    ONE = 1
    TWO = 2
    THREE = 3
    FOUR = 4
    FIVE = 5


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of the settings page; every field has the usual value."""

    theme: ThemeChoice = ThemeChoice.SYSTEM
    language: LanguageChoice = LanguageChoice.CHINESE
    text_size: TextSize = TextSize.USUAL
    list_order: ListOrder = ListOrder.NEEDS_ANSWER
    close_action: CloseAction = CloseAction.KEEP_RECEIVING
    keys: tuple[KeyOverride, ...] = ()
    """Only those that a person changed."""
    notifications: NotificationChoices = field(default_factory=NotificationChoices)
    cover_after: CoverAfter = CoverAfter.NEVER
    show_recalled: bool = True
    """Whether colleagues still read what was recalled, with a mark."""
    undo_seconds: UndoSeconds = UndoSeconds.NONE
    recent_emoji: tuple[str, ...] = ()
    """What was used last, the newest first."""

    def to_json(self) -> str:
        """Return the form in which the choices are stored."""
        return to_json(self)

    @classmethod
    def from_json(cls, stored: str) -> "Preferences":
        """Return stored choices; what is missing or unreadable gets its usual value."""
        try:
            found = json.loads(stored)
        except ValueError:
            return cls()
        if not isinstance(found, dict):
            return cls()
        # Up to version 0.1 there was one larger size: two pixels above thirteen.
        if found.get("larger_text") is True:
            found.setdefault("text_size", TextSize.LARGE.value)
        return from_mapping(cls, found)
