"""The library as a desk uses it: found, added, changed, put into drafts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.content_codec import encode
from desktop.models.content_source import ContentSource
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
)
from desktop.models.media_facts import Raster
from desktop.models.organisation import Operator
from desktop.models.outgoing import Attachment, CardContent, NotStagedError
from desktop.services.attachments import Attachments
from desktop.services.covers import plain_cover
from desktop.services.decoding.decoder import Decoder
from desktop.services.decoding.limits import SMALL_EDGE
from desktop.services.decoding.wire import Task
from desktop.services.materials.adding import Adding
from desktop.services.materials.folders import FolderImport
from desktop.services.materials.renditions import Renditions, rendition_words
from desktop.services.materials.vault import Vault
from desktop.services.storage import material_queries, material_rows, material_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.material_store import Writing

_GONE = Sentence("这个素材已经不在素材库里", "This material is not in the library")


class Materials:
    """Keeps the library; `folder` holds its sealed files.

    The change feed tells of every step as MATERIAL. Everything raises StorageError as
    every reading and writing does; steps that failed changed nothing.
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
            lambda connection: material_queries.count(connection, query, now=now)
        )

    async def page(
        self, query: MaterialQuery, offset: int, limit: int
    ) -> tuple[Material, ...]:
        """Return a part of what a query finds, what changed last first."""
        now = self._now()
        return await self._database.read(
            lambda connection: material_queries.page(
                connection, query, offset, limit, now=now
            )
        )

    async def one(self, material_id: int) -> Material | None:
        """Return a material, None when it was removed."""
        return await self._database.read(
            lambda connection: material_rows.one(connection, material_id)
        )

    async def folders(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """Return each folder that holds something by itself, and how much."""
        return await self._database.read(material_queries.folders)

    async def tags(self) -> tuple[str, ...]:
        """Return all tags, the most used first."""
        return await self._database.read(material_queries.tags)

    async def history(self, material_id: int) -> tuple[MaterialVersion, ...]:
        """Return the versions of a material, the newest first."""
        return await self._database.read(
            lambda connection: material_queries.history(connection, material_id)
        )

    async def used_in(self, material_id: int) -> tuple[str, ...]:
        """Return the titles of the replies that hold a material."""
        return await self._database.read(
            lambda connection: material_queries.used_in(connection, material_id)
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
        small = await self._database.read(
            lambda connection: material_store.small_of(connection, material_id, version)
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
        original = await self._database.read(
            lambda connection: material_store.original_of(
                connection, material_id, version
            )
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

        Raises NotAddedError when its file is damaged or gone.
        """
        return await self._adding.roll_back(await self._known(material_id), version)

    # Keeping

    async def change(self, ids: Sequence[int], details: MaterialDetails) -> None:
        """Write what people say of materials."""

        def work(connection: Connection) -> None:
            for material_id in ids:
                material_store.describe(
                    connection, material_id, details, self._writing()
                )

        await self._database.write(work)

    async def withdraw(self, ids: Sequence[int]) -> None:
        """Let materials not leave any more, also out of drafts and the outbox."""
        await self._database.write(
            lambda connection: material_store.set_withdrawn(
                connection, ids, self._writing(), withdrawn=True
            )
        )

    async def reinstate(self, ids: Sequence[int]) -> None:
        """Let withdrawn materials leave again."""
        await self._database.write(
            lambda connection: material_store.set_withdrawn(
                connection, ids, self._writing(), withdrawn=False
            )
        )

    async def remove(self, ids: Sequence[int]) -> None:
        """Take materials out of the library; `restore` brings them back."""
        await self._database.write(
            lambda connection: material_store.set_removed(
                connection, ids, self._writing(), removed=True
            )
        )

    async def restore(self, ids: Sequence[int]) -> None:
        """Bring removed materials back."""
        await self._database.write(
            lambda connection: material_store.set_removed(
                connection, ids, self._writing(), removed=False
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

        `told` hears of the progress, 0 to 1. Raises NotStagedError.
        """
        material = await self.one(material_id)
        if material is None:
            raise NotStagedError(_GONE)
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

    async def _known(self, material_id: int) -> Material:
        found = await self.one(material_id)
        if found is None:
            raise NotAddedError(_GONE)
        return found

    def _writing(self) -> Writing:
        return Writing(self._operator, self._initiator, self._now())

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
