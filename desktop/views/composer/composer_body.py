"""The parts of the composer, one below the other, and how they are dressed."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.views.composer.answer_parts import AnswerParts
from desktop.views.composer.attachment_strip import AttachmentStrip
from desktop.views.composer.composer_footer import ComposerFooter
from desktop.views.composer.composer_keys import ComposerKeys
from desktop.views.composer.composer_notice import ComposerNotice
from desktop.views.composer.composer_tools import ComposerTools
from desktop.views.composer.draft_shelf import DraftPage, DraftShelf, plain_document
from desktop.views.composer.file_drop import FileDrop
from desktop.views.composer.hold_bar import HoldBar
from desktop.views.composer.insertions import Insertions
from desktop.views.composer.message_field import MessageField
from desktop.views.composer.newer_bar import NewerBar
from desktop.views.composer.note_writing import NoteWriting
from desktop.views.composer.pieces_preview import PiecesPreview
from desktop.views.composer.quote_chip import QuoteChip
from desktop.views.composer.reply_writing import ReplyWriting
from desktop.views.composer.scheduling_cards import SchedulingCards
from desktop.views.composer.send_check import Price, Refusal
from desktop.views.composer.written import WritingMode, text_with_quote
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import shown_key

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest)


class ComposerBody(QWidget):
    """Bars, tools, field, attachments and footer; what they do is ComposerView's.

    Public for the presenters are `parts` (what goes along with the words),
    `scheduling`, `hold_bar`, `insertions` and `file_drop`.
    """

    def __init__(
        self, theme: Theme, keys: ComposerKeys, parent: QWidget | None = None
    ) -> None:
        """Make the parts, all empty."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "composer")
        self._keys = keys
        self._mode = WritingMode.ANSWER
        self._shelf = DraftShelf(self)
        self.scheduling = SchedulingCards(self)
        self.hold_bar = HoldBar(self)
        self.newer_bar = NewerBar(self)
        self._notice = ComposerNotice(self)
        self.tools = ComposerTools(theme, self)
        self.quote_chip = QuoteChip(theme, self)
        self._field = MessageField(keys, self)
        self.setFocusProxy(self._field)
        self._blank = plain_document(self)
        self.strip = AttachmentStrip(theme, self)
        self.pieces = PiecesPreview(self)
        self._footer = ComposerFooter(theme, self)
        self.insertions = Insertions(self.tools, self._field)
        self.parts = AnswerParts(self.strip, self._shelf, self._field, self.insertions)
        self.file_drop = FileDrop(self._field)
        self.file_drop.watch(self)
        self.notes = NoteWriting(self._field)
        self.replies = ReplyWriting(self._field, self.tools, theme)
        self.tools.replies_requested.connect(self.replies.open)
        self._arrange()
        self.set_keys(keys)

    def event(self, event: QEvent) -> bool:
        """Let what stands above the tools go where they go."""
        done = super().event(event)
        if event.type() in _MOVES:
            self.replies.follow_anchor()
        return done

    def set_keys(self, keys: ComposerKeys) -> None:
        """Listen to other keys from now on."""
        self._keys = keys
        self._field.keys = keys
        self._footer.show_key(shown_key(keys.send))
        self.newer_bar.show_key(shown_key(keys.send_anyway))
        self._say_hint()

    def set_auto_next(self, on: bool) -> None:
        """Set what plain Enter does after sending, without telling anybody."""
        self._footer.set_auto_next(on)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        for part in (
            self._footer,
            self.tools,
            self.strip,
            self.quote_chip,
            self.replies,
        ):
            part.set_theme(theme)

    def focus_field(self) -> None:
        """Put the keyboard into the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick_emoji(self) -> None:
        """Open the emoji, or put them away."""
        if self.tools.emoji_button.isEnabled():
            self.insertions.toggle_emoji()

    def attach_files(self) -> None:
        """Ask for files to be attached."""
        if self.tools.file_button.isEnabled():
            self.insertions.choose_files()

    def _show_companions(self, page: DraftPage | None, text: str, cost: Price) -> None:
        """Show what goes along with a text, and where it is cut."""
        quote = None if page is None else page.quote
        self.parts.show_parts()
        self.quote_chip.show_quote(quote)
        whole = text_with_quote(text, quote)
        self.pieces.show_text(whole, cost.pieces - cost.attached)

    def _say_refusal(
        self,
        found: Refusal | None,
        summary: ConversationSummary,
        account: Account | None,
        pieces: int,
    ) -> None:
        if found is None:
            self._notice.show_words("")
        else:
            self._notice.show_refusal(found, summary, account, pieces)

    def _dress_mode(self, mode: WritingMode) -> None:
        """Make a note look like nothing that is sent."""
        self._mode = mode
        note = mode is WritingMode.NOTE
        self.tools.show_mode(mode)
        self._footer.show_mode(mode)
        self.notes.switch(note)
        self.replies.switch(not note)
        self._field.takes_files = not note
        self._field.setAccessibleName(self.tr("内部备注") if note else self.tr("回复"))
        self._say_hint()
        wanted = "note" if note else ""
        if self.property("mode") != wanted:
            self.setProperty("mode", wanted)
            self.style().unpolish(self)
            self.style().polish(self)

    def _set_read_only(self, read_only: bool) -> None:
        self.tools.allow_answering(not read_only)
        if read_only == self._field.isReadOnly():
            return
        if read_only:
            self._field.settle_composition()
        self._field.setReadOnly(read_only)
        self._say_hint()
        self._field.style().unpolish(self._field)
        self._field.style().polish(self._field)

    def _say_hint(self) -> None:
        send = shown_key(self._keys.send)
        if self._field.isReadOnly():
            self._field.show_hint(self.tr("只能查看"))
        elif self._mode is WritingMode.NOTE:
            words = self.tr("写给同事的备注，@ 提到同事，{send} 记下，Esc 返回回复")
            self._field.show_hint(words.format(send=send))
        else:
            words = self.tr("输入回复，{send} 发送，{line} 换行")
            line = shown_key(self._keys.new_line)
            self._field.show_hint(words.format(send=send, line=line))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        for part in (
            self.scheduling.bar,
            self.hold_bar,
            self.newer_bar,
            self._notice,
            self.tools,
            self.quote_chip,
            self._field,
            self.strip,
            self.pieces,
            self._footer,
        ):
            column.addWidget(part)
