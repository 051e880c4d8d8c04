"""Plays the sound of an event; the machinery is loaded at the first sound."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from desktop.models.notification_choices import Happening
from desktop.resources import resource

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

VOLUME = 0.7


class SoundPlayer(QObject):
    """One sound at a time: a new one takes the place of the one that plays."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._effects: dict[Happening, QSoundEffect] = {}

    def play(self, kind: Happening) -> None:
        """Play the sound of a kind of event; without a sound device nothing happens."""
        # Imported here: most starts ring nothing for minutes.
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

        if QMediaDevices.defaultAudioOutput().isNull():
            return
        for other in self._effects.values():
            other.stop()
        effect = self._effects.get(kind)
        if effect is None:
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(str(resource("sounds", _file(kind)))))
            effect.setVolume(VOLUME)
            self._effects[kind] = effect
        effect.play()


def _file(kind: Happening) -> str:
    return f"{kind.value}.wav"
