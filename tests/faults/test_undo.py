"""A send that is undone is never sent, one that is not leaves once: races and kills."""

import asyncio
import random
from datetime import timedelta

import pytest

from desktop.models.clock import SystemClock
from desktop.models.outgoing import TakenBack, TextPart
from desktop.services.inbox import Inbox
from desktop.services.sending import Sending
from desktop.services.storage.database import Database
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.invariants import broken_invariants
from tests.faults.scene import Scene
from tests.faults.talk import Agent, chats_of
from tests.faults.test_files_and_times import DESK, accepted

HELD = 0.4
"""Seconds in which a send can be undone here."""
ROUNDS = 3
CHATS = 8


class Doubter:
    """Sends with a moment to take it back, and takes back about half of it."""

    def __init__(self, scene: Scene, dice: random.Random) -> None:
        self._scene = scene
        self._dice = dice
        self.sent: set[str] = set()
        self.taken_back: set[str] = set()
        self.too_late: set[str] = set()

    async def change_their_minds(self, conversations: list[int], turn: int) -> None:
        """Send to all at once; each thinks again at another moment."""
        database = Database(self._scene.profile.database, self._scene.key)
        await asyncio.gather(
            *(
                self._send_and_doubt(
                    database, conversation, f"{turn} to {conversation}"
                )
                for conversation in conversations
            )
        )
        await database.close()

    async def _send_and_doubt(
        self, database: Database, conversation: int, text: str
    ) -> None:
        clock, inbox = SystemClock(), Inbox(database, SystemClock())
        sending = Sending(database, clock, await inbox.operator("周晓"), DESK)
        (row,) = await inbox.summaries([conversation])
        ids = await sending.send(
            conversation,
            [TextPart(text)],
            seen_through=row.position,
            hold_for=timedelta(seconds=HELD),
        )
        self.sent.add(text)
        if self._dice.random() < 0.7:
            await asyncio.sleep(self._dice.uniform(0.5, 1.3) * HELD)
            self._note(text, await sending.take_back(ids))

    def _note(self, text: str, back: TakenBack) -> None:
        assert (back.text == text) is not bool(back.too_late)
        (self.too_late if back.too_late else self.taken_back).add(text)


@pytest.mark.timeout(180)
def test_what_is_taken_back_in_time_never_leaves_and_the_rest_leaves_once(
    make_scene: MakeScene,
):
    """With the engine killed in every turn, at any point of the moment to undo."""
    scene = make_scene(customers=CHATS)
    scene.engine.run()
    agent, dice = Agent(scene), random.Random(17)
    conversations = [agent.heard(chat) for chat in chats_of(scene)[:CHATS]]
    doubter = Doubter(scene, dice)

    async def turn(number: int) -> None:
        thinking = asyncio.create_task(
            doubter.change_their_minds(conversations, number)
        )
        await asyncio.to_thread(tick, dice.uniform(0.5, 1.3) * HELD)
        await asyncio.to_thread(scene.engine.kill)
        await asyncio.to_thread(scene.engine.run)
        await thinking

    for number in range(ROUNDS):
        before = frozenset(doubter.taken_back)
        asyncio.run(turn(number))
        # Sending empties the draft, so what lies there was taken back in this turn.
        assert drafted(scene) == doubter.taken_back - before
        assert broken_invariants(scene.database) == []
    left = doubter.sent - doubter.taken_back
    wait_for(lambda: accepted(scene) == len(left), "what was not taken back")
    arrived = [row.text for row in scene.control.ledger()]
    assert sorted(arrived) == sorted(left)
    assert doubter.taken_back
    assert doubter.too_late <= left
    scene.engine.stop()


def drafted(scene: Scene) -> set[str]:
    """Every line of every draft."""
    rows = scene.database.execute("SELECT text FROM draft")
    return {line for (text,) in rows for line in text.split("\n")}
