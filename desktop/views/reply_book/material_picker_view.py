"""A small card that picks a material of the library for a reply."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.models.material import Material
from desktop.views.composer.popover import Popover
from desktop.views.library.material_words import kind_words
from desktop.views.theme.plain_text import PlainLabel

_SIZE = (320, 300)
_PAUSE = 80
"""Milliseconds without a key after which is searched."""
_MATERIAL = Qt.ItemDataRole.UserRole


class MaterialPickerView(Popover):
    """A field and a list; Enter or a click picks.

    Signals:
        searched(str): other materials are wanted.
        picked(object): the id of the material that was picked.
    """

    searched = Signal(str)
    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("选素材"))
        self.setFixedSize(*_SIZE)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("搜索素材：名称、编码、标签"))
        self.field.setAccessibleName(self.tr("搜索素材"))
        self.list = QListWidget(self)
        self.list.setProperty("role", "mention_list")
        self.list.setAccessibleName(self.tr("素材"))
        self._empty = PlainLabel("", self, role="quiet", wraps=True)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.setObjectName("search_materials")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        self.field.textChanged.connect(self._on_text_changed)
        self._pause.timeout.connect(self._on_paused)
        self.list.itemClicked.connect(self._on_item_clicked)

    def open_at(self, anchor: QWidget) -> None:
        """Open above a button, with everything listed."""
        self.field.clear()
        self.open_above(anchor)
        self.searched.emit("")

    def show_materials(self, materials: Sequence[Material]) -> None:
        """List what was found."""
        self.list.clear()
        for material in materials:
            details = material.details
            words = f"{one_line(details.name, 60)}   {kind_words(material.kind)}"
            if details.code:
                words += f" · {one_line(details.code, 20)}"
            item = QListWidgetItem(words)
            item.setData(_MATERIAL, material.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(materials))
        self._empty.setVisible(not materials)
        self._empty.setText(self.tr("没有这样的素材。可以先在「素材」里添加。"))

    def take_keyboard(self) -> None:
        """Let words be typed at once."""
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def pick(self) -> None:
        """Pick the current material."""
        item = self.list.currentItem()
        if item is not None:
            self.close_card()
            self.picked.emit(item.data(_MATERIAL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ choose, Enter picks."""
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        step = steps.get(event.key())
        if step is not None and self.list.count():
            row = (self.list.currentRow() + step) % self.list.count()
            self.list.setCurrentRow(row)
            event.accept()
        elif self.finishes(event):
            event.accept()
            self.pick()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        self._pause.start()

    def _on_paused(self) -> None:
        self.searched.emit(self.field.text().strip())

    def _on_item_clicked(self) -> None:
        self.pick()
