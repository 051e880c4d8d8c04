"""What is done to many conversations at once, and the way back, row by row."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, replace

from desktop.models.changes import Aspect, Subject
from desktop.models.clock import to_milliseconds
from desktop.models.flow_step import FlowMarks, FlowStep, FlowTrace, FlowWish, Traced
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection

_SELECT = (
    "SELECT id, last_message_id, position, last_customer_position, assigned_to,"
    " pinned_at, starred, snoozed_until, read_through, waiting_since"
    " FROM conversation WHERE id IN (SELECT value FROM json_each(?))"
)
_UPDATE = (
    "UPDATE conversation SET assigned_to = ?1, pinned_at = ?2, starred = ?3,"
    " snoozed_until = ?4, read_through = ?5, waiting_since = ?6,"
    # What stands below the mark is unread; counted only where the mark moves.
    " unread = CASE WHEN read_through = ?5 THEN unread ELSE"
    " (SELECT count(*) FROM message m WHERE m.conversation_id = ?7"
    " AND m.origin = 3 AND m.position > ?5) END WHERE id = ?7"
)
_ASSIGNING = {FlowStep.TAKE: "assign", FlowStep.RELEASE: "assign"}


def apply(
    connection: Connection,
    wish: FlowWish,
    ids: Iterable[int],
    *,
    operator_id: int,
    initiator: str,
    now: int,
) -> FlowTrace:
    """Do a step to conversations, all or none; return what it changed."""
    rows = connection.execute(_SELECT, (json.dumps(list(ids)),)).fetchall()
    traced = []
    for id_, last_message, position, last_customer, *marks in rows:
        before = _marks(*marks)
        places = (position, last_customer)
        after = _after(wish, before, places, operator_id, now)
        if after != before:
            traced.append(Traced(id_, before, after, last_message))
    trace = FlowTrace(wish, tuple(traced))
    _write(connection, {one.conversation_id: one.after for one in traced})
    _record(connection, trace, operator_id, initiator, now)
    return trace


def undo(
    connection: Connection,
    trace: FlowTrace,
    *,
    operator_id: int,
    initiator: str,
    now: int,
) -> None:
    """Put back what a step changed, except where something newer has come over it."""
    traced = {one.conversation_id: one for one in trace.rows}
    rows = connection.execute(_SELECT, (json.dumps(list(traced)),)).fetchall()
    restored = {
        row[0]: _restored(traced[row[0]], _marks(*row[4:]), row[1]) for row in rows
    }
    _write(connection, restored)
    _record(connection, trace, operator_id, initiator, now)


def look_at(
    connection: Connection, conversation_id: int, *, initiator: str, now: int
) -> None:
    """Take the mark off a conversation whose snooze is over: somebody has looked."""
    looked = connection.execute(
        "UPDATE conversation SET snoozed_until = NULL"
        " WHERE id = ? AND snoozed_until <= ?",
        (conversation_id, now),
    ).rowcount
    if looked:
        _tell(connection, [conversation_id], Aspect.SUMMARY, initiator, now)


def _marks(
    assigned_to: int | None,
    pinned_at: int | None,
    starred: int,
    snoozed_until: int | None,
    read_through: int,
    waiting_since: int | None,
) -> FlowMarks:
    return FlowMarks(
        assigned_to,
        pinned_at,
        bool(starred),
        snoozed_until,
        read_through,
        waiting_since,
    )


def _after(
    wish: FlowWish,
    before: FlowMarks,
    places: tuple[int, int],
    operator_id: int,
    now: int,
) -> FlowMarks:
    """Return the marks after a step; `places` are the newest ones of all and theirs."""
    position, last_customer = places
    read = max(before.read_through, position)
    until = None if wish.until is None else to_milliseconds(wish.until)
    match wish.step:
        case FlowStep.READ:
            return replace(before, read_through=read)
        case FlowStep.UNREAD:
            if not last_customer:
                return before
            mark = min(before.read_through, last_customer - 1)
            return replace(before, read_through=mark)
        case FlowStep.PIN:
            return replace(before, pinned_at=before.pinned_at or now)
        case FlowStep.UNPIN:
            return replace(before, pinned_at=None)
        case FlowStep.STAR | FlowStep.UNSTAR:
            return replace(before, starred=wish.step is FlowStep.STAR)
        case FlowStep.SNOOZE | FlowStep.WAKE:
            return replace(before, snoozed_until=until)
        case FlowStep.TAKE:
            return replace(before, assigned_to=operator_id)
        case FlowStep.RELEASE:
            return replace(before, assigned_to=None)
        case FlowStep.DONE:
            return replace(
                before, read_through=read, waiting_since=None, snoozed_until=None
            )


def _restored(
    traced: Traced, current: FlowMarks, last_message_id: int | None
) -> FlowMarks:
    """Return the marks of before wherever the step's own value still stands."""
    before, after = traced.before, traced.after
    fields = zip(astuple(before), astuple(after), astuple(current), strict=True)
    back = FlowMarks(*(old if held == new else held for old, new, held in fields))
    return replace(back, waiting_since=_restored_wait(traced, current, last_message_id))


def _restored_wait(
    traced: Traced, current: FlowMarks, last_message_id: int | None
) -> int | None:
    """Return since when the customer waits if the step had not been done.

    One who wrote again has waited since the first time; an answer since then is one.
    """
    before, now = traced.before.waiting_since, current.waiting_since
    if before is None or before == traced.after.waiting_since:
        return now
    if now is not None:
        return min(before, now)
    return before if last_message_id == traced.last_message_id else None


def _write(connection: Connection, marks: Mapping[int, FlowMarks]) -> None:
    connection.executemany(
        _UPDATE, [(*astuple(one), id_) for id_, one in marks.items()]
    )


def _record(
    connection: Connection,
    trace: FlowTrace,
    operator_id: int,
    initiator: str,
    now: int,
) -> None:
    """Tell the feed; who has a conversation is also kept in the audit."""
    ids = [one.conversation_id for one in trace.rows]
    action = _ASSIGNING.get(trace.wish.step)
    _tell(
        connection,
        ids,
        Aspect.SUMMARY if action is None else Aspect.ASSIGNMENT,
        initiator,
        now,
    )
    if action is not None:
        connection.executemany(
            "INSERT INTO audit(at, operator_id, action, subject, key, detail)"
            " SELECT ?1, ?2, ?3, 'conversation', id, coalesce(assigned_to, '')"
            " FROM conversation WHERE id = ?4",
            [(now, operator_id, action, id_) for id_ in ids],
        )


def _tell(
    connection: Connection, ids: list[int], aspect: Aspect, initiator: str, now: int
) -> None:
    change_log.record(
        connection,
        [(Subject.CONVERSATION, id_, 0, aspect) for id_ in ids],
        initiator=initiator,
        now=now,
    )
