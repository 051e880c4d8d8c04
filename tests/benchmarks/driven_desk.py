"""What a scenario does with the real desk: look, click, type, wait, report."""

import asyncio
import random
import sys
import time
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.benchmarks.child_facts import report

if TYPE_CHECKING:
    from desktop.desk.session import DeskSession

__all__ = ["DrivenDesk", "report"]

LOOK = 0.002
PATIENCE = 60.0


class DrivenDesk:
    """The parts of the running desk that a scenario needs."""

    def __init__(self, session: "DeskSession") -> None:
        self.session = session
        self.inbox = session.views.inbox
        self.list = session.views.inbox.list
        self.conversation = session.views.conversation
        self.timeline = session.views.conversation.timeline
        self.model = session.views.conversation.model
        field = session.views.composer.findChild(QPlainTextEdit)
        assert field is not None
        self.field = field

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; raises TimeoutError."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(what)
            await asyncio.sleep(LOOK)

    def another_row(self, dice: random.Random, most: int) -> int:
        """Return one of the first rows, but not that of the open conversation."""
        rows = self.list.list_model.rows[:most]
        closed = [at for at, row in enumerate(rows) if row.id != self.list.chosen]
        return dice.choice(closed)

    async def open_row(self, row: int) -> float:
        """Click a row; return seconds until its newest message was painted."""
        painted: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        target = self.list.list_model.rows[row].id

        def on_painted(message_id: int) -> None:
            held = len(self.model)
            newest = self.model[held - 1] if held else None
            if newest is None or painted.done():
                return
            if newest.id == message_id and newest.conversation_id == target:
                painted.set_result(time.monotonic())

        self.timeline.painted.connect(on_painted)
        self.list.scrollTo(self.list.list_model.index(row))
        centre = self.list.visualRect(self.list.list_model.index(row)).center()
        started = time.monotonic()
        click(self.list.viewport(), QPointF(centre))
        try:
            return await asyncio.wait_for(painted, PATIENCE) - started
        finally:
            self.timeline.painted.disconnect(on_painted)

    async def open_conversation(self, conversation_id: int) -> None:
        """Open what the list may not show, as a key or a notice does."""
        self.session.conversation.open(conversation_id)
        await self.until(
            lambda: (
                self.model.conversation_id == conversation_id and len(self.model) > 0
            ),
            "the conversation's messages",
        )

    def come_forward(self) -> None:
        """Be the window that a person works with: what is seen is marked as read."""
        window = self.timeline.window()
        window.raise_()
        window.activateWindow()

    def type_key(self, character: str) -> None:
        """Type one character into the composer and have it on the screen."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(
                kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, character
            )
            QApplication.sendEvent(self.field, event)
        self.field.viewport().repaint()

    async def orders(self) -> AsyncIterator[list[str]]:
        """Yield the lines that the parent sends, until it closes the pipe."""
        while line := await asyncio.to_thread(sys.stdin.readline):
            yield line.split()


def click(widget: QWidget, at: QPointF) -> None:
    """Press and release the left button."""
    button, nothing = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, held in (
        (QEvent.Type.MouseButtonPress, button),
        (QEvent.Type.MouseButtonRelease, nothing),
    ):
        event = QMouseEvent(
            kind, at, QPointF(widget.mapToGlobal(at)), button, held,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)
