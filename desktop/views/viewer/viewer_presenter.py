"""Opens pictures and films of a conversation in the viewer and goes along them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.models.display_text import one_line
from desktop.models.media_facts import (
    BrokenMedia,
    BrokenReason,
    VideoFacts,
)
from desktop.models.message import Message
from desktop.services.decoding.wire import BrokenMediaError, Decoded
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.storage.media_queries import Exhibit
from desktop.services.tasks import TaskGroup
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.durations import moment_words
from desktop.views.theme.language import words
from desktop.views.theme.theme import Theme
from desktop.views.timeline.media_card import size_words
from desktop.views.viewer.film_bar import film_time
from desktop.views.viewer.film_player import FilmPlayer
from desktop.views.viewer.viewer_window import ViewerWindow
from desktop.views.viewer.voice_presenter import NO_DECODER


class ViewerPresenter(QObject):
    """Joins the timeline, the viewer's window and what the decoder finds.

    Signals:
        said(words): what was done, or why it was not.
        sounding: a film begins to play; other sounds shall end.
        save_requested(message_id): the shown file is wanted on the disk.
    """

    said = Signal(str)
    sounding = Signal()
    save_requested = Signal(object)

    def __init__(
        self, view: ConversationView, desk: Desk, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._theme = theme
        self._player: FilmPlayer | None = None
        self._shown: int | None = None
        self._exhibits: tuple[Exhibit, ...] = ()
        self._customer = (0, "")
        """The conversation that was seen last on the timeline, and whose it is."""
        self.window: ViewerWindow | None = None
        self.tasks = TaskGroup("viewer")

    def open(self, message_id: int) -> None:
        """Show a picture or film; the last wish wins."""
        window = self._window()
        self._shown = message_id
        if self._player is not None:
            self._player.stop()
        window.show_words(self.tr("正在打开…"))
        window.come_forward()
        self.tasks.spawn(self._show(window, message_id), name="show")

    def hush(self) -> None:
        """Pause a film: something else sounds."""
        if self._player is not None:
            self._player.pause()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self.window is not None:
            self.window.set_theme(theme)

    def _window(self) -> ViewerWindow:
        if self.window is None:
            window = self.window = ViewerWindow(self._theme, self._view.window())
            window.previous_requested.connect(self._on_previous)
            window.next_requested.connect(self._on_next)
            window.save_requested.connect(self._on_save)
            window.copied.connect(self._on_copied)
            window.closed.connect(self._on_closed)
            window.covered.connect(self.hush)
        return self.window

    async def _show(self, window: ViewerWindow, message_id: int) -> None:
        try:
            (message,) = await self._desk.conversations.messages([message_id])
            if self._shown == message_id:
                self._show_place(window, message)
            await self._try_to_show(window, message)
            self._exhibits = await self._desk.media_viewing.exhibits(
                message.conversation_id
            )
        except (StorageError, ValueError) as error:
            if self._shown == message_id:
                window.show_words(_why(error))
            return
        if self._shown == message_id:
            self._show_place(window, message)

    async def _try_to_show(self, window: ViewerWindow, message: Message) -> None:
        try:
            await self._show_content(window, message)
        except (BrokenMediaError, OSError) as error:
            if self._shown == message.id:
                window.show_words(_why(error))

    async def _show_content(self, window: ViewerWindow, message: Message) -> None:
        facts = await self._desk.media_viewing.whole_facts(message.id)
        if isinstance(facts.face, VideoFacts):
            await self._show_film(window, message, facts.face)
        else:
            await self._show_picture(window, message)

    async def _show_picture(self, window: ViewerWindow, message: Message) -> None:
        viewing = self._desk.media_viewing
        picture = await viewing.picture(message.id)
        if self._shown != message.id:
            return
        window.show_picture(picture.rasters, (), self._details(message, picture))
        if picture.moves:
            frames = await viewing.frames(message.id)
            if self._shown == message.id:
                details = self._details(message, frames)
                window.show_picture(frames.rasters, frames.delays, details)

    async def _show_film(
        self, window: ViewerWindow, message: Message, facts: VideoFacts
    ) -> None:
        film = await self._desk.media_viewing.film(message.id)
        if self._shown != message.id:
            return
        details = f"{facts.width} × {facts.height} · {film_time(facts.duration_ms)}"
        window.show_film(facts.poster, details)
        self.sounding.emit()
        self._film_player(window).play(film)

    def _film_player(self, window: ViewerWindow) -> FilmPlayer:
        if self._player is None:
            player = self._player = FilmPlayer(self)
            player.frame_shown.connect(self._on_frame)
            player.moved.connect(window.film.show_place)
            player.playing_changed.connect(self._on_playing)
            player.failed.connect(self._on_film_failed)
            window.film.toggle_requested.connect(player.toggle)
            window.film.seek_requested.connect(player.seek)
            window.film.volume_changed.connect(player.set_volume)
        return self._player

    def _details(self, message: Message, picture: Decoded) -> str:
        size = "" if message.media is None else size_words(message.media.size)
        parts = [f"{picture.width} × {picture.height}", size]
        (first, *others) = picture.rasters
        if first.width * first.height < picture.width * picture.height:
            parts.append(self.tr("已缩小显示"))
        if picture.moves and not others and not picture.delays:
            parts.append(self.tr("动图，显示第一帧"))
        return " · ".join(part for part in parts if part)

    def _show_place(self, window: ViewerWindow, message: Message) -> None:
        who = message.sender or self._customer_of(message)
        when = moment_words(message.sent_at, self._desk.clock.now())
        ids = [exhibit.message_id for exhibit in self._exhibits]
        number = ids.index(message.id) + 1 if message.id in ids else 0
        window.show_title(f"{one_line(who, 60)} · {when}", number, len(ids))

    def _customer_of(self, message: Message) -> str:
        """Return the customer's name, also when the timeline shows another one."""
        here = message.conversation_id
        if here == self._view.model.conversation_id:
            self._customer = (here, self._view.timeline.context().customer_name)
        known, name = self._customer
        return name if known == here else ""

    def _go(self, by: int) -> None:
        ids = [exhibit.message_id for exhibit in self._exhibits]
        if self._shown in ids:
            wanted = ids.index(self._shown) + by
            if 0 <= wanted < len(ids):
                self.open(ids[wanted])

    def _on_previous(self) -> None:
        self._go(-1)

    def _on_next(self) -> None:
        self._go(1)

    def _on_save(self) -> None:
        if self._shown is not None:
            self.save_requested.emit(self._shown)

    def _on_copied(self) -> None:
        self.said.emit(self.tr("图片已复制"))

    def _on_closed(self) -> None:
        self._shown = None
        if self._player is not None:
            self._player.stop()

    def _on_frame(self, image: QImage) -> None:
        if self.window is not None:
            self.window.stage.show_still(image)

    def _on_playing(self, playing: bool) -> None:
        if self.window is not None:
            self.window.film.show_playing(playing)
        if playing:
            self.sounding.emit()

    def _on_film_failed(self) -> None:
        if self.window is not None and self._shown is not None:
            broken = BrokenMedia(BrokenReason.UNKNOWN_CODING)
            self.window.show_words(words(broken.sentence))


def _why(error: Exception) -> str:
    if isinstance(error, BrokenMediaError):
        return words(BrokenMedia(error.reason).sentence)
    if isinstance(error, StorageError):
        return words(error.sentence)
    return words(NO_DECODER)
