"""The way from the list's narrow search to the search over everything."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.models.display_text import one_line
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command

_LONGEST = 60


class SearchOffer(QPushButton):
    """One line below the search field: look for these words in all messages.

    Hidden while nothing is typed.

    Signals:
        search_requested(words): the search over everything is wanted.
    """

    search_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = ""
        self.setObjectName("searchOffer")
        self._words = ElidedLabel("", self)
        self._key = PlainLabel("", self, role="key")
        name_keys(self._key, "", Command.PALETTE)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 6, 3)
        row.addWidget(self._words, 1)
        row.addWidget(self._key)
        for label in (self._words, self._key):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumHeight(self._key.sizeHint().height() + 8)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)
        self.hide()

    def set_typed(self, typed: str) -> None:
        """Offer what is typed; nothing hides the line."""
        self._typed = typed.strip()
        shown = one_line(self._typed, _LONGEST)
        words = self.tr("在全部消息中搜索“{words}”").format(words=shown)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(self._typed))

    def _on_clicked(self) -> None:
        self.search_requested.emit(self._typed)
