"""The real desk, offscreen, with somebody at its keyboard who obeys orders.

Each line of standard input is a wish, each line of standard output a fact that is in
the database. Everything but the hands is the program as it is shipped.
"""

import argparse
import asyncio
import itertools
import json
import os
import sys
import threading
from collections.abc import Awaitable, Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop import app
from desktop.desk import session as desk_session
from desktop.models.content import Text
from desktop.models.message import Origin
from desktop.models.quick_reply import ReplyContent
from desktop.services.desk import Desk
from desktop.services.tasks import TaskGroup
from desktop.views.composer.message_field import MessageField
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.held_bar import HeldBar
from tests.faults.writer import tell

GLANCE = 0.01
PATIENCE = 20.0
"""Seconds after which an order that the desk does not let happen is given up."""


class DrivenSession(desk_session.DeskSession):
    """A session whose orders come from standard input; it ends when they end."""

    async def run(self) -> None:
        """Work as always, with the hands beside it."""
        hands = TaskGroup("hands")
        hands.spawn(self._obey(), name="orders")
        await super().run()
        await hands.close()

    def _join(self, desk: Desk) -> None:
        super()._join(desk)
        self._desk = desk
        self._shown = 0
        self._written: set[int] = set()
        self.conversation.opened.connect(self._on_shown)

    def _on_shown(self, opened: OpenConversation, draft: str) -> None:
        del draft
        self._shown = opened.summary.id

    async def _obey(self) -> None:
        await self._until(self._is_joined, 60)
        deeds: dict[str, Callable[[int, int, str], Awaitable[None]]] = {
            "draft": self._draft,
            "write": self._write,
            "release": self._release,
            "reply": self._reply,
        }
        orders: asyncio.Queue[str] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def listen() -> None:
            for line in itertools.chain(sys.stdin, [""]):
                loop.call_soon_threadsafe(orders.put_nowait, line)

        threading.Thread(target=listen, name="orders", daemon=True).start()
        while line := await orders.get():
            wish = json.loads(line)
            await deeds[wish["do"]](wish["to"], wish["serial"], wish["text"])
        self.quit()

    async def _draft(self, conversation: int, serial: int, text: str) -> None:
        if await self._opened(conversation):
            self._type(text)
            await self._keep(conversation, serial, text)

    async def _write(self, conversation: int, serial: int, text: str) -> None:
        """Type and press Enter; every second text waits for its draft to be kept."""
        if serial in self._written or not await self._opened(conversation):
            return
        self._type(text)
        if serial % 2:
            await self._keep(conversation, serial, text)
        QTest.keyClick(self._field(), Qt.Key.Key_Return)
        if self._field().toPlainText() == text:
            return
        self._written.add(serial)
        if await self._until(lambda: self._stored(conversation, text)):
            tell("written", serial)
        else:
            self._written.discard(serial)

    async def _release(self, conversation: int, serial: int, text: str) -> None:
        del text
        await self._opened(conversation)
        if await self._until(lambda: self._is_held(True)):
            bar = self.views.conversation.findChild(HeldBar)
            button = None if bar is None else bar.findChild(QPushButton)
            assert isinstance(button, QPushButton)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            await self._until(lambda: self._is_held(False))
        tell("released", serial)

    async def _reply(self, conversation: int, serial: int, text: str) -> None:
        """Type the title of a new quick reply; neither save nor leave it."""
        del conversation
        self.reply_book.write_new(ReplyContent("", (), ()))
        page = self.reply_book.page
        assert page is not None
        QTest.keyClicks(page.tab.detail.editor.form.title_field, text)
        if await self._until(lambda: self._is_typed(text)):
            tell("drafted", serial)

    async def _is_typed(self, title: str) -> bool:
        kept = await self._desk.working_replies.all()
        return any(each.content.title == title for each in kept)

    async def _is_joined(self) -> bool:
        return hasattr(self, "_shown")

    async def _is_held(self, held: bool) -> bool:
        bar = self.views.conversation.findChild(HeldBar)
        return bar is not None and bar.isVisible() == held

    async def _is_shown(self, conversation: int) -> bool:
        return self._shown == conversation

    async def _opened(self, conversation: int) -> bool:
        self.navigation.show_chosen(conversation)
        return await self._until(lambda: self._is_shown(conversation))

    def _field(self) -> MessageField:
        field = self.views.composer.findChild(MessageField)
        assert isinstance(field, MessageField)
        return field

    def _type(self, text: str) -> None:
        """Chinese comes from an input method, the rest from keys."""
        field = self._field()
        if field.toPlainText() == text:
            return
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        for plain, characters in itertools.groupby(text, str.isascii):
            words = "".join(characters)
            if plain:
                QTest.keyClicks(field, words)
            else:
                event = QInputMethodEvent()
                event.setCommitString(words)
                QApplication.sendEvent(field, event)

    async def _keep(self, conversation: int, serial: int, text: str) -> None:
        if await self._until(lambda: self._kept(conversation, text)):
            tell("drafted", serial)

    async def _kept(self, conversation: int, text: str) -> bool:
        return await self._desk.conversations.draft(conversation) == text

    async def _stored(self, conversation: int, text: str) -> bool:
        newest = await self._desk.conversations.newest(conversation)
        return any(
            message.origin is Origin.OPERATOR and message.content == Text(text)
            for message in newest
        )

    async def _until(
        self, look: Callable[[], Awaitable[bool]], within: float = PATIENCE
    ) -> bool:
        """Return whether it came true in time."""
        deadline = asyncio.get_running_loop().time() + within
        while True:
            if await look():
                return True
            if asyncio.get_running_loop().time() > deadline:
                return False
            await asyncio.sleep(GLANCE)


def main() -> int:
    """Run as `python -m tests.faults.driven_desk --profile DIR --key-file FILE`."""
    vars(desk_session)["DeskSession"] = DrivenSession
    parser = argparse.ArgumentParser()
    app.add_arguments(parser)
    return app.run(parser.parse_args([*sys.argv[1:], "--no-engine"]))


if __name__ == "__main__":
    sys.exit(main())
