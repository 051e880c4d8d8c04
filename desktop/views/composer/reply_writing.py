"""Quick replies while an answer is written: the slash, the keys of the list."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from desktop.models.display_text import cleaned
from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import FoundReply
from desktop.models.reply_variables import Rendered
from desktop.views.composer.message_field import MessageField
from desktop.views.composer.reply_gaps import ReplyGaps, utf16_length
from desktop.views.composer.reply_list import ListMode, ReplyList
from desktop.views.composer.reply_trigger import begun
from desktop.views.theme.theme import Theme

LONGEST_SUGGESTED = 16
"""Characters of a first line for which a reply is suggested."""
_SHIFTED = {sign: number for number, sign in enumerate("!@#$%^&*(", 1)} | {
    sign: number for number, sign in enumerate("！@#￥%…&*（", 1)
}
"""What Shift makes of the digits, on Latin and Chinese keyboards."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class ReplyWish(Enum):
    """What is to be done with a chosen reply."""

    INSERT = auto()
    SEND = auto()
    APPEND = auto()
    """Put it behind what is written."""


class ReplyWriting(QObject):
    """Watches the field while an answer is written there.

    Signals:
        asked(str typed): letters after a slash; answered by `show_asked`
        suggestion_wanted(str line): the only line, typed plainly; answered by
            `show_suggested`
        chosen(object reply, object wish): a QuickReply and a ReplyWish
        silenced(): nothing shall be suggested in this conversation any more
        new_requested(str title): nothing fits: a reply of this name is wanted
    """

    asked = Signal(str)
    suggestion_wanted = Signal(str)
    chosen = Signal(object, object)
    silenced = Signal()
    new_requested = Signal(str)

    def __init__(self, field: MessageField, theme: Theme) -> None:
        """Watch a field, without effect until it is switched on."""
        super().__init__(field)
        self._field = field
        self._on = False
        self._typed: str | None = None
        """The letters that were asked about last, None for none."""
        self._dismissed = ""
        """A line up to its sign for which the list was put away."""
        self._inserting = False
        self.silent = False
        """Whether nothing is suggested in this conversation."""
        self.gaps = ReplyGaps(field, theme)
        self.list = ReplyList(theme, field.window())
        self.list.picked.connect(self._on_picked)
        field.textChanged.connect(self._on_text_changed)
        field.cursorPositionChanged.connect(self._follow)
        field.left.connect(self.close)
        field.installEventFilter(self)

    def switch(self, on: bool) -> None:
        """Watch, or let the field be."""
        self._on = on
        self.gaps.switch(on)
        self.close()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.gaps.set_theme(theme)
        self.list.set_theme(theme)

    def open(self) -> None:
        """Ask for replies at the cursor, as a slash does."""
        if not self._on or self._field.isReadOnly():
            return
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        before = self._before_cursor()
        if begun(before) is None:
            ground = before[-1:] if before else ""
            self._field.insertPlainText("/" if not ground.strip() else " /")
        self._dismissed = ""
        self._typed = None
        self._follow()

    def show_asked(self, typed: str, found: tuple[FoundReply, ...]) -> None:
        """List what fits letters, unless other ones stand there by now."""
        if self._on and typed == self._typed:
            self._show(ListMode.ASKED, typed, found)

    def show_suggested(self, line: str, found: tuple[FoundReply, ...]) -> None:
        """Offer what a line may become, unless it has changed by now."""
        if not self._on or self._typed is not None or self.silent:
            return
        if found and self._only_line() == line and self._field.hasFocus():
            self._show(ListMode.SUGGESTED, line, found)
        else:
            self.close()

    def close(self) -> None:
        """Put the list away."""
        self._typed = None
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

    def insert(self, rendered: Rendered, *, asked: bool, at_end: bool) -> None:
        """Put a text into the field, in one step that undo takes back whole.

        `asked` also takes out what asked for it. The cursor goes to its mark, else to
        the first gap, else behind the text.
        """
        edit = self._field.textCursor()
        self._inserting = True
        edit.beginEditBlock()
        if asked:
            self.take_asked()
        cursor = self._field.textCursor()
        if at_end:
            cursor.movePosition(QTextCursor.MoveOperation.End)
            if not cursor.atBlockStart():
                cursor.insertBlock()
        start = cursor.position()
        cursor.insertText(cleaned(rendered.text))
        edit.endEditBlock()
        self._inserting = False
        if rendered.cursor is not None:
            cursor.setPosition(start + utf16_length(rendered.text[: rendered.cursor]))
        self._field.setTextCursor(cursor)
        self.close()
        if rendered.gaps:
            back = QTextCursor(cursor)
            back.setPosition(start)
            self._field.setTextCursor(back)
            self.gaps.go_to(1)
        self._field.ensureCursorVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list, never those of a composition."""
        if not self._on or not isinstance(event, QKeyEvent):
            return False
        # What is typed while another conversation opens belongs to that one.
        if self.list.isHidden() or self._field.composing or self._field.holding:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape or _digit(event):
                event.accept()
            return False
        return event.type() == QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        if number := _digit(event):
            self._pick_number(number, append=bool(event.modifiers() & _SHIFT))
            return True
        key, plain = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
        if key == Qt.Key.Key_Escape and plain == _NONE:
            self._dismiss()
            return True
        if self.list.mode is ListMode.SUGGESTED:
            return self._take_suggestion(key, plain)
        if key in _ENTERS and plain in (_NONE, _CTRL):
            if not event.isAutoRepeat():
                self._choose(ReplyWish.SEND if plain == _CTRL else ReplyWish.INSERT)
            return True
        if key == Qt.Key.Key_Tab and plain == _NONE:
            self._choose(ReplyWish.INSERT)
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain == _NONE:
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        return False

    def _take_suggestion(self, key: Qt.Key, plain: Qt.KeyboardModifier) -> bool:
        if key == Qt.Key.Key_Tab and plain == _NONE:
            self._choose(ReplyWish.INSERT)
            return True
        return False

    def _pick_number(self, number: int, *, append: bool) -> None:
        reply = self.list.model.numbered(number)
        if reply is not None and self.list.steady:
            wish = ReplyWish.APPEND if append else ReplyWish.SEND
            self.chosen.emit(reply, wish)

    def _choose(self, wish: ReplyWish) -> None:
        reply = self.list.current()
        if reply is not None:
            self.chosen.emit(reply, wish)
        elif self._typed:
            title = self._typed
            self.take_asked()
            self.close()
            self.new_requested.emit(title)

    def _dismiss(self) -> None:
        if self.list.mode is ListMode.SUGGESTED:
            self.silent = True
            self.silenced.emit()
        else:
            wish = begun(self._before_cursor())
            if wish is not None:
                self._dismissed = self._before_cursor()[: wish.start + 1]
        self.close()

    def _on_picked(self, reply: QuickReply) -> None:
        self.chosen.emit(reply, ReplyWish.INSERT)

    def _on_text_changed(self) -> None:
        """Follow, and see whether a reply is being typed; what we insert is none."""
        self._follow()
        line = self._only_line()
        quiet = self._inserting or self.silent or self._typed is not None
        if quiet or not self._listening() or begun(self._before_cursor()) is not None:
            return
        if line and not self.gaps.gaps:
            self.suggestion_wanted.emit(line)

    def _listening(self) -> bool:
        field = self._field
        return self._on and not field.preediting and not field.isReadOnly()

    def _follow(self) -> None:
        if not self._listening():
            return
        before = self._before_cursor()
        wish = begun(before)
        if wish is not None and before[: wish.start + 1] != self._dismissed:
            if wish.typed != self._typed:
                self._typed = wish.typed
                self.asked.emit(wish.typed)
            return
        if wish is None:
            self._dismissed = ""
        self.close()

    def _show(self, mode: ListMode, typed: str, found: tuple[FoundReply, ...]) -> None:
        window = self._field.window()
        if self.list.parent() is not window:
            self.list.setParent(window)
        corner = self._field.cursorRect().topLeft()
        place = self._field.viewport().mapTo(window, QPoint(corner.x(), corner.y() - 6))
        self.list.show_found(mode, typed, found, place)

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


def _digit(event: QKeyEvent) -> int:
    """Return which reply Alt+1…9 (or with Shift) names, 0 for no such key."""
    held = event.modifiers() & ~_KEYPAD
    if held == _ALT and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
        return event.key() - Qt.Key.Key_0
    if held == _ALT | _SHIFT:
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            return event.key() - Qt.Key.Key_0
        shifted = chr(event.key()) if event.key() < 0x10000 else ""
        return _SHIFTED.get(shifted, 0)
    return 0
