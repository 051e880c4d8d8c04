"""The quick replies above the cursor: found by letters, or suggested while typing."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import FoundReply
from desktop.views.composer.reply_line_delegate import ReplyLineDelegate
from desktop.views.reply_panel.reply_delegate import ReplyDelegate
from desktop.views.reply_panel.reply_list_model import ReplyListModel
from desktop.views.reply_panel.reply_rows import ReplyRow, found_rows
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

STEADY_MS = 300
"""How long a list must stand unchanged before a digit sends out of it."""
MOST_SHOWN = 6
_WIDTH = 560
_EDGE = 8


class ListMode(Enum):
    """Who asked for the list."""

    ASKED = auto()
    """A person, by a slash: it has the keys."""
    SUGGESTED = auto()
    """Nobody: only Tab, Esc and the digits are its own."""


class ReplyList(QFrame):
    """A list that leaves the keyboard in the field, which hands it its keys.

    Signals:
        picked(object reply): a QuickReply was clicked
        new_requested(): nothing fits, and one that does shall be written
    """

    picked = Signal(object)
    new_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a hidden list."""
        self._delegates: tuple[ReplyDelegate, ...] = ()
        """On two lines for a list that was asked for, on one for suggestions."""
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setObjectName("reply_list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.mode = ListMode.ASKED
        self._steady = QElapsedTimer()
        self._title = PlainLabel("", self, role="small")
        self._hint = PlainLabel("", self, role="small")
        self._empty = PlainLabel("", self, role="small", wraps=True)
        self._new = QPushButton(self.tr("新建"), self)
        self._new.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._new.clicked.connect(self.new_requested)
        self.model = ReplyListModel(self)
        self.list = self._made_list()
        self._delegates += (
            ReplyDelegate(theme, self.font(), self.list, badge_keys=""),
            ReplyLineDelegate(theme, self.font(), self.list, badge_keys=""),
        )
        self.list.clicked.connect(self._on_clicked)
        self._arrange()
        self.hide()

    def show_found(
        self,
        mode: ListMode,
        typed: str,
        found: Sequence[FoundReply],
        place: QPoint,
    ) -> None:
        """List replies above a place, as `stand_above` does."""
        rows = found_rows(found)
        if rows != list(self.model.rows) or mode is not self.mode or self.isHidden():
            self._steady.start()
        self.mode = mode
        self.model.show(rows)
        self._dress()
        self._say(typed)
        if rows:
            self.list.setCurrentIndex(self.model.index(0, 0))
        else:
            self.list.setCurrentIndex(QModelIndex())
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows)
        shown = min(len(rows), MOST_SHOWN)
        self.list.setFixedHeight(shown * self.list.sizeHintForRow(0) if rows else 0)
        self.stand_above(place)
        self.show()
        self.raise_()

    def stand_above(self, place: QPoint) -> None:
        """Take the room above a place, given in the window's coordinates."""
        window = self.window()
        width = min(_WIDTH, window.width() - 2 * _EDGE)
        self.setFixedWidth(width)
        self._column.activate()
        height = min(self.sizeHint().height(), max(120, place.y() - _EDGE))
        left = max(_EDGE, min(place.x(), window.width() - width - _EDGE))
        self.setGeometry(left, max(_EDGE, place.y() - height), width, height)

    @property
    def steady(self) -> bool:
        """Whether the list has stood unchanged long enough for a digit to send."""
        return self._steady.isValid() and self._steady.elapsed() >= STEADY_MS

    def current(self) -> QuickReply | None:
        """Return the reply that is marked."""
        row = self.model.row(self.list.currentIndex().row())
        return row.found.reply if isinstance(row, ReplyRow) else None

    def step(self, by: int) -> None:
        """Mark the next or previous one, round and round."""
        count = self.model.rowCount()
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(row, 0))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for each in self._delegates:
            each.set_theme(theme)
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for each in self._delegates:
                each.set_font(self.font())

    def _dress(self) -> None:
        """Take little room where nobody has asked."""
        suggested = self.mode is ListMode.SUGGESTED
        self.list.setItemDelegate(self._delegates[suggested])
        pad = 3 if suggested else 8
        self._head.setContentsMargins(12, pad, 12, pad)

    def _say(self, typed: str) -> None:
        words = one_line(typed, 24)
        if self.mode is ListMode.SUGGESTED:
            self._title.setText(self.tr("建议回复"))
            self._hint.setText(self.tr("Tab 采用　Esc 本会话不再提示"))
        else:
            title = self.tr("快捷回复 · “{words}”") if words else self.tr("快捷回复")
            self._title.setText(title.format(words=words))
            self._hint.setText(self.tr("↑↓ 选择　Enter 插入　Ctrl+Enter 直接发送"))
        empty = self.tr("没有找到“{words}”。Enter 新建这条快捷回复，Esc 照原样写")
        self._empty.setText(empty.format(words=words))

    def _made_list(self) -> QListView:
        shown = QListView(self)
        shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        shown.setFrameShape(QFrame.Shape.NoFrame)
        shown.setUniformItemSizes(True)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setMouseTracking(True)
        shown.setAccessibleName(self.tr("快捷回复"))
        shown.setModel(self.model)
        return shown

    def _arrange(self) -> None:
        head = self._head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.addWidget(self._title, 1)
        head.addWidget(self._hint)
        line = QFrame(self)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        self._none = QWidget(self)
        none = QHBoxLayout(self._none)
        none.setContentsMargins(12, 8, 12, 8)
        none.addWidget(self._empty, 1)
        none.addWidget(self._new)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addWidget(self.list)
        column.addWidget(self._none)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, ReplyRow):
            self.picked.emit(row.found.reply)
