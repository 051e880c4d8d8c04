"""The composer: what is typed for a customer, what it may cost, and the send key."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.models.organisation import Operator
from desktop.models.scheduling import Scheduled
from desktop.views.composer.attachment_face import has_gaps
from desktop.views.composer.composer_body import ComposerBody
from desktop.views.composer.composer_keys import ComposerKeys, KeyWish
from desktop.views.composer.draft_pacer import DraftPacer
from desktop.views.composer.draft_shelf import (
    DraftPage,
    PageKey,
)
from desktop.views.composer.send_check import (
    READ_ONLY,
    Price,
    Refusal,
    price,
    refusal,
)
from desktop.views.composer.written import (
    Quote,
    WritingMode,
    Written,
    text_with_quote,
)
from desktop.views.theme.theme import Theme


class ComposerView(ComposerBody):
    """Everything that is written for one conversation at a time.

    Signals:
        send_requested(object written): a Written has left the field; answered by
            `clear_sent` or `restore_written`
        schedule_requested(object written, object moment, bool despite_newer): likewise
        draft_changed(object conversation_id, str text): to be stored
        note_draft_changed(object conversation_id, str text): to be stored
        stored(object written): a Written has left for good, and its draft with it
        quote_changed(object conversation_id, object quote): a Quote or None
        refused(str reason): a sending key was pressed in vain; the text stays
        later_refused(str reason): there is nothing that could leave later
        take_back_requested(): the answer that counts down is wanted back
        put_back_done(object conversation_id): something lies in its draft again
        newer_look_requested(): the customer's new message shall be shown
        auto_next_changed(bool on): the toggle for plain Enter was switched
    """

    send_requested = Signal(object)
    schedule_requested = Signal(object, object, bool)
    draft_changed = Signal(object, str)
    note_draft_changed = Signal(object, str)
    stored = Signal(object)
    quote_changed = Signal(object, object)
    refused = Signal(str)
    later_refused = Signal(str)
    take_back_requested = Signal()
    put_back_done = Signal(object)
    newer_look_requested = Signal()
    auto_next_changed = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        now: datetime,
        parent: QWidget | None = None,
        *,
        keys: ComposerKeys | None = None,
        draft_timer: QTimer | None = None,
    ) -> None:
        """Make a composer without a conversation."""
        super().__init__(theme, keys or ComposerKeys(), parent)
        self._now = now
        self._accounts: dict[int, Account] = {}
        self._summary: ConversationSummary | None = None
        self._page: DraftPage | None = None
        self._price = Price(0, 0)
        self._known_text = ""
        self._stored_notes: dict[int, str] = {}
        self._drafts = DraftPacer(self, draft_timer)
        self._connect_signals()
        self.show_conversation(None, "")

    # ---- what the presenter tells

    def show_conversation(
        self, summary: ConversationSummary | None, draft: str
    ) -> None:
        """Switch; text, undo history and cursor of the conversation left are kept.

        The draft is used where this window has not written in the conversation yet.
        """
        same = summary is not None and self.conversation_id == summary.id
        self._leave_page()
        self._summary = summary
        if not same:
            self.newer_bar.hide()
            self.insertions.close_all()
            self.scheduling.forget()
        if summary is None:
            self._open_page(None)
        else:
            key = PageKey(summary.id)
            page = self._shelf.open(key, draft)
            note = self._page is not None and self._page.key.mode is WritingMode.NOTE
            if same and note and self._page is not None:
                page = self._page
            self._open_page(page)
            self._shelf.trim()
        self._field.release_keys()

    def forget(self, conversation_id: int) -> None:
        """Let go of a conversation that is written in elsewhere from now on.

        Its drafts must be stored. On screen it gives way to an empty composer.
        """
        if self.conversation_id == conversation_id:
            self.show_conversation(None, "")
        self._shelf.forget(conversation_id)
        self._stored_notes.pop(conversation_id, None)

    @property
    def conversation_id(self) -> int | None:
        """The conversation that is written in."""
        return None if self._summary is None else self._summary.id

    @property
    def mode(self) -> WritingMode:
        """Whether an answer or a note is written."""
        return WritingMode.ANSWER if self._page is None else self._page.key.mode

    def take_stored(self, conversation_id: int, note: str, quote: Quote | None) -> None:
        """Learn what else the store keeps; what was made here meanwhile wins."""
        self._stored_notes.setdefault(conversation_id, note)
        note_page = self._shelf.find(PageKey(conversation_id, WritingMode.NOTE))
        if note_page is not None and not note_page.touched:
            note_page.fill(note)
            self._page_rewritten(note_page)
        page = self._shelf.find(PageKey(conversation_id))
        if page is not None and not page.touched:
            page.quote = page.quote or quote
            self._refresh_page(page)

    def hold_keys(self) -> None:
        """Keep what is typed for the conversation that `show_conversation` will open.

        Until then a finger may be faster than the store, and must not write to the
        customer before.
        """
        self._field.hold_keys()

    def drop_keys(self) -> None:
        """Forget what was typed for a conversation that did not open."""
        self._field.drop_keys()

    def set_summary(self, summary: ConversationSummary) -> None:
        """Take over allowance and state of the conversation shown; text stays."""
        if self._summary is not None and summary.id == self._summary.id:
            self._summary = summary
            self._refresh()

    def set_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Learn which accounts may send."""
        self._accounts = {account.id: account for account in accounts}
        self._refresh()

    def set_operators(self, operators: tuple[Operator, ...]) -> None:
        """Learn who can be named in a note."""
        self.notes.set_operators(operators)

    def set_scheduled(
        self, conversation_id: int, answers: tuple[Scheduled, ...]
    ) -> None:
        """Show which answers of the conversation shown wait for their time."""
        if conversation_id == self.conversation_id:
            self.scheduling.show_answers(answers, self._now)

    def quote(self, quote: Quote | None) -> None:
        """Let the answer refer to a message, or to none."""
        if self._summary is None:
            return
        page = self._shelf.open(PageKey(self._summary.id), "")
        page.quote = quote
        page.touched = True
        if quote is not None and self.mode is WritingMode.NOTE:
            self.set_mode(WritingMode.ANSWER)
        self._refresh_page(page)
        self.quote_changed.emit(self._summary.id, quote)
        self.focus_field()

    def clear_sent(self, written: Written) -> None:
        """Let go of what was stored for sending; the field lost it before."""
        page = self._shelf.find(_key_of(written))
        if page is not None:
            page.settle(written)
        self.stored.emit(written)

    def restore_written(self, written: Written) -> None:
        """Put back what was not stored; what was made since comes after."""
        page = self._shelf.find(_key_of(written))
        if page is None or not page.settle(written):
            return
        self.put_back(written)

    @contextmanager
    def kept_safe(self, written: Written) -> Iterator[None]:
        """Put what was written back when anything goes wrong inside."""
        try:
            yield
        except Exception:
            self.restore_written(written)
            raise

    def put_back(self, written: Written) -> None:
        """Put what was taken back before what was made since, and store it as draft."""
        key = _key_of(written)
        page = self._shelf.open(key, "")
        if page is self._page:
            self._field.settle_composition()
        page.put_back(written)
        self._page_rewritten(page)
        self._tell_draft(key, page.text)
        if written.quote is not None:
            self.quote_changed.emit(written.conversation_id, page.quote)
        self.put_back_done.emit(written.conversation_id)

    def show_newer(self, conversation_id: int, words: str) -> None:
        """Say that the customer has written, with a line of it; nothing was sent."""
        if conversation_id == self.conversation_id:
            self.newer_bar.show_newer(words)

    def tick(self, now: datetime) -> None:
        """Move the time on; called once a second."""
        self._now = now
        self.scheduling.tick(now)
        self._refresh()

    def flush_draft(self) -> None:
        """Tell a draft that waits to be told; to be called before closing."""
        self._drafts.flush()

    def why_not(self, pieces: int) -> str:
        """Return why so many messages cannot leave now, empty when they can.

        0 asks whether anything may be written at all.
        """
        summary = self._summary
        if summary is None:
            return ""
        account = self._accounts.get(summary.account_id)
        found = refusal(summary, account, max(1, pieces), self._now)
        if found is None or (not pieces and found not in READ_ONLY):
            return ""
        return self._notice.refusal_words(found, summary, account, pieces)

    def text(self) -> str:
        """Return what stands in the field."""
        return self._known_text

    # ---- what keys of the window ask for

    def set_mode(self, mode: WritingMode) -> None:
        """Write an answer or a note; each keeps its own text."""
        if self._summary is None or mode is self.mode:
            self.tools.show_mode(self.mode)
            return
        self._leave_page()
        self.scheduling.card.close_card()
        key = PageKey(self._summary.id, mode)
        draft = self._stored_notes.get(self._summary.id, "")
        page = self._shelf.open(key, draft if mode is WritingMode.NOTE else "")
        self._open_page(page)
        self.focus_field()

    def toggle_note(self) -> None:
        """Go to the note and back."""
        note = self.mode is WritingMode.NOTE
        self.set_mode(WritingMode.ANSWER if note else WritingMode.NOTE)

    def send_later(self) -> None:
        """Ask when the answer shall leave; a note never does."""
        if self.mode is WritingMode.NOTE:
            self.later_refused.emit(self.tr("内部备注马上记下，不用定时"))
        elif self._may_leave():
            self.scheduling.ask(self._footer.later_button, self._now)
        elif self._page and not self._price.pieces and self._refusal() is None:
            self.later_refused.emit(self.tr("先写好要发的内容，再选时间"))

    # ---- events

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when the window goes."""
        self._drafts.flush()
        super().hideEvent(event)

    def _text_changed(self) -> None:
        page = self._page
        if page is None or page.text == self._known_text:
            return
        page.touched = True
        self._read_text()
        self._drafts.note(page.key, self._known_text)
        self._refresh()

    def _send_pressed(self, wish: KeyWish) -> None:
        page = self._page
        if page is None or not self._may_leave():
            return
        answers = page.key.mode is WritingMode.ANSWER
        written = replace(
            page.written(),
            go_to_next=wish is KeyWish.SEND_AND_NEXT
            or (self._footer.auto_next and answers),
            despite_newer=wish is KeyWish.SEND_ANYWAY,
        )
        self._hand_over(page, written)
        self.send_requested.emit(written)

    def _may_leave(self) -> bool:
        """Return whether what is written may be sent; say why where it may not."""
        page, summary = self._page, self._summary
        if page is None or summary is None or self._field.holding:
            return False
        found = self._refusal()
        if found is None and not all(face.ready for face in page.faces):
            found = Refusal.UNREADY
        if found is not None:
            self._say(found, summary)
            self.refused.emit(self._notice.text())
            return False
        return bool(self._price.pieces)

    def _hand_over(self, page: DraftPage, written: Written) -> None:
        # The draft stays stored until the answer is: it is told before, and the empty
        # field is not.
        self._drafts.flush()
        self.newer_bar.hide()
        page.hand_over(written)
        self._page_rewritten(page)

    def _send_clicked(self) -> None:
        self._field.settle_composition()
        self.focus_field()
        self._send_pressed(KeyWish.SEND)

    def _send_anyway_clicked(self) -> None:
        self.focus_field()
        self._send_pressed(KeyWish.SEND_ANYWAY)

    def _time_chosen(self, moment: datetime, despite_newer: bool) -> None:
        page = self._page
        if page is None or self.mode is WritingMode.NOTE or not self._may_leave():
            return
        written = page.written()
        self._hand_over(page, written)
        self.schedule_requested.emit(written, moment, despite_newer)
        self.focus_field()

    def _tell_draft(self, key: PageKey, text: str) -> None:
        if key.mode is WritingMode.NOTE:
            self._stored_notes[key.conversation_id] = text
            self.note_draft_changed.emit(key.conversation_id, text)
        else:
            self.draft_changed.emit(key.conversation_id, text)

    def _drop_quote(self) -> None:
        self.quote(None)

    def _parts_changed(self) -> None:
        self._read_text()
        self._refresh()

    def _leave_note(self) -> None:
        self.set_mode(WritingMode.ANSWER)

    # ---- pages

    def _leave_page(self) -> None:
        self._field.settle_composition()
        self._drafts.flush()
        if self._page is not None:
            self._field.keep_cursor(self._page)

    def _open_page(self, page: DraftPage | None) -> None:
        self._page = page
        self.parts.open_page(page)
        self._read_text()
        if page is None:
            self._field.setDocument(self._blank)
        else:
            self._field.open_page(page)
        self._dress_mode(self.mode)
        self._refresh()

    def _page_rewritten(self, page: DraftPage) -> None:
        """Follow a text that did not change by typing: it is no draft to be told."""
        if page is self._page:
            self._drafts.forget()
            self._field.place_cursor(page)
            self.replies.gaps.look()
            self._read_text()
            self._refresh()

    def _refresh_page(self, page: DraftPage) -> None:
        if page is self._page:
            self._read_text()
            self._refresh()

    # ---- what is shown

    def _read_text(self) -> None:
        page = self._page
        self._known_text = "" if page is None else page.text
        if page is None:
            self._price = Price(0, 0)
        elif page.key.mode is WritingMode.NOTE:
            self._price = Price(0, 1 if self._known_text.strip() else 0)
        else:
            whole = text_with_quote(self._known_text, page.quote)
            self._price = price(whole, sum(face.pieces for face in page.faces))

    def _refusal(self) -> Refusal | None:
        if self._summary is None or self.mode is WritingMode.NOTE:
            return None
        account = self._accounts.get(self._summary.account_id)
        # An empty field asks for one message: that much must be possible to write.
        pieces = max(1, self._price.pieces)
        found = refusal(self._summary, account, pieces, self._now)
        faces = () if self._page is None else self._page.faces
        if found is None and any(face.unfit for face in faces):
            return Refusal.UNREADY
        if found is None and (self.replies.gaps.gaps or has_gaps(faces)):
            return Refusal.GAPS
        return found

    def _refresh(self) -> None:
        summary, found = self._summary, self._refusal()
        self.setEnabled(summary is not None)
        self._footer.allow_sending(summary is not None and found is None)
        self._set_read_only(found in READ_ONLY)
        self._show_companions(self._page, self._known_text, self._price)
        if summary is None:
            self._notice.show_words("")
            return
        if found in READ_ONLY:
            self._footer.show_no_allowance()
        else:
            self._footer.show_allowance(summary.allowance, self._price, self._now)
        self._say(found, summary)

    def _say(self, found: Refusal | None, summary: ConversationSummary) -> None:
        account = self._accounts.get(summary.account_id)
        self._say_refusal(found, summary, account, self._price.pieces)

    def _connect_signals(self) -> None:
        self._field.textChanged.connect(self._text_changed)
        self._field.send_requested.connect(self._send_pressed)
        self._field.take_back_requested.connect(self._take_back_pressed)
        self._field.left.connect(self._drafts.flush)
        self._footer.send_requested.connect(self._send_clicked)
        self._footer.later_requested.connect(self.send_later)
        self._footer.auto_next_changed.connect(self.auto_next_changed)
        self._drafts.changed.connect(self._tell_draft)
        self.tools.mode_requested.connect(self.set_mode)
        self.parts.changed.connect(self._parts_changed)
        self.strip.left.connect(self.focus_field)
        self.quote_chip.dropped.connect(self._drop_quote)
        self.newer_bar.look_requested.connect(self.newer_look_requested)
        self.newer_bar.send_anyway_requested.connect(self._send_anyway_clicked)
        self.hold_bar.undo_requested.connect(self.take_back_requested)
        self.scheduling.time_chosen.connect(self._time_chosen)
        self.notes.left.connect(self._leave_note)

    def _take_back_pressed(self) -> None:
        if self.hold_bar.counting:
            self.take_back_requested.emit()


def _key_of(written: Written) -> PageKey:
    return PageKey(written.conversation_id, written.mode)
