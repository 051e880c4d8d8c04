"""Where a picture stands in the viewer: fitted or zoomed, moved, turned, animated."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.theme.theme import Theme

_STEP = 1.25
_SMALLEST, _LARGEST = 0.02, 16.0
_TALL = 3
"""Times that a picture is higher than wide from which it is read like a page."""
_PAGE = 0.25
"""Share of the stage by which Up and Down move."""
_HALF = 0.5
_WHEEL_NOTCH = 120


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, and for how long it stands when it is one of several."""

    image: QImage
    delay_ms: int = 0


class PictureStage(QWidget):
    """Shows one picture, or words where there is none.

    `zoom` is device pixels of the screen for each pixel of the picture.

    Signals:
        zoom_changed(zoom): the picture is larger or smaller now.
        pressed: the stage was clicked without being dragged, or Space was hit.
    """

    zoom_changed = Signal(float)
    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._levels: list[QImage] = []
        self._frames: tuple[Frame, ...] = ()
        self._at = 0
        self._words = ""
        self._fitted = True
        self._zoom = 1.0
        self._turn = 0
        self._offset = QPointF()
        self._held: QPointF | None = None
        self._dragged = False
        self._next_frame = QTimer(self, singleShot=True)
        self._next_frame.timeout.connect(self._on_frame_over)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def zoom(self) -> float:
        """Device pixels for each pixel of the picture."""
        return self._fitting_zoom() if self._fitted else self._zoom

    @property
    def fitted(self) -> bool:
        """Whether the picture follows the size of the stage."""
        return self._fitted

    @property
    def image(self) -> QImage | None:
        """The picture as it is turned, None when words stand there."""
        if not self._levels:
            return None
        return self._levels[0].transformed(QTransform().rotate(self._turn))

    def show_frames(self, frames: tuple[Frame, ...]) -> None:
        """Show a picture; several frames play for ever."""
        self._words, self._frames, self._at = "", frames, 0
        self._fitted, self._turn, self._offset = True, 0, QPointF()
        self._take(frames[0].image)
        self._next_frame.stop()
        if len(frames) > 1:
            self._next_frame.start(frames[0].delay_ms)
        if frames[0].image.height() > _TALL * frames[0].image.width():
            self._begin_at_top()
        self.zoom_changed.emit(self.zoom)

    def show_still(self, image: QImage) -> None:
        """Replace the pixels alone: zoom, turn and place stay."""
        self._words = ""
        self._take(image)

    def show_words(self, words: str) -> None:
        """Show words instead of a picture; empty shows nothing."""
        self._next_frame.stop()
        self._levels, self._frames, self._words = [], (), words
        self.setAccessibleDescription(words)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def come_closer(self) -> None:
        """Enlarge by a step around the middle."""
        self._zoom_to(self.zoom * _STEP, QPointF(self.rect().center()))

    def go_farther(self) -> None:
        """Shrink by a step around the middle."""
        self._zoom_to(self.zoom / _STEP, QPointF(self.rect().center()))

    def fit(self) -> None:
        """Show the whole picture; small ones are not enlarged."""
        self._fitted, self._offset = True, QPointF()
        self._tell_zoom()

    def show_actual(self) -> None:
        """Show each pixel of the picture as one of the screen."""
        self._zoom_to(1.0, QPointF(self.rect().center()))

    def turn(self, degrees: int) -> None:
        """Turn the picture; positive is clockwise."""
        self._turn = (self._turn + degrees) % 360
        self._offset = QPointF()
        self._tell_zoom()

    def _take(self, image: QImage) -> None:
        self._levels = [image]
        self.update()

    def _on_frame_over(self) -> None:
        if len(self._frames) < 2:
            return
        self._at = (self._at + 1) % len(self._frames)
        frame = self._frames[self._at]
        self._take(frame.image)
        if self.isVisible():
            self._next_frame.start(frame.delay_ms)

    def _tell_zoom(self) -> None:
        self.update()
        self.zoom_changed.emit(self.zoom)

    def _zoom_to(self, zoom: float, around: QPointF) -> None:
        """Set the zoom so that what lies under a point stays there."""
        before = self.zoom
        self._zoom = min(_LARGEST, max(_SMALLEST, zoom))
        self._fitted = False
        middle = QPointF(self.rect().center())
        share = self._zoom / before
        self._offset = around - middle - (around - middle - self._offset) * share
        self._keep_in_sight()
        self._tell_zoom()

    def _begin_at_top(self) -> None:
        """Show a long screenshot as wide as it fits, from its first line on."""
        width = self._levels[0].width()
        ratio = self.devicePixelRatioF()
        self._fitted = False
        self._zoom = min(1.0, self.width() * ratio / width)
        self._offset = QPointF(0, self._levels[0].height() * self._zoom / ratio)
        self._keep_in_sight()

    def _fitting_zoom(self) -> float:
        size = self._turned_size()
        if size.isEmpty():
            return 1.0
        ratio = self.devicePixelRatioF()
        room = QSizeF(self.size()) * ratio
        return min(1.0, room.width() / size.width(), room.height() / size.height())

    def _turned_size(self) -> QSizeF:
        if not self._levels:
            return QSizeF()
        size = QSizeF(self._levels[0].size())
        return size.transposed() if self._turn % 180 else size

    def _keep_in_sight(self) -> None:
        shown = self._turned_size() * (self.zoom / self.devicePixelRatioF())
        across = max(0.0, (shown.width() - self.width()) / 2)
        down = max(0.0, (shown.height() - self.height()) / 2)
        self._offset = QPointF(
            min(across, max(-across, self._offset.x())),
            min(down, max(-down, self._offset.y())),
        )

    def _level(self, zoom: float) -> QImage:
        """Return the picture halved until one more halving would be too small."""
        wanted = 0
        while zoom <= _HALF and wanted < 6:
            zoom *= 2
            wanted += 1
        while len(self._levels) <= wanted:
            last = self._levels[-1]
            half = last.size() / 2
            if half.isEmpty():
                break
            self._levels.append(
                last.scaled(
                    half,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        return self._levels[min(wanted, len(self._levels) - 1)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, or the words."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("viewer"))
        if not self._levels:
            painter.setPen(self._theme.colour("viewer_muted"))
            flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(40, 0, -40, 0), flags, self._words)
            return
        zoom = self.zoom
        scale = zoom / self.devicePixelRatioF()
        size = QSizeF(self._levels[0].size()) * scale
        image = self._level(zoom)
        painter.translate(QRectF(self.rect()).center() + self._offset)
        painter.rotate(self._turn)
        target = QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)
        if image.hasAlphaChannel() and self._sees_through(image):
            painter.fillRect(target, QColor(self._theme.colour("viewer_sheet")))
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, zoom < 2 * _STEP
        )
        painter.drawImage(target, image)

    def _sees_through(self, image: QImage) -> bool:
        """Return whether a corner is transparent, as it is in stickers and logos."""
        right, bottom = image.width() - 1, image.height() - 1
        corners = ((0, 0), (right, 0), (0, bottom), (right, bottom))
        return any(image.pixelColor(x, y).alpha() < 255 for x, y in corners)

    def showEvent(self, event: QShowEvent) -> None:
        """Let a picture that moves go on."""
        super().showEvent(event)
        if len(self._frames) > 1:
            self._next_frame.start(self._frames[self._at].delay_ms)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room there is."""
        self._keep_in_sight()
        self._tell_zoom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is a click; Up and Down read a long picture."""
        steps = {Qt.Key.Key_Up.value: _PAGE, Qt.Key.Key_Down.value: -_PAGE}
        if event.key() == Qt.Key.Key_Space:
            self.pressed.emit()
        elif event.key() in steps:
            self._offset += QPointF(0, self.height() * steps[event.key()])
            self._keep_in_sight()
            self.update()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if self._levels and notches:
            self._zoom_to(self.zoom * _STEP**notches, event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._held, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the picture that is held."""
        if self._held is None or not self._levels:
            return
        moved = event.position() - self._held
        if not self._dragged and moved.manhattanLength() < 4:
            return
        self._dragged = True
        self._held = event.position()
        self._offset += moved
        self._keep_in_sight()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        clicked = self._held is not None and not self._dragged
        self._held = None
        if clicked and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change between the whole picture and its own pixels."""
        if not self._levels:
            return
        if self._fitted:
            self._zoom_to(1.0, event.position())
        else:
            self.fit()
