"""A customer's file: its clear bytes in memory, or saved where a person wants it."""

import asyncio
import ctypes
import os
import sys
import time
from pathlib import Path

from desktop.models.file_kinds import HEAD
from desktop.models.file_names import ending, safe_name
from desktop.services.storage import media_store
from desktop.services.storage.database import Database
from desktop.services.storage.media_store import StoredFile
from desktop.services.storage.sealed_files import unsealed

_ENDINGS = {"image": ".jpg", "voice": ".amr", "video": ".mp4", "file": ""}


class NotHereError(Exception):
    """The file's bytes are not on this machine."""


class MediaFiles:
    """Opens sealed files for the desk."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    async def proposed_name(self, message_id: int) -> str:
        """Return a safe name for a message's file; raises NotHereError."""
        return _name(await self._stored(message_id))

    async def save(self, message_id: int, target: Path) -> Path:
        """Write the file next to others without overwriting; return where it went.

        Raises NotHereError, DamagedFileError, OSError; a half file never stays.
        """
        stored = await self._stored(message_id)
        source = sealed_path(self._folder, stored.id)
        return await asyncio.to_thread(_write, source, stored, target)

    async def content(
        self, message_id: int, *, head_of_files: bool = False
    ) -> tuple[StoredFile, bytes]:
        """Return a file's clear bytes; of documents their beginning alone, if wished.

        Raises NotHereError, DamagedFileError, OSError.
        """
        stored = await self._stored(message_id)
        source = sealed_path(self._folder, stored.id)
        limit = HEAD if head_of_files and stored.kind == "file" else None
        return stored, await asyncio.to_thread(_clear, source, stored, limit)

    async def _stored(self, message_id: int) -> StoredFile:
        stored = await self._database.read(
            lambda connection: media_store.stored_file(connection, message_id)
        )
        if stored is None:
            raise NotHereError(str(message_id))
        return stored


def sealed_path(folder: Path, media_row: int) -> Path:
    """Return where the sealed bytes of a media row lie."""
    return folder / f"{media_row // 1000:04d}" / f"{media_row}.sealed"


def _name(stored: StoredFile) -> str:
    name = safe_name(stored.name, f"{stored.kind}-{stored.id}")
    return name if ending(name) else name + _ENDINGS.get(stored.kind, "")


def _clear(source: Path, stored: StoredFile, limit: int | None) -> bytes:
    content = bytearray()
    for chunk in unsealed(source, stored.file_key):
        content += chunk
        if limit is not None and len(content) >= limit:
            break
    return bytes(content)


def _write(source: Path, stored: StoredFile, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    path, descriptor = _unused(target)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in unsealed(source, stored.file_key):
                file.write(chunk)
        _mark_as_foreign(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _unused(target: Path) -> tuple[Path, int]:
    """Create the first free name: never overwrite, never follow a link."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for count in range(10_000):
        name = target.name if not count else f"{target.stem} ({count}){target.suffix}"
        path = target.with_name(name)
        try:
            return path, os.open(path, flags, 0o600)
        except FileExistsError:
            continue
    raise FileExistsError(target.name)


def _mark_as_foreign(path: Path) -> None:
    """Tell the system that the file came from outside (Mark of the Web, S5)."""
    if os.name == "nt":
        Path(f"{path}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n")
    elif sys.platform == "darwin":
        _quarantine(path)
    elif hasattr(os, "setxattr"):
        try:
            os.setxattr(path, "user.xdg.origin.url", b"wecom")
        except OSError:
            return  # a file system without extended attributes has no mark


def quarantine_mark(now: float) -> bytes:
    """Return what macOS writes beside a download: flags, hour, who fetched it."""
    return f"0081;{int(now):08x};Switchboard;".encode()


def _quarantine(path: Path) -> None:
    """Let Gatekeeper ask before it opens the file; Python has no call for it there."""
    system = ctypes.CDLL(None, use_errno=True)
    mark = quarantine_mark(time.time())
    system.setxattr(os.fsencode(path), b"com.apple.quarantine", mark, len(mark), 0, 0)
