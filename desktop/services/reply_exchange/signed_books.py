"""Signed reply-book files between databases, as a desk uses them."""

import asyncio
import secrets
from collections.abc import Sequence
from pathlib import Path

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import Sentence
from desktop.models.organisation import Operator, Role
from desktop.models.quick_reply import QuickReply, ReplyMaterial, ReplyText, Scope
from desktop.models.reply_book import ReplyRefusedError, locked
from desktop.models.reply_exchange import (
    BookPlan,
    NotReadError,
    Publisher,
)
from desktop.models.reply_publication import Publication
from desktop.services.credentials import CredentialStore
from desktop.services.quick_replies import QuickReplies
from desktop.services.reply_exchange.book_comparing import ComparedEntry, compared
from desktop.services.reply_exchange.book_file import (
    BookFile,
    CarriedEntry,
    CarriedPart,
    opened,
    public_key,
    signed,
)
from desktop.services.reply_exchange.files import content_of
from desktop.services.storage import book_publishers, material_names
from desktop.services.storage.database import Database

PUBLISHER_SEED = "reply-book-seed"
"""Name under which the private key is kept."""
OLDER = Sentence(
    "这个文件比已经导入的旧，没有导入",
    "This file is older than what was imported before: nothing was imported",
)
NOT_TRUSTED = Sentence(
    "还没有人确认过这个发布者", "Nobody has accepted this publisher yet"
)
NOTHING_SHARED = Sentence(
    "公司回复里还没有可以发布的内容", "The company's book has nothing to hand on yet"
)


class SignedBooks:
    """Writes and takes in `*.replybook`: the company's entries in newest versions."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        operator: Operator,
        replies: QuickReplies,
        credentials: CredentialStore,
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._replies = replies
        self._credentials = credentials

    async def fingerprint(self) -> str:
        """Return what others compare before they believe files of ours.

        The key is made at the first question. Raises CredentialError.
        """
        seed = await asyncio.to_thread(self._seed)
        return Publisher(public_key(seed), "").fingerprint

    async def publishers(self) -> tuple[Publisher, ...]:
        """Return whose files are believed, ourselves included once we wrote one."""
        return await self._database.read(book_publishers.publishers)

    async def accept(self, publisher: Publisher) -> None:
        """Believe a publisher whose fingerprint a person has compared.

        Raises ReplyRefusedError for agents, StorageError.
        """
        self._refuse_agents()
        now = to_milliseconds(self._clock.now())
        await self._database.write(
            lambda connection: book_publishers.accept(
                connection, publisher, self._operator.id, now=now
            )
        )

    async def forget(self, publisher: Publisher) -> None:
        """Believe a publisher no more; what came from there stays."""
        self._refuse_agents()
        await self._database.write(
            lambda connection: book_publishers.forget(connection, publisher.key)
        )

    async def write(self, path: Path, note: str = "") -> int:
        """Write the company's book, signed; return how many entries it has.

        Withdrawn ones are in it, so that they are withdrawn elsewhere too. Raises
        CredentialError, NotReadError for an empty book, OSError.
        """
        self._refuse_agents()
        seed = await asyncio.to_thread(self._seed)
        now = self._clock.now()
        publisher = Publisher(public_key(seed), self._operator.name)
        entries = await self._entries()
        if not entries:
            raise NotReadError(NOTHING_SHARED)
        await self.accept(publisher)
        last = await self._last_serial(publisher) or 0
        book = BookFile(
            publisher, max(to_milliseconds(now), last + 1), now, note, entries
        )
        await asyncio.to_thread(_write_whole, path, book, seed)
        await self._note_serial(book)
        return len(entries)

    async def read(self, path: Path) -> BookPlan:
        """Return what a file would do; nothing is stored.

        Raises NotReadError: no such file, changed bytes, older than what is known.
        """
        book, entries = await self._compared(path)
        last = await self._last_serial(book.publisher)
        return BookPlan(
            book.publisher,
            last is not None,
            book.serial,
            book.made_at,
            book.note,
            tuple(entry.told for entry in entries),
            str(path),
        )

    async def take_in(self, plan: BookPlan) -> Publication | None:
        """Publish what a file brings, all or nothing; None when it brings nothing.

        The file is read and checked again. Raises NotReadError, ReplyRefusedError,
        StorageError.
        """
        self._refuse_agents()
        book, entries = await self._compared(Path(plan.path))
        same = book.publisher.key == plan.publisher.key and book.serial == plan.serial
        if not same or await self._last_serial(book.publisher) is None:
            raise NotReadError(NOT_TRUSTED)
        carried = [entry.carried for entry in entries if entry.carried is not None]
        publication = None
        if carried:
            publication = await self._replies.take_in(
                carried, book.note, book.publisher.name
            )
        await self._note_serial(book)
        return publication

    async def _compared(self, path: Path) -> tuple[BookFile, tuple[ComparedEntry, ...]]:
        content = await asyncio.to_thread(content_of, path)
        book = await asyncio.to_thread(opened, content)
        last = await self._last_serial(book.publisher)
        if last is not None and book.serial < last:
            raise NotReadError(OLDER)
        keys = {
            part.material
            for entry in book.entries
            for part in entry.parts
            if part.material
        }
        materials = await self._database.read(
            lambda connection: material_names.found(connection, keys)
        )
        replies = await self._replies.all()
        return book, tuple(compared(book.entries, replies, materials))

    async def _entries(self) -> tuple[CarriedEntry, ...]:
        shared = [
            reply
            for reply in await self._replies.all()
            if reply.content.scope is Scope.COMPANY
        ]
        ids = _material_ids(shared)
        materials = await self._database.read(
            lambda connection: material_names.named(connection, ids)
        )
        return tuple(_carried(reply, materials) for reply in shared)

    async def _last_serial(self, publisher: Publisher) -> int | None:
        return await self._database.read(
            lambda connection: book_publishers.serial(connection, publisher.key)
        )

    async def _note_serial(self, book: BookFile) -> None:
        await self._database.write(
            lambda connection: book_publishers.note_serial(
                connection, book.publisher.key, book.serial
            )
        )

    def _refuse_agents(self) -> None:
        if self._operator.role is Role.AGENT:
            raise ReplyRefusedError(locked())

    def _seed(self) -> bytes:
        held = self._credentials.get(PUBLISHER_SEED)
        if held is None:
            held = secrets.token_hex(32)
            self._credentials.set(PUBLISHER_SEED, held)
        return bytes.fromhex(held)


def _material_ids(replies: Sequence[QuickReply]) -> set[int]:
    return {
        part.material_id
        for reply in replies
        for part in reply.content.parts
        if isinstance(part, ReplyMaterial)
    }


def _carried(reply: QuickReply, materials: dict[int, tuple[str, str]]) -> CarriedEntry:
    content = reply.content
    parts = []
    for part in content.parts:
        if isinstance(part, ReplyText):
            parts.append(CarriedPart(text=part.text))
        elif part.material_id in materials:
            key, name = materials[part.material_id]
            parts.append(CarriedPart(material=key, name=name))
    return CarriedEntry(
        reply.key,
        reply.version,
        content.title,
        content.group,
        tuple(parts),
        reply.changed_by,
        reply.changed_at,
        content.code,
        content.keywords,
        content.valid_from,
        content.valid_until,
        reply.withdrawn,
    )


def _write_whole(path: Path, book: BookFile, seed: bytes) -> None:
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(signed(book, seed))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
