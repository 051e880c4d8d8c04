"""Choosing an emoji: by group, by name, or one that was used lately."""

from functools import cache

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.emoji import Emoji, EmojiGroup, matching, read_emoji, used
from desktop.resources import resource
from desktop.views.composer.emoji_model import EmojiModel
from desktop.views.composer.popover import Popover
from desktop.views.theme.fonts import sized
from desktop.views.theme.plain_text import PlainLabel, set_tooltip

_CELL = 34
_AIR = 1.1
_COLUMNS = 10
_LINES = 6
_RECENT = "recent"
_TABS = {
    _RECENT: "🕘",
    EmojiGroup.WECHAT: "🙂",
    EmojiGroup.FACES: "😀",
    EmojiGroup.PEOPLE: "👋",
    EmojiGroup.NATURE: "🐱",
    EmojiGroup.FOOD: "🍎",
    EmojiGroup.TRAVEL: "🚗",
    EmojiGroup.ACTIVITIES: "⚽",
    EmojiGroup.OBJECTS: "💡",
    EmojiGroup.SYMBOLS: "❤️",
}


class EmojiPicker(Popover):
    """A search field, a grid and the groups below it.

    Signals:
        chosen(str written): what is to be written into the text
        recent_changed(object tuple): what was used last, the newest first
    """

    chosen = Signal(str)
    recent_changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make a closed picker; the names are read when it first opens."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("表情"))
        self._recent: tuple[str, ...] = ()
        self._group: str = EmojiGroup.WECHAT
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("搜索表情：开心、点赞、蛋糕…"))
        self.search.setAccessibleName(self.tr("搜索表情"))
        self.search.setClearButtonEnabled(True)
        self.model = EmojiModel(self)
        self.grid = self._make_grid()
        self._nothing = PlainLabel(self.tr("没有叫这个名字的表情"), self, role="quiet")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self._tabs = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.grid, 1)
        column.addWidget(self._nothing, 1)
        column.addLayout(self._make_tabs())
        self.search.textChanged.connect(self._on_search_changed)
        self.search.installEventFilter(self)
        self.grid.clicked.connect(self._on_clicked)
        self.grid.activated.connect(self._on_clicked)

    def set_recent(self, recent: tuple[str, ...]) -> None:
        """Learn what was used last at this desk."""
        self._recent = recent

    def open_above(self, anchor: QWidget) -> None:
        """Open with the recent ones first, ready for a name to be typed."""
        self.search.clear()
        self._fit_cells()
        self.show_group(_RECENT if self._recent else EmojiGroup.WECHAT)
        super().open_above(anchor)

    def take_keyboard(self) -> None:
        """Let a name be typed at once."""
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_group(self, group: str) -> None:
        """Show the emoji of a group, or `recent`."""
        self._group = group
        if group == _RECENT:
            by_written = {each.written: each for each in _all_emoji()}
            rows = [by_written[each] for each in self._recent if each in by_written]
        else:
            rows = [each for each in _all_emoji() if each.group == group]
        self._show(tuple(rows))
        for button in self._tabs.buttons():
            button.setChecked(button.property("group") == group)

    def _show(self, rows: tuple[Emoji, ...]) -> None:
        self.model.show_rows(rows)
        self.grid.setVisible(bool(rows))
        self._nothing.setHidden(bool(rows))
        if rows:
            self.grid.setCurrentIndex(self.model.index(0))
            self.grid.scrollToTop()

    def _choose(self, row: int) -> None:
        emoji = self.model.emoji_at(row)
        if emoji is None:
            return
        self._recent = used(self._recent, emoji.written)
        self.recent_changed.emit(self._recent)
        self.chosen.emit(emoji.written)

    # Building

    def _make_grid(self) -> QListView:
        grid = QListView(self)
        grid.setProperty("role", "emoji_grid")
        grid.setModel(self.model)
        grid.setFrameShape(QFrame.Shape.NoFrame)
        grid.setViewMode(QListView.ViewMode.IconMode)
        grid.setMovement(QListView.Movement.Static)
        grid.setResizeMode(QListView.ResizeMode.Adjust)
        grid.setUniformItemSizes(True)
        grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grid.setFont(sized(self.font(), 8))
        grid.setMouseTracking(True)
        grid.setAccessibleName(self.tr("表情列表"))
        grid.installEventFilter(self)
        return grid

    def _fit_cells(self) -> None:
        """Give each emoji the room that its size needs now."""
        self.grid.ensurePolished()
        cell = max(_CELL, round(self.grid.fontMetrics().height() * _AIR))
        self.grid.setGridSize(QSize(cell, cell))
        self.grid.setFixedSize(_COLUMNS * cell + 14, _LINES * cell)

    def _make_tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        for group, sign in _TABS.items():
            button = QToolButton(self)
            button.setText(sign)
            button.setCheckable(True)
            button.setProperty("group", str(group))
            button.setProperty("role", "emoji_tab")
            name = _group_words(group)
            button.setAccessibleName(name)
            set_tooltip(button, name)
            self._tabs.addButton(button)
            row.addWidget(button, 1)
        self._tabs.buttonClicked.connect(self._on_tab_clicked)
        return row

    # What people do

    def _on_search_changed(self, query: str) -> None:
        if query.strip():
            self._show(matching(_all_emoji(), query))
        else:
            self.show_group(self._group)

    def _on_tab_clicked(self, button: QToolButton) -> None:
        group = str(button.property("group"))
        self._group = group
        self.search.clear()
        self.show_group(group)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter in the search field work in the grid, and back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and self._key_in_search(event):
                return True
            if watched is self.grid and self._key_in_grid(event):
                return True
        return super().eventFilter(watched, event)

    def _key_in_search(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.finishes(event):
                    self._choose(self.grid.currentIndex().row())
            case _:
                return False
        return True

    def _key_in_grid(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.grid.currentIndex().row())
            return True
        first_line = self.grid.currentIndex().row() < _COLUMNS
        if event.key() == Qt.Key.Key_Up and first_line:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.text().isprintable() and event.text() and not event.modifiers():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            QCoreApplication.sendEvent(self.search, event)
            return True
        return False


@cache
def _all_emoji() -> tuple[Emoji, ...]:
    lines = resource("emoji", "emoji.tsv").read_text("utf-8").splitlines()
    return read_emoji(lines)


def _group_words(group: str) -> str:
    translate = QCoreApplication.translate
    return {
        _RECENT: translate("EmojiPicker", "最近使用"),
        EmojiGroup.WECHAT: translate("EmojiPicker", "微信表情"),
        EmojiGroup.FACES: translate("EmojiPicker", "笑脸与情绪"),
        EmojiGroup.PEOPLE: translate("EmojiPicker", "手势与人物"),
        EmojiGroup.NATURE: translate("EmojiPicker", "动物与自然"),
        EmojiGroup.FOOD: translate("EmojiPicker", "食物与饮料"),
        EmojiGroup.TRAVEL: translate("EmojiPicker", "旅行与地点"),
        EmojiGroup.ACTIVITIES: translate("EmojiPicker", "活动"),
        EmojiGroup.OBJECTS: translate("EmojiPicker", "物品"),
        EmojiGroup.SYMBOLS: translate("EmojiPicker", "符号"),
    }[group]
