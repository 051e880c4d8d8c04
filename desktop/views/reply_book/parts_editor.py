"""The ordered parts of a reply: texts and materials, moved, removed, added."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.models.quick_reply import ReplyMaterial, ReplyPart, ReplyText
from desktop.models.reply_markers import MENU
from desktop.views.reply_book.part_row import PartRow, material_of
from desktop.views.theme.language import words
from desktop.views.theme.theme import Theme

MaterialName = Callable[[int], str]


class PartsEditor(QWidget):
    """Rows of parts with what is added to them below.

    Signals:
        changed: another text, another order, a part more or less.
        material_wanted: a material of the library shall be picked.
    """

    changed = Signal()
    material_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[PartRow] = []
        self._entered: PartRow | None = None
        self._locked = False
        self._name: MaterialName = str
        self._column = QVBoxLayout()
        self.text_button = QPushButton(self.tr("加文字"), self)
        self.material_button = QPushButton(self.tr("加素材"), self)
        self.marker_button = QPushButton(self.tr("插入变量"), self)
        self._markers = QMenu(self)
        self._build()

    def show_parts(self, parts: Sequence[ReplyPart], name: MaterialName) -> None:
        """Show other parts; `name` says what a material is called."""
        self._name = name
        self._clear()
        for part in parts or (ReplyText(""),):
            self._append(part)
        self._number()

    def parts(self) -> tuple[ReplyPart, ...]:
        """Return the parts that say something."""
        said = (row.part for row in self._rows)
        return tuple(
            part
            for part in said
            if isinstance(part, ReplyMaterial) or part.text.strip()
        )

    def add_material(self, material_id: int) -> None:
        """Put a material behind the rest."""
        self._append(ReplyMaterial(material_id))
        self._number()
        self.material_button.setFocus()  # else Qt would choose a button that removes
        self.changed.emit()

    def insert(self, written: str) -> None:
        """Write a marker where the keyboard was last, else into the last text."""
        texts = [row for row in self._rows if row.box is not None]
        row = self._entered if self._entered in texts else None
        if row is None and texts:
            row = texts[-1]
        if row is None or row.box is None or self._locked:
            return
        row.box.insertPlainText(written)
        row.box.setFocus()

    def set_locked(self, locked: bool) -> None:
        """Let the parts be read alone, or changed."""
        self._locked = locked
        for row in self._rows:
            row.set_locked(locked)
        for button in (self.text_button, self.material_button, self.marker_button):
            button.setVisible(not locked)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for row in self._rows:
            row.set_theme(theme)

    def rows(self) -> tuple[PartRow, ...]:
        """Return the rows in order."""
        return tuple(self._rows)

    def _build(self) -> None:
        for marker in MENU:
            label = f"{marker.written}   {words(marker.label)}"
            action = QAction(label.replace("&", "&&"), self._markers)
            action.setData(marker.written)
            self._markers.addAction(action)
        self._markers.triggered.connect(self._on_marker_chosen)
        self.marker_button.setMenu(self._markers)
        self._column.setSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self.text_button, self.material_button, self.marker_button):
            button.setProperty("tone", "small")
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addLayout(foot)
        self.text_button.clicked.connect(self._on_text_clicked)
        self.material_button.clicked.connect(self.material_wanted)

    def _append(self, part: ReplyPart) -> PartRow:
        material = material_of(part)
        name = "" if material is None else self._name(material)
        row = PartRow(part, name, self._theme, self)
        row.set_locked(self._locked)
        row.changed.connect(self.changed)
        row.move_requested.connect(self._on_move_requested)
        row.removal_requested.connect(self._on_removal_requested)
        row.entered.connect(self._on_entered)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _clear(self) -> None:
        for row in self._rows:
            self._drop(row)
        self._rows = []
        self._entered = None

    def _drop(self, row: PartRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _number(self) -> None:
        for at, row in enumerate(self._rows):
            row.set_place(at, len(self._rows))

    def _row_that_asks(self) -> PartRow | None:
        row = self.sender()
        return row if isinstance(row, PartRow) and row in self._rows else None

    def _on_move_requested(self, step: int) -> None:
        row = self._row_that_asks()
        if row is None:
            return
        at = self._rows.index(row)
        to = at + step
        if 0 <= to < len(self._rows):
            self._rows.insert(to, self._rows.pop(at))
            self._column.removeWidget(row)
            self._column.insertWidget(to, row)
            self._number()
            self.changed.emit()

    def _on_removal_requested(self) -> None:
        row = self._row_that_asks()
        if row is None:
            return
        self._rows.remove(row)
        if self._entered is row:
            self._entered = None
        self._drop(row)
        self._number()
        self.changed.emit()

    def _on_entered(self) -> None:
        self._entered = self._row_that_asks()

    def _on_text_clicked(self) -> None:
        row = self._append(ReplyText(""))
        self._number()
        if row.box is not None:
            row.box.setFocus()
        self.changed.emit()

    def _on_marker_chosen(self, action: QAction) -> None:
        self.insert(str(action.data()))
