"""The library beside a conversation: search, a small grid, what is chosen."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.material import Material
from desktop.views.library.hover_card import HoverCard
from desktop.views.library.material_grid import MaterialGrid
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_PAUSE = 60
"""Milliseconds without a key after which is searched."""


class SideMaterialsView(QWidget):
    """Materials within reach of who writes; a click puts one into the answer.

    Signals:
        searched(str words): other materials are wanted
        materials_chosen(object materials, bool at_once): for the open answer, in this
            order; at once sends it
        library_requested(): the whole page is wanted
        left(): Esc; the keyboard goes back to the answer
    """

    searched = Signal(str)
    materials_chosen = Signal(object, bool)
    library_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("搜索素材"))
        self.field.setAccessibleName(self.tr("搜索素材"))
        self.field.setClearButtonEnabled(True)
        self.grid = MaterialGrid(theme, self, small=True)
        self.grid.setAccessibleName(self.tr("素材"))
        self.hover = HoverCard(theme, self)
        self._heading = PlainLabel("", self, role="small_heading")
        self._empty = PlainLabel("", self, role="quiet", wraps=True)
        self.add_button = QPushButton(self.tr("加入回复"), self)
        self.add_button.setProperty("tone", "primary")
        self.library_button = QPushButton(self.tr("打开资料库"), self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._connect()
        self.set_allowed(False)

    def show_count(self, count: int) -> None:
        """Say what is listed, or that there is nothing."""
        searching = bool(self.field.text().strip())
        self._heading.setText(
            self.tr("找到 %n 个", None, count)
            if searching
            else self.tr("最近用过、更新")
        )
        self._empty.setText(
            self.tr("没有符合的素材")
            if searching
            else self.tr("资料库还是空的，打开资料库添加素材")
        )
        self._empty.setVisible(count == 0)
        self.grid.setVisible(count > 0)

    def set_allowed(self, allowed: bool) -> None:
        """Let materials be put into an answer, or not: no conversation is open."""
        self._allowed = allowed
        self._show_picked()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.grid.set_theme(theme)
        self.hover.set_theme(theme)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(6)
        for widget in (self.field, self._heading, self._empty):
            row = QHBoxLayout()
            row.setContentsMargins(12, 0, 12, 0)
            row.addWidget(widget)
            column.addLayout(row)
        column.addWidget(self.grid, 1)
        column.addStretch(0)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 0)
        foot.addWidget(self.library_button)
        foot.addStretch(1)
        foot.addWidget(self.add_button)
        column.addLayout(foot)
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._on_paused)
        self.grid.picked.connect(self._show_picked)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.clicked.connect(self._on_clicked)
        self.add_button.clicked.connect(self._on_added)
        self.library_button.clicked.connect(self.library_requested)

    def _show_picked(self, materials: object = ()) -> None:
        del materials
        count = len(self.grid.order.rows)
        self.add_button.setEnabled(self._allowed and count > 0)
        several = self.tr("加入回复（%n）", None, count)
        self.add_button.setText(several if count > 1 else self.tr("加入回复"))

    def _on_paused(self) -> None:
        self.searched.emit(self.field.text().strip())

    def _on_chosen(self, materials: tuple[Material, ...], at_once: bool) -> None:
        if self._allowed:
            self.grid.clearSelection()
            self.materials_chosen.emit(materials, at_once)

    def _on_clicked(self) -> None:
        """Take what a plain click chose; with Ctrl or Shift one goes on choosing."""
        if not QGuiApplication.keyboardModifiers():
            self._on_chosen(self.grid.picked_materials, at_once=False)

    def _on_added(self) -> None:
        self._on_chosen(self.grid.picked_materials, at_once=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        in_field = self.field.hasFocus()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key == Qt.Key.Key_Down and in_field and self.grid.isVisible():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.grid.order.rows:
                self.grid.pick(0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_field:
            self._take_first(event)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _take_first(self, event: QKeyEvent) -> None:
        """Take what is chosen, else the first that was found."""
        first = self.grid.list_model.material(0)
        picked = self.grid.picked_materials or (() if first is None else (first,))
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if picked:
            self._on_chosen(picked, at_once=bool(control))
