"""What an answer refers to, over the field, with the way to drop it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop.models.display_text import one_line
from desktop.views.composer.written import Quote
from desktop.views.theme.icons import icon, pixmap
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme

_WORDS_SHOWN = 200
_ICON = 14


class QuoteChip(QFrame):
    """One line with who said what; hidden without a quote.

    Signals:
        dropped(): the answer shall refer to nothing
    """

    dropped = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a hidden chip."""
        super().__init__(parent)
        self.setProperty("role", "quote_chip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = PlainLabel("", self)
        self._words = ElidedLabel("", self, role="composer_words")
        self.drop_button = QToolButton(self)
        self.drop_button.setIconSize(QSize(_ICON, _ICON))
        self.drop_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.drop_button.setAccessibleName(self.tr("不引用"))
        set_tooltip(self.drop_button, self.tr("不引用"))
        self.drop_button.clicked.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 4, 2)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.drop_button)
        self.set_theme(theme)
        self.hide()

    def show_quote(self, quote: Quote | None) -> None:
        """Show what is referred to, or hide for nothing."""
        if quote is not None:
            line = one_line(quote.words, _WORDS_SHOWN)
            moment = quote.said_at.astimezone().strftime("%H:%M")
            said = f"{one_line(quote.sender, 30)} {moment}：{line}"
            self._words.setText(said)
            self.setAccessibleName(self.tr("引用 {said}").format(said=said))
        self.setVisible(quote is not None)

    def words(self) -> str:
        """Return what is shown, empty while nothing is referred to."""
        return "" if self.isHidden() else self._words.text()

    def set_theme(self, theme: Theme) -> None:
        """Draw the signs in other colours."""
        colour = theme.colour("muted")
        self._sign.setPixmap(pixmap("quote", colour, _ICON, self.devicePixelRatioF()))
        self.drop_button.setIcon(icon("close", colour, _ICON))
