"""The composer: what is typed for a customer, what it may cost, and the send key."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.views.composer.composer_footer import ComposerFooter
from desktop.views.composer.composer_keys import ComposerKeys
from desktop.views.composer.composer_notice import ComposerNotice
from desktop.views.composer.draft_pacer import DraftPacer
from desktop.views.composer.draft_shelf import DraftPage, DraftShelf, plain_document
from desktop.views.composer.message_field import MessageField
from desktop.views.composer.send_check import (
    READ_ONLY,
    Price,
    Refusal,
    price,
    refusal,
)
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import shown_key


class ComposerView(QWidget):
    """Field, allowance and send button for one conversation at a time.

    Signals:
        send_requested(object conversation_id, str text, bool go_to_next): the text
            has left the field; answered by `clear_sent` or `restore_text`
        draft_changed(object conversation_id, str text): to be stored
        refused(str reason): a sending key was pressed in vain; the text stays
        auto_next_changed(bool on): the toggle for plain Enter was switched
    """

    send_requested = Signal(object, str, bool)
    draft_changed = Signal(object, str)
    refused = Signal(str)
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
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "composer")
        self._now = now
        self._keys = keys or ComposerKeys()
        self._accounts: dict[int, Account] = {}
        self._summary: ConversationSummary | None = None
        self._page: DraftPage | None = None
        self._price = Price(0, 0)
        self._known_text = ""
        self._shelf = DraftShelf(self)
        self._drafts = DraftPacer(self, draft_timer)
        self._build(theme)
        self._connect_signals()
        self.set_keys(self._keys)
        self.show_conversation(None, "")

    # ---- what the presenter tells

    def show_conversation(
        self, summary: ConversationSummary | None, draft: str
    ) -> None:
        """Switch; text, undo history and cursor of the conversation left are kept.

        The draft is used where this window has not written in the conversation yet.
        """
        self._field.settle_composition()
        self._drafts.flush()
        if self._page is not None:
            self._field.keep_cursor(self._page)
        self._summary = summary
        if summary is None:
            self._page = None
            self._read_text()
            self._field.setDocument(self._blank)
        else:
            self._page = self._shelf.open(summary.id, draft)
            self._read_text()
            self._field.open_page(self._page)
            self._shelf.trim()
        self._refresh()
        self._field.release_keys()

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

    def clear_sent(self, text: str, conversation_id: int) -> None:
        """Let go of a text that was stored for sending; the field lost it before."""
        page = self._shelf.find(conversation_id)
        if page is not None:
            page.settle(text)

    def restore_text(self, text: str, conversation_id: int) -> None:
        """Put a text back whose sending failed; what was typed since comes after."""
        page = self._shelf.find(conversation_id)
        if page is None or not page.settle(text):
            return
        if page is self._page:
            self._field.settle_composition()
        page.put_back(text)
        self._page_rewritten(page)
        self.draft_changed.emit(conversation_id, page.text)

    def set_keys(self, keys: ComposerKeys) -> None:
        """Listen to other keys from now on."""
        self._keys = keys
        self._field.keys = keys
        self._footer.show_key(shown_key(keys.send))
        self._say_hint()

    def set_auto_next(self, on: bool) -> None:
        """Set what plain Enter does after sending, without telling anybody."""
        self._footer.set_auto_next(on)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._footer.set_theme(theme)

    def tick(self, now: datetime) -> None:
        """Move the time on; called once a second."""
        self._now = now
        self._refresh()

    def flush_draft(self) -> None:
        """Tell a draft that waits to be told; to be called before closing."""
        self._drafts.flush()

    def focus_field(self) -> None:
        """Put the keyboard into the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Return what stands in the field."""
        return self._known_text

    # ---- events

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when the window goes."""
        self._drafts.flush()
        super().hideEvent(event)

    def _text_changed(self) -> None:
        page, summary = self._page, self._summary
        if page is None or summary is None or page.text == self._known_text:
            return
        self._read_text()
        self._drafts.note(summary.id, self._known_text)
        self._refresh()

    def _send_pressed(self, go_to_next: bool) -> None:
        page, summary = self._page, self._summary
        if page is None or summary is None or self._field.holding:
            return
        if found := self._refusal():
            self._say(found, summary)
            self.refused.emit(self._notice.text())
        elif self._price.pieces:
            # The draft stays stored until the answer is: it is told before, and the
            # empty field is not.
            self._drafts.flush()
            text = page.hand_over()
            self._page_rewritten(page)
            self.send_requested.emit(
                summary.id, text, go_to_next or self._footer.auto_next
            )

    def _send_clicked(self) -> None:
        self._field.settle_composition()
        self.focus_field()
        self._send_pressed(False)

    # ---- pages

    def _page_rewritten(self, page: DraftPage) -> None:
        """Follow a text that did not change by typing: it is no draft to be told."""
        if page is self._page:
            self._drafts.forget()
            self._field.place_cursor(page)
            self._read_text()
            self._refresh()

    # ---- what is shown

    def _read_text(self) -> None:
        self._known_text = "" if self._page is None else self._page.text
        self._price = price(self._known_text)

    def _refusal(self) -> Refusal | None:
        if self._summary is None:
            return None
        account = self._accounts.get(self._summary.account_id)
        # An empty field asks for one message: that much must be possible to write.
        return refusal(self._summary, account, max(1, self._price.pieces), self._now)

    def _refresh(self) -> None:
        summary, found = self._summary, self._refusal()
        self.setEnabled(summary is not None)
        self._footer.allow_sending(summary is not None and found is None)
        self._set_read_only(found in READ_ONLY)
        if summary is None:
            self._notice.show_words("")
            return
        self._footer.show_allowance(summary.allowance, self._price, self._now)
        self._say(found, summary)

    def _say(self, found: Refusal | None, summary: ConversationSummary) -> None:
        if found is None:
            self._notice.show_words("")
        else:
            account = self._accounts.get(summary.account_id)
            self._notice.show_refusal(found, summary, account, self._price.pieces)

    def _set_read_only(self, read_only: bool) -> None:
        if read_only == self._field.isReadOnly():
            return
        if read_only:
            self._field.settle_composition()
        self._field.setReadOnly(read_only)
        self._say_hint()
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)

    def _say_hint(self) -> None:
        if self._field.isReadOnly():
            self._field.show_hint(self.tr("只能查看"))
            return
        words = self.tr("输入回复，{send} 发送，{line} 换行").format(
            send=shown_key(self._keys.send), line=shown_key(self._keys.new_line)
        )
        self._field.show_hint(words)

    # ---- building

    def _build(self, theme: Theme) -> None:
        self._notice = ComposerNotice(self)
        self._field = MessageField(self._keys, self)
        self._field.setAccessibleName(self.tr("回复"))
        self.setFocusProxy(self._field)
        self._blank = plain_document(self)
        self._footer = ComposerFooter(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._notice)
        column.addWidget(self._field)
        column.addWidget(self._footer)

    def _connect_signals(self) -> None:
        self._field.textChanged.connect(self._text_changed)
        self._field.send_requested.connect(self._send_pressed)
        self._field.left.connect(self._drafts.flush)
        self._footer.send_requested.connect(self._send_clicked)
        self._footer.auto_next_changed.connect(self.auto_next_changed)
        self._drafts.changed.connect(self.draft_changed)
