"""Plays decoded sound through Qt Multimedia, which is loaded when first used."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QElapsedTimer,
    QIODevice,
    QObject,
    QTimer,
    Signal,
    SignalInstance,
)

from desktop.models.media_facts import SOUND_RATE

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

_SAMPLE = 2
_TOLD_EVERY_MS = 100


class SpeakerPort(Protocol):
    """What a player of recordings needs of a speaker; times are of the samples."""

    moved: SignalInstance
    finished: SignalInstance
    failed: SignalInstance

    def play(self, samples: bytes, from_ms: int) -> None:
        """Play from a place; what played before ends without a word."""

    def pause(self) -> None:
        """Hold."""

    def resume(self) -> None:
        """Go on."""

    def stop(self) -> None:
        """End without a word."""


class Speaker(QObject):
    """Plays one recording at a time on the system's usual output.

    Signals:
        moved(position_ms): how far it is, ten times a second.
        finished: all was played.
        failed: there is no output, or it went away.
    """

    moved = Signal(int)
    finished = Signal()
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self._sink: QAudioSink | None = None
        self._reached_ms = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self, interval=_TOLD_EVERY_MS)
        self._timer.timeout.connect(self._on_time)

    def play(self, samples: bytes, from_ms: int) -> None:
        """Play 16-bit mono samples of SOUND_RATE from a place."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        self.stop()
        output = QMediaDevices.defaultAudioOutput()
        if output.isNull():
            self.failed.emit()
            return
        form = QAudioFormat()
        form.setSampleRate(SOUND_RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._reached_ms = from_ms
        self._buffer.setData(QByteArray(samples))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._buffer.seek(min(len(samples), from_ms * SOUND_RATE // 1000 * _SAMPLE))
        self._sink = QAudioSink(output, form, self)
        self._sink.stateChanged.connect(self._on_state)
        self._sink.start(self._buffer)
        self._run()

    def pause(self) -> None:
        """Hold; the place is kept."""
        self._timer.stop()
        if self._sink is not None:
            self._reached_ms += self._since.elapsed()
            self._sink.suspend()

    def resume(self) -> None:
        """Go on where it was held."""
        if self._sink is not None:
            self._sink.resume()
            self._run()

    def stop(self) -> None:
        """End without a word and let the samples go."""
        self._timer.stop()
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.stateChanged.disconnect(self._on_state)
            sink.stop()
            sink.deleteLater()
        self._buffer.close()
        self._buffer.setData(QByteArray())

    def _run(self) -> None:
        # By the clock: what an output calls processed lags by up to its buffer,
        # which may be seconds long.
        self._since.start()
        self._timer.start()

    def _on_time(self) -> None:
        if self._sink is not None:
            self.moved.emit(self._reached_ms + self._since.elapsed())

    def _on_state(self) -> None:
        from PySide6.QtMultimedia import QtAudio

        sink = self._sink
        if sink is None:
            return
        if sink.state() == QtAudio.State.IdleState and self._buffer.atEnd():
            self.stop()
            self.finished.emit()
        elif sink.error() not in {QtAudio.Error.NoError, QtAudio.Error.UnderrunError}:
            self.stop()
            self.failed.emit()
