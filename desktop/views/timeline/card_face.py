"""The parts of a card: icon or badge, title, lines, a foot and what to click."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.views.timeline.send_words import Action, action_word


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card, cut where it does not fit; tone names a colour."""

    text: str
    tone: str = "muted"
    action: Action | None = None
    """What a click on the line does."""
    target: str = ""
    strong: bool = False
    most: int = 1
    """Lines of the screen that it may take."""
    keeps_end: bool = False
    """Cut in the middle: the ending of a file name is what counts."""


@dataclass(frozen=True, slots=True)
class Card:
    """A face of fixed width; everything foreign in it is cleaned."""

    icon: str
    title: str
    lines: tuple[CardLine, ...]
    foot: str
    foot_tone: str = "faint"
    actions: tuple[Action, ...] = ()
    target: str = ""
    """The address behind OPEN_LINK."""
    copies: str = ""
    """What COPY takes."""
    copy_named: str = ""
    """What that is, where the word 复制 alone does not say it."""
    badge: str = ""
    """Letters in the place of the icon: the type of a file."""
    badge_tone: str = "accent"
    whole: Action | None = None
    """What a click anywhere on the card does."""

    @property
    def title_line(self) -> CardLine:
        """The title as a line of the card."""
        named = bool(self.badge)
        return CardLine(self.title, "text", strong=True, most=2, keeps_end=named)

    def word_of(self, action: Action) -> str:
        """Return the words to click for an action of this card."""
        words = action_word(action)
        if action is Action.COPY and self.copy_named:
            joined = QCoreApplication.translate("Cards", "复制{what}")
            return joined.format(what=self.copy_named)
        return words

    def target_of(self, action: Action | None) -> str:
        """Return what an action of this card is about."""
        return self.copies if action is Action.COPY else self.target
