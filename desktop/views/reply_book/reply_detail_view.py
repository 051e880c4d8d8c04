"""The right column of the book: editor, history, use and receivers of one reply."""

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views.reply_book.editor_view import EditorView
from desktop.views.reply_book.history_view import HistoryView
from desktop.views.reply_book.received_view import ReceivedView
from desktop.views.reply_book.usage_bars import UsageView
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class DetailTab(IntEnum):
    """What is told of a reply."""

    EDIT = 0
    HISTORY = 1
    USAGE = 2
    RECEIVED = 3


class ReplyDetailView(QWidget):
    """Tabs over the chosen reply; without one it says how to begin.

    Signals:
        tab_shown(DetailTab): its contents are wanted.
    """

    tab_shown = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._heads = QFrame(self)
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget(self)
        self.editor = EditorView(theme, self)
        self.history = HistoryView(theme, self)
        self.usage = UsageView(theme, self)
        self.received = ReceivedView(self)
        self._nothing = PlainLabel(
            self.tr("选一条回复来看，或新建一条"), self, role="quiet", wraps=True
        )
        self._build()

    @property
    def tab(self) -> DetailTab:
        """What is told now."""
        return DetailTab(max(0, self._group.checkedId()))

    @property
    def shows_entry(self) -> bool:
        """Whether anything is chosen."""
        return self._stack.currentWidget() is not self._nothing

    def show_tab(self, tab: DetailTab) -> None:
        """Go to a tab."""
        self._group.button(tab).setChecked(True)
        self._stack.setCurrentIndex(tab)
        self.tab_shown.emit(tab)

    def show_entry(self, *, kept: bool) -> None:
        """Show the tabs; a reply that is not kept yet has an editor alone."""
        for tab in DetailTab:
            self._group.button(tab).setVisible(kept or tab is DetailTab.EDIT)
        self._heads.show()
        tab = self.tab if kept else DetailTab.EDIT
        self._group.button(tab).setChecked(True)
        self._stack.setCurrentIndex(tab)

    def edit(self) -> None:
        """Put the keyboard into the editor."""
        self.show_tab(DetailTab.EDIT)
        self.editor.form.title_field.setFocus()

    def show_nothing(self) -> None:
        """Say that nothing is chosen."""
        self._heads.hide()
        self._stack.setCurrentWidget(self._nothing)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.editor, self.history, self.usage):
            part.set_theme(theme)

    def _build(self) -> None:
        self._heads.setProperty("role", "panel_tabs")
        row = QHBoxLayout(self._heads)
        row.setContentsMargins(6, 16, 6, 0)
        row.setSpacing(0)
        names = {
            DetailTab.EDIT: self.tr("内容"),
            DetailTab.HISTORY: self.tr("版本"),
            DetailTab.USAGE: self.tr("使用"),
            DetailTab.RECEIVED: self.tr("收到的客户"),
        }
        parts = (self.editor, self.history, self.usage, self.received)
        for (tab, name), part in zip(names.items(), parts, strict=True):
            button = QPushButton(name, self._heads)
            button.setProperty("role", "panel_tab")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button, tab)
            row.addWidget(button)
            self._stack.addWidget(part)
        row.addStretch(1)
        self._group.button(DetailTab.EDIT).setChecked(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heads)
        column.addWidget(self._stack, 1)
        self._group.idClicked.connect(self._on_tab_clicked)
        self.show_nothing()

    def _on_tab_clicked(self, number: int) -> None:
        self.show_tab(DetailTab(number))
