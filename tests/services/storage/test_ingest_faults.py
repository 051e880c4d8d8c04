"""R6: whatever breaks between two statements, the cursor is never ahead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import cast

import pytest

from desktop.models import content as kinds
from desktop.models.customer import EntryScene
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.send_state import SendState
from desktop.services.storage import ingest, outbox_store, outgoing
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.incoming import Incoming, ReadingProgress
from desktop.services.storage.outgoing import Answer, Outgoing
from tests.building import DESK, World, entry, event

TABLES = (
    "account", "audit", "change", "conversation", "customer", "draft", "media",
    "first_rejection",
    "message", "message_search_docsize", "outbox",
)  # fmt: skip


class Breaking:
    """A connection that breaks at its n-th step: before it, after it, or within."""

    def __init__(self, connection: Connection, step: int, where: str) -> None:
        self._connection = connection
        self._step = step
        self._where = where
        self.steps = 0

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, statement: str, values: Sequence[object] = ()) -> object:
        if statement == "ROLLBACK":
            return self._connection.execute(statement)
        self._break("before")
        result = self._connection.execute(statement, values)
        self._break("after")
        self.steps += 1
        return result

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> object:
        self._break("before")
        result = self._connection.executemany(statement, self._rows(rows))
        self._break("after")
        self.steps += 1
        return result

    def _rows(self, rows: Iterable[Sequence[object]]) -> Iterator[Sequence[object]]:
        for number, row in enumerate(rows):
            if number:
                self._break("within")
            yield row

    def _break(self, where: str) -> None:
        if (self.steps, where) == (self._step, self._where):
            raise Broken


class Broken(Exception):
    """The step broke; all that was done since BEGIN must be undone."""


class Undone(Exception):
    """The step was not there to break: the trial is taken back."""


Work = Callable[[Connection], object]


def broken_everywhere(world: World, work: Work) -> int:
    """Break the work at every step in every way; return how often it broke."""
    before, trials = everything(world), 0

    def tried(connection: Connection) -> None:
        work(connection)
        raise Undone

    counting = Breaking(world.connection, -1, "")
    with pytest.raises(Undone):
        in_transaction(cast("Connection", counting), tried)
    for step in range(1, counting.steps):  # what comes after BEGIN
        for where in ("before", "after", "within"):
            breaking = cast("Connection", Breaking(world.connection, step, where))
            with pytest.raises((Broken, Undone)) as caught:
                in_transaction(breaking, tried)
            trials += caught.type is Broken
            assert everything(world) == before
    last = cast("Connection", Breaking(world.connection, counting.steps, "before"))
    with pytest.raises(Broken):
        in_transaction(last, work)
    assert everything(world) == before
    return trials + 1


def everything(world: World) -> dict[str, list[tuple[object, ...]]]:
    return {table: world.rows(table) for table in TABLES}


def page() -> list[Incoming]:
    return [
        event(kinds.Entered(EntryScene("s")), seconds=0, msgid="e1"),
        entry("您好", seconds=1, msgid="m1"),
        entry(kinds.Picture("p1"), seconds=2, msgid="m2"),
        entry("另一位", seconds=2, customer="wm-bob", msgid="m3"),
        event(kinds.Recalled("m1"), seconds=3, msgid="e2"),
        event(kinds.SendFailed("gone", 4), seconds=4, msgid="e3"),
        event(kinds.ServicerStatusChanged("li", 2), seconds=4, customer="", msgid="e4"),
        entry(kinds.File("f1"), seconds=5, customer="wm-bob", msgid="m4"),
    ]


def test_a_fault_between_any_two_statements_leaves_nothing_half_done(
    world: World,
) -> None:
    account = world.accounts[0].id
    batches = [
        (page()[:4], None, ""),
        (page()[4:], ReadingProgress("cursor-1", caught_up=True), "cursor-1"),
    ]
    trials = 0
    for entries, progress, cursor in batches:
        work = partial(
            _take_in, account=account, entries=entries, progress=progress, now=world.now
        )
        trials += broken_everywhere(world, work)
        in_transaction(world.connection, work)
        stored = {row[3] for row in world.rows("message")}
        assert {one.msgid for one in entries if one.external_userid} <= stored
        assert world.rows("account")[0][9] == cursor
    assert trials >= 60


def test_a_fault_while_an_answer_is_stored_keeps_the_draft_and_sends_nothing(
    world: World,
) -> None:
    conversation = world.say("您好")
    world.connection.execute(
        "INSERT INTO draft VALUES (?, 'unsent words', 1)", (conversation.id,)
    )
    parts = (
        Outgoing("out-a", kinds.Text("第一段")),
        Outgoing("out-b", kinds.Text("第二段")),
        Outgoing("out-c", kinds.Text("第三段")),
    )
    answer = Answer(conversation.id, world.operator.id, "周晓", parts, 9)

    def work(connection: Connection) -> int:
        return outgoing.enqueue(connection, answer, initiator=DESK, now=world.now)

    assert broken_everywhere(world, work) >= 20
    world.write(work)
    assert world.number("SELECT count(*) FROM outbox") == len(parts)
    assert world.number("SELECT count(*) FROM draft") == 0


def test_a_fault_while_an_answer_is_settled_leaves_it_as_it_was(world: World) -> None:
    conversation = world.say("您好")
    first = world.answer(conversation, "一", "二", "三")
    (job, *_) = outbox_store.due_jobs(
        world.connection, now=world.now, busy=frozenset(), limit=1
    )
    world.write(lambda one: outbox_store.begin(one, job, b"{}", now=world.now))
    reason = FailureReason(FailureSource.ERRCODE, 95001)

    def work(connection: Connection) -> None:
        outbox_store.conclude(connection, job, SendState.FAILED, reason, now=world.now)
        outbox_store.note_first_rejection(connection, job.corp_id, 95001)

    assert broken_everywhere(world, work) >= 10
    world.write(work)
    assert world.message(first).state is SendState.FAILED
    assert world.conversation().held


def _take_in(
    connection: Connection,
    account: int,
    entries: Sequence[Incoming],
    progress: ReadingProgress | None,
    now: int,
) -> None:
    ingest.take_in(connection, account, entries, progress, now=now)
