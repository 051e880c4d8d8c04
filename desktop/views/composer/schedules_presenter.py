"""Answers for later: put away, shown over the composer, changed, taken back."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.models.changes import Subject
from desktop.models.outgoing import NotSentError
from desktop.services.desk import Desk
from desktop.services.schedules import ScheduleGoneError
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.time_words import coming_words
from desktop.views.composer.written import Written
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.theme.language import words


class SchedulesPresenter(QObject):
    """Joins the composer with the answers for later.

    Signals:
        said(words): what was done, or why it was not.
    """

    said = Signal(str)

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
        self._conversation = conversation
        self._stopped: set[int] = set()
        self.tasks = TaskGroup("schedules")
        view.schedule_requested.connect(self._on_schedule_requested)
        view.scheduling.move_requested.connect(self._on_move_requested)
        view.scheduling.now_requested.connect(self._on_now_requested)
        view.scheduling.cancel_requested.connect(self._on_cancel_requested)
        conversation.opened.connect(self._on_opened)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read anew what waits in the conversation that is shown."""
        shown = self._view.conversation_id
        told = any(
            change.subject is Subject.SCHEDULE and change.parent == shown
            for change in batch.changes
        )
        if shown is not None and (told or not batch.complete):
            self.tasks.spawn(self._read(shown), name="read")

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        del draft
        self.tasks.spawn(self._read(opened.summary.id), name="read")

    def _on_schedule_requested(
        self, written: Written, moment: datetime, despite_newer: bool
    ) -> None:
        seen_through = self._conversation.seen_through()
        work = self._add(written, moment, seen_through, despite_newer=despite_newer)
        self.tasks.spawn(work, name="add")

    def _on_move_requested(self, schedule_id: int, moment: datetime) -> None:
        shown = self._view.conversation_id
        work = self._move(schedule_id, moment, shown, self._conversation.seen_through())
        self.tasks.spawn(work, name="move")

    def _on_now_requested(self, schedule_id: int) -> None:
        shown = self._view.conversation_id
        work = self._send_now(schedule_id, shown, self._conversation.seen_through())
        self.tasks.spawn(work, name="now")

    def _on_cancel_requested(self, schedule_id: int) -> None:
        shown = self._view.conversation_id
        self.tasks.spawn(self._cancel(schedule_id, shown), name="cancel")

    async def _add(
        self,
        written: Written,
        moment: datetime,
        seen_through: int,
        *,
        despite_newer: bool,
    ) -> None:
        try:
            with self._view.kept_safe(written):
                await self._desk.schedules.add(
                    written.conversation_id,
                    written.parts(),
                    due_at=moment,
                    seen_through=seen_through,
                    despite_newer=despite_newer,
                )
        except (NotSentError, StorageError) as error:
            self.said.emit(words(error.sentence))
            return
        self._view.clear_sent(written)
        when = coming_words(moment, self._desk.clock.now())
        self.said.emit(self.tr("{when} 发出").format(when=when))
        await self._read(written.conversation_id)

    async def _move(
        self, schedule_id: int, moment: datetime, shown: int | None, seen_through: int
    ) -> None:
        try:
            await self._desk.schedules.move(
                schedule_id, moment, seen_through=seen_through
            )
        except ScheduleGoneError:
            self._say_gone()
        except StorageError as error:
            self.said.emit(words(error.sentence))
        await self._read(shown)

    async def _send_now(
        self, schedule_id: int, shown: int | None, seen_through: int
    ) -> None:
        """Send at once; one that was stopped leaves whatever the customer wrote."""
        try:
            ids = await self._desk.schedules.send_now(
                schedule_id,
                seen_through=seen_through,
                despite_newer=schedule_id in self._stopped,
            )
        except ScheduleGoneError:
            self._say_gone()
        except (NotSentError, StorageError) as error:
            self.said.emit(words(error.sentence))
        else:
            await self._conversation.show_saved(None, ids)
        await self._read(shown)

    async def _cancel(self, schedule_id: int, shown: int | None) -> None:
        """Put the answer back into the field: nothing that was typed is lost."""
        try:
            taken = await self._desk.schedules.take_back(schedule_id)
        except ScheduleGoneError:
            self._say_gone()
        except StorageError as error:
            self.said.emit(words(error.sentence))
        else:
            if shown is not None:
                back = Written(shown, taken.text, attachments=taken.attachments)
                self._view.put_back(back)
                self.said.emit(self.tr("定时已取消，内容放回了输入框"))
        await self._read(shown)

    async def _read(self, conversation_id: int | None) -> None:
        if conversation_id is None:
            return
        try:
            answers = await self._desk.schedules.of(conversation_id)
        except StorageError as error:
            self.said.emit(words(error.sentence))
            return
        self._stopped = {each.id for each in answers if each.stopped is not None}
        self._view.set_scheduled(conversation_id, answers)

    def _say_gone(self) -> None:
        self.said.emit(self.tr("这条定时已经发出或取消了"))
