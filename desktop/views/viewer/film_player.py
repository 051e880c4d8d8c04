"""Plays a film from memory through Qt Multimedia, which is loaded when first used."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame


class FilmPlayer(QObject):
    """Plays one film at a time; its bytes never reach the disk.

    Signals:
        frame_shown(QImage): the picture that is due.
        moved(position_ms, duration_ms): how far the film is.
        playing_changed(bool): it plays, or it pauses or has ended.
        failed: it cannot be played on this machine.
    """

    frame_shown = Signal(object)
    moved = Signal(object, object)
    playing_changed = Signal(bool)
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

        self._states = QMediaPlayer.PlaybackState
        self._ended = QMediaPlayer.MediaStatus.EndOfMedia
        self._buffer = QBuffer(self)
        self._sound = QAudioOutput(self)
        self._sink = QVideoSink(self)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._sound)
        self._player.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._player.positionChanged.connect(self._on_moved)
        self._player.durationChanged.connect(self._on_moved)
        self._player.playbackStateChanged.connect(self._on_state)
        self._player.errorOccurred.connect(self._on_error)

    @property
    def playing(self) -> bool:
        """Whether it plays now."""
        return self._player.playbackState() == self._states.PlayingState

    def play(self, film: bytes) -> None:
        """Play a film from its beginning."""
        self.stop()
        self._buffer.setData(QByteArray(film))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._player.setSourceDevice(self._buffer)
        self._player.play()

    def toggle(self) -> None:
        """Play, pause, or play once more from the beginning."""
        if self.playing:
            self._player.pause()
        elif self._buffer.isOpen():
            self._player.play()

    def pause(self) -> None:
        """Hold the film where it is."""
        if self.playing:
            self._player.pause()

    def seek(self, position_ms: int) -> None:
        """Go to a place."""
        self._player.setPosition(position_ms)

    def set_volume(self, share: float) -> None:
        """Take a loudness, 0 to 1, as the ear feels it."""
        self._sound.setVolume(share * share)

    def stop(self) -> None:
        """End the film and let its bytes go."""
        self._player.stop()
        self._player.setSource(QUrl())
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def _on_frame(self, frame: "QVideoFrame") -> None:
        if frame.isValid() and self._buffer.isOpen():
            image: QImage = frame.toImage()
            if not image.isNull():
                self.frame_shown.emit(image)

    def _on_moved(self) -> None:
        self.moved.emit(self._player.position(), self._player.duration())

    def _on_state(self) -> None:
        self.playing_changed.emit(self.playing)

    def _on_error(self, error: "QMediaPlayer.Error") -> None:
        del error
        self.failed.emit()
