"""The list of the book: search, filters, table, and what can be done with many."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelection, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.quick_reply import Scope, Standing
from desktop.views.library.material_words import scope_words
from desktop.views.reply_book.book_list_model import BookListModel
from desktop.views.reply_book.book_listing import BookFilter, Entry, GroupPath
from desktop.views.reply_book.book_words import group_words, standing_words
from desktop.views.reply_book.reply_table import ReplyTable
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class BookListView(QWidget):
    """Search field, chips, buttons, table; a bar where several are marked.

    Signals:
        words_changed(str), filter_changed(BookFilter): what is to be listed.
        chosen: another entry is the current one (`current`).
        edit_requested: the keyboard belongs into the editor.
        new_requested, publish_requested: buttons.
        removal_requested, move_requested: of `marked`; for the latter the groups are
            wanted (`offer_groups`).
        group_picked(path): the marked entries belong into this group.
        exchange_requested(str): an entry of the menu 更多, by its key.
    """

    words_changed = Signal(str)
    filter_changed = Signal(object)
    chosen = Signal()
    edit_requested = Signal()
    new_requested = Signal()
    publish_requested = Signal()
    removal_requested = Signal()
    move_requested = Signal()
    group_picked = Signal(object)
    exchange_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._filter = BookFilter()
        self.model = BookListModel(theme, self)
        self.search_field = QLineEdit(self)
        self._glass = QAction(self)
        self._scopes = QButtonGroup(self)
        self.filter_button = QPushButton(self.tr("筛选"), self)
        self._filter_menu = QMenu(self)
        self.more_button = QPushButton(self.tr("更多"), self)
        self._more_menu = QMenu(self)
        self.new_button = QPushButton(self.tr("新建回复"), self)
        self.publish_button = QPushButton(self)
        self.table = ReplyTable(self)
        self.empty = PlainLabel("", self, role="quiet", wraps=True)
        self.bar = QFrame(self)
        self._bar_words = PlainLabel("", self.bar, role="small")
        self._groups_menu = QMenu(self)
        self.move_button = QPushButton(self.tr("移到分组…"), self.bar)
        self.remove_button = QPushButton(self.tr("删除或撤回…"), self.bar)
        self._build()
        self._connect_signals()
        self.set_theme(theme)

    @property
    def current(self) -> Entry | None:
        """The entry with the keyboard."""
        return self.model.entry(self.table.currentIndex().row())

    @property
    def marked(self) -> tuple[Entry, ...]:
        """The entries that are marked, in the list's order."""
        rows = sorted(
            index.row() for index in self.table.selectionModel().selectedRows()
        )
        return tuple(
            entry for row in rows if (entry := self.model.entry(row)) is not None
        )

    def show_entries(self, entries: Sequence[Entry], now: datetime, empty: str) -> None:
        """List entries; the current one stays, `empty` is said where there is none."""
        current = self.current
        kept = {entry.key for entry in self.marked}
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.model.show(entries, now)
        if current is not None:
            self._mark(current.key, kept)
        selection.blockSignals(False)
        self.table.setVisible(bool(entries))
        self.empty.setText(empty)
        self.empty.setVisible(not entries)
        self._show_bar()

    def choose(self, key: str) -> bool:
        """Go to an entry; false where it is not listed."""
        row = self.model.row_of(key)
        if row is None:
            return False
        self.table.selectRow(row)
        self.table.scrollTo(self.model.index(row, 0))
        return True

    def clear_filters(self) -> None:
        """List every entry of the place again."""
        self.search_field.clear()
        for action in self._filter_menu.actions():
            action.setChecked(False)
        self._scopes.buttons()[0].setChecked(True)
        self._on_filter_changed()

    def clear_choice(self) -> None:
        """Let no entry be the current one, e.g. for a new one."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())

    def show_proposed(self, count: int) -> None:
        """Offer to publish what waits for it."""
        self.publish_button.setVisible(count > 0)
        self.publish_button.setText(self.tr("发布 {count} 条…").format(count=count))

    def offer_groups(self, groups: Sequence[GroupPath]) -> None:
        """Open the menu of groups that the marked entries can be put into."""
        self._groups_menu.clear()
        for path in (*groups, ()):
            words = group_words(path).replace("&", "&&")
            action = QAction(words, self._groups_menu)
            action.setData(path)
            self._groups_menu.addAction(action)
        foot = self.move_button.rect().topLeft()
        self._groups_menu.popup(self.move_button.mapToGlobal(foot))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.model.set_theme(theme)
        self._glass.setIcon(icon("search", theme.colour("faint"), 16))

    def sizeHint(self) -> QSize:
        return QSize(700, 500)

    def _mark(self, key: str, kept: set[str]) -> None:
        """Put current row and marks back after the list has changed."""
        selection = self.table.selectionModel()
        row = self.model.row_of(key)
        if row is None:
            return
        flags = selection.SelectionFlag
        if len(kept) > 1:
            selection.select(self._ranges(kept), flags.Select | flags.Rows)
        selection.setCurrentIndex(self.model.index(row, 0), flags.Select | flags.Rows)

    def _ranges(self, kept: set[str]) -> QItemSelection:
        """Return entries as ranges: marked one by one, 20,000 take half a minute."""
        rows = [at for at, entry in enumerate(self.model.entries) if entry.key in kept]
        ranges = QItemSelection()
        start = 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                first, last = rows[start], row
                ranges.select(self.model.index(first, 0), self.model.index(last, 0))
                start = at + 1
        return ranges

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("快捷回复"))
        self.search_field.setPlaceholderText(self.tr("标题、拼音首字母、关键词、正文"))
        self.search_field.setAccessibleName(self.tr("查找回复"))
        self.search_field.setClearButtonEnabled(True)
        self.search_field.addAction(
            self._glass, QLineEdit.ActionPosition.LeadingPosition
        )
        self.new_button.setProperty("tone", "primary")
        self._fill_menus()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 10)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addLayout(self._second_line())
        column.addWidget(self.table, 1)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        column.addWidget(self._marked_bar())
        self.publish_button.hide()
        self.empty.hide()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search_field, 1)
        for button in (self.more_button, self.publish_button, self.new_button):
            head.addWidget(button)
        return head

    def _second_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        choices: tuple[Scope | None, ...] = (None, *Scope)
        for scope in choices:
            words = self.tr("所有范围") if scope is None else scope_words(scope)
            chip = QPushButton(words, self)
            chip.setProperty("role", "library_tab")
            chip.setCheckable(True)
            chip.setChecked(scope is None)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.setProperty("scope", "" if scope is None else scope.value)
            self._scopes.addButton(chip)
            line.addWidget(chip)
        line.addStretch(1)
        line.addWidget(self.filter_button)
        return line

    def _marked_bar(self) -> QFrame:
        self.bar.setProperty("role", "book_bar")
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._bar_words, 1)
        row.addWidget(self.move_button)
        self.remove_button.setProperty("tone", "danger")
        row.addWidget(self.remove_button)
        self.bar.hide()
        return self.bar

    def _fill_menus(self) -> None:
        for standing in Standing:
            self._check(standing_words(standing), standing.value)
        self._filter_menu.addSeparator()
        self._check(self.tr("没用过的"), "unused")
        self._check(self.tr("带素材的"), "materials")
        self.filter_button.setMenu(self._filter_menu)
        offered = (
            ("import", self.tr("导入表格（Excel、CSV）…")),
            ("export", self.tr("导出为表格…")),
            ("", ""),
            ("take_in", self.tr("导入回复本文件…")),
            ("give_out", self.tr("导出回复本文件…")),
            ("", ""),
            ("usage", self.tr("使用统计")),
        )
        for key, words in offered:
            if not key:
                self._more_menu.addSeparator()
                continue
            action = QAction(words, self._more_menu)
            action.setData(key)
            self._more_menu.addAction(action)
        self.more_button.setMenu(self._more_menu)

    def _check(self, words: str, key: str) -> None:
        action = QAction(words, self._filter_menu)
        action.setCheckable(True)
        action.setData(key)
        self._filter_menu.addAction(action)

    def _connect_signals(self) -> None:
        self.search_field.textChanged.connect(self.words_changed)
        self.search_field.returnPressed.connect(self._on_search_entered)
        self._scopes.buttonClicked.connect(self._on_filter_changed)
        self._filter_menu.triggered.connect(self._on_filter_changed)
        self._more_menu.triggered.connect(self._on_more_chosen)
        self.new_button.clicked.connect(self.new_requested)
        self.publish_button.clicked.connect(self.publish_requested)
        self.move_button.clicked.connect(self.move_requested)
        self.remove_button.clicked.connect(self.removal_requested)
        self._groups_menu.triggered.connect(self._on_group_picked)
        self.table.removal_requested.connect(self.removal_requested)
        self.table.edit_requested.connect(self.edit_requested)
        self.table.doubleClicked.connect(self.edit_requested)
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(self._on_current_changed)
        selection.selectionChanged.connect(self._show_bar)

    def _show_bar(self) -> None:
        marked = self.table.selectionModel().selection()
        count = sum(marked.at(at).height() for at in range(marked.size()))
        self.bar.setVisible(count > 1)
        self._bar_words.setText(self.tr("已选 {count} 条").format(count=count))

    def _on_search_entered(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.current is None:
                self.table.selectRow(0)

    def _on_current_changed(self) -> None:
        if self.current is not None:
            self.chosen.emit()

    def _on_filter_changed(self) -> None:
        chip = self._scopes.checkedButton()
        scope = str(chip.property("scope")) if chip is not None else ""
        keys = {
            str(action.data())
            for action in self._filter_menu.actions()
            if action.isChecked()
        }
        self._filter = BookFilter(
            scope=Scope(scope) if scope else None,
            standings=frozenset(each for each in Standing if each.value in keys),
            unused="unused" in keys,
            with_materials="materials" in keys,
        )
        self.filter_button.setProperty("active", self._filter.active)
        self.filter_button.style().polish(self.filter_button)
        self.filter_changed.emit(self._filter)

    def _on_group_picked(self, action: QAction) -> None:
        self.group_picked.emit(tuple(action.data()))

    def _on_more_chosen(self, action: QAction) -> None:
        self.exchange_requested.emit(str(action.data()))
