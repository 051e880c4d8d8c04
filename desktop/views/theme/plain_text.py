"""The one place where words enter the parts of Qt that guess a text's format.

Labels and tool tips take anything that looks like HTML for HTML, local files and
network shares included. Views use what stands here, and markup shows literally.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSystemTrayIcon, QWidget

from desktop.models.display_text import cleaned, one_line

TOOLTIP_ROLE = Qt.ItemDataRole.ToolTipRole
"""For item models, which answer it with `tooltip(words)` and nothing else."""

_LONGEST_LINE = 300
_LONGEST_TIP = 1_000
"""Characters of a tool tip: names of 10,000 would cover the screen."""


class PlainLabel(QLabel):
    """A label that shows every text literally.

    `role` becomes the style-sheet property `role` by which a sheet finds it.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: str = "",
        wraps: bool = False,
    ) -> None:
        """Make the label; `wraps` breaks long texts into lines."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if role:
            self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show the text without control and direction characters."""
        super().setText(cleaned(text))


class ElidedLabel(PlainLabel):
    """One line that is cut with … where it does not fit; the whole is its tool tip.

    `cut` says at which end; of a host the end is what counts. With `claims_width` it
    asks for the room of its whole text, else it takes what is left.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        role: str = "",
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        claims_width: bool = False,
    ) -> None:
        """Make the label; it may shrink to a few letters."""
        super().__init__(text, parent, role=role)
        self._cut = cut
        policy = QSizePolicy.Policy
        across = policy.Preferred if claims_width else policy.Ignored
        self.setSizePolicy(across, policy.Preferred)

    def setText(self, text: str) -> None:
        """Show the text on one line; nobody reads the end of a very long one."""
        super().setText(one_line(text, _LONGEST_LINE))

    def shown(self) -> str:
        """Return what of the text there is room for."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._cut, width)

    def minimumSizeHint(self) -> QSize:
        """Ask for three letters."""
        return QSize(
            self.fontMetrics().height() * 3, super().minimumSizeHint().height()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as fits."""
        line = self.shown()
        set_tooltip(self, self.text() if line != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), line)


def set_tooltip(target: QWidget | QAction, words: str) -> None:
    """Give a widget or action a tool tip; lines are kept, markup shows literally."""
    tip = tooltip(words)
    if target.toolTip() != tip:
        target.setToolTip(tip)


def set_tray_tooltip(icon: QSystemTrayIcon, words: str) -> None:
    """Give the tray's icon a tool tip; some trays show markup, others the letters.

    So that neither can happen, there is nothing in it that could open a tag.
    """
    icon.setToolTip(cleaned(words).replace("<", "‹"))


def tooltip(words: str) -> str:
    """Return words as the only rich text there is: escaped, in a frame.

    Qt guesses whether a tool tip is rich text; the frame takes the guess away.
    """
    if not words:
        return ""
    # Imported here: no window needs it before the pointer rests somewhere.
    from html import escape

    shown = cleaned(words[:_LONGEST_TIP])
    if len(words) > _LONGEST_TIP:
        shown += "…"
    return "<qt>" + "<br>".join(escape(shown).split("\n")) + "</qt>"
