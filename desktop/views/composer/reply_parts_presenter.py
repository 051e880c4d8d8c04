"""What a quick reply has besides its first words: put beside a draft, or sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from desktop.models.content import Text
from desktop.models.content_source import ContentSource
from desktop.models.display_text import one_line
from desktop.models.outgoing import (
    AttachmentNotReadyError,
    AttachmentPart,
    NotStagedError,
    Part,
    TextPart,
)
from desktop.models.quick_reply import (
    QuickReply,
    ReplyMaterial,
    ReplyPart,
    ReplyText,
)
from desktop.models.reply_rendering import VariableFacts, render
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.composer.composer_presenter import ComposerPresenter
from desktop.views.theme.language import words

_TITLE = 24


@dataclass(slots=True, eq=False)
class Put:
    """What one insertion has put beside a draft."""

    conversation_id: int
    source: ContentSource
    standing: bool = True
    """Whether undo has not taken it back."""
    staged: list[int] = field(default_factory=list)
    """Attachments, in order."""


class ReplyPartsPresenter(QObject):
    """Stages materials and further texts, and sends whole combos.

    Signals:
        said(words): why something of it was not done.
        staged(conversation_id): its draft holds other parts now.
    """

    said = Signal(str)
    staged = Signal(object)

    def __init__(
        self,
        desk: Desk,
        composer: ComposerPresenter,
        tasks: GuardedTasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._composer = composer
        self._tasks = tasks

    def put(
        self,
        put: Put,
        title: str,
        parts: Sequence[ReplyPart],
        facts: VariableFacts,
    ) -> None:
        """Put parts beside the words of a draft, in order."""
        self._tasks.spawn(self._put(put, title, parts, facts), name="stage")

    def turn(self, put: Put, standing: bool) -> None:
        """Take what was put beside a draft away again, or bring it back."""
        put.standing = standing
        self._tasks.spawn(self._turn(put, tuple(put.staged)), name="turn")

    def send(
        self,
        conversation_id: int,
        reply: QuickReply,
        facts: VariableFacts,
        seen_through: int,
    ) -> None:
        """Send a combo as one unit: all of its parts, or none and nothing is left."""
        sending = self._send(conversation_id, reply, facts, seen_through)
        self._tasks.spawn(sending, name="send")

    async def _put(
        self,
        put: Put,
        title: str,
        parts: Sequence[ReplyPart],
        facts: VariableFacts,
    ) -> None:
        try:
            for part in parts:
                if not put.standing:
                    break  # taken back before all of it was there
                staged = await self._stage(put.conversation_id, part, put.source, facts)
                put.staged.append(staged)
        except NotStagedError as error:
            self._say_incomplete(title, len(put.staged), error)
        finally:
            if not put.standing:
                await self._turn(put, tuple(put.staged))
            self.staged.emit(put.conversation_id)

    async def _turn(self, put: Put, ids: tuple[int, ...]) -> None:
        attachments = self._desk.attachments
        for attachment_id in ids:
            try:
                if put.standing:
                    await attachments.restore(attachment_id)
                else:
                    await attachments.remove(attachment_id)
            except AttachmentNotReadyError:
                continue  # a person took it off before
        self.staged.emit(put.conversation_id)

    async def _send(
        self,
        shown: int,
        reply: QuickReply,
        facts: VariableFacts,
        seen_through: int,
    ) -> None:
        source = ContentSource(reply.id, reply.version)
        parts: list[Part] = []
        staged: list[int] = []
        sent = False
        try:
            for part in reply.content.parts:
                if isinstance(part, ReplyText):
                    parts.append(TextPart(render(part.text, facts).text, source))
                else:
                    staged.append(await self._stage(shown, part, source, facts))
                    parts.append(AttachmentPart(staged[-1]))
            sent = await self._composer.send_combo(shown, tuple(parts), seen_through)
        except NotStagedError as error:
            self.said.emit(words(error.sentence))
        finally:
            if not sent:
                for attachment_id in staged:
                    await self._desk.attachments.remove(attachment_id)
            self.staged.emit(shown)

    async def _stage(
        self,
        shown: int,
        part: ReplyPart,
        source: ContentSource,
        facts: VariableFacts,
    ) -> int:
        if isinstance(part, ReplyMaterial):
            staged = await self._desk.materials.stage(shown, part.material_id, source)
        else:
            text = Text(render(part.text, facts).text)
            staged = await self._desk.attachments.add_card(
                shown, text, taken_from=source
            )
        return staged.id

    def _say_incomplete(self, title: str, staged: int, error: NotStagedError) -> None:
        reason = words(error.sentence)
        told = self.tr("“{title}”没有放全：{reason}") if staged else "{reason}"
        self.said.emit(told.format(title=one_line(title, _TITLE), reason=reason))
