"""The attachments of an answer in a row, in the order in which they will leave."""

from collections import OrderedDict

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from desktop.views.composer.attachment_chip import AttachmentChip
from desktop.views.composer.attachment_face import AttachmentFace
from desktop.views.theme.theme import Theme

_ROOM = 12
"""Logical pixels over and under the chips, for the scroll bar too."""
_PICTURES_KEPT = 64
"""Thumbnails that are remembered, for chips that are made anew."""
_Key = int | str


class AttachmentStrip(QScrollArea):
    """A row of chips that can be dragged, moved by key, removed and made smaller.

    Signals:
        remove_requested(key), shrink_requested(key), open_requested(key): of one chip
        order_changed(object tuple): the keys in their new order
        left(): the keyboard is wanted in the field again
    """

    remove_requested = Signal(object)
    shrink_requested = Signal(object)
    open_requested = Signal(object)
    order_changed = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make an empty, hidden strip."""
        super().__init__(parent)
        self._theme = theme
        self._chips: list[AttachmentChip] = []
        self._pictures: OrderedDict[_Key, QImage] = OrderedDict()
        self.setProperty("role", "attachment_strip")
        self.setAccessibleName(self.tr("附件"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget(self)
        self._body.setProperty("role", "attachment_body")
        self._row = QHBoxLayout(self._body)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.setWidget(self._body)
        self.hide()

    @property
    def chips(self) -> tuple[AttachmentChip, ...]:
        """The chips in their order."""
        return tuple(self._chips)

    def show_faces(self, faces: tuple[AttachmentFace, ...]) -> None:
        """Show these; chips of the same key stay, with keyboard and thumbnail."""
        if faces == tuple(chip.face for chip in self._chips):
            return
        known = {chip.face.key: chip for chip in self._chips}
        wanted = {face.key for face in faces}
        had_keyboard = any(chip.hasFocus() for chip in self._chips)
        for key, chip in known.items():
            if key not in wanted:
                self._row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
        self._chips = [known.get(face.key) or self._new_chip(face) for face in faces]
        for at, (chip, face) in enumerate(zip(self._chips, faces, strict=True)):
            self._row.insertWidget(at, chip)
            chip.show_face(face)
            chip.show()
            self.setFixedHeight(chip.height() + _ROOM)
        if had_keyboard and not any(chip.hasFocus() for chip in self._chips):
            self._give_keyboard_back()
        self.setVisible(bool(faces))

    def show_thumbnail(self, key: _Key, picture: QImage) -> None:
        """Show what a picture looks like, if its chip is still there."""
        self._pictures[key] = picture
        while len(self._pictures) > _PICTURES_KEPT:
            self._pictures.popitem(last=False)
        for chip in self._chips:
            if chip.face.key == key:
                chip.show_thumbnail(picture)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the field with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _new_chip(self, face: AttachmentFace) -> AttachmentChip:
        chip = AttachmentChip(face, self._theme, self._body)
        if (picture := self._pictures.get(face.key)) is not None:
            chip.show_thumbnail(picture)
        chip.remove_requested.connect(self.remove_requested)
        chip.shrink_requested.connect(self.shrink_requested)
        chip.open_requested.connect(self.open_requested)
        chip.dragged.connect(self._on_dragged)
        chip.dropped.connect(self._on_dropped)
        chip.step_requested.connect(self._on_step_requested)
        chip.move_requested.connect(self._on_move_requested)
        return chip

    def _give_keyboard_back(self) -> None:
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _at(self, key: _Key) -> int:
        keys = [chip.face.key for chip in self._chips]
        return keys.index(key)

    def _move(self, at: int, to: int) -> None:
        chip = self._chips.pop(at)
        self._chips.insert(to, chip)
        self._row.removeWidget(chip)
        self._row.insertWidget(to, chip)
        self.ensureWidgetVisible(chip)

    def _tell_order(self) -> None:
        self.order_changed.emit(tuple(chip.face.key for chip in self._chips))

    def _on_step_requested(self, key: _Key, by: int) -> None:
        to = self._at(key) + by
        if 0 <= to < len(self._chips):
            self._chips[to].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self._chips[to])

    def _on_move_requested(self, key: _Key, by: int) -> None:
        at = self._at(key)
        if 0 <= at + by < len(self._chips):
            self._move(at, at + by)
            self._tell_order()

    def _on_dragged(self, key: _Key, place: QPoint) -> None:
        x = self._body.mapFromGlobal(place).x()
        at = self._at(key)
        others = [chip for chip in self._chips if chip.face.key != key]
        to = sum(chip.geometry().center().x() < x for chip in others)
        if to != at:
            self._move(at, to)

    def _on_dropped(self, key: _Key) -> None:
        self._tell_order()
