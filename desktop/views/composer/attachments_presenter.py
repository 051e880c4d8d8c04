"""Takes files, pictures and cards into the draft, makes them fit, gives them back."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from desktop.models.outgoing import (
    Attachment,
    AttachmentNotReadyError,
    CardContent,
    NotShrunkError,
    NotStagedError,
    PreparedKind,
)
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.storage.sealed_files import DamagedFileError
from desktop.services.tasks import TaskGroup
from desktop.views.composer.attachment_face import AttachmentFace, Work, face_of
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.written import Written
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.theme.language import words

MOST_AT_ONCE = 20
"""Files that one paste or drop brings; a message window takes five."""
_EDGE = 96
_MOST_PIXELS = 60_000_000


@dataclass(frozen=True, slots=True)
class RemovedAttachment:
    """The key of an offer to bring an attachment back."""

    conversation_id: int
    attachment_id: int


class AttachmentsPresenter(QObject):
    """Joins the strip with the attachments of drafts.

    Signals:
        removed(words, key): an attachment is gone; `undo(key)` brings it back.
        failed(words): something could not be taken in, or made to fit.
    """

    removed = Signal(str, object)
    failed = Signal(str)

    def __init__(
        self,
        view: ComposerView,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._gone: set[int] = set()
        """Off the strip, though the store may not know it yet."""
        self._cancelled: set[str] = set()
        self._shrinking: dict[int, asyncio.Future[None]] = {}
        self._numbers = count(1)
        self._swaps = 0
        """Told so far: what was read before the last one may lack its file."""
        self._turn = asyncio.Lock()
        self._copying: set[asyncio.Future[None]] = set()
        self.tasks = TaskGroup("attachments")
        parts = view.parts
        parts.files_given.connect(self._on_files_given)
        parts.picture_given.connect(self._on_picture_given)
        parts.card_made.connect(self._on_card_made)
        parts.removed.connect(self._on_removed)
        parts.shrink_requested.connect(self._on_shrink_requested)
        parts.ordered.connect(self._on_ordered)
        view.send_requested.connect(self._on_written_left)
        view.schedule_requested.connect(self._on_written_left)
        view.put_back_done.connect(self.read)
        conversation.opened.connect(self._on_opened)

    def undo(self, key: object) -> None:
        """Bring an attachment back to its place."""
        if isinstance(key, RemovedAttachment):
            self.tasks.spawn(self._restore(key), name="restore")

    def read(self, conversation_id: int) -> None:
        """Show what the store keeps for a conversation."""
        self.tasks.spawn(self._read(conversation_id), name="read")

    async def settle(self, within: float) -> None:
        """Wait until what was given lies in the store, at most so many seconds."""
        if self._copying:
            await asyncio.wait(self._copying, timeout=within)

    # What people do

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        del draft
        self.read(opened.summary.id)

    def _on_written_left(self, written: Written, *when: object) -> None:
        del when
        self._gone.update(each.id for each in written.attachments)

    def _on_files_given(self, conversation_id: int, paths: tuple[str, ...]) -> None:
        if len(paths) > MOST_AT_ONCE:
            self.failed.emit(self.tr("一次最多添加 %n 个文件", None, MOST_AT_ONCE))
        for path in map(Path, paths[:MOST_AT_ONCE]):
            key = self._announce(conversation_id, path.name)
            self._take_in(self._stage(conversation_id, key, path, path.name))

    def _on_picture_given(self, conversation_id: int, picture: QImage) -> None:
        name = self.tr("截图") + ".png"
        key = self._announce(conversation_id, name)
        self._take_in(self._stage(conversation_id, key, picture, name))

    def _on_card_made(self, conversation_id: int, card: CardContent) -> None:
        self._take_in(self._add_card(conversation_id, card))

    def _on_removed(self, conversation_id: int, key: int | str) -> None:
        if isinstance(key, str):
            self._cancelled.add(key)
            return
        shrinking = self._shrinking.pop(key, None)
        if shrinking is not None:
            # The first wish ends the work, the second one removes.
            shrinking.cancel()
            self.read(conversation_id)
            return
        self._gone.add(key)
        self.tasks.spawn(self._remove(conversation_id, key), name="remove")

    def _on_shrink_requested(self, conversation_id: int, key: int) -> None:
        if key not in self._shrinking:
            work = self._shrink(conversation_id, key)
            self._shrinking[key] = self.tasks.spawn(work, name="shrink")

    def _on_ordered(self, conversation_id: int, keys: tuple[int | str, ...]) -> None:
        ids = tuple(key for key in keys if isinstance(key, int))
        self.tasks.spawn(self._arrange(conversation_id, ids), name="arrange")

    # Work

    def _take_in(self, work: Coroutine[object, object, None]) -> None:
        """Begin with what nobody has but us: the end of the desk waits for it."""
        task = self.tasks.spawn(work, name="take in")
        self._copying.add(task)
        task.add_done_callback(self._copying.discard)

    def _announce(self, conversation_id: int, name: str) -> str:
        """Show a file at once, before anything of it was read."""
        key = f"file {next(self._numbers)}"
        face = AttachmentFace(key, name, work=Work.COPYING)
        faces = self._view.parts.faces(conversation_id)
        self._view.parts.set_faces(conversation_id, (*faces, face))
        return key

    async def _stage(
        self, conversation_id: int, key: str, source: Path | QImage, name: str
    ) -> None:
        async with self._turn:  # one after the other: that is their order
            if key in self._cancelled:
                return
            attachments = self._desk.attachments
            try:
                held = (
                    source
                    if isinstance(source, Path)
                    else await asyncio.to_thread(_encoded, source)
                )
                attachment = await attachments.stage(conversation_id, held, name)
                if key in self._cancelled:
                    await attachments.remove(attachment.id)
                    return
            except (NotStagedError, StorageError) as error:
                self._swap(conversation_id, key, None)
                self.failed.emit(self._named(name, words(error.sentence)))
                return
        self._swap(conversation_id, key, face_of(attachment))
        await self._look_at(attachment)

    async def _add_card(self, conversation_id: int, card: CardContent) -> None:
        try:
            await self._desk.attachments.add_card(conversation_id, card)
        except (NotStagedError, StorageError) as error:
            self.failed.emit(words(error.sentence))
        else:
            await self._read(conversation_id)

    async def _remove(self, conversation_id: int, attachment_id: int) -> None:
        try:
            await self._desk.attachments.remove(attachment_id)
        except StorageError as error:
            self._gone.discard(attachment_id)
            self.failed.emit(words(error.sentence))
            await self._read(conversation_id)
            return
        offer = RemovedAttachment(conversation_id, attachment_id)
        self.removed.emit(self.tr("已移除附件"), offer)

    async def _restore(self, offer: RemovedAttachment) -> None:
        try:
            await self._desk.attachments.restore(offer.attachment_id)
        except (AttachmentNotReadyError, StorageError) as error:
            self.failed.emit(words(error.sentence))
            return
        self._gone.discard(offer.attachment_id)
        await self._read(offer.conversation_id)

    async def _arrange(self, conversation_id: int, ids: tuple[int, ...]) -> None:
        try:
            await self._desk.attachments.arrange(conversation_id, ids)
        except StorageError as error:
            self.failed.emit(words(error.sentence))

    async def _shrink(self, conversation_id: int, key: int) -> None:
        self._work(conversation_id, key, 0.0)
        try:
            attachment = await self._desk.attachments.shrink(
                key, self._progress(conversation_id, key)
            )
        except (NotShrunkError, AttachmentNotReadyError, StorageError) as error:
            self._shrinking.pop(key, None)
            self.failed.emit(words(error.sentence))
            await self._read(conversation_id)
            return
        self._shrinking.pop(key, None)
        self._swap(conversation_id, key, face_of(attachment))
        await self._look_at(attachment)

    def _progress(self, conversation_id: int, key: int) -> Callable[[float], None]:
        def told(part: float) -> None:
            self._work(conversation_id, key, part)

        return told

    async def _read(self, conversation_id: int) -> None:
        try:
            stored = await self._stored(conversation_id)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        shown = self._view.parts.faces(conversation_id)
        # What was put back is on the strip again before the store is asked.
        self._gone.difference_update(
            face.key for face in shown if isinstance(face.key, int)
        )
        arriving = tuple(face for face in shown if isinstance(face.key, str))
        busy = {face.key: face for face in shown if face.key in self._shrinking}
        here = [each for each in stored if each.id not in self._gone]
        faces = (busy.get(each.id) or face_of(each) for each in here)
        self._view.parts.set_faces(conversation_id, (*faces, *arriving))
        for each in here:
            await self._look_at(each)

    async def _stored(self, conversation_id: int) -> tuple[Attachment, ...]:
        """Return what the store keeps, read after all that the strip has swapped."""
        while True:
            swaps = self._swaps
            stored = await self._desk.attachments.of(conversation_id)
            if swaps == self._swaps:
                return stored

    async def _look_at(self, attachment: Attachment) -> None:
        """Show what a picture looks like; another kind has its icon."""
        if attachment.kind is not PreparedKind.PICTURE:
            return
        try:
            content = await self._desk.attachments.content(attachment.id)
        except (AttachmentNotReadyError, StorageError, DamagedFileError, OSError):
            return  # sending says what is wrong with it
        picture = await asyncio.to_thread(_small, content)
        self._view.parts.show_thumbnail(attachment.id, picture)

    def _work(self, conversation_id: int, key: int, part: float) -> None:
        faces = self._view.parts.faces(conversation_id)
        found = next((face for face in faces if face.key == key), None)
        if found is not None:
            busy = replace(found, work=Work.SHRINKING, progress=round(part, 2))
            self._swap(conversation_id, key, busy)

    def _swap(
        self, conversation_id: int, key: int | str, face: AttachmentFace | None
    ) -> None:
        """Put another face, or none, in the place of one."""
        self._swaps += 1
        faces = self._view.parts.faces(conversation_id)
        swapped = (face if each.key == key else each for each in faces)
        kept = tuple(each for each in swapped if each is not None)
        self._view.parts.set_faces(conversation_id, kept)

    def _named(self, name: str, said: str) -> str:
        if not name:
            return said
        return self.tr("{name}：{reason}").format(name=name, reason=said)


def _encoded(picture: QImage) -> bytes:
    """Return a pasted picture as PNG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())


def _small(content: bytes) -> QImage:
    """Return a small form of a picture, an empty one where it cannot be read."""
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return QImage()
    room = QSize(_EDGE, _EDGE)
    reader.setScaledSize(
        size.scaled(room, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    )
    return reader.read()
