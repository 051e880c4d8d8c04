"""Carries what is typed to the database: drafts at once, answers all or nothing."""

from dataclasses import dataclass, replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from desktop.models.account import Account
from desktop.models.display_text import one_line
from desktop.models.organisation import Operator
from desktop.models.outgoing import (
    NewerMessageError,
    NotSentError,
    Part,
    TakenBack,
    TextPart,
)
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.mention_list import mentioned
from desktop.views.composer.quoting import quote_of
from desktop.views.composer.written import Quote, WritingMode, Written
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.theme.language import words


@dataclass(frozen=True, slots=True)
class _Held:
    """An answer that can still be taken back."""

    written: Written
    message_ids: tuple[int, ...]
    customer: str
    """The customer's name as it was shown."""


class ComposerPresenter(QObject):
    """Joins the composer with drafts, notes and sending.

    Signals:
        next_requested(conversation_id): an answer left; the next that waits is wanted.
            What is typed waits for it, until it opens or `stay` is called.
        return_requested(conversation_id): an answer was taken back there.
        newest_requested(): what the customer has just written shall be shown.
        failed(words): something could not be stored; it is back in the field.
    """

    next_requested = Signal(object)
    return_requested = Signal(object)
    newest_requested = Signal()
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
        self._conversation = conversation
        self._hold_for = timedelta(0)
        self._held: _Held | None = None
        self._operators: tuple[Operator, ...] = ()
        self._opened: OpenConversation | None = None
        self._unsaved: dict[tuple[int, WritingMode], str] = {}
        """Drafts that could not be stored."""
        self.tasks = TaskGroup("composer")
        view.send_requested.connect(self._on_send_requested)
        view.draft_changed.connect(self._on_draft_changed)
        view.note_draft_changed.connect(self._on_note_draft_changed)
        view.quote_changed.connect(self._on_quote_changed)
        view.stored.connect(self._on_stored)
        view.take_back_requested.connect(self._on_take_back_requested)
        view.newer_look_requested.connect(self.newest_requested)
        conversation.opening.connect(view.hold_keys)
        conversation.opening_failed.connect(view.drop_keys)
        conversation.opened.connect(self._on_opened)
        conversation.summary_changed.connect(self._on_summary_changed)
        conversation.closed.connect(self._on_closed)

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn which accounts may send."""
        self._view.set_accounts(accounts)

    def set_hold(self, seconds: int) -> None:
        """Let answers wait so long before they leave, 0 to 5 seconds."""
        self._hold_for = timedelta(seconds=seconds)

    def quote(self, message_id: int) -> None:
        """Let the answer refer to a message of the conversation that is open."""
        shown = self._opened
        if shown is not None:
            self.tasks.spawn(self._quote(message_id, shown), name="quote")

    async def settle(self) -> None:
        """Store what is typed and wait until everything is on disk."""
        self._view.flush_draft()
        await self.tasks.drained()
        for (conversation_id, mode), text in self._unsaved.items():
            self.tasks.spawn(self._keep(conversation_id, mode, text), name="draft")
        await self.tasks.drained()

    def is_stored(self, conversation_id: int) -> bool:
        """Return whether the store has what is typed there, once it has settled."""
        return all(each != conversation_id for each, _ in self._unsaved)

    def let_leave(self, conversation_id: int) -> None:
        """Offer no more to take back an answer of a conversation that goes elsewhere.

        It leaves at its time: its text would come back where nobody looks.
        """
        if self._held is not None and (
            self._held.written.conversation_id == conversation_id
        ):
            self._held = None
            self._view.hold_bar.end()

    async def send_combo(
        self, conversation_id: int, parts: tuple[Part, ...], seen_through: int
    ) -> bool:
        """Send a quick reply as one unit; what is being written stays.

        `seen_through` is what was on screen when it was chosen. False when nothing of
        it was sent; why is told.
        """
        texts = [part.text for part in parts if isinstance(part, TextPart)]
        written = Written(conversation_id, "\n".join(texts[:1]), combo=parts)
        stand_in = (
            self._conversation.show_saving(conversation_id, written.text)
            if written.text.strip()
            else None
        )
        opened = self._opened
        here = opened is not None and opened.summary.id == conversation_id
        customer = opened.title if opened is not None and here else ""
        return await self._send(written, seen_through, stand_in, customer)

    def stay(self) -> None:
        """Go on in the conversation that is open: there is no next one."""
        self._view.drop_keys()

    # What the conversation tells

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        self._opened = opened
        self._view.show_conversation(opened.summary, draft)
        self._name_held()
        self.tasks.spawn(self._read_companions(opened), name="companions")

    def _on_summary_changed(self, opened: OpenConversation) -> None:
        self._opened = opened
        self._view.set_summary(opened.summary)

    def _on_closed(self) -> None:
        self._opened = None
        self._view.show_conversation(None, "")

    async def _read_companions(self, opened: OpenConversation) -> None:
        """Read what belongs to the draft besides its text."""
        conversation_id = opened.summary.id
        try:
            self._operators = await self._desk.notes.operators()
            note = await self._desk.notes.draft(conversation_id)
            quoted_id = await self._desk.sending.quote(conversation_id)
            quote = None
            if quoted_id is not None:
                quote = await self._quote_from(quoted_id, opened)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        self._view.set_operators(self._operators)
        self._view.take_stored(conversation_id, note, quote)

    # Drafts

    def _on_draft_changed(self, conversation_id: int, text: str) -> None:
        keeping = self._keep(conversation_id, WritingMode.ANSWER, text)
        self.tasks.spawn(keeping, name="draft")

    def _on_note_draft_changed(self, conversation_id: int, text: str) -> None:
        keeping = self._keep(conversation_id, WritingMode.NOTE, text)
        self.tasks.spawn(keeping, name="note draft")

    def _on_quote_changed(self, conversation_id: int, quote: Quote | None) -> None:
        message_id = None if quote is None else quote.message_id
        self.tasks.spawn(self._keep_quote(conversation_id, message_id), name="quote")

    async def _keep(self, conversation_id: int, mode: WritingMode, text: str) -> None:
        note = mode is WritingMode.NOTE
        service = self._desk.notes if note else self._desk.conversations
        try:
            await service.keep_draft(conversation_id, text)
        except StorageError as error:
            self._unsaved[conversation_id, mode] = text
            self.failed.emit(words(error.sentence))
        else:
            self._unsaved.pop((conversation_id, mode), None)

    def _on_stored(self, written: Written) -> None:
        """Forget a draft that could not be stored before it was sent after all."""
        key = written.conversation_id, written.mode
        if self._unsaved.get(key) == written.text:
            del self._unsaved[key]

    async def _keep_quote(self, conversation_id: int, message_id: int | None) -> None:
        try:
            await self._desk.sending.keep_quote(conversation_id, message_id)
        except StorageError as error:
            self.failed.emit(words(error.sentence))

    async def _quote(self, message_id: int, shown: OpenConversation) -> None:
        try:
            quote = await self._quote_from(message_id, shown)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        if quote is not None and self._view.conversation_id == shown.summary.id:
            self._view.quote(quote)

    async def _quote_from(
        self, message_id: int, shown: OpenConversation
    ) -> Quote | None:
        """Return the quote of a message, None for one of another conversation.

        One customer's words must not come into an answer to another.
        """
        found = await self._desk.conversations.messages((message_id,))
        if not found or found[0].conversation_id != shown.summary.id:
            return None
        return quote_of(found[0], shown.title)

    # Sending

    def _on_send_requested(self, written: Written) -> None:
        shown = written.conversation_id
        if written.mode is WritingMode.NOTE:
            self.tasks.spawn(self._add_note(written), name="note")
        else:
            text = written.whole_text
            # Asked before the stand-in brings the newest messages into sight.
            seen_through = self._conversation.seen_through()
            stand_in = (
                self._conversation.show_saving(shown, text) if text.strip() else None
            )
            customer = "" if self._opened is None else self._opened.title
            sending = self._carry(written, seen_through, stand_in, customer)
            self.tasks.spawn(sending, name="send")
        if written.go_to_next:
            self._view.hold_keys()
            self.next_requested.emit(shown)

    async def _carry(
        self,
        written: Written,
        seen_through: int,
        stand_in: int | None,
        customer: str,
    ) -> None:
        await self._send(written, seen_through, stand_in, customer)

    async def _send(
        self,
        written: Written,
        seen_through: int,
        stand_in: int | None,
        customer: str,
    ) -> bool:
        try:
            with self._view.kept_safe(written):
                ids = await self._desk.sending.send(
                    written.conversation_id,
                    written.parts(),
                    seen_through=seen_through,
                    hold_for=self._hold_for,
                    despite_newer=written.despite_newer,
                    from_draft=not written.combo,
                )
        except Exception as error:
            self._conversation.drop_saving(stand_in)
            if not isinstance(error, NotSentError | StorageError):
                raise  # a mistake of ours is logged
            self._explain(written, error)
            return False
        self._view.clear_sent(written)
        self._begin_hold(_Held(written, ids, customer))
        await self._conversation.show_saved(stand_in, ids)
        return True

    def _explain(self, written: Written, error: NotSentError | StorageError) -> None:
        # What is offered there sends what is written: a combo is chosen again.
        if not isinstance(error, NewerMessageError) or written.combo:
            self.failed.emit(words(error.sentence))
        elif self._view.conversation_id == written.conversation_id:
            self._view.show_newer(written.conversation_id, error.words)
        else:
            self.return_requested.emit(written.conversation_id)
            self.failed.emit(words(error.sentence))

    async def _add_note(self, written: Written) -> None:
        mentions = mentioned(written.text, self._operators)
        try:
            with self._view.kept_safe(written):
                message_id = await self._desk.notes.add(
                    written.conversation_id, written.text, mentions
                )
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        self._view.clear_sent(written)
        await self._conversation.show_saved(None, (message_id,))

    # Taking back

    def _begin_hold(self, held: _Held) -> None:
        seconds = self._hold_for.total_seconds()
        if seconds and held.message_ids:
            self._held = held
            self._view.hold_bar.begin(seconds)
            self._name_held()

    def _name_held(self) -> None:
        """Say whose answer counts down while another conversation is shown."""
        held, shown = self._held, self._view.conversation_id
        elsewhere = held is not None and held.written.conversation_id != shown
        name = held.customer if held is not None and elsewhere else ""
        self._view.hold_bar.name_customer(one_line(name, 20))

    def _on_take_back_requested(self) -> None:
        held, self._held = self._held, None
        self._view.hold_bar.end()
        if held is not None:
            self.tasks.spawn(self._take_back(held), name="take back")

    async def _take_back(self, held: _Held) -> None:
        try:
            taken = await self._desk.sending.take_back(held.message_ids)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        if len(taken.too_late) == len(held.message_ids):
            self.failed.emit(self.tr("已经发出，不能撤销了"))
            return
        if taken.too_late:
            self.failed.emit(self.tr("有一部分已经发出，其余的放回了输入框"))
        self._view.put_back(_back(held.written, taken))
        self.return_requested.emit(held.written.conversation_id)


def _back(written: Written, taken: TakenBack) -> Written:
    """Return what goes into the field again: as it was, or what is left of it."""
    if taken.too_late or written.combo:
        written = replace(written, text=taken.text, quote=None, combo=())
    return replace(written, attachments=taken.attachments)
