"""The palette over the window: field, list, and what stands around a hit."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop.views.palette.palette_delegate import PaletteDelegate
from desktop.views.palette.palette_field import PaletteField
from desktop.views.palette.palette_model import PaletteModel
from desktop.views.palette.palette_preview_view import PalettePreview
from desktop.views.palette.palette_rows import Entry, Row, spoken
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.theme.theme import Theme

WIDTH = 660
PREVIEW_FROM = 1120
"""Width of the window from which the preview has room beside the list."""
PREVIEW_WIDTH = 400
_MARGIN = 24
_BACKDROP = QColor(16, 24, 40, 110)
_PAGE = 6
_STEPS = {"down": 1, "up": -1, "page_down": _PAGE, "page_up": -_PAGE}


class PaletteView(QWidget):
    """Covers its parent; a card in it takes the keyboard until it is closed.

    Signals:
        typed(str): another query; never while words are being composed.
        chosen(Row): Enter or a click. chosen_apart(Row): Ctrl+Enter.
        current_changed(Row or None): another row is the current one.
        closed: it went; the keyboard is back where it was.
    """

    typed = Signal(str)
    chosen = Signal(object)
    chosen_apart = Signal(object)
    current_changed = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._room = parent
        self._before: QWidget | None = None
        self._moved = False
        self._told: str | None = None
        self.card = QFrame(self)
        self.card.setObjectName("palette_card")
        self.field = PaletteField(theme, self.card)
        self._figures = PlainLabel("", self.card, role="palette_figures")
        self._hints = ElidedLabel("", self.card, role="palette_hints")
        self.model = PaletteModel(self)
        self.list = QListView(self.card)
        self._delegate = PaletteDelegate(theme, self.font(), self)
        self.preview = PalettePreview(theme, now, self.card)
        self._build()
        self._connect_signals()
        self._say()
        self.hide()

    def open(self) -> None:
        """Come up with an empty field."""
        self._before = QApplication.focusWidget()
        self._moved = False
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_palette(self) -> None:
        """Go, and give the keyboard back."""
        if self.isHidden():
            return
        focused = QApplication.focusWidget()
        had_keyboard = focused is not None and self.isAncestorOf(focused)
        self.hide()
        if had_keyboard and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List something else; a row that was gone to stays the current one."""
        current = self.current_row()
        self.model.show(entries)
        place = None
        if self._moved and current is not None:
            place = self.model.place_of(current.key)
        if place is None:
            self._moved = False
            place = self.model.next_row(-1, 1)
        self._go_to(place)
        if not self._moved:
            self.list.scrollToTop()

    def go_to(self, key: str) -> None:
        """Make the row with a key the current one."""
        place = self.model.place_of(key)
        if place is not None:
            self._moved = True
            self._go_to(place)

    def set_now(self, now: datetime) -> None:
        """Take the time of day."""
        self.preview.set_now(now)

    def show_figures(self, words: str) -> None:
        """Say how much was looked through and how long it took."""
        self._figures.setText(words)

    def current_row(self) -> Row | None:
        """Return the row that Enter would choose."""
        return self.model.row(self.list.currentIndex().row())

    @property
    def moved(self) -> bool:
        """Whether the person has gone to the current row on purpose."""
        return self._moved

    @property
    def previews(self) -> bool:
        """Whether there is room for a preview."""
        return not self.preview.isHidden()

    def start_anew(self) -> None:
        """Begin at the first row again: another query."""
        self._moved = False
        # No row has this key: whatever comes is told, and that nothing came too.
        self._told = ""

    def place(self) -> None:
        """Stand in the upper middle of the parent."""
        room = self._room.rect()
        self.setGeometry(room)
        wide = room.width() >= PREVIEW_FROM
        self.preview.setVisible(wide)
        width = min(WIDTH + (PREVIEW_WIDTH if wide else 0), room.width() - 2 * _MARGIN)
        height = min(520, room.height() - 2 * _MARGIN)
        top = max(_MARGIN, round((room.height() - height) * 0.28))
        self.card.setGeometry(QRect((room.width() - width) // 2, top, width, height))

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.field.set_theme(theme)
        self._delegate.set_theme(theme)
        self.preview.set_theme(theme)
        self.list.viewport().update()

    def _build(self) -> None:
        self.list.setObjectName("palette_list")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        # Opaque: a row that changes must not paint the whole window behind it anew.
        self.list.viewport().setAutoFillBackground(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.preview.setFixedWidth(PREVIEW_WIDTH)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.addWidget(self.field, 1)
        head.addWidget(self._figures)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list, 1)
        body.addWidget(self.preview)
        line = QFrame(self.card)
        line.setProperty("role", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line)
        column.addLayout(body, 1)
        column.addWidget(self._hints)
        self._room.installEventFilter(self)

    def _connect_signals(self) -> None:
        self.field.typed.connect(self.typed)
        self.field.moved.connect(self._on_moved)
        self.field.chosen.connect(self._on_chosen)
        self.field.chosen_apart.connect(self._on_chosen_apart)
        self.field.escaped.connect(self.close_palette)
        self.list.clicked.connect(self._on_clicked)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("搜索"))
        self.list.setAccessibleName(self.tr("搜索结果"))
        self._hints.setText(
            self.tr("↑↓ 选择　Enter 打开　Ctrl+Enter 新窗口　Tab 下一组　Esc 关闭")
            + "　　"
            + self.tr("筛选：账号:　人:　时间:　类型:")
        )

    def _go_to(self, place: int | None) -> None:
        index = QModelIndex() if place is None else self.model.index(place)
        self.list.setCurrentIndex(index)
        row = self.current_row()
        self.field.line.setAccessibleDescription("" if row is None else spoken(row))
        key = None if row is None else row.key
        if key != self._told:
            self._told = key
            self.current_changed.emit(row)

    def _on_moved(self, move: str) -> None:
        at = self.list.currentIndex().row()
        self._moved = True
        if move in {"forward", "backward"}:
            self._go_to(self.model.next_section(at, 1 if move == "forward" else -1))
            return
        steps = _STEPS[move]
        place: int | None = at
        for _ in range(abs(steps)):
            place = self.model.next_row(at, 1 if steps > 0 else -1)
            wrapped = place is not None and (place > at) != (steps > 0)
            if place is None or (wrapped and abs(steps) > 1):
                break
            at = place
        self._go_to(at if at >= 0 else place)
        if self.model.next_row(-1, 1) == at:
            self.list.scrollToTop()

    def _on_chosen(self) -> None:
        row = self.current_row()
        if row is not None:
            self.chosen.emit(row)

    def _on_chosen_apart(self) -> None:
        row = self.current_row()
        if row is not None:
            self.chosen_apart.emit(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self._moved = True
            self._go_to(index.row())
            self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        resized = event.type() is QEvent.Type.Resize
        if resized and watched is self._room and not self.isHidden():
            self.place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while anything in here has the keyboard."""
        shortcut = event.type() is QEvent.Type.ShortcutOverride
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if shortcut and escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, wherever the keyboard is in here."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        # Others end here: what lies behind must not be typed into.
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what lies behind."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), _BACKDROP)

    def changeEvent(self, event: QEvent) -> None:
        """Follow font and language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._delegate.set_font(self.font())
        elif event.type() is QEvent.Type.LanguageChange:
            self._say()
