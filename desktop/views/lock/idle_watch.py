"""When somebody last used the desk, and how long its window has not been in front."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QCursor, QGuiApplication, QWindow

_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Hears keys and clicks of one window, looks at the pointer once a second.

    It listens at the native window alone: a filter of the whole application would
    cost a call into Python for each event of each widget.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._used = True
        self._pointer = QPoint()
        self._idle_since: float | None = None
        self._away_since: float | None = None
        # A long composition is use too; its keys stay with the input method.
        method = QGuiApplication.inputMethod()
        method.cursorRectangleChanged.connect(self._on_used)

    def listen(self, window: QWindow) -> None:
        """Hear the keys and clicks of a window."""
        window.installEventFilter(self)

    def tick(self, seconds: float) -> None:
        """Look; called once a second with a clock that never goes back."""
        pointer = QCursor.pos()
        in_front = QGuiApplication.focusWindow() is not None
        moved = in_front and pointer != self._pointer
        self._pointer = pointer
        if self._used or moved or self._idle_since is None:
            self._idle_since = seconds
        self._used = False
        if in_front:
            self._away_since = None
        elif self._away_since is None:
            self._away_since = seconds

    def idle(self, seconds: float) -> float:
        """Return for how many seconds nobody has used the desk."""
        return 0.0 if self._idle_since is None else seconds - self._idle_since

    def away(self, seconds: float) -> float:
        """Return for how many seconds no window of the desk was in front."""
        return 0.0 if self._away_since is None else seconds - self._away_since

    def begin_anew(self) -> None:
        """Count from now on, as after an unlocking."""
        self._used = True
        self._away_since = None

    def _on_used(self) -> None:
        self._used = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self._used = True
        return False
