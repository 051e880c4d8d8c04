"""Bytes of the library on disk: sealed once, found by what they are."""

import asyncio
import errno
import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from desktop.models.explanations import explain
from desktop.models.failures import Sentence
from desktop.models.local_failures import LocalFailure
from desktop.models.material import NotAddedError
from desktop.models.outgoing import LARGEST_STAGED
from desktop.services.fitting.fits import HEAD
from desktop.services.library_files import (
    library_paths,
    original_path,
    rendition_path,
)
from desktop.services.storage import material_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.material_store import Original
from desktop.services.storage.sealed_files import (
    CHUNK,
    DamagedFileError,
    SealedWriter,
    unsealed,
)

_UNREADABLE = Sentence(
    "这个文件打不开，没有加入素材库", "This file cannot be opened; it was not added"
)
_NOT_A_FILE = Sentence(
    "这不是普通文件，没有加入素材库", "This is no ordinary file; it was not added"
)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What was copied."""

    digest: str
    size: int


class Vault:
    """Keeps originals by their SHA-256 and renditions by number."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._arriving: list[int] = []
        """Originals of which something is about to be made, each as often."""
        self._rendered: set[int] = set()

    async def keep(self, source: Path | bytes) -> Original:
        """Seal a file or find it sealed; the file stands before its row counts.

        What lay there already and does not open any more is mended with it. `used`
        follows, whatever becomes of it. Raises NotAddedError for what cannot be read
        or is larger than LARGEST_STAGED, StorageError.
        """
        room = await self._database.write(self._numbered)
        try:
            with _explained():
                sealed = await asyncio.to_thread(self._seal, source, room)
        except BaseException:
            self.used(room)
            await asyncio.to_thread(self._unlink, [room.id])
            raise
        kept = await self._database.write(
            lambda connection: self._settle(connection, room, sealed)
        )
        if kept.id == room.id:
            return kept
        path = original_path(self._folder, kept.id)
        if not await asyncio.to_thread(_opens, path, kept.key):
            kept = await self._database.write(
                lambda connection: self._mend(connection, kept, room)
            )
        await asyncio.to_thread(self._unlink, [room.id])
        return kept

    def used(self, original: Original) -> None:
        """Know that a version is made of these bytes: no sweep need be kept off."""
        with suppress(ValueError):
            self._arriving.remove(original.id)

    async def content(self, original: Original) -> bytes:
        """Return clear bytes; raises DamagedFileError, OSError."""
        path = original_path(self._folder, original.id)
        return await asyncio.to_thread(lambda: b"".join(unsealed(path, original.key)))

    async def head(self, original: Original) -> bytes:
        """Return the first bytes, as many as telling a file's kind takes.

        Raises DamagedFileError, OSError.
        """
        path = original_path(self._folder, original.id)
        return await asyncio.to_thread(_first_bytes, path, original.key)

    async def keep_rendition(
        self, number: int, key: bytes, original: Original, fitted: bytes | None
    ) -> None:
        """Seal what a version is sent as; the original itself where it fits."""
        self._rendered.add(number)
        await asyncio.to_thread(self._render, number, key, original, fitted)

    async def has_rendition(self, number: int, key: bytes) -> bool:
        """Return whether a rendition lies there and opens."""
        path = rendition_path(self._folder, number)
        return await asyncio.to_thread(_opens, path, key)

    async def sweep(self) -> None:
        """Delete what no version is made of or sent as: broken off, or taken back.

        Rows are older than their files, so the files are looked at first: one whose
        row is missing after that belongs to nothing.
        """
        files = await asyncio.to_thread(lambda: list(library_paths(self._folder)))
        kept = await self._database.write(
            lambda connection: material_store.forget_originals(
                connection, frozenset(self._arriving)
            )
        )
        sent_as = await self._database.read(material_store.renditions)
        known = {original_path(self._folder, number) for number in kept}
        for number in sent_as | self._rendered:
            known.add(rendition_path(self._folder, number))
        gone = [path for path in files if path not in known]
        await asyncio.to_thread(_unlink_all, gone)

    def link_rendition(self, number: int, target: Path) -> None:
        """Let a file of a message be the rendition, without its bytes a second time."""
        linked(rendition_path(self._folder, number), target)

    def _numbered(self, connection: Connection) -> Original:
        room = material_store.make_room(connection)
        self._arriving.append(room.id)
        return room

    def _settle(
        self, connection: Connection, room: Original, sealed: _Sealed
    ) -> Original:
        kept = material_store.settle(connection, room, sealed.digest, sealed.size)
        if kept.id != room.id:
            self._arriving.append(kept.id)
            self.used(room)
        return kept

    def _mend(self, connection: Connection, kept: Original, room: Original) -> Original:
        """Let the same bytes, sealed anew, stand where a file is damaged or gone."""
        target = original_path(self._folder, kept.id)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        original_path(self._folder, room.id).replace(target)
        return material_store.open_with(connection, kept, room.key)

    def _seal(self, source: Path | bytes, room: Original) -> _Sealed:
        if isinstance(source, bytes):
            return self._copy(io.BytesIO(source), room)
        if not source.is_file():  # a pipe or a device would never end
            raise NotAddedError(_NOT_A_FILE if source.exists() else _UNREADABLE)
        with source.open("rb") as file:
            if os.fstat(file.fileno()).st_size > LARGEST_STAGED:
                raise NotAddedError(sentence_of(LocalFailure.MEDIA_TOO_BIG))
            return self._copy(file, room)

    def _copy(self, file: BinaryIO, room: Original) -> _Sealed:
        digest, size = hashlib.sha256(), 0
        with SealedWriter(original_path(self._folder, room.id), room.key) as writer:
            writer.start_over()
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > LARGEST_STAGED:
                    raise NotAddedError(sentence_of(LocalFailure.MEDIA_TOO_BIG))
                digest.update(chunk)
                writer.write(chunk)
            writer.finish()
        if not size:
            raise NotAddedError(sentence_of(LocalFailure.MEDIA_EMPTY))
        return _Sealed(digest.hexdigest(), size)

    def _render(
        self, number: int, key: bytes, original: Original, fitted: bytes | None
    ) -> None:
        target = rendition_path(self._folder, number)
        if fitted is None:
            linked(original_path(self._folder, original.id), target)
            return
        target.unlink(missing_ok=True)  # drafts hold the old bytes by another name
        with SealedWriter(target, key) as writer:
            writer.start_over()
            writer.write(fitted)
            writer.finish()

    def _unlink(self, numbers: list[int]) -> None:
        _unlink_all([original_path(self._folder, number) for number in numbers])


def linked(source: Path, target: Path) -> None:
    """Give a sealed file a second name; a copy where the disk has no such thing."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(source, target)


def _unlink_all(paths: list[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _first_bytes(path: Path, key: bytes) -> bytes:
    chunks = islice(unsealed(path, key), HEAD // CHUNK + 1)
    return b"".join(chunks)[:HEAD]


def _opens(path: Path, key: bytes) -> bool:
    """Return whether every chunk of a sealed file is as it was written."""
    try:
        for _ in unsealed(path, key):
            continue
    except (DamagedFileError, OSError):
        return False
    return True


def sentence_of(failure: LocalFailure) -> Sentence:
    """Return what is said of a failure of this machine."""
    return explain(failure.reason).sentence


@contextmanager
def _explained() -> Iterator[None]:
    """Put what the system says of a file into words."""
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        words = sentence_of(LocalFailure.DISK_FULL) if full else _UNREADABLE
        raise NotAddedError(words) from None
