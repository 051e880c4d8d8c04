"""Attachments of drafts: taken in, judged, made smaller, kept until they are sent."""

import asyncio
import errno
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.content_source import NO_SOURCE, ContentSource
from desktop.models.explanations import explain
from desktop.models.failures import Sentence
from desktop.models.local_failures import LocalFailure
from desktop.models.outgoing import (
    LARGEST,
    LARGEST_STAGED,
    Attachment,
    CardContent,
    NotShrunkError,
    NotStagedError,
    PreparedKind,
)
from desktop.services.covers import plain_cover
from desktop.services.fitting.child import fitted
from desktop.services.fitting.fits import HEAD, Fitting, content_of, fit
from desktop.services.media_files import sealed_path
from desktop.services.storage import attachment_store
from desktop.services.storage.attachment_store import FileRoom, Prepared
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.material_store import Rendition
from desktop.services.storage.sealed_files import (
    CHUNK,
    DamagedFileError,
    SealedWriter,
    unsealed,
)

KEPT_REMOVED = timedelta(hours=1)
"""How long a removed attachment can be brought back."""
SWEPT_EVERY = 3_600.0
"""Seconds after which a desk that stays open sweeps again."""
_COVERED = {PreparedKind.LINK, PreparedKind.MINI_PROGRAM}
_UNREADABLE = Sentence(
    "这个文件打不开，没有添加", "This file cannot be opened; it was not added"
)
_NOT_A_FILE = Sentence(
    "只能添加文件，不能添加文件夹", "Only files can be added, not folders"
)
_NO_COVER = Sentence("封面要用 2 MB 以内的 JPG 或 PNG 图片",
                     "A cover is a JPG or PNG picture of at most 2 MB")  # fmt: skip
_NOT_SMALLER = Sentence(
    "压缩之后还是太大或者无法读取，原文件没有变",
    "It cannot be made small enough or be read; the original is as it was",
)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file that was copied: its beginning and its size."""

    head: bytes
    size: int


class Attachments:
    """Keeps what will be sent with the next answer; `initiator` is this desk's name.

    Everything lies sealed in the media folder and survives a kill. The change feed
    tells of it as DRAFT of the conversation.
    """

    def __init__(
        self, database: Database, clock: Clock, folder: Path, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder
        self._initiator = initiator
        self._arriving: set[int] = set()
        self._swept_at = clock.monotonic()

    async def stage(
        self,
        conversation_id: int,
        source: Path | bytes,
        name: str = "",
        *,
        taken_from: ContentSource = NO_SOURCE,
    ) -> Attachment:
        """Copy a file into the draft of a conversation and say whether it can be sent.

        `name` is what a customer will see of a file; a path has its own. The kind is
        found by the content. Raises NotStagedError for what cannot be read or is
        larger than LARGEST_STAGED, StorageError.
        """
        if isinstance(source, Path):
            name = name or source.name
        with self._room_for_arrivals() as arriving:
            room = await self._room(conversation_id, name, arriving)
            with _explained():
                taken = await asyncio.to_thread(self._copy, source, room)
            fitting = fit(taken.head, taken.size)
            prepared = _prepared(fitting, room, taken_from)
            kept = await self._add(
                conversation_id, prepared, name=name, size=taken.size
            )
        if self._clock.monotonic() - self._swept_at > SWEPT_EVERY:
            await self.sweep()
        return kept

    async def add_card(
        self,
        conversation_id: int,
        content: CardContent,
        cover: Path | bytes | None = None,
        *,
        taken_from: ContentSource = NO_SOURCE,
    ) -> Attachment:
        """Put a card into the draft; links and mini programs get a cover.

        A cover is a JPG or PNG of at most 2 MB, a plain one where none is given.
        Raises NotStagedError, StorageError.
        """
        prepared = Prepared(content, sources=(taken_from,))
        if attachment_store.kind_of_content(content) not in _COVERED:
            return await self._add(conversation_id, prepared)
        with self._room_for_arrivals() as arriving:
            room = await self._room(conversation_id, "", arriving)
            with _explained():
                source = plain_cover() if cover is None else cover
                taken = await asyncio.to_thread(self._copy, source, room)
            fitting = fit(taken.head, taken.size)
            if fitting.kind is not PreparedKind.PICTURE or fitting.obstacle:
                raise NotStagedError(_NO_COVER)
            prepared = replace(prepared, media_row=room.media_row)
            return await self._add(conversation_id, prepared, size=taken.size)

    async def take_rendition(
        self,
        conversation_id: int,
        rendition: Rendition,
        card: CardContent | None,
        link: Callable[[Path], None],
        *,
        taken_from: ContentSource,
    ) -> Attachment:
        """Put a file of the library, or a card with it as cover, into the draft.

        `link` gives the sealed file a second name. Raises NotStagedError, StorageError.
        """
        with self._room_for_arrivals() as arriving:
            room = await self._database.write(
                lambda connection: self._numbered_copy(
                    connection, conversation_id, rendition
                )
            )
            arriving.append(room.media_row)
            with _explained():
                await asyncio.to_thread(link, sealed_path(self._folder, room.media_row))
            content = card or content_of(PreparedKind(rendition.kind))
            prepared = Prepared(content, room.media_row, sources=(taken_from,))
            return await self._add(
                conversation_id, prepared, name=rendition.name, size=rendition.size
            )

    async def of(self, conversation_id: int) -> tuple[Attachment, ...]:
        """Return the attachments of a draft in their order."""
        return await self._database.read(
            lambda connection: attachment_store.of_draft(connection, conversation_id)
        )

    async def arrange(self, conversation_id: int, ids: Sequence[int]) -> None:
        """Bring the attachments of a draft into this order."""
        await self._database.write(
            lambda connection: attachment_store.arrange(
                connection,
                conversation_id,
                ids,
                initiator=self._initiator,
                now=self._now(),
            )
        )

    async def remove(self, attachment_id: int) -> None:
        """Take one out of the draft; for an hour `restore` brings it back."""
        await self._database.write(
            lambda connection: attachment_store.remove(
                connection, attachment_id, initiator=self._initiator, now=self._now()
            )
        )

    async def restore(self, attachment_id: int) -> Attachment:
        """Bring a removed one back to its place; raises AttachmentNotReadyError."""
        return await self._database.write(
            lambda connection: attachment_store.restore(
                connection, attachment_id, initiator=self._initiator, now=self._now()
            )
        )

    async def content(self, attachment_id: int) -> bytes:
        """Return the clear bytes of an attachment or of its cover, for a thumbnail.

        Raises AttachmentNotReadyError, DamagedFileError, OSError.
        """
        room = await self._database.read(
            lambda connection: attachment_store.file_of(connection, attachment_id)
        )
        return await asyncio.to_thread(self._clear, room)

    async def shrink(
        self, attachment_id: int, told: Callable[[float], None] = lambda part: None
    ) -> Attachment:
        """Make a picture or film small enough; a worker process does it.

        `told` hears of the progress, 0 to 1. Cancelling the task ends the worker. The
        original stands until this returns. Raises NotShrunkError,
        AttachmentNotReadyError, StorageError.
        """
        before = await self._database.read(
            lambda connection: attachment_store.one(connection, attachment_id)
        )
        with _explained_shrinking():
            content = await self.content(attachment_id)
            limit = LARGEST[before.kind]
            smaller = await fitted(before.kind, content, limit, told)
        if smaller is None:
            raise NotShrunkError(_NOT_SMALLER)
        fitting = fit(smaller[:HEAD], len(smaller))
        if fitting.obstacle is not None:
            raise NotShrunkError(_NOT_SMALLER)
        name = _renamed(before.name, fitting.kind)
        with self._room_for_arrivals() as arriving:
            room = await self._room(before.conversation_id, name, arriving)
            with _explained_shrinking():
                await asyncio.to_thread(self._copy, smaller, room)
            return await self._replace(attachment_id, room, name, smaller, fitting)

    async def sweep(self) -> None:
        """Delete the files that nothing refers to: broken off, removed, replaced."""
        self._swept_at = self._clock.monotonic()
        before = to_milliseconds(self._clock.now() - KEPT_REMOVED)
        found = await self._database.write(
            lambda connection: attachment_store.orphans(
                connection, removed_before=before
            )
        )
        gone = [row for row in found if row not in self._arriving]
        if gone:
            await asyncio.to_thread(self._unlink, gone)
            await self._database.write(
                lambda connection: attachment_store.forget_files(connection, gone)
            )

    @contextmanager
    def _room_for_arrivals(self) -> Iterator[list[int]]:
        """Keep a sweep off files that are being written."""
        arriving: list[int] = []
        try:
            yield arriving
        finally:
            self._arriving.difference_update(arriving)

    async def _room(
        self, conversation_id: int, name: str, arriving: list[int]
    ) -> FileRoom:
        room = await self._database.write(
            lambda connection: self._numbered(connection, conversation_id, name)
        )
        arriving.append(room.media_row)
        return room

    def _numbered(
        self, connection: Connection, conversation_id: int, name: str
    ) -> FileRoom:
        room = attachment_store.make_room(
            connection, conversation_id, name, now=self._now()
        )
        self._arriving.add(room.media_row)
        return room

    def _numbered_copy(
        self, connection: Connection, conversation_id: int, rendition: Rendition
    ) -> FileRoom:
        room = attachment_store.make_room_of(
            connection, conversation_id, rendition, now=self._now()
        )
        self._arriving.add(room.media_row)
        return room

    async def _add(
        self, conversation_id: int, prepared: Prepared, *, name: str = "", size: int = 0
    ) -> Attachment:
        def work(connection: Connection) -> Attachment:
            if prepared.media_row is not None:
                attachment_store.file_is_here(
                    connection, prepared.media_row, name, size
                )
            return attachment_store.add(
                connection,
                conversation_id,
                prepared,
                initiator=self._initiator,
                now=self._now(),
            )

        return await self._database.write(work)

    async def _replace(
        self,
        attachment_id: int,
        room: FileRoom,
        name: str,
        content: bytes,
        fitting: Fitting,
    ) -> Attachment:
        def work(connection: Connection) -> Attachment:
            attachment_store.file_is_here(
                connection, room.media_row, name, len(content)
            )
            return attachment_store.replace_file(
                connection,
                attachment_id,
                Prepared(fitting.content, room.media_row),
                initiator=self._initiator,
                now=self._now(),
            )

        return await self._database.write(work)

    def _copy(self, source: Path | bytes, room: FileRoom) -> _Taken:
        if isinstance(source, bytes):
            return self._seal(io.BytesIO(source), room)
        if source.is_dir():
            raise NotStagedError(_NOT_A_FILE)
        if not source.is_file():  # a pipe or a device would never end
            raise NotStagedError(_UNREADABLE)
        with source.open("rb") as file:
            return self._seal(file, room)

    def _seal(self, file: BinaryIO, room: FileRoom) -> _Taken:
        head, size = bytearray(), 0
        path = sealed_path(self._folder, room.media_row)
        with SealedWriter(path, room.key) as writer:
            writer.start_over()
            while chunk := file.read(CHUNK):
                size += len(chunk)
                if size > LARGEST_STAGED:
                    raise NotStagedError(_sentence(LocalFailure.MEDIA_TOO_BIG))
                head += chunk[: HEAD - len(head)]
                writer.write(chunk)
            writer.finish()
        return _Taken(bytes(head), size)

    def _clear(self, room: FileRoom) -> bytes:
        return b"".join(unsealed(sealed_path(self._folder, room.media_row), room.key))

    def _unlink(self, media_rows: Sequence[int]) -> None:
        for row in media_rows:
            with suppress(OSError):
                sealed_path(self._folder, row).unlink(missing_ok=True)

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def _prepared(fitting: Fitting, room: FileRoom, taken_from: ContentSource) -> Prepared:
    obstacle = 0 if fitting.obstacle is None else int(fitting.obstacle)
    return Prepared(
        fitting.content, room.media_row, obstacle, fitting.can_shrink, (taken_from,)
    )


def _renamed(name: str, kind: PreparedKind) -> str:
    suffix = ".jpg" if kind is PreparedKind.PICTURE else ".mp4"
    return name if not name else Path(name).stem + suffix


def _sentence(failure: LocalFailure) -> Sentence:
    return explain(failure.reason).sentence


@contextmanager
def _explained() -> Iterator[None]:
    """Put what the system says of a file into words."""
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        words = _sentence(LocalFailure.DISK_FULL) if full else _UNREADABLE
        raise NotStagedError(words) from None


@contextmanager
def _explained_shrinking() -> Iterator[None]:
    try:
        yield
    except DamagedFileError:
        raise NotShrunkError(_sentence(LocalFailure.FILE_GONE)) from None
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        failure = LocalFailure.DISK_FULL if full else LocalFailure.FILE_GONE
        raise NotShrunkError(_sentence(failure)) from None
