"""What the timeline knows of the media in sight: facts, pictures, what sounds now."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from desktop.models.content import File, Picture, Video, Voice
from desktop.models.media_facts import (
    MediaFacts,
    PictureFacts,
    Raster,
    VideoFacts,
    VoicePlaying,
)
from desktop.models.message import MediaState, Message
from desktop.views.viewer.raster_image import raster_image

_FACTS = 1_000
"""Messages whose facts are kept: as many as a timeline holds."""
_IMAGES = 40
"""Decoded pictures that are kept; each takes at most 0.9 MiB."""
_SCALED = 24
"""Pictures that are kept as they are painted: more than a screen shows."""

_ELSEWHERE = Raster(0, 0, b"")
"""Stands in facts for a picture; a thousand pictures would take a gigabyte."""
_ROUND = 6.0
"""Logical pixels of a picture's corners."""
_MEDIA = (Picture, Voice, Video, File)

Key = TypeVar("Key")
Value = TypeVar("Value")


class RowMedia(QObject):
    """Keeps facts and pictures by message; asks for what is in sight and missing.

    Signals:
        wanted(message_id): bytes that are here have to be looked at; asked once until
            the facts come, or until the picture was let go and is in sight again.
        facts_changed(message_id): the row has to be laid out again.
        sounding_changed(message_id): the row has to be painted again.
    """

    wanted = Signal(object)
    facts_changed = Signal(object)
    sounding_changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._facts: OrderedDict[int, MediaFacts] = OrderedDict()
        self._images: OrderedDict[int, QImage] = OrderedDict()
        self._scaled: OrderedDict[tuple[int, int, int, float], QPixmap] = OrderedDict()
        self._asked: set[int] = set()
        self._to_ask: list[int] = []
        self.playing: VoicePlaying | None = None
        # Asked outside of the paint event, where a listener may change anything.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    def facts_of(self, message_id: int) -> MediaFacts | None:
        """Return what is known of a message's bytes."""
        return self._facts.get(message_id)

    def playing_of(self, message_id: int) -> VoicePlaying | None:
        """Return what the player does with a message, None when it is silent."""
        playing = self.playing
        return playing if playing and playing.message_id == message_id else None

    def take_facts(self, facts: MediaFacts) -> None:
        """Learn what a message's bytes are."""
        message_id = facts.message_id
        self._asked.discard(message_id)
        known = _without_pixels(facts)
        if self._facts.get(message_id) == known and message_id in self._images:
            return
        raster = _raster_of(facts)
        if raster is not None:
            self._images[message_id] = raster_image(raster)
            self._images.move_to_end(message_id)
            _shrink(self._images, _IMAGES)
        self._scaled = OrderedDict(
            (key, kept) for key, kept in self._scaled.items() if key[0] != message_id
        )
        self._facts[message_id] = known
        self._facts.move_to_end(message_id)
        _shrink(self._facts, _FACTS)
        self.facts_changed.emit(message_id)

    def take_playing(self, playing: VoicePlaying | None) -> None:
        """Learn what sounds now; None is silence."""
        before, self.playing = self.playing, playing
        for sounding in {one.message_id for one in (before, playing) if one}:
            self.sounding_changed.emit(sounding)

    def look_at(self, messages: Iterable[Message]) -> None:
        """See which of the messages in sight lack facts or a picture."""
        missing = [one.id for one in messages if self._lacks(one)]
        if missing:
            self._asked.update(missing)
            self._to_ask += missing
            self._timer.start()

    def start_anew(self) -> None:
        """Ask again for what another page shows; what is known stays."""
        self._asked.clear()
        self._to_ask.clear()

    def pixmap(self, message_id: int, size: QSize, ratio: float) -> QPixmap | None:
        """Return a picture in a size of logical pixels, its corners rounded."""
        image = self._images.get(message_id)
        if image is None:
            return None
        key = (message_id, size.width(), size.height(), ratio)
        found = self._scaled.get(key)
        if found is None:
            found = self._scaled[key] = _scaled(image, size, ratio)
            _shrink(self._scaled, _SCALED)
        self._scaled.move_to_end(key)
        self._images.move_to_end(message_id)
        return found

    def _lacks(self, message: Message) -> bool:
        media = message.media
        here = media is not None and media.state is MediaState.READY
        if not here or not isinstance(message.content, _MEDIA):
            return False
        if message.id in self._asked:
            return False
        facts = self._facts.get(message.id)
        if facts is None:
            return True
        return _raster_of(facts) is not None and message.id not in self._images

    def _ask(self) -> None:
        wanted, self._to_ask = self._to_ask, []
        for message_id in wanted:
            self.wanted.emit(message_id)


def _raster_of(facts: MediaFacts) -> Raster | None:
    match facts.face:
        case PictureFacts(thumbnail=raster) | VideoFacts(poster=raster):
            return raster
        case _:
            return None


def _without_pixels(facts: MediaFacts) -> MediaFacts:
    match facts.face:
        case PictureFacts() as picture:
            return replace(facts, face=replace(picture, thumbnail=_ELSEWHERE))
        case VideoFacts(poster=Raster()) as film:
            return replace(facts, face=replace(film, poster=_ELSEWHERE))
        case _:
            return facts


def _scaled(image: QImage, size: QSize, ratio: float) -> QPixmap:
    """Return the image filling a size, cut where the proportions differ."""
    device = QSize(round(size.width() * ratio), round(size.height() * ratio))
    cover = image.scaled(
        device,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    made = QPixmap(device)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(made.rect()), _ROUND * ratio, _ROUND * ratio)
    painter.setClipPath(outline)
    left = (device.width() - cover.width()) // 2
    top = (device.height() - cover.height()) // 2
    painter.drawImage(left, top, cover)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _shrink(kept: OrderedDict[Key, Value], most: int) -> None:
    """Let the entries go that were not used for the longest time."""
    while len(kept) > most:
        kept.popitem(last=False)
