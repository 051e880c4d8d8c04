"""Files encrypted at rest in chunks, so that a broken download can be resumed.

A sealed file is a row of AES-256-GCM chunks of 64 KiB of content each, with a
random nonce in front and a key of its own for each file. The additional data
numbers the chunks and marks the last: a file cut short or shuffled does not open.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 64 * 1024
_NONCE = 12
_TAG = 16
_SEALED = _NONCE + CHUNK + _TAG


class DamagedFileError(Exception):
    """A chunk does not open: the file was changed or cut."""


class SealedWriter:
    """Appends content to a sealed file; whole chunks survive a crash."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._pending = bytearray()
        self._length = 0
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._file: BinaryIO = os.fdopen(descriptor, "r+b")
        # The newest whole chunk may be a last one of a run that was killed before
        # it could say so: it is fetched again.
        self._count = max(0, os.fstat(descriptor).st_size // _SEALED - 1)
        self._file.truncate(self._count * _SEALED)
        self._file.seek(0, os.SEEK_END)

    @property
    def received(self) -> int:
        """Return the bytes of content that are safely on disk."""
        return self._count * CHUNK

    @property
    def length(self) -> int:
        """Return the bytes of content of a finished file."""
        return self._length

    def start_over(self) -> None:
        """Drop what is there: the sender begins at the first byte again."""
        self._file.truncate(0)
        self._file.seek(0)
        self._count = 0
        self._pending.clear()

    def write(self, content: bytes) -> None:
        """Add content; raises OSError when the disk is full."""
        self._pending += content
        while len(self._pending) > CHUNK:
            self._seal(bytes(self._pending[:CHUNK]), last=False)
            del self._pending[:CHUNK]

    def finish(self) -> None:
        """Write the last chunk and make sure that all is on disk."""
        self._length = self.received + len(self._pending)
        self._seal(bytes(self._pending), last=True)
        self._pending.clear()
        self._file.flush()
        os.fsync(self._file.fileno())

    def _seal(self, content: bytes, *, last: bool) -> None:
        nonce = os.urandom(_NONCE)
        sealed = self._cipher.encrypt(nonce, content, _place(self._count, last))
        self._file.write(nonce + sealed)
        self._file.flush()
        self._count += 1

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; unfinished content stays for a resume."""
        self._file.close()


def unsealed(path: Path, key: bytes) -> Iterator[bytes]:
    """Yield the content in order; raises DamagedFileError, OSError."""
    cipher = AESGCM(key)
    remaining = path.stat().st_size
    if remaining == 0:
        raise DamagedFileError(path.name)  # even an empty file has its last chunk
    with path.open("rb") as file:
        number = 0
        while remaining > 0:
            chunk = file.read(_SEALED)
            remaining -= len(chunk)
            place = _place(number, remaining == 0)
            try:
                yield cipher.decrypt(chunk[:_NONCE], chunk[_NONCE:], place)
            except (InvalidTag, ValueError):
                raise DamagedFileError(path.name) from None
            number += 1


def _place(number: int, last: bool) -> bytes:
    return number.to_bytes(8, "big") + (b"last" if last else b"more")
