"""Where the sealed bytes of the library lie, below the folder of all media."""

from collections.abc import Iterator
from pathlib import Path

_ORIGINALS = "originals"
_RENDITIONS = "renditions"


def original_path(folder: Path, original_id: int) -> Path:
    """Return where the bytes of a version lie."""
    return _numbered(folder / _ORIGINALS, original_id)


def rendition_path(folder: Path, rendition_id: int) -> Path:
    """Return where the bytes lie that a version is sent as."""
    return _numbered(folder / _RENDITIONS, rendition_id)


def library_paths(folder: Path) -> Iterator[Path]:
    """Yield all originals and renditions, also those that nobody knows."""
    for name in (_ORIGINALS, _RENDITIONS):
        yield from (folder / name).glob("[0-9]*/[0-9]*.sealed")


def _numbered(folder: Path, number: int) -> Path:
    return folder / f"{number // 1000:04d}" / f"{number}.sealed"
