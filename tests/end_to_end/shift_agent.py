"""An agent at a desk: hands that type and click, eyes that read the window.

Nothing inside the desk is called: keys go where the keyboard is, Chinese comes
through an input method, and what is known is what a person could see or hear.
"""

import asyncio
from collections.abc import Callable
from itertools import chain

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QWidget,
)

from desktop.models.media_facts import MediaFacts, PictureFacts, VoiceFacts
from desktop.views.composer.message_field import MessageField
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.timeline.message_face import spoken
from desktop.views.window.keys import Command, usual_keys
from tests.end_to_end.desk_run import RunningDesk, texts_of

_LEFT = Qt.MouseButton.LeftButton
_NO_KEY = Qt.KeyboardModifier.NoModifier
_STOPS = 60
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class Agent:
    """Works at a window of a running desk, the main one unless told otherwise."""

    def __init__(self, desk: RunningDesk, window: QWidget | None = None) -> None:
        self._desk = desk
        self._window = window or desk.window

    async def sit_down(self) -> None:
        """Turn to this window."""
        window = self._window
        window.activateWindow()
        await self.until(window.isActiveWindow, "the window is in front")

    async def at_window(self, name: str) -> "Agent":
        """Turn to the window that a customer's conversation has for itself."""
        found: list[QWidget] = []

        def appeared() -> bool:
            found[:] = [
                each
                for each in QApplication.topLevelWidgets()
                if each.isVisible() and each.windowTitle() == name
            ]
            return bool(found)

        await self.until(appeared, f"a window for {name}")
        beside = Agent(self._desk, found[0])
        await beside.sit_down()
        return beside

    # ---- hands

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, written as `Ctrl+Home`.

        A Command means the key that it usually has.
        """
        for key in keys:
            pressed = usual_keys()[key][0] if isinstance(key, Command) else key
            QTest.keySequence(self._keyboard(), QKeySequence(pressed))
            await _turn()

    async def type(self, text: str) -> None:
        """Type: ASCII by its keys, everything else through an input method."""
        ascii_part = ""
        for sign in text:
            if sign.isascii():
                ascii_part += sign
                continue
            await self._type_ascii(ascii_part)
            ascii_part = ""
            await self._compose(sign)
        await self._type_ascii(ascii_part)

    async def write(self, text: str) -> None:
        """Type into the field where one answers, and press Enter."""
        await self.type(text)
        await self.press("Return")

    async def click(
        self,
        widget: QWidget,
        place: QPoint | None = None,
        modifiers: Qt.KeyboardModifier = _NO_KEY,
    ) -> None:
        """Click a widget that can be seen, in its middle unless told otherwise."""
        assert widget.isVisible(), widget
        QTest.mouseClick(widget, _LEFT, modifiers, place or widget.rect().center())
        await _turn()

    async def push(self, words: str, within: QWidget | None = None) -> None:
        """Click the button that says so, once it is there and can be pressed."""
        await self.until(lambda: self.button(words, within), f"button {words}")
        await self.click(self._button(words, within))

    async def click_row(
        self, name: str, modifiers: Qt.KeyboardModifier = _NO_KEY
    ) -> None:
        """Click a customer in the list."""
        await self.until(lambda: self.row(name) is not None, f"{name} is listed")
        rows = self._list
        row = self.row(name)
        assert row is not None
        index = rows.model().index(row, 0)
        rows.scrollTo(index)
        await self.click(rows.viewport(), rows.visualRect(index).center(), modifiers)

    async def open(self, name: str) -> None:
        """Open a customer's conversation from the list and wait until it can be read.

        The keyboard is where one writes then.
        """
        await self.click_row(name)
        await self.until_open(name)

    async def press_until(self, key: str, fact: Callable[[], object]) -> None:
        """Press a key again and again, as long as it takes."""
        for _ in range(_STOPS):
            if fact():
                return
            await self.press(key)
        raise AssertionError(f"{key} does not lead there")

    async def reach(self, name: str, key: str = "Tab") -> None:
        """Go by Tab (or another key) to what has this name."""
        await self.press_until(key, lambda: name in self.current_name)

    async def ask_about(self, words: str, wish: str) -> None:
        """Go by keys to a message in sight, and take a line of its menu."""
        await self.reach("消息记录", "Shift+Tab")
        await self.press_until("Up", lambda: words in self.current)
        await self.press("Return")
        await self.choose(wish)

    async def choose(self, words: str) -> None:
        """Go down a menu that is open to a line, and take it."""
        await self.until(lambda: self.menu is not None, f"a menu with {words}")
        menu = self.menu
        assert menu is not None
        lines = [line.text() for line in menu.actions() if line.text()]
        for _ in range(len(lines) + 1):
            line = menu.activeAction()
            if line is not None and words in line.text():
                await self.press("Return")
                return
            await self.press("Down")
        raise AssertionError(f"no line {words} in {lines}")

    # ---- eyes

    async def until(self, fact: Callable[[], object], what: str) -> None:
        """Wait until something is so."""
        await self._desk.until(fact, what)

    async def until_open(self, name: str) -> None:
        """Wait until a customer's conversation stands there and can be written in."""
        view = self.view
        await self.until(
            lambda: name in read_aloud(view.header) and self.timeline(),
            f"the conversation with {name}",
        )
        field = self.field
        await self.until(
            lambda: field.isEnabled() and field.hasFocus(), "the keyboard is there"
        )

    async def until_said(self, words: str) -> None:
        """Wait until words stand in the timeline in sight."""
        await self.until(lambda: self.said(words), f"「{words}」 in the timeline")

    async def until_shown(self, words: str) -> None:
        """Wait until words stand anywhere in the window."""
        await self.until(lambda: self.shown(words), f"「{words}」 in the window")

    @property
    def view(self) -> ConversationView:
        """The conversation in the first place."""
        found = self._window.findChild(ConversationView)
        assert isinstance(found, ConversationView)
        return found

    @property
    def field(self) -> QWidget:
        """The field where one writes."""
        found = self._window.findChild(MessageField)
        assert isinstance(found, MessageField)
        return found

    @property
    def written(self) -> str:
        """What stands in that field."""
        return str(self.field.property("plainText"))

    @property
    def menu(self) -> QMenu | None:
        """The menu that is open."""
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else None

    @property
    def names(self) -> list[str]:
        """The customers in the list, in its order."""
        model = self._list.model()
        return [str(model.index(at, 0).data()) for at in range(model.rowCount())]

    @property
    def current(self) -> str:
        """What a screen reader says of where the keyboard is."""
        focused = QApplication.focusWidget()
        return "" if focused is None else focused.accessibleDescription()

    @property
    def current_name(self) -> str:
        """What that place is called."""
        focused = QApplication.focusWidget()
        return "" if focused is None else focused.accessibleName()

    @property
    def pictures_seen(self) -> int:
        """How many pictures in sight have been looked at, so that they are shown."""
        return sum(isinstance(each.face, PictureFacts) for each in self._media())

    @property
    def voices_heard(self) -> list[bool]:
        """For each voice in sight that was looked at whether it counts as heard."""
        faces = [each.face for each in self._media()]
        return [face.played for face in faces if isinstance(face, VoiceFacts)]

    @property
    def found(self) -> str:
        """What the palette tells of the row that Enter would take."""
        found = self._window.findChild(QAbstractItemView, "palette_list")
        if not isinstance(found, QAbstractItemView) or not found.isVisible():
            return ""
        return str(found.currentIndex().data(_SPOKEN) or "")

    def row(self, name: str) -> int | None:
        """Where a customer stands in the list."""
        names = self.names
        return names.index(name) if name in names else None

    def row_says(self, name: str) -> str:
        """Everything that a customer's row tells, empty where there is no row."""
        row = self.row(name)
        if row is None:
            return ""
        return str(self._list.model().index(row, 0).data(_SPOKEN))

    def timeline(self, view: ConversationView | None = None) -> list[str]:
        """The messages in sight, as a screen reader says them."""
        seen = view or self.view
        top, bottom = seen.timeline.top_message(), seen.timeline.bottom_message()
        if top is None or bottom is None or not seen.timeline.isVisible():
            return []
        first, last = seen.model.row_of(top.id), seen.model.row_of(bottom.id)
        assert first is not None
        assert last is not None
        context = seen.timeline.context()
        return [spoken(seen.model[row], context) for row in range(first, last + 1)]

    def said(self, words: str) -> bool:
        """Whether words stand in the timeline in sight."""
        return any(words in line for line in self.timeline())

    def shown(self, words: str) -> bool:
        """Whether words stand anywhere in the window, the timeline aside."""
        return any(words in text for text in read_aloud(self._window))

    def button(self, words: str, within: QWidget | None = None) -> bool:
        """Whether a button that says so can be pressed."""
        try:
            self._button(words, within)
        except StopIteration:
            return False
        return True

    def line_edit(self, name: str) -> QLineEdit:
        """The field of a form with this name that can be seen."""
        return next(
            each
            for each in self._window.findChildren(QLineEdit)
            if each.accessibleName() == name and each.isVisible()
        )

    # ---- within

    def _media(self) -> list[MediaFacts]:
        view = self.view
        rows = (view.model[row] for row in range(len(view.model)))
        facts = (view.timeline.extras(row).facts for row in rows)
        return [each for each in facts if each is not None]

    @property
    def _list(self) -> QAbstractItemView:
        found = self._window.findChild(QAbstractItemView, "conversationList")
        assert isinstance(found, QAbstractItemView)
        return found

    def _button(self, words: str, within: QWidget | None) -> QAbstractButton:
        """A button of exactly these words, else one that has them among others."""
        buttons = [
            each
            for each in (within or self._window).findChildren(QAbstractButton)
            if each.isVisible() and each.isEnabled()
        ]
        exact = (
            each for each in buttons if words in (each.text(), each.accessibleName())
        )
        loose = (
            each
            for each in buttons
            if words in f"{each.text()}\n{each.accessibleName()}"
        )
        return next(chain(exact, loose))

    def _keyboard(self) -> QWidget:
        """Where a key that is pressed goes."""
        where = QApplication.activePopupWidget() or QApplication.focusWidget()
        return where or QApplication.activeWindow() or self._window

    async def _type_ascii(self, text: str) -> None:
        if text:
            QTest.keyClicks(self._keyboard(), text)
            await _turn()

    async def _compose(self, sign: str) -> None:
        """Let an input method show a sign and hand it over."""
        where = self._keyboard()
        QCoreApplication.sendEvent(where, QInputMethodEvent(sign, []))
        commit = QInputMethodEvent()
        commit.setCommitString(sign)
        QCoreApplication.sendEvent(where, commit)
        await _turn()


def read_aloud(widget: QWidget) -> list[str]:
    """The words of everything in a widget that can be seen, as they are said."""
    parts = [widget, *widget.findChildren(QWidget)]
    named = [part.accessibleName() for part in parts if part.isVisible()]
    return [*filter(None, named), *texts_of(widget)]


async def _turn() -> None:
    """Let what a key has set off happen."""
    for _ in range(2):
        await asyncio.sleep(0)
