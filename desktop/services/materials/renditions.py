"""What materials are sent as: made once a version, in the fitting process."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from desktop.models.failures import Sentence
from desktop.models.material import Material, MaterialKind
from desktop.models.outgoing import LARGEST, MEGABYTE, NotStagedError, PreparedKind
from desktop.services.fitting.child import fitted
from desktop.services.fitting.fits import HEAD, fit
from desktop.services.materials.vault import Vault, sentence_of
from desktop.services.storage import material_store
from desktop.services.storage.database import Database
from desktop.services.storage.material_store import Rendition
from desktop.services.storage.sealed_files import DamagedFileError

_CANNOT = Sentence(
    "这个素材压缩之后还是太大或者无法读取，不能发送",
    "This material cannot be made small enough or be read; it cannot be sent",
)
_GONE = Sentence(
    "素材的文件在这台电脑上损坏或不见了，请换一个文件",
    "The file of this material is damaged or gone on this computer: replace it",
)
_COVERED = {MaterialKind.LINK, MaterialKind.MINI_PROGRAM}
_FITTED = {MaterialKind.PICTURE, MaterialKind.VIDEO, MaterialKind.VOICE}


class Renditions:
    """Makes renditions: never two at once of one version."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(
        self, material: Material, told: Callable[[float], None] = lambda part: None
    ) -> Rendition:
        """Return what a material is sent as, made now if need be.

        One whose file is damaged or gone is made anew. Raises NotStagedError where it
        cannot be sent, StorageError.
        """
        async with self._turns[material.id]:
            known = await self.known(material)
            if known and await self._vault.has_rendition(known.id, known.key):
                return known
            return await self._made(material, known, told)

    async def known(self, material: Material) -> Rendition | None:
        """Return the rendition of the newest version, None where none was made."""
        return await self._database.read(
            lambda connection: material_store.rendition_of(
                connection, material.id, material.version
            )
        )

    async def _made(
        self,
        material: Material,
        lost: Rendition | None,
        told: Callable[[float], None],
    ) -> Rendition:
        original = await self._database.read(
            lambda connection: material_store.original_of(
                connection, material.id, material.version
            )
        )
        if original is None:
            raise NotStagedError(_GONE)
        try:
            content = await self._vault.content(original)
            smaller = await _fitting(material.kind, content, told)
            number = await self._number(lost)
            key = original.key if smaller is None else secrets.token_bytes(32)
            await self._vault.keep_rendition(number, key, original, smaller)
        except (DamagedFileError, OSError):
            raise NotStagedError(_GONE) from None
        sent = content if smaller is None else smaller
        made = Rendition(
            number,
            material.kind.value,
            _name(material, sent),
            len(sent),
            key,
            smaller is not None,
        )
        return await self._database.write(
            lambda connection: material_store.keep_rendition(
                connection, material.id, material.version, made
            )
        )

    async def _number(self, lost: Rendition | None) -> int:
        if lost is not None:
            return lost.id  # messages and uploads know it by that
        return await self._database.write(material_store.next_rendition)


def rendition_words(rendition: Rendition) -> Sentence:
    """Return what was changed for sending."""
    limit = LARGEST[PreparedKind(rendition.kind)]
    size, most = rendition.size / MEGABYTE, limit // MEGABYTE
    return Sentence(
        f"自动压缩到 {size:.1f} MB（客服上限 {most} MB）",
        f"Made smaller: {size:.1f} MB (WeCom takes {most} MB)",
    )


def expected_words(material: Material) -> Sentence | None:
    """Return what will be changed at the first sending, None where nothing will."""
    if material.kind not in _FITTED:
        return None
    limit = LARGEST[PreparedKind(material.kind.value)]
    if material.facts.size <= limit:
        return None
    most = limit // MEGABYTE
    return Sentence(
        f"第一次发送时自动压缩（客服上限 {most} MB）",
        f"Made smaller when it is first sent (WeCom takes {most} MB)",
    )


async def _fitting(
    kind: MaterialKind, content: bytes, told: Callable[[float], None]
) -> bytes | None:
    """Return what is sent instead of the original, None for the original."""
    wanted = PreparedKind.PICTURE if kind in _COVERED else PreparedKind(kind.value)
    found = fit(content[:HEAD], len(content))
    if found.obstacle is None and found.kind is wanted:
        return None
    if found.obstacle is not None and not found.can_shrink:
        raise NotStagedError(sentence_of(found.obstacle))
    smaller = await fitted(wanted, content, LARGEST[wanted], told)
    if smaller is None or fit(smaller[:HEAD], len(smaller)).obstacle is not None:
        raise NotStagedError(_CANNOT)
    return smaller


def _name(material: Material, sent: bytes) -> str:
    """Return the name that a customer sees, with the ending of what is sent."""
    if material.kind is MaterialKind.FILE:
        return material.details.name
    endings = {
        PreparedKind.PICTURE: ".png" if sent.startswith(b"\x89PNG") else ".jpg",
        PreparedKind.VIDEO: ".mp4",
        PreparedKind.VOICE: ".amr",
    }
    kind = fit(sent[:HEAD], len(sent)).kind
    return Path(material.details.name).stem + endings.get(kind, "")
