"""Keeps the open conversation true: what is on screen, and what has come since."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from desktop.models.account import Account
from desktop.models.changes import Aspect, Subject
from desktop.models.clock import to_milliseconds
from desktop.models.content import Text
from desktop.models.conversation import ConversationSummary
from desktop.models.failures import Sentence
from desktop.models.message import Message, Origin
from desktop.models.send_state import SendState
from desktop.services.conversations import Added
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import GoneError, StorageError
from desktop.services.storage.message_queries import Place
from desktop.services.tasks import Refresher
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.decision_presenter import DecisionPresenter
from desktop.views.conversation.find_presenter import FindPresenter
from desktop.views.conversation.paging_presenter import PagingPresenter
from desktop.views.conversation.reading_presenter import ReadingPresenter
from desktop.views.theme.language import words

FOLLOW_PAUSE = 0.015
"""Seconds that changes of one conversation are gathered before they are read."""


@dataclass
class _Open:
    """What is open: the last known summary and how far it was read."""

    summary: ConversationSummary
    known_id: int
    changed_ids: set[int]
    more: bool = False
    """Messages were added since the last reading."""


class ConversationPresenter(QObject):
    """Opens conversations and follows the one that is open.

    Signals:
        opening: another conversation was asked for; the old one is still on screen.
        opened(OpenConversation, draft): another conversation is on screen.
        opening_failed: the one asked for cannot be shown; the old one stays.
        summary_changed(OpenConversation): the same one, with news.
        closed: none is open.
        failed(words): something could not be done; nothing was lost.
        panel_toggle_requested: the header's button was pressed.
    """

    opening = Signal()
    opened = Signal(object, str)
    opening_failed = Signal()
    summary_changed = Signal(object)
    closed = Signal()
    failed = Signal(str)
    panel_toggle_requested = Signal()

    def __init__(self, view: ConversationView, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._accounts: dict[int, Account] = {}
        self._open: _Open | None = None
        self._wanted: int | None = None
        self._target: Place | None = None
        self._loaded_of: int | None = None
        self._loaded_through = 0
        self._provisional_id = 0
        self.tasks = GuardedTasks("conversation", self._say)
        self.decisions = DecisionPresenter(
            view, desk, self.settled_id, self.tasks, self
        )
        self.reading = ReadingPresenter(desk, self.tasks, self)
        self.paging = PagingPresenter(view, desk, self.tasks, self)
        self.find = FindPresenter(view, desk.search, self.paging, self.tasks, self)
        self._follow = Refresher(
            self.tasks, self._read_changes, pause=FOLLOW_PAUSE, name="follow"
        )
        self._connect_signals()

    @property
    def open_id(self) -> int | None:
        """Return the conversation that is open or being opened."""
        return self._wanted

    def settled_id(self) -> int | None:
        """Return what is on screen, None while a person is on the way elsewhere."""
        held = self._open
        if held is None or held.summary.id != self._wanted:
            return None
        return held.summary.id

    def take_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn the accounts; the header names them.

        One that is told no more is kept: its conversations can still be opened.
        """
        self._accounts |= {account.id: account for account in accounts}

    def open(self, conversation_id: int, at: Place | None = None) -> None:
        """Show a conversation, at a message where one is given; the last wish wins."""
        if conversation_id != self._wanted:
            self._wanted, self._target = conversation_id, at
            self.opening.emit()
            self.tasks.spawn(self._open_wanted(conversation_id), name="open")
        elif at is not None and self.settled_id() is None:
            self._target = at
        elif at is not None:
            self.paging.go_to(at)

    def close(self) -> None:
        """Show the empty page."""
        self._wanted = None
        self._open = None
        self._view.close_conversation()
        self.closed.emit()

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read what concerns the open conversation."""
        held = self._open
        if held is None:
            return
        for change in batch.changes:
            if change.subject is Subject.CONVERSATION and change.key == held.summary.id:
                held.more = held.more or bool(change.aspects & Aspect.MESSAGES)
                self._follow.wish()
            elif change.subject is Subject.MESSAGE and change.parent == held.summary.id:
                held.changed_ids.add(change.key)
                self._follow.wish()
        if not batch.complete:
            self.tasks.spawn(self._show(held.summary.id), name="refresh")

    # What the composer asks

    def show_saving(self, conversation_id: int, text: str) -> int | None:
        """Show a text as being saved, in the same frame; return its stand-in id."""
        held = self._open
        if held is None or held.summary.id != conversation_id:
            return None
        self._provisional_id -= 1
        now = self._desk.clock.now()
        last = self._last_position()
        message = Message(
            id=self._provisional_id,
            conversation_id=conversation_id,
            msgid="",
            origin=Origin.OPERATOR,
            sender=self._desk.operator.name,
            content=Text(text),
            sent_at=now,
            position=max(to_milliseconds(now), last + 1),
            state=SendState.SAVING,
        )
        if self._view.model.has_newer:
            return None
        self._view.model.upsert((message,))
        self._view.timeline.go_to_newest()
        return message.id

    async def show_saved(self, stand_in: int | None, ids: tuple[int, ...]) -> None:
        """Put the committed messages in the place of the stand-in."""
        try:
            stored = await self._desk.conversations.messages(ids)
        except StorageError:
            # They are committed: they are read like anybody's, when that is possible.
            self.drop_saving(stand_in)
            if self._open is not None:
                self._open.changed_ids.update(ids)
                self._follow.wish()
            return
        model = self._view.model
        if stand_in is not None and stored:
            model.replace(stand_in, stored[0])
        model.upsert(stored)
        if any(message.origin is Origin.OPERATOR for message in stored):
            self.reading.answered(stored[0].conversation_id)
        if model.has_newer and stored[0].conversation_id == model.conversation_id:
            await self.paging.jump_to_newest()

    def drop_saving(self, stand_in: int | None) -> None:
        """Take away a stand-in whose commit failed."""
        if stand_in is not None:
            self._view.model.remove((stand_in,))

    def seen_through(self) -> int:
        """Return the position of the newest message that somebody else wrote.

        Of those that were loaded, though a jump into the past may have let them go.
        Our own do not count: a customer's message may be stored before them and not
        be shown yet. Neither does what came below while the reader was further up.
        """
        unseen = self._view.timeline.first_unseen()
        loaded = self._loaded_through
        return loaded if unseen is None else min(loaded, unseen - 1)

    def _connect_signals(self) -> None:
        toggled = self._view.header.panel_toggle_requested
        toggled.connect(self.panel_toggle_requested)
        self._view.timeline.seen_through.connect(self._on_seen_through)
        self.reading.quiet_changed.connect(self._view.quiet_bar.setVisible)
        self._view.quiet_bar.ended.connect(self._on_quiet_ended)
        self.decisions.refused.connect(self.failed)
        self.paging.said.connect(self.failed)
        self._view.model.page_set.connect(self._note_loaded)
        self._view.model.rows_inserted.connect(self._note_loaded)

    def _say(self, sentence: Sentence) -> None:
        self.failed.emit(words(sentence))

    async def _open_wanted(self, conversation_id: int) -> None:
        try:
            await self._show(conversation_id)
        finally:
            held = self._open
            shown = None if held is None else held.summary.id
            if self._wanted == conversation_id != shown:
                self._wanted = shown
                self.opening_failed.emit()

    async def _show(self, conversation_id: int) -> None:
        summary = await self._desk.inbox.summary(conversation_id)
        first = await self.paging.first_page(summary, self._target)
        draft = await self._desk.conversations.draft(conversation_id)
        if summary.account_id not in self._accounts:
            # New, or switched off: the list shows its conversations all the same.
            self.take_accounts(await self._desk.inbox.accounts())
        if conversation_id != self._wanted:
            return
        self._target = None
        opened = self._described(summary)
        self._open = _Open(summary, first.known_id, set())
        self.reading.opened(conversation_id)
        self.paging.show_first_page(summary, first)
        self._view.show_conversation(opened)
        self.opened.emit(opened, draft)
        # What was committed between the readings is read now.
        self._open.more = True
        self._follow.wish()

    async def _read_changes(self) -> None:
        held = self._open
        if held is None:
            return
        conversations = self._desk.conversations
        more, held.more = held.more, False
        ids, held.changed_ids = held.changed_ids, set()
        added = Added((), held.known_id, more=False)
        try:
            if more:
                added = await conversations.added_since(held.summary.id, held.known_id)
            changed = await conversations.messages(ids) if ids else ()
            summary = await self._desk.inbox.summary(held.summary.id)
        except GoneError as error:
            # What is on screen stays: words that were typed there can be copied.
            self._say(error.sentence)
            return
        except StorageError:
            held.more = held.more or more
            held.changed_ids |= ids
            raise
        if held is not self._open:
            return
        held.known_id = added.known_id
        self._view.model.upsert((*self._foreign(added.messages), *changed))
        if added.more:
            held.more = True
            self._follow.wish()
        if summary != held.summary:
            held.summary = summary
            opened = self._described(summary)
            self._view.show_conversation(opened)
            self.summary_changed.emit(opened)

    def _foreign(self, added: tuple[Message, ...]) -> tuple[Message, ...]:
        """Our own messages come through `show_saved`, after their stand-in."""
        model = self._view.model
        saving = any(model[row].state is SendState.SAVING for row in range(len(model)))
        if not saving:
            return added
        name = self._desk.operator.name
        return tuple(
            message
            for message in added
            if message.origin is not Origin.OPERATOR or message.sender != name
        )

    def _described(self, summary: ConversationSummary) -> OpenConversation:
        operator = self._desk.operator
        mine = summary.assigned_to == operator.id
        return OpenConversation(
            summary,
            self._accounts[summary.account_id],
            operator,
            operator.name if mine else "",
        )

    def _note_loaded(self) -> None:
        """Remember how far somebody else's messages were loaded."""
        model = self._view.model
        if model.conversation_id != self._loaded_of:
            self._loaded_of, self._loaded_through = model.conversation_id, 0
        rows = (model[row] for row in reversed(range(len(model))))
        theirs = (one.position for one in rows if one.origin is not Origin.OPERATOR)
        newest = next(theirs, model[0].position - 1 if len(model) else 0)
        self._loaded_through = max(self._loaded_through, newest)

    def _last_position(self) -> int:
        model = self._view.model
        return model[len(model) - 1].position if len(model) else 0

    def _on_quiet_ended(self) -> None:
        self.reading.look_quietly(False)

    def _on_seen_through(self, message_id: int) -> None:
        row = self._view.model.row_of(message_id)
        if row is None:
            return
        self.reading.seen(self._view.model[row])
