"""What the viewer's tests stand on: a conversation with real files, a fake speaker."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from desktop.models.media_facts import MediaFacts, VoicePlaying
from desktop.services.desk import Desk
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.style import theme_named
from tests.building import START, Deadline, World, make_world
from tests.services.media_shelf import shelve
from tests.views.presenter_stage import desk_on


class QuietSpeaker(QObject):
    """A speaker without a sound card; the test says how far it is."""

    moved = Signal(int)
    finished = Signal()
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make no sound."""
        super().__init__(parent)
        self.played: list[tuple[int, int]] = []
        self.paused = self.stopped = 0
        self.broken = False

    def play(self, samples: bytes, from_ms: int) -> None:
        """Note how much is played from where."""
        if self.broken:
            self.failed.emit()
        else:
            self.played.append((len(samples), from_ms))

    def pause(self) -> None:
        """Note it."""
        self.paused += 1

    def resume(self) -> None:
        """Note it."""
        self.paused -= 1

    def stop(self) -> None:
        """Note it."""
        self.stopped += 1


@dataclass
class MediaStage:
    """A conversation view on a desk whose messages have files."""

    world: World
    desk: Desk
    view: ConversationView
    ids: list[int]
    parent: QObject
    said: list[str] = field(default_factory=list)
    facts: list[MediaFacts] = field(default_factory=list)
    playing: list[VoicePlaying | None] = field(default_factory=list)


@asynccontextmanager
async def media_stage(
    folder: Path, qtbot: QtBot, *files: tuple[str, str, bytes]
) -> AsyncIterator[MediaStage]:
    """Open a conversation with these files: (kind, name, content)."""
    world = make_world(folder / "profile")
    ids = shelve(world, *files)
    async with desk_on(world) as (desk, _):
        view = ConversationView(theme_named("light"), START)
        qtbot.addWidget(view)
        conversation = world.conversation().id
        view.model.set_page(
            conversation,
            world.messages(conversation),
            has_older=False,
            has_newer=False,
        )
        parent = QObject()
        yield MediaStage(world, desk, view, ids, parent)
    world.close()


async def until(what: str, holds: Callable[[], object]) -> None:
    """Wait for something, with a deadline."""
    deadline = Deadline()
    while not holds():
        deadline.check(what)
        await asyncio.sleep(0.01)
