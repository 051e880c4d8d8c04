"""The versions of one reply: what each changed, and a way back to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.models.reply_book import ReplyVersion
from desktop.models.reply_publication import content_diff
from desktop.views.reply_book.book_words import moment_words
from desktop.views.reply_book.diff_words import content_runs
from desktop.views.reply_book.parts_editor import MaterialName
from desktop.views.reply_book.styled_sheet import StyledSheet
from desktop.views.theme.theme import Theme

_LIST_SHARE = 2


class HistoryView(QWidget):
    """A list of versions over what the chosen one changed.

    Signals:
        version_wanted(ReplyContent): the editor shall take this content.
    """

    version_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._versions: tuple[ReplyVersion, ...] = ()
        self._name: MaterialName = str
        self.list = QListWidget(self)
        self.sheet = StyledSheet(theme, self)
        self.take_button = QPushButton(self.tr("用这一版的内容"), self)
        self._build()

    def show_versions(
        self, versions: Sequence[ReplyVersion], name: MaterialName, *, locked: bool
    ) -> None:
        """Show the versions, newest first."""
        self._versions = tuple(versions)
        self._name = name
        self.list.clear()
        for version in self._versions:
            when = moment_words(version.changed_at)
            line = f"v{version.version} · {one_line(version.changed_by, 20)} · {when}"
            if version.note:
                line += f"\n{one_line(version.note, 80)}"
            self.list.addItem(QListWidgetItem(line))
        self.take_button.setVisible(not locked)
        if self._versions:
            self.list.setCurrentRow(0)
        self._show_chosen(self.list.currentRow())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.sheet.set_theme(theme)

    def _build(self) -> None:
        self.list.setProperty("role", "report")
        self.list.setAccessibleName(self.tr("版本"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.take_button.setProperty("tone", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.list, _LIST_SHARE)
        column.addWidget(self.sheet, _LIST_SHARE + 1)
        column.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.currentRowChanged.connect(self._show_chosen)
        self.take_button.clicked.connect(self._on_take_clicked)

    def _show_chosen(self, row: int) -> None:
        known = 0 <= row < len(self._versions)
        self.take_button.setEnabled(known and row > 0)
        if not known:
            self.sheet.write(())
            return
        before = self._versions[row + 1] if row + 1 < len(self._versions) else None
        diff = content_diff(
            None if before is None else before.content, self._versions[row].content
        )
        self.sheet.write(content_runs(diff, self._name))

    def _on_take_clicked(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._versions):
            self.version_wanted.emit(self._versions[row].content)
