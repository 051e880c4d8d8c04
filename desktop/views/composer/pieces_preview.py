"""Into which messages a long text is cut, before it is sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.allowance import PIPS
from desktop.models.display_text import one_line
from desktop.models.text_cutting import byte_length, cut
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel

_EDGE = 24
"""Characters that are shown of each end of a piece."""


class PiecesPreview(QFrame):
    """One line that says into how many; opened, a line for each piece."""

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden preview."""
        super().__init__(parent)
        self._text = ""
        self._lines: list[ElidedLabel] = []
        self._words = PlainLabel("", self, role="composer_words")
        self.toggle = QPushButton("", self)
        self.toggle.setProperty("role", "composer_fold")
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggle.toggled.connect(self._on_toggled)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._words)
        head.addWidget(self.toggle)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self._column.addLayout(head)
        self._word_toggle()
        self.hide()

    def show_text(self, text: str, pieces: int) -> None:
        """Say how a text is cut; hidden where it fits into one message.

        Where no allowance covers the pieces nothing is cut: the refusal says more.
        """
        shown = 1 < pieces <= PIPS
        self._text = text if shown else ""
        if shown:
            self._words.setText(self.tr("将分 %n 条发送", None, pieces))
            self._fill()
        self.setVisible(shown)

    def lines(self) -> list[str]:
        """Return what is said of each piece, nothing while it is folded."""
        return [line.text() for line in self._lines]

    def _on_toggled(self) -> None:
        self._word_toggle()
        self._fill()

    def _word_toggle(self) -> None:
        opened = self.toggle.isChecked()
        words = self.tr("收起分段") if opened else self.tr("看在哪里分开")
        self.toggle.setText(words)
        self.toggle.setAccessibleName(words)

    def _fill(self) -> None:
        pieces = cut(self._text) if self.toggle.isChecked() else []
        while len(self._lines) > len(pieces):
            line = self._lines.pop()
            self._column.removeWidget(line)
            line.deleteLater()
        while len(self._lines) < len(pieces):
            line = ElidedLabel("", self, role="composer_piece")
            self._column.addWidget(line)
            self._lines.append(line)
        for at, (line, piece) in enumerate(zip(self._lines, pieces, strict=True), 1):
            line.setText(
                self.tr("{at}. {piece} · {size} 字节").format(
                    at=at, piece=_edges(piece), size=byte_length(piece)
                )
            )


def _edges(piece: str) -> str:
    """Return how a piece begins and ends: that is where it is cut."""
    if len(piece) <= 2 * _EDGE:
        return one_line(piece)
    return f"{one_line(piece[:_EDGE])} …… {one_line(piece[-_EDGE:])}"
