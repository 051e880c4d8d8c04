"""The pictures that the grid paints: as many as fit into a fixed room."""

from collections import OrderedDict

from PySide6.QtGui import QImage, QPixmap

_ROOM = 16 * 1024 * 1024
"""Bytes of pixels that are kept."""
Key = tuple[int, int]
"""Material and version."""


class PictureShelf:
    """Keeps what was looked at last; a material without a picture is known, too."""

    def __init__(self, room: int = _ROOM) -> None:
        self._room = room
        self._bytes = 0
        self._kept: OrderedDict[Key, QPixmap | None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: Key) -> bool:
        return key in self._kept

    def put(self, key: Key, image: QImage | None, ratio: float) -> None:
        """Take the picture of a material; None when there is none to be had."""
        self.drop(key)
        pixmap = None
        if image is not None and not image.isNull():
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._bytes += _weight(pixmap)
        self._kept[key] = pixmap
        while self._bytes > self._room and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= _weight(gone)

    def picture(self, key: Key) -> QPixmap | None:
        """Return a picture, None when it is not here."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def drop(self, key: Key) -> None:
        """Forget a picture."""
        if key in self._kept:
            self._bytes -= _weight(self._kept.pop(key))

    def clear(self) -> None:
        """Forget all: they are wanted in another size."""
        self._kept.clear()
        self._bytes = 0


def _weight(pixmap: QPixmap | None) -> int:
    return 0 if pixmap is None else pixmap.width() * pixmap.height() * 4
