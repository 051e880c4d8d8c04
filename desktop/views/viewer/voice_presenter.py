"""Plays the recordings of a conversation: one at a time, then the next unheard one."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.models.failures import Sentence
from desktop.models.media_facts import SPEEDS, BrokenMedia, VoiceFacts, VoicePlaying
from desktop.services.decoding.wire import BrokenMediaError
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.language import words
from desktop.views.viewer.speaker import SpeakerPort

NO_DECODER = Sentence(
    "这台电脑暂时无法解码媒体文件", "Media cannot be decoded on this machine right now"
)


@dataclass(frozen=True, slots=True)
class _Sounding:
    """The recording that is in the speaker; times are of the recording itself."""

    message_id: int
    duration_ms: int
    position_ms: int
    unheard: bool
    """Whether nobody had listened to it before: then the next one follows."""
    paused: bool = False


class VoicePresenter(QObject):
    """Joins the timeline's recordings with the speaker.

    Signals:
        said(words): why a recording does not play.
        sounding: a recording begins to play; other sounds shall end.
    """

    said = Signal(str)
    sounding = Signal()

    def __init__(
        self,
        view: ConversationView,
        desk: Desk,
        speaker: SpeakerPort,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._speaker = speaker
        self._speed = SPEEDS[0]
        self._wanted: int | None = None
        self._now: _Sounding | None = None
        self._conversation: int | None = None
        self.tasks = TaskGroup("voice")
        timeline = view.timeline
        timeline.voice_play_requested.connect(self.toggle)
        timeline.voice_seek_requested.connect(self.seek)
        timeline.voice_speed_requested.connect(self.go_faster)
        view.model.page_set.connect(self._on_page_set)
        speaker.moved.connect(self._on_moved)
        speaker.finished.connect(self._on_finished)
        speaker.failed.connect(self._on_speaker_failed)

    def toggle(self, message_id: int) -> None:
        """Play a recording; pause it or go on where it plays already."""
        now = self._now
        if now is None or now.message_id != message_id:
            self._start(message_id)
        elif now.paused:
            self._speaker.resume()
            self._show(_moved(now, now.position_ms, paused=False))
            self.sounding.emit()
        else:
            self._speaker.pause()
            self._show(_moved(now, now.position_ms, paused=True))

    def seek(self, message_id: int, fraction: float) -> None:
        """Play a recording from a place, 0 to 1."""
        self._start(message_id, fraction=fraction)

    def go_faster(self, message_id: int) -> None:
        """Take the next speed, after the last the first; a recording goes on in it."""
        self._speed = SPEEDS[(SPEEDS.index(self._speed) + 1) % len(SPEEDS)]
        now = self._now
        if now is not None and now.duration_ms:
            self._start(now.message_id, fraction=now.position_ms / now.duration_ms)
        elif now is None:
            self._start(message_id)

    def hush(self) -> None:
        """End what plays."""
        self._wanted = None
        self._speaker.stop()
        if self._now is not None:
            self._show(None)

    def _start(
        self, message_id: int, *, fraction: float = 0.0, by_itself: bool = False
    ) -> None:
        """Play soon; `by_itself` after another one, without a word if it is broken."""
        now = self._now
        again = now is not None and now.message_id == message_id and now.unheard
        place = min(1.0, max(0.0, fraction))
        self._wanted = message_id
        playing = self._play(message_id, place, unheard=again, by_itself=by_itself)
        self.tasks.spawn(playing, name="play")

    async def _play(
        self, message_id: int, fraction: float, *, unheard: bool, by_itself: bool
    ) -> None:
        viewing, speed = self._desk.media_viewing, self._speed
        try:
            voice = (await viewing.whole_facts(message_id)).face
            if not isinstance(voice, VoiceFacts):
                return
            sound = await viewing.sound(message_id, speed)
        except (BrokenMediaError, StorageError, OSError) as error:
            if by_itself:
                await self._play_next(message_id)
            else:
                self._say_why(error)
            return
        if self._wanted != message_id or speed != self._speed:
            return  # Another wish came meanwhile.
        start = round(voice.duration_ms * fraction)
        first = not voice.played
        self._show(_Sounding(message_id, voice.duration_ms, start, first or unheard))
        self.sounding.emit()
        self._speaker.play(sound.sound, round(start / speed))
        if first and self._now is not None:
            await self._mark_played(message_id)

    async def _mark_played(self, message_id: int) -> None:
        try:
            facts = await self._desk.media_viewing.mark_played(message_id)
        except (StorageError, OSError):
            return  # It stays marked as new; that harms nobody.
        self._view.timeline.set_media_facts(facts)

    def _show(self, sounding: _Sounding | None) -> None:
        self._now = sounding
        playing = None
        if sounding is not None:
            playing = VoicePlaying(
                sounding.message_id,
                sounding.position_ms,
                sounding.duration_ms,
                self._speed,
                sounding.paused,
            )
        self._view.timeline.set_voice_playing(playing)

    def _say_why(self, error: Exception) -> None:
        sentence = NO_DECODER
        if isinstance(error, BrokenMediaError):
            sentence = BrokenMedia(error.reason).sentence
        elif isinstance(error, StorageError):
            sentence = error.sentence
        self.said.emit(words(sentence))

    def _on_moved(self, position_ms: int) -> None:
        now = self._now
        if now is not None and not now.paused:
            place = min(now.duration_ms, round(position_ms * self._speed))
            self._show(_moved(now, place, paused=False))

    def _on_finished(self) -> None:
        now = self._now
        self._show(None)
        if now is not None and now.unheard:
            self.tasks.spawn(self._play_next(now.message_id), name="next")

    async def _play_next(self, message_id: int) -> None:
        try:
            found = await self._desk.media_viewing.next_unplayed_voice(message_id)
        except StorageError:
            return
        if found is not None and self._wanted == message_id:
            self._start(found, by_itself=True)

    def _on_speaker_failed(self) -> None:
        self._wanted = None
        self._show(None)
        self.said.emit(self.tr("没有可用的声音输出设备"))

    def _on_page_set(self) -> None:
        """A recording ends with its conversation, not with a jump inside it."""
        conversation = self._view.model.conversation_id
        if conversation != self._conversation:
            self._conversation = conversation
            self.hush()


def _moved(sounding: _Sounding, position_ms: int, *, paused: bool) -> _Sounding:
    return _Sounding(
        sounding.message_id,
        sounding.duration_ms,
        position_ms,
        sounding.unheard,
        paused,
    )
