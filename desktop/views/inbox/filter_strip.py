"""What the list is narrowed to, and a place to name it."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from desktop.models.saved_filter import LONGEST_NAME
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import ElidedLabel, set_tooltip
from desktop.views.theme.theme import Theme


class NameField(QLineEdit):
    """Takes a name; Esc gives up.

    Signals:
        given_up: Esc, nothing is named.
    """

    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # The Enter that ends a composition can follow its commit in the same turn
        # of the event loop (some input methods hand it on): it names nothing.
        self._just_committed = QTimer(self, singleShot=True, interval=0)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self._just_committed.start()
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if (
            override
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._just_committed.isActive():
            return
        super().keyPressEvent(event)


class FilterStrip(QFrame):
    """One line: the filter in force and its end, or the field for a name.

    Signals:
        cleared: everything shall be listed again.
        save_requested: a name is wanted for what is in force.
        named(str): the name that was given.
    """

    cleared = Signal()
    save_requested = Signal()
    named = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterStrip")
        self._words = ElidedLabel("", self, role="small")
        self.save_button = QPushButton(self.tr("保存"), self)
        self.clear_button = QToolButton(self)
        self.field = NameField(self)
        self._shown = False
        self._may_save = False
        self._folded = False
        self._build()
        self.set_theme(theme)
        self.set_words("", may_save=False)

    @property
    def words(self) -> str:
        """What is in force, as it stands there."""
        return self._words.text()

    @property
    def naming(self) -> bool:
        """Whether a name is being typed."""
        return not self.field.isHidden()

    def set_words(self, words: str, *, may_save: bool) -> None:
        """Show what is in force, nothing when all is listed."""
        self._words.setText(words)
        self._shown, self._may_save = bool(words), may_save
        self._arrange(naming=False)

    def ask_name(self, suggested: str) -> None:
        """Let a person type a name."""
        self.field.setText(suggested)
        self._arrange(naming=True)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_folded(self, folded: bool) -> None:
        """Give way where there is room for avatars alone."""
        self._folded = folded
        self._arrange(naming=self.naming)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.clear_button.setIcon(icon("close", theme.colour("muted"), 14))

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self.field, 1)
        row.addWidget(self.save_button)
        row.addWidget(self.clear_button)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setPlaceholderText(self.tr("给这个筛选起个名字，Enter 保存"))
        self.field.setAccessibleName(self.tr("筛选名称"))
        self.field.returnPressed.connect(self._on_return)
        self.field.given_up.connect(self._on_given_up)
        self.save_button.setProperty("tone", "small")
        self.clear_button.setIconSize(QSize(14, 14))
        self.clear_button.setAccessibleName(self.tr("取消筛选"))
        set_tooltip(self.clear_button, self.tr("取消筛选"))
        for button in (self.save_button, self.clear_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.save_button.clicked.connect(self.save_requested)
        self.clear_button.clicked.connect(self._on_clear_clicked)

    def _arrange(self, *, naming: bool) -> None:
        self.field.setVisible(naming)
        self._words.setVisible(not naming)
        self.save_button.setVisible(self._may_save and not naming)
        self.setVisible((self._shown or naming) and not self._folded)

    def _on_return(self) -> None:
        if name := self.field.text().strip():
            self._arrange(naming=False)
            self.named.emit(name)

    def _on_given_up(self) -> None:
        self._arrange(naming=False)

    def _on_clear_clicked(self) -> None:
        if self.naming:
            self._arrange(naming=False)
        else:
            self.cleared.emit()
