"""The engine's sign of life, and its wishes: sessions to move, states to read."""

from dataclasses import dataclass
from datetime import timedelta

from desktop.models.changes import Aspect, Subject
from desktop.models.clock import from_milliseconds
from desktop.models.content import StateMoved
from desktop.models.content_codec import encode, tag_of
from desktop.models.engine_status import EngineStatus
from desktop.models.failures import FailureReason
from desktop.models.message import Origin
from desktop.models.service_state import ServiceState
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.due import is_due
from desktop.services.storage.ingest import insert_messages
from desktop.services.storage.row_ids import next_id

INITIATOR = "engine"


@dataclass(frozen=True, slots=True)
class StateRequest:
    """A session that a person wants to move."""

    id: int
    conversation_id: int
    account_id: int
    corp_id: int
    open_kfid: str
    external_userid: str
    to_state: ServiceState
    servicer: str
    operator_name: str
    attempts: int


@dataclass(frozen=True, slots=True)
class StateQuestion:
    """A conversation whose state is not believed any more."""

    conversation_id: int
    corp_id: int
    open_kfid: str
    external_userid: str
    customer_wrote_through: int
    """Position of the customer's last message when the state was asked for."""


def take_over(
    connection: Connection, process_id: int, *, receiving_callbacks: bool, now: int
) -> None:
    """Become the engine of this database; the lock file decides, this tells."""
    row = connection.execute("SELECT heartbeat_at FROM engine WHERE id = 1").fetchone()
    connection.execute(
        "INSERT INTO engine(id, process_id, started_at, heartbeat_at,"
        " receiving_callbacks, worst_delay_ms, previous_heartbeat_at)"
        " VALUES (1,?1,?2,?2,?3,0,?4) ON CONFLICT(id) DO UPDATE SET process_id = ?1,"
        " started_at = ?2, heartbeat_at = ?2, receiving_callbacks = ?3,"
        " previous_heartbeat_at = ?4",
        (process_id, now, receiving_callbacks, None if row is None else row[0]),
    )
    change_log.record(
        connection,
        [(Subject.ENGINE, 1, 0, Aspect.HEALTH)],
        initiator=INITIATOR,
        now=now,
    )


def beat(connection: Connection, worst_delay: timedelta, *, now: int) -> None:
    """Leave a sign of life and prune the change feed."""
    connection.execute(
        "UPDATE engine SET heartbeat_at = ?, worst_delay_ms = ? WHERE id = 1",
        (now, int(worst_delay.total_seconds() * 1000)),
    )
    change_log.prune(connection)


def status(connection: Connection) -> EngineStatus | None:
    """Return the last sign of the engine, None when none has ever run."""
    row = connection.execute(
        "SELECT process_id, started_at, heartbeat_at, receiving_callbacks,"
        " worst_delay_ms, previous_heartbeat_at FROM engine WHERE id = 1"
    ).fetchone()
    if row is None:
        return None
    return EngineStatus(
        row[0],
        from_milliseconds(row[1]),
        from_milliseconds(row[2]),
        bool(row[3]),
        timedelta(milliseconds=row[4]),
        None if row[5] is None else from_milliseconds(row[5]),
    )


def state_requests(connection: Connection, *, now: int) -> list[StateRequest]:
    """Return the wishes that are due."""
    rows = connection.execute(
        "SELECT r.id, r.conversation_id, c.account_id, a.corp_id, a.external_id,"
        " u.external_userid, r.to_state, r.servicer, p.name, r.attempts"
        " FROM state_request r JOIN conversation c ON c.id = r.conversation_id"
        " JOIN account a ON a.id = c.account_id JOIN customer u"
        " ON u.id = c.customer_id JOIN operator p ON p.id = r.operator_id"
        f" WHERE {is_due('r.due_at')} ORDER BY r.id LIMIT 20",
        (now,),
    )
    return [
        StateRequest(
            id=row[0],
            conversation_id=row[1],
            account_id=row[2],
            corp_id=row[3],
            open_kfid=row[4],
            external_userid=row[5],
            to_state=ServiceState(row[6]),
            servicer=row[7],
            operator_name=row[8],
            attempts=row[9],
        )
        for row in rows
    ]


def state_request_again(
    connection: Connection, request: StateRequest, *, due_at: int
) -> None:
    """Keep a wish for another attempt."""
    connection.execute(
        "UPDATE state_request SET attempts = attempts + 1, due_at = ? WHERE id = ?",
        (due_at, request.id),
    )


def state_granted(connection: Connection, request: StateRequest, *, now: int) -> None:
    """Record that WeCom moved the session, with a line for colleagues."""
    _drop(connection, request)
    ended = request.to_state is ServiceState.ENDED
    connection.execute(
        "UPDATE conversation SET service_state = ?1, servicer = ?2,"
        " state_failure = NULL, position = max(position + 1, ?3),"
        " waiting_since = CASE WHEN ?4 THEN NULL ELSE waiting_since END WHERE id = ?5",
        (int(request.to_state), request.servicer, now, ended, request.conversation_id),
    )
    position = connection.execute(
        "SELECT position FROM conversation WHERE id = ?", (request.conversation_id,)
    ).fetchone()[0]
    moved = StateMoved(int(request.to_state), request.operator_name)
    insert_messages(
        connection,
        [
            (
                next_id(connection, "message"),
                request.account_id,
                request.conversation_id,
                f"state-{request.id}-{now}",
                int(Origin.SYSTEM),
                "",
                tag_of(moved),
                encode(moved),
                now,
                position,
            )
        ],
        [],
    )
    _state_changed(
        connection, request.conversation_id, Aspect.STATE | Aspect.MESSAGES, now
    )


def state_refused(
    connection: Connection,
    request: StateRequest,
    failure: FailureReason,
    *,
    now: int,
) -> None:
    """Record why the session was not moved, and have its state read anew."""
    _drop(connection, request)
    connection.execute(
        "UPDATE conversation SET state_failure = ?, state_wanted_at = ? WHERE id = ?",
        (str(failure), now, request.conversation_id),
    )
    _state_changed(connection, request.conversation_id, Aspect.STATE, now)


def state_questions(connection: Connection, *, now: int) -> list[StateQuestion]:
    """Return the conversations whose state should be read."""
    rows = connection.execute(
        "SELECT c.id, a.corp_id, a.external_id, u.external_userid,"
        " c.last_customer_position FROM conversation c"
        " JOIN account a ON a.id = c.account_id JOIN customer u"
        " ON u.id = c.customer_id WHERE c.state_wanted_at IS NOT NULL"
        f" AND {is_due('c.state_wanted_at')} LIMIT 20",
        (now,),
    )
    return [StateQuestion(*row) for row in rows]


def state_read(
    connection: Connection,
    question: StateQuestion,
    state: ServiceState,
    servicer: str,
    *,
    now: int,
) -> None:
    """Believe what WeCom says of a session, unless the customer wrote meanwhile.

    Then the answer may be older than the message, and is asked for again.
    """
    known = connection.execute(
        "UPDATE conversation SET service_state = ?1, servicer = ?2,"
        " state_wanted_at = NULL,"
        " waiting_since = CASE WHEN ?1 = 4 THEN NULL ELSE waiting_since END"
        " WHERE id = ?3 AND last_customer_position = ?4",
        (
            int(state),
            servicer,
            question.conversation_id,
            question.customer_wrote_through,
        ),
    ).rowcount
    if known:
        _state_changed(connection, question.conversation_id, Aspect.STATE, now)


def state_unread(
    connection: Connection, conversation_id: int, *, again_at: int | None
) -> None:
    """Ask again later, or not at all."""
    connection.execute(
        "UPDATE conversation SET state_wanted_at = ? WHERE id = ?",
        (again_at, conversation_id),
    )


def _drop(connection: Connection, request: StateRequest) -> None:
    connection.execute("DELETE FROM state_request WHERE id = ?", (request.id,))


def _state_changed(
    connection: Connection, conversation_id: int, aspects: Aspect, now: int
) -> None:
    change_log.record(
        connection,
        [(Subject.CONVERSATION, conversation_id, 0, aspects)],
        initiator=INITIATOR,
        now=now,
    )


def end_expired(connection: Connection, *, window_ms: int, now: int) -> int:
    """End sessions whose 48 hours are over (doc 94669); return how many."""
    rows = connection.execute(
        "UPDATE conversation SET service_state = 4, waiting_since = NULL WHERE id IN"
        " (SELECT id FROM conversation WHERE service_state <> 4"
        "  AND last_customer_at < ? LIMIT 500) RETURNING id",
        (now - window_ms,),
    ).fetchall()
    change_log.record(
        connection,
        [(Subject.CONVERSATION, row[0], 0, Aspect.STATE) for row in rows],
        initiator=INITIATOR,
        now=now,
    )
    return len(rows)
