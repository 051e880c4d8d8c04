"""Puts materials into the draft of a conversation, in order, with a way back."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.models.content_source import NO_SOURCE
from desktop.models.outgoing import (
    Attachment,
    AttachmentPart,
    NotSentError,
    NotStagedError,
)
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.theme.language import words


@dataclass(frozen=True, slots=True)
class StagedMaterials:
    """The key of an offer to take materials out of a draft again."""

    conversation_id: int
    attachment_ids: tuple[int, ...]


class StagingPresenter(QObject):
    """Takes materials from the library into drafts.

    Signals:
        staged(object conversation_id): its draft holds something else now
        said(words, key): what was done, or why it was not; with a key `undo` takes
            it back
    """

    staged = Signal(object)
    said = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.tasks = TaskGroup("staging")

    def put(self, conversation_id: int, name: str, ids: tuple[int, ...]) -> None:
        """Put materials into the draft of a conversation; `name` says whose."""
        self.tasks.spawn(self._put(conversation_id, name, ids), name="put")

    def send(
        self, conversation_id: int, name: str, ids: tuple[int, ...], seen_through: int
    ) -> None:
        """Send materials at once, all or none; what is written stays in the draft.

        `seen_through` is the position of the newest message on screen.
        """
        work = self._send(conversation_id, name, ids, seen_through)
        self.tasks.spawn(work, name="send")

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        if isinstance(key, StagedMaterials):
            self.tasks.spawn(self._take_out(key), name="take out")

    async def stage(
        self, conversation_id: int, ids: tuple[int, ...]
    ) -> tuple[Attachment, ...]:
        """Stage materials one after another; what cannot be sent is told and left."""
        kept: list[Attachment] = []
        # A second wish for the same draft waits: the order is what was seen.
        async with self._turns[conversation_id]:
            for material_id in ids:
                attachment = await self._stage(conversation_id, material_id)
                if attachment is not None:
                    kept.append(attachment)
        if kept:
            self.staged.emit(conversation_id)
        return tuple(kept)

    async def _stage(self, conversation_id: int, material_id: int) -> Attachment | None:
        stage = self._desk.materials.stage
        try:
            return await stage(conversation_id, material_id, NO_SOURCE)
        except (NotStagedError, StorageError) as error:
            self.said.emit(words(error.sentence), None)
            return None

    async def _put(self, conversation_id: int, name: str, ids: tuple[int, ...]) -> None:
        staged = await self.stage(conversation_id, ids)
        if not staged:
            return
        key = StagedMaterials(conversation_id, tuple(each.id for each in staged))
        told = self.tr("已放进给 {name} 的回复：%n 个素材", None, len(staged))
        self.said.emit(told.format(name=name), key)

    async def _send(
        self, conversation_id: int, name: str, ids: tuple[int, ...], seen_through: int
    ) -> None:
        staged = await self.stage(conversation_id, ids)
        if len(staged) < len(ids):
            return  # what could be prepared lies in the draft, and the reason was said
        try:
            await self._desk.sending.send(
                conversation_id,
                [AttachmentPart(each.id) for each in staged],
                seen_through=seen_through,
                from_draft=False,
            )
        except (NotSentError, StorageError) as error:
            self.said.emit(words(error.sentence), None)
            return
        self.staged.emit(conversation_id)
        told = self.tr("已发给 {name}：%n 个素材", None, len(staged))
        self.said.emit(told.format(name=name), None)

    async def _take_out(self, key: StagedMaterials) -> None:
        try:
            for attachment_id in key.attachment_ids:
                await self._desk.attachments.remove(attachment_id)
        except StorageError as error:
            self.said.emit(words(error.sentence), None)
        self.staged.emit(key.conversation_id)
