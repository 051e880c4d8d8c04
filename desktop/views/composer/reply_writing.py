"""Quick replies while an answer is written: the slash, the keys of the list."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.models.display_text import cleaned
from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import FoundReply
from desktop.models.reply_variables import Rendered
from desktop.views.composer.message_field import MessageField
from desktop.views.composer.reply_gaps import ReplyGaps, utf16_length
from desktop.views.composer.reply_keys import (
    CTRL,
    ENTERS,
    NONE,
    ReplyWish,
    held_keys,
    picked_number,
    picked_wish,
)
from desktop.views.composer.reply_list import ListMode, ReplyList
from desktop.views.composer.reply_trigger import begun, searchable
from desktop.views.composer.reply_undo import Insertion, InsertionLog
from desktop.views.theme.theme import Theme

LONGEST_SUGGESTED = 16
"""Characters of a first line for which a reply is suggested."""
_GAP = 6
"""Logical pixels between the list and the line of tools."""


class ReplyWriting(QObject):
    """Watches the field while an answer is written there.

    Signals:
        asked(str typed): letters after a slash; answered by `show_asked`
        suggestion_wanted(str line): the only line, typed plainly; answered by
            `show_suggested`
        chosen(object reply, object wish): a QuickReply and a ReplyWish
        turned(object insertion): undo took an Insertion out, or redo put it back
        silenced(): nothing shall be suggested in this conversation any more
        new_requested(str title): nothing fits: a reply of this name is wanted
    """

    asked = Signal(str)
    suggestion_wanted = Signal(str)
    chosen = Signal(object, object)
    turned = Signal(object)
    silenced = Signal()
    new_requested = Signal(str)

    def __init__(self, field: MessageField, anchor: QWidget, theme: Theme) -> None:
        """Watch a field, without effect until it is switched on.

        The list stands above `anchor`.
        """
        super().__init__(field)
        self._field = field
        self._anchor = anchor
        self._on = False
        self._typed: str | None = None
        """The letters that were asked about last, None for none."""
        self._line = ""
        """The line for which a suggestion was wanted last."""
        self._answered = False
        """Whether the list shows what was found for them."""
        self._pending = False
        """Whether Enter was faster than the search."""
        self._inserting = False
        self._dismissed = ""
        """A line up to its sign for which the list was put away."""
        self.silent = False
        """Whether nothing is suggested in this conversation."""
        self._insertions = InsertionLog()
        self.gaps = ReplyGaps(field, theme)
        self.list = ReplyList(theme, field.window())
        self._connect_signals()

    @property
    def listing(self) -> bool:
        """Whether the list is open."""
        return not self.list.isHidden()

    def switch(self, on: bool) -> None:
        """Watch, or let the field be."""
        self._on = on
        self.gaps.switch(on)
        self.close()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.gaps.set_theme(theme)
        self.list.set_theme(theme)

    def open(self, words: str = "") -> None:
        """Ask for replies at the cursor, as a slash and some words do."""
        if not self._on or self._field.isReadOnly():
            return
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._dismissed = ""
        self._typed = None
        before = self._before_cursor()
        if begun(before) is None or words:
            sign = "/" if not before[-1:].strip() else " /"
            self._field.insertPlainText(sign + searchable(words))
        else:
            self._follow()

    def follow_anchor(self) -> None:
        """Keep the list above its anchor, which has moved."""
        if self.listing:
            self.list.stand_above(self._place())

    def show_asked(self, typed: str, found: tuple[FoundReply, ...]) -> None:
        """List what fits letters, unless other ones stand there by now."""
        if not self._on or typed != self._typed:
            return
        pending, self._pending, self._answered = self._pending, False, True
        self._show(ListMode.ASKED, typed, found)
        if pending and found:
            self._choose(ReplyWish.INSERT)

    def show_suggested(self, line: str, found: tuple[FoundReply, ...]) -> None:
        """Offer what a line may become, unless it has changed by now."""
        if not self._on or self._typed is not None or line != self._line:
            return
        if not found or self.silent or not self._field.hasFocus():
            self.list.hide()
            return
        pending, self._pending, self._answered = self._pending, False, True
        self._show(ListMode.SUGGESTED, line, found)
        if pending:
            self._choose(ReplyWish.INSERT)

    def close(self) -> None:
        """Put the list away."""
        self._typed = None
        self._line = ""
        self._answered = self._pending = False
        self.list.hide()

    def take_asked(self) -> None:
        """Take the slash and its letters, or the suggested line, out of the field."""
        cursor, wish = self._field.textCursor(), begun(self._before_cursor())
        if self.list.mode is ListMode.SUGGESTED:
            cursor.select(QTextCursor.SelectionType.Document)
        elif wish is not None:
            length = utf16_length(self._before_cursor()[wish.start :])
            cursor.setPosition(
                cursor.position() - length, QTextCursor.MoveMode.KeepAnchor
            )
        else:
            return
        cursor.removeSelectedText()

    def insert(self, rendered: Rendered, *, asked: bool, at_end: bool) -> Insertion:
        """Put a text into the field, in one step that undo takes back whole.

        `asked` also takes out what asked for it; `at_end` gives it a line of its own.
        The cursor goes to the first gap, else to its mark, else behind the text.
        """
        self._inserting = True
        edit = self._field.textCursor()
        edit.beginEditBlock()
        if asked:
            self.take_asked()
        cursor = self._field.textCursor()
        if at_end:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if not cursor.atBlockStart():
                cursor.insertBlock()
        start = cursor.selectionStart()
        cursor.insertText(cleaned(rendered.text))
        edit.endEditBlock()
        self._put_cursor(cursor, start, rendered)
        self._inserting = False
        self.close()
        return self._insertions.add(self._field.document())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list, never those of a composition."""
        if not self._on or not isinstance(event, QKeyEvent):
            return False
        if not self.listing and self._typed is None:
            return False
        if self._field.composing or self._field.holding:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape or picked_number(event):
                event.accept()
            return False
        return event.type() == QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        if number := picked_number(event):
            self._pick_number(number, picked_wish(event))
            return True
        key, held = Qt.Key(event.key()), held_keys(event)
        if key == Qt.Key.Key_Escape and held == NONE:
            self._dismiss()
            return True
        if key == Qt.Key.Key_Tab and held == NONE:
            self._choose(ReplyWish.INSERT)
            return True
        if self._typed is None:
            return False
        if key in ENTERS and held in (NONE, CTRL):
            if not event.isAutoRepeat():
                self._choose(ReplyWish.SEND if held == CTRL else ReplyWish.INSERT)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and held == NONE:
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        return False

    def _pick_number(self, number: int, wish: ReplyWish) -> None:
        reply = self.list.model.numbered(number)
        shown = self.listing and self._answered and self.list.steady
        if reply is not None and shown:
            self.chosen.emit(reply, wish)

    def _choose(self, wish: ReplyWish) -> None:
        if not self._answered:
            # Faster than the search: what it finds is inserted, never sent unseen.
            self._pending = bool(self._typed or self._line)
            return
        reply = self.list.current()
        if reply is not None:
            self.chosen.emit(reply, wish)
        elif self._typed:
            self._write_new()

    def _write_new(self) -> None:
        title = self._typed or ""
        self.take_asked()
        self.close()
        self.new_requested.emit(title)

    def _dismiss(self) -> None:
        if self._typed is None:
            self.silent = True
            self.silenced.emit()
        else:
            wish = begun(self._before_cursor())
            if wish is not None:
                self._dismissed = self._before_cursor()[: wish.start + 1]
        self.close()

    def _connect_signals(self) -> None:
        self.list.picked.connect(self._on_picked)
        self.list.new_requested.connect(self._write_new)
        field = self._field
        field.textChanged.connect(self._on_text_changed)
        field.cursorPositionChanged.connect(self._follow)
        field.left.connect(self.close)
        # It lies in the window, which may outlive the composer.
        field.destroyed.connect(self.list.deleteLater)
        field.installEventFilter(self)

    def _on_picked(self, reply: QuickReply) -> None:
        self.chosen.emit(reply, ReplyWish.INSERT)

    def _on_text_changed(self) -> None:
        if not self._inserting:
            for one in self._insertions.turned(self._field.document()):
                self.turned.emit(one)
        self._follow()
        if self._listening() and not self._inserting and self._typed is None:
            wished = begun(self._before_cursor()) is not None
            self._consider("" if wished else self._only_line())

    def _listening(self) -> bool:
        field = self._field
        return self._on and not field.preediting and not field.isReadOnly()

    def _follow(self) -> None:
        if not self._listening() or self._inserting:
            return
        before = self._before_cursor()
        wish = begun(before)
        if wish is None:
            self._dismissed = ""
        elif before[: wish.start + 1] != self._dismissed:
            self._ask(wish.typed)
            return
        self._typed = None
        # A suggestion stays till it is known what the line that grew may become.
        if self.list.mode is ListMode.ASKED or not self._only_line():
            self.list.hide()

    def _ask(self, typed: str) -> None:
        if typed != self._typed:
            self._typed, self._line = typed, ""
            self._answered = self._pending = False
            self.asked.emit(typed)

    def _consider(self, line: str) -> None:
        """Ask what a plainly typed line may become."""
        if line == self._line:
            return
        self._line = line
        self._answered = self._pending = False
        if line and not self.silent and not self.gaps.gaps:
            self.suggestion_wanted.emit(line)
        else:
            self.list.hide()

    def _show(self, mode: ListMode, typed: str, found: tuple[FoundReply, ...]) -> None:
        window = self._field.window()
        if self.list.parent() is not window:
            self.list.setParent(window)
        self.list.show_found(mode, typed, found, self._place())

    def _place(self) -> QPoint:
        window = self._field.window()
        left = self._field.mapTo(window, QPoint(0, 0)).x()
        top = self._anchor.mapTo(window, QPoint(0, 0)).y()
        return QPoint(left, top - _GAP)

    def _put_cursor(self, cursor: QTextCursor, start: int, rendered: Rendered) -> None:
        if rendered.gaps:
            cursor.setPosition(start)
        elif rendered.cursor is not None:
            before = cleaned(rendered.text[: rendered.cursor])
            cursor.setPosition(start + utf16_length(before))
        self._field.setTextCursor(cursor)
        if rendered.gaps:
            self.gaps.look()
            self.gaps.go_to(1)
        self._field.ensureCursorVisible()

    def _only_line(self) -> str:
        """Return what is written when it is one short line with the cursor at its end.

        Empty for anything else.
        """
        document, cursor = self._field.document(), self._field.textCursor()
        if document.blockCount() != 1 or not cursor.atEnd():
            return ""
        line = document.firstBlock().text().strip()
        return line if len(line) <= LONGEST_SUGGESTED else ""

    def _before_cursor(self) -> str:
        cursor = self._field.textCursor()
        encoded = cursor.block().text().encode("utf-16-le", "surrogatepass")
        before = encoded[: cursor.positionInBlock() * 2]
        return before.decode("utf-16-le", "surrogatepass")
