"""What the pointer rests on, larger, beside its card."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.models.material import Material
from desktop.views.library.large_preview import LargePreview
from desktop.views.library.material_words import original_words
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_SIZE = QSize(420, 360)
_GAP = 8


class HoverCard(QFrame):
    """A card over the window that takes neither pointer nor keyboard."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._anchor = parent
        self.material: Material | None = None
        self._preview = LargePreview(theme, self)
        self._words = PlainLabel("", self, role="small", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self._preview, 1)
        column.addWidget(self._words)
        self.hide()

    def show_beside(self, material: Material, card: QRect) -> None:
        """Show a material beside its card, which lies there on the screen."""
        self.material = material
        self._preview.show_material(material)
        said = (one_line(material.details.name, 80), original_words(material))
        self._words.setText("\n".join(said))
        window = self._anchor.window()
        self.setParent(window)
        room = window.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        size = _SIZE.boundedTo(room.size())
        corner = window.mapFromGlobal(card.topLeft())
        left = corner.x() + card.width() + _GAP
        if left + size.width() > room.right():
            left = corner.x() - size.width() - _GAP
        top = min(corner.y(), room.bottom() - size.height())
        place = QPoint(max(room.left(), left), max(room.top(), top))
        self.setGeometry(QRect(place, size))
        self.show()
        self.raise_()

    def show_picture(self, image: QImage | None) -> None:
        """Show the picture of the material."""
        self._preview.show_picture(image)

    def put_away(self) -> None:
        """Hide it; what was on its way comes too late."""
        self.material = None
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._preview.set_theme(theme)
