"""Simulated customers: they enter, speak, wait, react, recall, tap menus, come back."""

import asyncio
import contextlib
import heapq
import math
import random
from collections import deque
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from .demo_content import Dialogue, Turn
from .json_types import JsonObject, JsonValue
from .sessions import MEDIA_TYPES, customer_says, enter, media_body, recall
from .store import Conversation, Corp
from .world import World

TICK = 0.02
PATIENCE = (20.0, 90.0)
REACTION = (0.5, 3.0)
AWAY = (60.0, 600.0)
RECALLS = 0.015
GOES_AWAY = 0.04
FROM_CHANNELS = 0.15
CLOSING_WORDS = (
    "好的",
    "好的谢谢",
    "收到",
    "嗯嗯",
    "明白了",
    "谢谢亲",
    "👌",
    "那我再看看",
)
NUDGES = ("在吗", "？", "有人吗", "还在吗", "亲？", "麻烦看一下")
MOST_A_TICK = 500
NEWCOMER_WHEN_BUSY = 0.15


@dataclass(slots=True)
class Visitor:
    """One customer in the middle of a dialogue with one account.

    ready_at: real seconds (loop time) before which they say nothing.
    seen_answers: answers of the conversation that they have reacted to.
    closing: only a last word is left, said when answered.
    """

    conversation: Conversation
    turns: deque[Turn]
    ready_at: float
    seen_answers: int
    waiting: bool = False
    closing: bool = False

    @property
    def answered(self) -> bool:
        """Whether an answer came that they have not reacted to."""
        return self.conversation.answers > self.seen_answers


class Crowd:
    """Lets the customers of all corps speak at the set rate, decided by the seed."""

    def __init__(self, world: World, waiting: Sequence[Conversation] = ()) -> None:
        """`waiting` have said all they want and react to an answer."""
        self._world = world
        self._dice = random.Random(f"crowd:{world.settings.seed}")
        self._per_second = world.settings.rate / 60
        self._opening = world.settings.opening
        self._visitors: deque[Visitor] = deque()
        self._idle: list[tuple[float, str, str]] = []
        self._dialogues: list[Dialogue] = []
        for corp in world.store.corps.values():
            # All are there from the start; the fraction only shuffles them.
            self._idle += [
                (-self._dice.random(), corp.corp_id, one)
                for one, customer in corp.customers.items()
                if not customer.last_seen
            ]
        heapq.heapify(self._idle)
        self._enough = max(8, len(self._idle) // 4)
        self._visitors.extend(self._waiting(one) for one in waiting)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Speak while the context is open; silent when the rate is 0."""
        if self._per_second <= 0:
            yield
            return
        task = asyncio.get_running_loop().create_task(self._live(), name="crowd")
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _live(self) -> None:
        loop = asyncio.get_running_loop()
        started, spoken = loop.time(), -self._opening
        while True:
            now = loop.time()
            due = int((now - started) * self._per_second) + 1 - spoken
            for _ in range(min(due, MOST_A_TICK)):
                if not self.step(now):
                    break
                spoken += 1
            await asyncio.sleep(max(TICK, 1 / self._per_second / 2))

    def step(self, now: float) -> bool:
        """Let one customer say one thing; False when nobody can."""
        visitor = self._next_visitor(now)
        if visitor is None:
            return False
        self._speak(visitor, now)
        if visitor.turns:
            self._visitors.append(visitor)
        else:
            self._leave(visitor, now)
        return True

    def _next_visitor(self, now: float) -> Visitor | None:
        """Someone ready to speak, else a newcomer, else whoever is ready first.

        When enough people are talking already, newcomers are rare.
        """
        for _ in range(min(len(self._visitors), 50)):
            visitor = self._visitors.popleft()
            if self._is_ready(visitor, now):
                return visitor
            self._visitors.append(visitor)
        full = len(self._visitors) >= self._enough
        if not full or self._dice.random() < NEWCOMER_WHEN_BUSY:
            newcomer = self._newcomer(now)
            if newcomer is not None:
                return newcomer
        if not self._visitors:
            # Everyone is away: the one who would come first comes now.
            return self._newcomer(math.inf)
        visitor = min(self._visitors, key=lambda one: one.ready_at)
        self._visitors.remove(visitor)
        return visitor

    def _is_ready(self, visitor: Visitor, now: float) -> bool:
        if visitor.waiting and visitor.answered:
            # Answered: they read it before they go on.
            visitor.waiting = False
            visitor.ready_at = now + self._dice.uniform(*REACTION)
        return now >= visitor.ready_at

    def _waiting(self, conversation: Conversation) -> Visitor:
        closing = Turn(True, "text", self._dice.choice(CLOSING_WORDS))
        return Visitor(
            conversation,
            deque([closing]),
            math.inf,
            conversation.answers,
            waiting=True,
            closing=True,
        )

    def _newcomer(self, now: float) -> Visitor | None:
        """Whoever is due by `now` arrives."""
        if not self._idle or self._idle[0][0] > now:
            return None
        _, corp_id, external_userid = heapq.heappop(self._idle)
        return self._arrive(self._world.store.corps[corp_id], external_userid)

    def _arrive(self, corp: Corp, external_userid: str) -> Visitor | None:
        accounts = [one for one in corp.accounts.values() if not one.deleted]
        if not accounts:
            return None
        dialogue = self._next_dialogue()
        fitting = [one for one in accounts if one.name == dialogue.account]
        account = self._dice.choice(fitting or accounts)
        conversation = account.conversation(corp.customers[external_userid])
        scene = self._dice.choice(self._world.content.scenes)
        channels = scene.channels
        if channels is None and self._dice.random() < FROM_CHANNELS:
            channels = {"nickname": account.name, "scene": self._dice.randint(1, 3)}
        enter(self._world, conversation, scene.scene, scene.scene_param, channels)
        self._world.metrics.customers["entered"] += 1
        return Visitor(conversation, deque(dialogue.turns), 0.0, conversation.answers)

    def _next_dialogue(self) -> Dialogue:
        if not self._dialogues:
            self._dialogues = [
                one for one in self._world.content.dialogues if _speaks(one)
            ]
            self._dice.shuffle(self._dialogues)
        return self._dialogues.pop()

    def _speak(self, visitor: Visitor, now: float) -> None:
        """One message: a tapped menu item, or the next turn of the dialogue."""
        conversation = visitor.conversation
        counts = self._world.metrics.customers
        if conversation.menu:
            menu_id, content = self._dice.choice(conversation.menu)
            conversation.menu = ()
            clicked: JsonObject = {"content": content}
            if menu_id:
                clicked["menu_id"] = menu_id
            customer_says(self._world, conversation, "text", clicked)
            counts["tapped"] += 1
        else:
            _skip_agent(visitor.turns)
            turn = visitor.turns.popleft()
            if visitor.closing and visitor.waiting and not visitor.answered:
                turn = Turn(True, "text", self._dice.choice(NUDGES))
            msgid = self._say(conversation, turn)
            if turn.kind == "text" and self._dice.random() < RECALLS:
                recall(self._world, conversation, msgid)
                counts["recalled"] += 1
        counts["said"] += 1
        visitor.seen_answers = conversation.answers
        self._plan(visitor, now)

    def _say(self, conversation: Conversation, turn: Turn) -> str:
        body: JsonValue = turn.body
        if turn.kind == "text":
            body = {"content": turn.text}
        elif turn.kind in MEDIA_TYPES:
            corp_id = conversation.account.corp.corp_id
            name = str(turn.body.get("name", ""))
            body = media_body(self._world, corp_id, turn.kind, name)
        return customer_says(self._world, conversation, turn.kind, body)

    def _plan(self, visitor: Visitor, now: float) -> None:
        """What they do next: go on at once, wait for an answer, or go away."""
        turns = visitor.turns
        waits = bool(turns) and not turns[0].by_customer
        visitor.closing = False
        _skip_agent(turns)
        if not turns and waits:
            closing = self._dice.choice(CLOSING_WORDS)
            turns.append(Turn(True, "text", closing))
            visitor.closing = True
        if turns and self._dice.random() < GOES_AWAY:
            turns.clear()
            self._world.metrics.customers["went_away"] += 1
        visitor.waiting = waits
        pause = PATIENCE if waits else REACTION
        visitor.ready_at = now + self._dice.uniform(*pause)

    def _leave(self, visitor: Visitor, now: float) -> None:
        corp_id = visitor.conversation.account.corp.corp_id
        back = now + self._dice.uniform(*AWAY)
        external_userid = visitor.conversation.customer.external_userid
        heapq.heappush(self._idle, (back, corp_id, external_userid))


def _speaks(dialogue: Dialogue) -> bool:
    return any(turn.by_customer for turn in dialogue.turns)


def _skip_agent(turns: deque[Turn]) -> None:
    while turns and not turns[0].by_customer:
        turns.popleft()
