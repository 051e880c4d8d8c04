"""What comes into the library: files, cards, new versions."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from desktop.models.content_codec import encode, tag_of
from desktop.models.failures import Sentence
from desktop.models.material import (
    Added,
    Material,
    MaterialDetails,
    MaterialKind,
    NotAddedError,
)
from desktop.models.outgoing import LARGEST, CardContent, PreparedKind
from desktop.services.decoding.decoder import Decoder
from desktop.services.materials.examining import Examined, examined
from desktop.services.materials.vault import Vault
from desktop.services.storage import material_queries, material_rows, material_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.material_store import NewVersion, Original, Writing
from desktop.services.storage.sealed_files import DamagedFileError

_COVERED = {MaterialKind.LINK, MaterialKind.MINI_PROGRAM}
_NO_COVER = Sentence(
    "封面要用 2 MB 以内的 JPG 或 PNG 图片",
    "A cover is a JPG or PNG picture of at most 2 MB",
)
_OTHER_KIND = Sentence(
    "新文件和原来的不是同一类，没有替换；请作为新素材添加",
    "The file is of another kind and was not taken; add it as a material of its own",
)
_UNREADABLE = Sentence(
    "这个文件写不进素材库，请再试一次",
    "The file could not be kept in the library: try once more",
)
GONE = Sentence(
    "素材库里没有这个素材了，或者它是同事的个人素材",
    "This material is not in the library any more, or it is personal to a colleague",
)


class Adding:
    """Seals, examines, and only then adds: half a material never stands."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        decoder: Decoder,
        writing: Callable[[], Writing],
    ) -> None:
        self._database = database
        self._vault = vault
        self._decoder = decoder
        self._writing = writing

    async def add(
        self, source: Path | bytes, details: MaterialDetails, *, anyway: bool
    ) -> Added:
        """Take a file in, or say of what it is a double; raises NotAddedError."""
        original = await self._vault.keep(source)
        try:
            found = await self._examined(original, details.name)
            return await self._database.write(
                lambda connection: self._add_unless_known(
                    connection, original, found, details, anyway=anyway
                )
            )
        finally:
            self._vault.used(original)

    async def add_card(
        self, content: CardContent, details: MaterialDetails, cover: Path | bytes
    ) -> Material:
        """Keep a card, with a cover where its kind has one; raises NotAddedError."""
        kind = MaterialKind(tag_of(content))
        made = NewVersion(kind, card=encode(content))
        if kind not in _COVERED:
            return await self._database.write(
                lambda connection: self._added(connection, made, details)
            )
        original = await self._vault.keep(cover)
        try:
            made = _version(kind, original, await self._cover(original), made.card)
            return await self._database.write(
                lambda connection: self._added(connection, made, details)
            )
        finally:
            self._vault.used(original)

    async def replace(self, before: Material, source: Path | bytes) -> Material:
        """Let a file be the newest version of a material; raises NotAddedError."""
        original = await self._vault.keep(source)
        try:
            found = await self._examined(original, before.details.name)
            if found.kind is not before.kind:
                raise NotAddedError(_OTHER_KIND)
            made = _version(found.kind, original, found)
            return await self._database.write(
                lambda connection: self._replaced(connection, before.id, made)
            )
        finally:
            self._vault.used(original)

    async def roll_back(self, before: Material, version: int) -> Material:
        """Let an earlier version be the newest again.

        Its file is looked at anew: by look and words inside only newest versions are
        known. Raises NotAddedError, LookupError where there is no such version.
        """
        made = await self._database.read(
            lambda connection: material_store.made_of(connection, before.id, version)
        )
        original = await self._database.read(
            lambda connection: material_store.original_of(
                connection, before.id, version
            )
        )
        if original is not None and not made.card:
            found = await self._examined(original, before.details.name)
            made = _version(made.kind, original, found)
        return await self._database.write(
            lambda connection: self._replaced(connection, before.id, made)
        )

    async def _examined(self, original: Original, name: str) -> Examined:
        try:
            head = await self._vault.head(original)
            return await examined(
                self._decoder, head, original.size, name, self._whole(original)
            )
        except (DamagedFileError, OSError):
            raise NotAddedError(_UNREADABLE) from None

    def _whole(self, original: Original) -> Callable[[], Awaitable[bytes]]:
        """Return what reads all bytes, for whom the first ones are not enough."""
        return partial(self._vault.content, original)

    async def _cover(self, original: Original) -> Examined:
        found = await self._examined(original, "")
        limit = LARGEST[PreparedKind.PICTURE]
        if found.kind is not MaterialKind.PICTURE or original.size > limit:
            raise NotAddedError(_NO_COVER)
        return found

    def _add_unless_known(
        self,
        connection: Connection,
        original: Original,
        found: Examined,
        details: MaterialDetails,
        *,
        anyway: bool,
    ) -> Added:
        if not anyway:
            digest = material_store.digest_of(connection, original)
            by = self._writing().operator.id
            same = material_queries.same(connection, digest, by=by)
            look = "" if same else found.look
            alike = material_queries.alike(connection, look, by=by)
            if same or alike:
                return Added(same=same, alike=alike)
        made = _version(found.kind, original, found)
        return Added(self._added(connection, made, details))

    def _added(
        self, connection: Connection, made: NewVersion, details: MaterialDetails
    ) -> Material:
        by = self._writing()
        id_ = material_store.add(connection, details, made, by)
        added = material_rows.one(connection, id_, by=by.operator.id)
        assert added is not None
        return added

    def _replaced(
        self, connection: Connection, material_id: int, made: NewVersion
    ) -> Material:
        by = self._writing()
        material_store.add_version(connection, material_id, made, by)
        replaced = material_rows.one(connection, material_id, by=by.operator.id)
        if replaced is None:  # somebody took it away meanwhile
            raise NotAddedError(GONE)
        return replaced


def _version(
    kind: MaterialKind, original: Original, found: Examined, card: str = ""
) -> NewVersion:
    return NewVersion(
        kind,
        original.id,
        card,
        found.width,
        found.height,
        found.duration_ms,
        found.format,
        found.small,
        "" if card else found.look,
        "" if card else found.inside,
    )
