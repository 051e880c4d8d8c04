"""One attachment as a small card: picture or icon, name, size, what can be done."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.composer.attachment_face import AttachmentFace, state_words
from desktop.views.theme.icons import icon, pixmap
from desktop.views.theme.plain_text import ElidedLabel, set_tooltip
from desktop.views.theme.theme import Theme

_WIDTH = 226
_HEIGHT = 50
_SIDE = 38
_ICON = 14


class Thumbnail(QWidget):
    """A square with the picture, or the icon of the kind."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make an empty square."""
        super().__init__(parent)
        self._theme = theme
        self._picture = QImage()
        self._icon = "message_file"
        self.setFixedSize(_SIDE, _SIDE)

    def show_icon(self, name: str) -> None:
        """Show this icon where there is no picture."""
        self._icon = name
        self.update()

    def show_picture(self, picture: QImage) -> None:
        """Show a picture, cut to the square."""
        self._picture = picture
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), self._theme.colour("hover"))
        if self._picture.isNull():
            colour: QColor = self._theme.colour("muted")
            sign = pixmap(self._icon, colour, 20, self.devicePixelRatioF())
            painter.drawPixmap((_SIDE - 20) // 2, (_SIDE - 20) // 2, sign)
            return
        side = min(self._picture.width(), self._picture.height())
        left = (self._picture.width() - side) // 2
        top = (self._picture.height() - side) // 2
        painter.drawImage(
            QRectF(self.rect()), self._picture, QRectF(left, top, side, side)
        )


class AttachmentChip(QFrame):
    """One card of the strip; it takes the keyboard.

    Signals:
        remove_requested(key), shrink_requested(key): a button or key was pressed
        open_requested(key): Enter or a double click; what it holds shall be changed
        dragged(key, QPoint place): the pointer carries it, in global coordinates
        dropped(key): the pointer let it go
        step_requested(key, int by): the next or previous chip shall have the keyboard
        move_requested(key, int by): it shall change places with a neighbour
    """

    remove_requested = Signal(object)
    shrink_requested = Signal(object)
    open_requested = Signal(object)
    dragged = Signal(object, QPoint)
    dropped = Signal(object)
    step_requested = Signal(object, int)
    move_requested = Signal(object, int)

    def __init__(self, face: AttachmentFace, theme: Theme, parent: QWidget) -> None:
        """Make the card of a face."""
        super().__init__(parent)
        self._face = face
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setProperty("role", "attachment_chip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._thumbnail = Thumbnail(theme, self)
        self._name = ElidedLabel("", self, role="attachment_name")
        self._state = ElidedLabel("", self, role="composer_words")
        self.shrink_button = QPushButton(self.tr("压缩"), self)
        self.shrink_button.setProperty("role", "attachment_shrink")
        self.shrink_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove_button = QToolButton(self)
        self.remove_button.setIconSize(QSize(_ICON, _ICON))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()
        self.set_theme(theme)
        self.show_face(face)
        self._fit()

    @property
    def face(self) -> AttachmentFace:
        """What the card shows."""
        return self._face

    def show_face(self, face: AttachmentFace) -> None:
        """Show what has become of the attachment."""
        self._face = face
        state = state_words(face)
        self._name.setText(face.name or self.tr("未命名"))
        self._state.setText(state)
        set_tooltip(self, face.whole_text)
        self._thumbnail.show_icon(face.icon)
        self.shrink_button.setVisible(face.can_shrink)
        words = self.tr("移除") if face.work is None else self.tr("取消")
        self.remove_button.setAccessibleName(words)
        set_tooltip(self.remove_button, words)
        self.setAccessibleName(f"{self._name.text()}, {state}")
        tone = "" if face.ready or face.work is not None else "bad"
        for part in (self, self._state):
            if part.property("tone") != tone:
                part.setProperty("tone", tone)
                part.style().unpolish(part)
                part.style().polish(part)
        self.update()

    def show_thumbnail(self, picture: QImage) -> None:
        """Show what the picture looks like."""
        self._thumbnail.show_picture(picture)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._thumbnail.set_theme(theme)
        self.remove_button.setIcon(icon("close", theme.colour("muted"), _ICON))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint how far the work is along the lower edge."""
        super().paintEvent(event)
        if self._face.work is None or not self._face.progress:
            return
        painter = QPainter(self)
        width = (self.width() - 2) * min(1.0, self._face.progress)
        painter.fillRect(
            QRectF(1, self.height() - 3, width, 2), self._theme.colour("accent")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, change places, remove or shrink."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        signal = self.move_requested if control else self.step_requested
        match event.key():
            case Qt.Key.Key_Left:
                signal.emit(self._face.key, -1)
            case Qt.Key.Key_Right:
                signal.emit(self._face.key, 1)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_requested.emit(self._face.key)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._face.can_shrink:
                self.shrink_requested.emit(self._face.key)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.open_requested.emit(self._face.key)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the pointer took hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for what it holds."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = None
            self.open_requested.emit(self._face.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Be carried, once the pointer has clearly moved."""
        if self._pressed is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.dragged.emit(self._face.key, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay where it was carried to."""
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self.dropped.emit(self._face.key)

    def _build(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._name)
        lines.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 4, 3, 4)
        row.setSpacing(6)
        row.addWidget(self._thumbnail)
        row.addLayout(lines, 1)
        row.addWidget(self.shrink_button)
        row.addWidget(self.remove_button)
        self.shrink_button.clicked.connect(self._on_shrink_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)

    def _fit(self) -> None:
        """Take the room that two lines of this font need."""
        for part in (self._name, self._state):
            part.ensurePolished()
        lines = self._name.sizeHint().height() + self._state.sizeHint().height()
        height = max(_HEIGHT, lines + 12)
        self.setFixedSize(_WIDTH * height // _HEIGHT, height)

    def _on_shrink_clicked(self) -> None:
        self.shrink_requested.emit(self._face.key)

    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit(self._face.key)
