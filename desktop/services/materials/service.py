"""The library as a desk uses it: found, added, changed, put into drafts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.content_codec import encode
from desktop.models.content_source import ContentSource
from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.material import (
    Added,
    CorpUpload,
    FolderReport,
    Material,
    MaterialDetails,
    MaterialQuery,
    MaterialVersion,
    NotAddedError,
    SentMaterial,
)
from desktop.models.media_facts import Raster
from desktop.models.organisation import Operator
from desktop.models.outgoing import Attachment, CardContent, NotStagedError
from desktop.models.quick_reply import Standing
from desktop.services.attachments import Attachments
from desktop.services.covers import plain_cover
from desktop.services.decoding.decoder import Decoder
from desktop.services.decoding.limits import SMALL_EDGE
from desktop.services.decoding.wire import Task
from desktop.services.materials.adding import GONE, Adding
from desktop.services.materials.folders import FolderImport
from desktop.services.materials.renditions import (
    Renditions,
    expected_words,
    rendition_words,
)
from desktop.services.materials.vault import Vault
from desktop.services.storage import (
    material_queries,
    material_rows,
    material_store,
    material_usage,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.material_store import Writing

_STOPPED = {
    Standing.NOT_YET: Sentence("还没到生效日期", "is not valid yet"),
    Standing.EXPIRED: Sentence("已过期", "has expired"),
    Standing.WITHDRAWN: Sentence("已撤回", "was withdrawn"),
}

Read = TypeVar("Read")


class Materials:
    """Keeps the library; `folder` holds its sealed files.

    Personal materials of others are as if they were not there: nobody finds, sends or
    changes them. The change feed tells of every step as MATERIAL. Everything raises
    StorageError as every reading and writing does; steps that failed changed nothing.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        operator: Operator,
        attachments: Attachments,
        folder: Path,
        initiator: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._attachments = attachments
        self._initiator = initiator
        self._swept = False
        self._decoder = Decoder()
        self._vault = Vault(database, folder)
        self._renditions = Renditions(database, self._vault)
        self._adding = Adding(database, self._vault, self._decoder, self._writing)

    # Finding

    async def count(self, query: MaterialQuery) -> int:
        """Return how many materials a query finds."""
        now = self._now()
        return await self._database.read(
            lambda connection: material_queries.count(
                connection, query, by=self._operator.id, now=now
            )
        )

    async def page(
        self, query: MaterialQuery, offset: int, limit: int
    ) -> tuple[Material, ...]:
        """Return a part of what a query finds, in the order that it asks for."""
        now = self._now()
        return await self._database.read(
            lambda connection: material_queries.page(
                connection, query, offset, limit, by=self._operator.id, now=now
            )
        )

    async def one(self, material_id: int) -> Material | None:
        """Return a material, None when it was removed or is another operator's."""
        return await self._database.read(
            lambda connection: material_rows.one(
                connection, material_id, by=self._operator.id
            )
        )

    async def folders(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Return each folder that holds something by itself, and how much."""
        return await self._database.read(
            lambda connection: material_queries.folders(
                connection, by=self._operator.id
            )
        )

    async def tags(self) -> tuple[str, ...]:
        """Return all tags, the most used first."""
        return await self._database.read(
            lambda connection: material_queries.tags(connection, by=self._operator.id)
        )

    async def history(self, material_id: int) -> tuple[MaterialVersion, ...]:
        """Return the versions of a material, the newest first."""
        return await self._about(
            material_id,
            lambda connection: material_queries.history(connection, material_id),
            (),
        )

    async def used_in(self, material_id: int) -> tuple[str, ...]:
        """Return the titles of the replies that hold a material."""
        return await self._about(
            material_id,
            lambda connection: material_queries.used_in(connection, material_id),
            (),
        )

    async def sent(self, material_id: int, limit: int) -> tuple[SentMaterial, ...]:
        """Return to whom a material was sent, newest first, whatever became of it."""
        return await self._about(
            material_id,
            lambda connection: material_usage.sent(connection, material_id, limit),
            (),
        )

    async def sent_to(self, conversation_id: int) -> frozenset[int]:
        """Return which materials the customer of a conversation was sent."""
        return await self._database.read(
            lambda connection: material_queries.sent_to(connection, conversation_id)
        )

    async def uploads(self, material_id: int) -> tuple[CorpUpload, ...]:
        """Return what the WeCom of each corp knows of the newest version."""
        now = self._now()
        return await self._database.read(
            lambda connection: material_queries.uploads(
                connection, material_id, now=now
            )
        )

    # Bytes

    async def thumbnail(
        self, material_id: int, version: int, edge: int
    ) -> Raster | None:
        """Return a picture of a version, `edge` pixels long; None where it has none.

        Raises BrokenMediaError, DamagedFileError, OSError.
        """
        small = await self._about(
            material_id,
            lambda connection: material_store.small_of(
                connection, material_id, version
            ),
            b"",
        )
        if not small:
            return None
        content = small
        if edge > SMALL_EDGE:
            content = await self.original(material_id, version)
        task = Task.PICTURE
        if content[4:8] == b"ftyp":
            task = Task.FILM
        decoded = await self._decoder.decode(task, content, edge=edge)
        return decoded.rasters[0]

    async def original(self, material_id: int, version: int | None = None) -> bytes:
        """Return the bytes of a version, the newest where none is named.

        Raises LookupError for what has none, DamagedFileError, OSError.
        """
        original = await self._about(
            material_id,
            lambda connection: material_store.original_of(
                connection, material_id, version
            ),
            None,
        )
        if original is None:
            raise LookupError(f"material {material_id} has no file")
        return await self._vault.content(original)

    async def sent_as(self, material: Material) -> Sentence | None:
        """Return what was or will be changed for sending, None where nothing is."""
        known = await self._renditions.known(material)
        if known is None:
            return expected_words(material)
        return rendition_words(known) if known.fitted else None

    # Adding

    async def add(
        self,
        source: Path | bytes,
        details: MaterialDetails,
        *,
        anyway: bool = False,
    ) -> Added:
        """Take a file in, unless the library has its like and nobody said `anyway`.

        Raises NotAddedError.
        """
        if not self._swept:
            self._swept = True
            await self.sweep()
        return await self._adding.add(source, details, anyway=anyway)

    async def add_card(
        self,
        content: CardContent,
        details: MaterialDetails,
        cover: Path | bytes | None = None,
    ) -> Material:
        """Keep a card or a text; links and mini programs have a cover.

        Raises NotAddedError.
        """
        return await self._adding.add_card(content, details, cover or plain_cover())

    async def add_folder(
        self,
        path: Path,
        told: Callable[[int, int], None],
        stopped: Callable[[], bool],
        details: MaterialDetails,
    ) -> FolderReport:
        """Take in every file of a folder, its folders becoming folders of the library.

        `told` hears how many of how many are done; what was added stays when it is
        `stopped`.
        """
        return await FolderImport(self._adding, told, stopped).run(path, details)

    async def replace(self, material_id: int, source: Path | bytes) -> Material:
        """Let another file be the newest version; replies that hold it follow.

        Raises NotAddedError, also for a file of another kind.
        """
        return await self._adding.replace(await self._known(material_id), source)

    async def rewrite(self, material_id: int, content: CardContent) -> Material:
        """Let other words be the newest version of a card or a text.

        Raises NotAddedError.
        """
        before = await self._known(material_id)

        def work(connection: Connection) -> None:
            made = material_store.made_of(connection, before.id, before.version)
            made = replace(made, card=encode(content))
            material_store.add_version(connection, before.id, made, self._writing())

        await self._database.write(work)
        return await self._known(material_id)

    async def roll_back(self, material_id: int, version: int) -> Material:
        """Let an earlier version be the newest again, as a version of its own.

        Raises NotAddedError.
        """
        return await self._adding.roll_back(await self._known(material_id), version)

    # Keeping

    async def change(self, ids: Sequence[int], details: MaterialDetails) -> None:
        """Write what people say of materials."""

        def work(connection: Connection) -> None:
            for material_id in self._seen(connection, ids):
                material_store.describe(
                    connection, material_id, details, self._writing()
                )

        await self._database.write(work)

    async def withdraw(self, ids: Sequence[int]) -> None:
        """Let materials not leave any more, also out of drafts and the outbox."""
        await self._database.write(
            lambda connection: material_store.set_withdrawn(
                connection, self._seen(connection, ids), self._writing(), withdrawn=True
            )
        )

    async def reinstate(self, ids: Sequence[int]) -> None:
        """Let withdrawn materials leave again."""
        await self._database.write(
            lambda connection: material_store.set_withdrawn(
                connection,
                self._seen(connection, ids),
                self._writing(),
                withdrawn=False,
            )
        )

    async def remove(self, ids: Sequence[int]) -> None:
        """Take materials out of the library; `restore` brings them back."""
        await self._database.write(
            lambda connection: material_store.set_removed(
                connection, self._seen(connection, ids), self._writing(), removed=True
            )
        )

    async def restore(self, ids: Sequence[int]) -> None:
        """Bring removed materials back."""
        await self._database.write(
            lambda connection: material_store.set_removed(
                connection, self._seen(connection, ids), self._writing(), removed=False
            )
        )

    async def sweep(self) -> None:
        """Delete bytes that nothing is made of, after a start that was cut short."""
        await self._vault.sweep()

    # Sending

    async def stage(
        self,
        conversation_id: int,
        material_id: int,
        source: ContentSource,
        told: Callable[[float], None] = lambda part: None,
    ) -> Attachment:
        """Put a material into the draft of a conversation, made to fit where need be.

        `told` hears of the progress, 0 to 1. Raises NotStagedError, also for what
        was withdrawn or is out of its dates.
        """
        material = await self.one(material_id)
        if material is None:
            raise NotStagedError(GONE)
        _refuse_stopped(material, self._clock.now())
        taken = replace(
            source, material_id=material.id, material_version=material.version
        )
        card = material.card
        if card is not None and not material.facts.size:
            return await self._attachments.add_card(
                conversation_id, card, taken_from=taken
            )
        rendition = await self._renditions.of(material, told)
        return await self._attachments.take_rendition(
            conversation_id,
            rendition,
            card,
            lambda target: self._vault.link_rendition(rendition.id, target),
            taken_from=taken,
        )

    def close(self) -> None:
        """End the child that decodes."""
        self._decoder.close()

    async def _about(
        self, material_id: int, work: Callable[[Connection], Read], nothing: Read
    ) -> Read:
        """Return what is known of a material that the operator sees."""
        return await self._database.read(
            lambda connection: (
                work(connection) if self._seen(connection, (material_id,)) else nothing
            )
        )

    def _seen(self, connection: Connection, ids: Sequence[int]) -> list[int]:
        return material_rows.seen(connection, ids, by=self._operator.id)

    async def _known(self, material_id: int) -> Material:
        found = await self.one(material_id)
        if found is None:
            raise NotAddedError(GONE)
        return found

    def _writing(self) -> Writing:
        return Writing(self._operator, self._initiator, self._now())

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def _refuse_stopped(material: Material, now: datetime) -> None:
    """Raise NotStagedError, with name and reason, for what must not leave."""
    why = _STOPPED.get(material.standing(now))
    if why is not None:
        name = one_line(material.details.name, 40)
        raise NotStagedError(
            Sentence(f"“{name}”{why.zh}，没有加入回复", f"“{name}” {why.en}: not taken")
        )
