"""A timeline in a shown window, and the recorder of its signals."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.models.message import Message
from desktop.views.theme.fonts import application_font
from desktop.views.theme.style import theme_named
from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_view import TimelineView
from tests.views.timeline.builders import CONVERSATION, NOON

SIZE = (600, 400)


class Recorder:
    """Notes what a timeline tells and asks for."""

    def __init__(self, view: TimelineView) -> None:
        self.painted: list[object] = []
        self.seen: list[object] = []
        self.pages: list[str] = []
        view.painted.connect(self.painted.append)
        view.seen_through.connect(self.seen.append)
        view.older_requested.connect(self._on_older)
        view.newer_requested.connect(self._on_newer)
        view.newest_requested.connect(self._on_newest)

    def _on_older(self) -> None:
        self.pages.append("older")

    def _on_newer(self) -> None:
        self.pages.append("newer")

    def _on_newest(self) -> None:
        self.pages.append("newest")


class Stage:
    """A shown timeline with its model."""

    def __init__(self, qtbot: QtBot, capacity: int = 1000) -> None:
        self.model = TimelineModel(capacity=capacity)
        self.view = TimelineView(self.model, theme_named("light"), NOON)
        self.told = Recorder(self.view)
        qtbot.addWidget(self.view)
        # Other tests dress the application: the rows in sight depend on the font.
        self.view.setFont(application_font())
        self.view.resize(*SIZE)
        self.view.show()
        qtbot.waitExposed(self.view)
        self._qtbot = qtbot

    def page(
        self,
        messages: list[Message],
        *,
        has_older: bool = False,
        has_newer: bool = False,
    ) -> None:
        """Show a page and wait until it stands."""
        self.model.set_page(
            CONVERSATION, messages, has_older=has_older, has_newer=has_newer
        )
        self.settle()

    def settle(self) -> None:
        """Paint, and let what follows a paint be told."""
        self.view.viewport().repaint()
        for _ in range(3):
            QApplication.processEvents()

    def top_of(self, message_id: int) -> int | None:
        """Return where a message's bubble begins on the screen, None out of sight."""
        for y in range(self.view.viewport().height()):
            hit = self.view.hit(QPoint(5, y))
            if hit is not None and hit.layout.message.id == message_id:
                bubble = hit.layout.bubble
                return y - hit.point.y() + (bubble.y() if bubble else 0)
        return None

    def ids_in_sight(self) -> list[int]:
        """Return the messages in sight from top to bottom."""
        found: list[int] = []
        for y in range(self.view.viewport().height()):
            hit = self.view.hit(QPoint(5, y))
            if hit is not None and hit.layout.message.id not in found:
                found.append(hit.layout.message.id)
        return found

    def scroll(self, pixels: int) -> None:
        """Scroll down (up for negative) as the wheel does."""
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + pixels)
        self.settle()

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait for a condition, with a deadline."""
        self._qtbot.waitUntil(condition, timeout=5000)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    """An empty timeline in a shown window."""
    return Stage(qtbot)
