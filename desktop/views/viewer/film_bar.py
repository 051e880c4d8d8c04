"""The controls of a film: play, where it stands, how loud it is."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QToolButton, QWidget

from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme

_ICON = 18
_VOLUME_STEPS = 100
_SEEK_PAUSE_MS = 80


class FilmBar(QFrame):
    """Shows how far a film is; asks for what a person wants of it.

    Signals:
        toggle_requested: play or pause.
        seek_requested(position_ms): go there.
        volume_changed(share): 0 to 1.
    """

    toggle_requested = Signal()
    seek_requested = Signal(int)
    volume_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("film_bar")
        self._theme = theme
        self._playing = False
        self._loudness = _VOLUME_STEPS
        self.play_button = QToolButton(self)
        self.mute_button = QToolButton(self)
        self.place = QSlider(Qt.Orientation.Horizontal, self)
        self.volume = QSlider(Qt.Orientation.Horizontal, self)
        self._time = PlainLabel(parent=self)
        self._time.setObjectName("film_time")
        self._seek_soon = QTimer(self, singleShot=True, interval=_SEEK_PAUSE_MS)
        self._build_layout()
        self._connect_signals()
        self._say()
        self.set_theme(theme)

    def show_place(self, position_ms: int, duration_ms: int) -> None:
        """Show how far the film is."""
        if not self.place.isSliderDown() and not self._seek_soon.isActive():
            self.place.setRange(0, max(0, duration_ms))
            self.place.setValue(min(position_ms, duration_ms))
        self._time.setText(f"{film_time(position_ms)} / {film_time(duration_ms)}")

    def show_playing(self, playing: bool) -> None:
        """Show whether it plays."""
        self._playing = playing
        self.set_theme(self._theme)
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        colour = theme.colour("viewer_text")
        playing = "viewer_pause" if self._playing else "viewer_play"
        silent = self.volume.value() == 0
        self.play_button.setIcon(icon(playing, colour, _ICON))
        sound = "viewer_mute" if silent else "viewer_sound"
        self.mute_button.setIcon(icon(sound, colour, _ICON))

    def step(self, by_ms: int) -> None:
        """Go forwards or back."""
        self.seek_requested.emit(
            max(0, min(self.place.maximum(), self.place.value() + by_ms))
        )

    def _build_layout(self) -> None:
        self.volume.setRange(0, _VOLUME_STEPS)
        self.volume.setValue(_VOLUME_STEPS)
        self.volume.setFixedWidth(88)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(10)
        row.addWidget(self.play_button)
        row.addWidget(self.place, 1)
        row.addWidget(self._time)
        row.addWidget(self.mute_button)
        row.addWidget(self.volume)

    def _connect_signals(self) -> None:
        self.play_button.clicked.connect(self._on_play_clicked)
        self.mute_button.clicked.connect(self._on_mute_clicked)
        self.place.actionTriggered.connect(self._on_place_moved)
        self.place.sliderReleased.connect(self._on_place_settled)
        self._seek_soon.timeout.connect(self._on_place_settled)
        self.volume.valueChanged.connect(self._on_volume_changed)

    def _say(self) -> None:
        play = self.tr("暂停") if self._playing else self.tr("播放")
        for widget, words, key in (
            (self.play_button, play, "Space"),
            (self.mute_button, self.tr("静音"), ""),
            (self.place, self.tr("播放位置"), ""),
            (self.volume, self.tr("音量"), ""),
        ):
            widget.setAccessibleName(words)
            set_tooltip(widget, f"{words}  {key}".rstrip())

    def _on_play_clicked(self) -> None:
        self.toggle_requested.emit()

    def _on_mute_clicked(self) -> None:
        value = self.volume.value()
        if value:
            self._loudness = value
        self.volume.setValue(0 if value else self._loudness)

    def _on_place_moved(self) -> None:
        """Follow the handle, but not at every pixel of its way."""
        self._seek_soon.start()

    def _on_place_settled(self) -> None:
        self._seek_soon.stop()
        self.seek_requested.emit(self.place.sliderPosition())

    def _on_volume_changed(self, value: int) -> None:
        self.set_theme(self._theme)
        self.volume_changed.emit(value / _VOLUME_STEPS)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()


def film_time(milliseconds: int) -> str:
    """Return a place in a film as minutes and seconds."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    return f"{minutes}:{seconds:02d}"
