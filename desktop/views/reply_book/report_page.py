"""What a file would do to the book, row by row, before anything is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.models.reply_exchange import RowFate
from desktop.views.library.material_words import scope_words
from desktop.views.reply_book.page_frame import PageFrame
from desktop.views.reply_book.reply_form import PERSONAL, ScopePlace
from desktop.views.settings.choice_row import ChoiceButton
from desktop.views.theme.plain_text import TOOLTIP_ROLE, PlainLabel, tooltip
from desktop.views.theme.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_ROLE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of a file, in words."""

    place: str
    """Line of the file, empty where it has none."""
    fate: RowFate
    title: str
    words: str = ""
    """Why it is refused, or what else is to be known."""


class ReportColumn(IntEnum):
    """From the left."""

    PLACE = 0
    FATE = 1
    TITLE = 2
    WORDS = 3


_TONES = {
    RowFate.NEW: "ok",
    RowFate.CHANGED: "accent",
    RowFate.SAME: "muted",
    RowFate.REFUSED: "bad",
}


class ReportModel(QAbstractTableModel):
    """Holds the rows of a report."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[ReportRow, ...] = ()

    def show(self, rows: Sequence[ReportRow]) -> None:
        """Hold other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.show(self._rows)

    def fate_words(self, fate: RowFate) -> str:
        """Return what becomes of a row."""
        match fate:
            case RowFate.NEW:
                return self.tr("新增")
            case RowFate.CHANGED:
                return self.tr("修改")
            case RowFate.SAME:
                return self.tr("不变")
            case RowFate.REFUSED:
                return self.tr("不导入")

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(ReportColumn)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> object:
        """Return the words or the colour of a cell."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], ReportColumn(index.column())
        if role == _ROLE.DisplayRole:
            return (
                row.place,
                self.fate_words(row.fate),
                one_line(row.title),
                one_line(row.words, 300),
            )[column]
        if role == TOOLTIP_ROLE and column is ReportColumn.WORDS:
            return tooltip(row.words)
        if role == _ROLE.ForegroundRole:
            plain = column in (ReportColumn.TITLE, ReportColumn.PLACE)
            return self._theme.colour("text" if plain else _TONES[row.fate])
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _ROLE.DisplayRole,
    ) -> object:
        """Return the name of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        names = (self.tr("行"), self.tr("结果"), self.tr("标题"), self.tr("说明"))
        return names[section] if role == _ROLE.DisplayRole else None


class ReportPage(PageFrame):
    """The rows with a filter by their fate, and the step that stores them.

    Signals:
        confirmed: store what is new and changed.
        scope_chosen(ScopePlace): the replies are for others than was thought.
        cancel_requested: the reading or storing shall end.
    """

    confirmed = Signal()
    scope_chosen = Signal(object)
    cancel_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[ReportRow, ...] = ()
        self._fates = QButtonGroup(self)
        self.model = ReportModel(theme, self)
        self.table = QTableView(self)
        self.scope_button: ChoiceButton[ScopePlace] = ChoiceButton(
            {PERSONAL: scope_words(PERSONAL.scope)}, theme, self
        )
        self.question = PlainLabel("", self, role="warning", wraps=True)
        self.progress = PlainLabel("", self, role="small")
        self.cancel_button = QPushButton(self.tr("停止"), self)
        self.confirm_button = QPushButton(self)
        self._build()

    def offer_scopes(
        self, scopes: Mapping[ScopePlace, str] | None, chosen: ScopePlace = PERSONAL
    ) -> None:
        """Let it be chosen for whom the replies are; None where the file says."""
        self.scope_button.setVisible(scopes is not None)
        if scopes:
            self.scope_button.offer(scopes)
            self.scope_button.set_choice(chosen)

    def show_rows(self, rows: Sequence[ReportRow], question: str, confirm: str) -> None:
        """Show a whole report; `question` is what a person has to compare before."""
        self._rows = tuple(rows)
        for fate in RowFate:
            count = sum(row.fate is fate for row in self._rows)
            chip = self._fates.button(_number(fate))
            chip.setText(f"{self.model.fate_words(fate)} {count}")
            chip.setVisible(count > 0)
        self._fates.button(0).setText(
            self.tr("全部 {count}").format(count=len(self._rows))
        )
        refused = any(row.fate is RowFate.REFUSED for row in self._rows)
        first = _number(RowFate.REFUSED) if refused else 0
        self._fates.button(first).setChecked(True)
        self._narrow()
        self.question.setText(question)
        self.question.setVisible(bool(question))
        self.confirm_button.setText(confirm)
        stores = (RowFate.NEW, RowFate.CHANGED)
        self.confirm_button.setVisible(any(row.fate in stores for row in self._rows))
        self.show_progress("")

    def show_progress(self, words: str) -> None:
        """Say what is being done; empty words end it."""
        self.progress.setText(words)
        self.cancel_button.setVisible(bool(words))
        self.confirm_button.setEnabled(not words)
        self.scope_button.setEnabled(not words)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.model.set_theme(theme)
        self.scope_button.set_theme(theme)

    def _build(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for number in range(len(RowFate) + 1):
            chip = QPushButton(self)
            chip.setProperty("role", "library_tab")
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._fates.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self.scope_button)
        self.table.setModel(self.model)
        self._dress_table()
        self.contents.addWidget(self.question)
        self.contents.addLayout(chips)
        self.contents.addWidget(self.table, 1)
        self.confirm_button.setProperty("tone", "primary")
        self.foot.addWidget(self.progress, 1)
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.confirm_button)
        self.scope_button.setAccessibleName(self.tr("导入给谁用"))
        self._fates.idClicked.connect(self._narrow)
        self.confirm_button.clicked.connect(self.confirmed)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.scope_button.choice_made.connect(self.scope_chosen)

    def _dress_table(self) -> None:
        table = self.table
        table.setProperty("role", "book_table")
        table.setAccessibleName(self.tr("逐行结果"))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in ((0, 56), (1, 72), (2, 200)):
            header.resizeSection(column, width)

    def _narrow(self) -> None:
        chosen = self._fates.checkedId()
        self.model.show([row for row in self._rows if chosen in (0, _number(row.fate))])


def _number(fate: RowFate) -> int:
    return list(RowFate).index(fate) + 1
