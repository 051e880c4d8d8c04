"""Materials on their way by drag and drop: how they are written and read."""

from PySide6.QtCore import QMimeData

MIME = "application/x-switchboard-materials"
"""Ids in their order, in ASCII, with spaces between; nothing leaves the desk."""
_MOST = 50


def dragged(ids: tuple[int, ...]) -> QMimeData:
    """Return what a drag of these materials carries."""
    data = QMimeData()
    data.setData(MIME, " ".join(map(str, ids)).encode("ascii"))
    return data


def dropped(data: QMimeData) -> tuple[int, ...]:
    """Return the materials of a drop, none when it carries something else."""
    if not data.hasFormat(MIME):
        return ()
    written = bytes(data.data(MIME).data()).decode("ascii", "replace").split()
    return tuple(int(each) for each in written[:_MOST] if each.isdecimal())
