"""R8, R13 for what is being written: a full disk loses nothing, a read-only one says so."""

import asyncio
import os
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.clock import SystemClock
from desktop.models.local_failures import LocalFailure
from desktop.models.explanations import explain
from desktop.models.outgoing import AttachmentPart, NotStagedError, TextPart
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.credential_stores import KeyFileStore
from desktop.services.desk import open_desk
from desktop.services.inbox import Inbox
from desktop.services.notes import Notes
from desktop.services.schedules import Schedules
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from desktop.services.storage.errors import DiskFullError, ReadOnlyError
from tests.faults.conditions import wait_for
from tests.faults.invariants import broken_invariants
from tests.faults.scene import Scene, open_scene
from tests.faults.talk import Agent, chats_of
from tests.faults.test_damage import fill, small_disk
from tests.services.outgoing_files import jpeg, noise

LONG = "写得很长，" * 600


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path, 8) as place:
        yield place


class Writer:
    """A person who goes on writing while the disk is full, and what was accepted."""

    def __init__(self, scene: Scene, database: Database, operator: object) -> None:
        from desktop.models.organisation import Operator

        assert isinstance(operator, Operator)
        clock = SystemClock()
        self._inbox = Inbox(database, clock)
        self.attachments = Attachments(database, clock, scene.profile.media, "desk")
        self.conversations = Conversations(database, clock, operator, "desk")
        self.notes = Notes(database, clock, operator, "desk")
        self.schedules = Schedules(database, clock, operator, "desk")
        self.sending = Sending(database, clock, operator, "desk")
        self.accepted: list[str] = []

    async def seen(self, conversation: int) -> int:
        (row,) = await self._inbox.summaries([conversation])
        return row.position
