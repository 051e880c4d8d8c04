"""The viewer: one window for the pictures and films of a conversation."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.media_facts import Raster
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.theme.theme import Theme
from desktop.views.viewer.film_bar import FilmBar
from desktop.views.viewer.picture_stage import Frame, PictureStage
from desktop.views.viewer.raster_image import raster_image
from desktop.views.viewer.viewer_tools import TOOL_KEYS, Tool, ViewerTools

_USUAL_SIZE = QSize(980, 720)
_SHARE_OF_SCREEN = 0.9
_FILM_STEP_MS = 5_000


class ViewerWindow(QWidget):
    """Shows one picture or film; the desk beside it stays usable.

    `stage` and `film` are public: a presenter feeds them and hears the bar.

    Signals:
        previous_requested, next_requested: go along the conversation.
        save_requested: the shown file is wanted on the disk.
        copied: the picture lies on the clipboard.
        closed: the window was closed by a person.
        covered: the desk hides the window, such as behind its lock.
    """

    previous_requested = Signal()
    next_requested = Signal()
    save_requested = Signal()
    copied = Signal()
    closed = Signal()
    covered = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._placed = False
        self._title = ElidedLabel(parent=self)
        self._title.setObjectName("viewer_title")
        self._details = PlainLabel(parent=self)
        self._details.setObjectName("viewer_details")
        self.stage = PictureStage(theme, self)
        self.film = FilmBar(theme, self)
        self.tools = ViewerTools(theme, self)
        self._build_layout()
        self._add_keys()
        self.tools.chosen.connect(self._use)
        self.stage.zoom_changed.connect(self.tools.show_zoom)
        self.stage.pressed.connect(self._on_stage_pressed)
        self._say()
        self.resize(_USUAL_SIZE)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.stage, self.film, self.tools):
            part.set_theme(theme)

    def show_title(self, title: str, number: int, count: int) -> None:
        """Say whose this is, and which one of how many."""
        self._title.setText(title)
        self.tools.show_place(number, count)

    def show_words(self, words: str) -> None:
        """Show words: it is being opened, or why it cannot be."""
        self._details.setText("")
        self.film.hide()
        self.tools.offer_picture_tools(False)
        self.stage.show_words(words)

    def show_picture(
        self, rasters: tuple[Raster, ...], delays: tuple[int, ...], details: str
    ) -> None:
        """Show a picture; several rasters play, each for its delay in ms."""
        self._details.setText(details)
        self.film.hide()
        self.tools.offer_picture_tools(True)
        waits = delays or (0,) * len(rasters)
        self.stage.show_frames(
            tuple(
                Frame(raster_image(raster), wait)
                for raster, wait in zip(rasters, waits, strict=True)
            )
        )

    def show_film(self, poster: Raster | None, details: str) -> None:
        """Show a film with its controls; its frames come to the stage."""
        self._details.setText(details)
        self.tools.offer_picture_tools(False)
        self.film.show_place(0, 0)
        self.film.show()
        if poster is None:
            self.stage.show_words("")
        else:
            self.stage.show_frames((Frame(raster_image(poster)),))

    def come_forward(self) -> None:
        """Show the window in front, with the keyboard on its stage."""
        if not self.isVisible() and not self._placed:
            self._place()
        self.show()
        self.raise_()
        self.activateWindow()
        self.stage.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def _place(self) -> None:
        """Stand in the middle of the desk's window, no larger than its screen."""
        self._placed = True
        desk = self.parentWidget()
        if desk is None:
            return
        room = desk.screen().availableGeometry()
        self.resize(self.size().boundedTo(room.size() * _SHARE_OF_SCREEN))
        place = self.geometry()
        place.moveCenter(desk.window().geometry().center())
        place.moveLeft(
            max(room.left(), min(place.left(), room.right() - place.width()))
        )
        place.moveTop(max(room.top(), min(place.top(), room.bottom() - place.height())))
        self.move(place.topLeft())

    def _build_layout(self) -> None:
        head = QFrame(self)
        head.setObjectName("viewer_head")
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 8, 16, 8)
        line.addWidget(self._title, 1)
        line.addWidget(self._details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stage, 1)
        column.addWidget(self.film)
        column.addWidget(self.tools)
        self.film.hide()

    def _add_keys(self) -> None:
        self._tool_of_key: dict[QShortcut, Tool] = {}
        for each in TOOL_KEYS:
            for key in each.keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(self._on_key)
                self._tool_of_key[shortcut] = each.tool
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        forwards = QShortcut(QKeySequence("Shift+Right"), self)
        forwards.activated.connect(self._on_forwards)
        backwards = QShortcut(QKeySequence("Shift+Left"), self)
        backwards.activated.connect(self._on_backwards)

    def _use(self, tool: Tool) -> None:
        stage = self.stage
        plain = {
            Tool.PREVIOUS: self.previous_requested.emit,
            Tool.NEXT: self.next_requested.emit,
            Tool.FARTHER: stage.go_farther,
            Tool.CLOSER: stage.come_closer,
            Tool.FIT: stage.fit,
            Tool.ACTUAL: stage.show_actual,
            Tool.COPY: self._copy,
            Tool.SAVE: self.save_requested.emit,
        }
        if tool in plain:
            plain[tool]()
        else:
            stage.turn(90 if tool is Tool.TURN_RIGHT else -90)

    def _copy(self) -> None:
        image = self.stage.image
        if image is not None:
            QGuiApplication.clipboard().setImage(image)
            self.copied.emit()

    def _on_key(self) -> None:
        sender = self.sender()
        if not isinstance(sender, QShortcut):
            return
        tool = self._tool_of_key[sender]
        button = self.tools.button(tool)
        if button.isEnabled() and not button.isHidden():
            self._use(tool)

    def _on_forwards(self) -> None:
        if not self.film.isHidden():
            self.film.step(_FILM_STEP_MS)

    def _on_backwards(self) -> None:
        if not self.film.isHidden():
            self.film.step(-_FILM_STEP_MS)

    def _on_stage_pressed(self) -> None:
        if not self.film.isHidden():
            self.film.toggle_requested.emit()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("查看图片和视频"))
        self.stage.setAccessibleName(self.tr("图片或视频"))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell it, unless the window was minimised: then a film may go on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.covered.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the picture go: it may be large."""
        super().closeEvent(event)
        self.stage.show_words("")
        self.closed.emit()
