"""The outbox as rows: what is to go out, claimed, begun and concluded."""

import json
from dataclasses import dataclass, replace

from desktop.models.allowance import SendAllowance
from desktop.models.changes import Aspect, Subject
from desktop.models.clock import from_milliseconds
from desktop.models.content import Content
from desktop.models.content_codec import decode
from desktop.models.failures import FailureReason
from desktop.models.send_state import SendState, advance
from desktop.models.service_state import ServiceState
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.due import is_due
from desktop.services.storage.errors import GoneError
from desktop.services.storage.message_fate import INITIATOR, settle

SPENT = (
    "(SELECT count(*) FROM message m WHERE m.conversation_id = c.id"
    " AND m.origin = 1 AND m.position > c.last_customer_at - 172800000"
    " AND (m.state IN ('queued', 'sending') OR (m.state IN"
    " ('accepted', 'unconfirmed') AND (m.attempted_at >= c.last_customer_at"
    " OR m.position > c.last_customer_position))))"
)
"""Pips used since the customer's last words, for a conversation `c`.

Computed, not kept: a counter could be wrong after a crash. The 48 hours are for
messages that were written before the customer's last words and left after them:
from a held queue, or tried again. Our clock may be behind WeCom's, so what stands
below the customer's words counts whenever it was sent.
"""

_JOB = (
    "SELECT o.id, o.message_id, o.conversation_id, o.account_id, a.corp_id,"
    " a.external_id, u.external_userid, x.msgid, x.kind, x.content, o.body,"
    " o.attempts, o.doubtful, o.state, coalesce((SELECT f.media_id FROM media f"
    " WHERE f.message_id = o.message_id), '')"
    " FROM outbox o JOIN message x ON x.id = o.message_id"
    " JOIN account a ON a.id = o.account_id"
    " JOIN conversation c ON c.id = o.conversation_id"
    " JOIN customer u ON u.id = c.customer_id"
)

FIRST = (
    "o.state IN ('queued', 'sending') AND o.message_id ="
    " (SELECT min(p.message_id) FROM outbox p"
    " WHERE p.conversation_id = o.conversation_id)"
)
"""The rows that can be sent next: the first one of each conversation."""

MEDIA_ID_LIFE_MS = (3 * 24 - 6) * 3_600_000
"""How long a media_id is used: WeCom keeps it for 3 days (doc 90253)."""

WITHOUT_MEDIA_ID = (
    "(o.body IS NULL AND EXISTS (SELECT 1 FROM media f"
    " WHERE f.message_id = o.message_id AND (f.uploaded_at IS NULL"
    f" OR f.uploaded_at NOT BETWEEN ?1 - {MEDIA_ID_LIFE_MS} AND ?1)))"
)
"""Whether a row waits for its file to be uploaded; ?1 is the present."""


@dataclass(frozen=True, slots=True)
class OutboxJob:
    """A message whose turn it is."""

    id: int
    message_id: int
    conversation_id: int
    account_id: int
    corp_id: int
    open_kfid: str
    external_userid: str
    msgid: str
    content: Content
    body: bytes | None
    """The request of the attempts before; every repeat is byte-identical."""
    attempts: int
    doubtful: bool
    """Whether an attempt before this one may have been carried out."""
    begun: bool
    """Whether it was committed as sending before: then it is never judged again."""
    media_id: str = ""
    """What WeCom calls the file or cover that goes with it."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the checks before a first attempt look at."""

    allowance: SendAllowance
    """Without the message itself."""
    service_state: ServiceState
    manageable: bool
    enabled: bool
    rejected: bool
    unseen: bool
    """Whether the customer wrote something that the operator had not on screen."""


def due_jobs(
    connection: Connection, *, now: int, busy: frozenset[int], limit: int
) -> list[OutboxJob]:
    """Return the first message of each conversation that is due and not busy.

    A held row keeps its place, so nothing overtakes it; neither does anything pass
    a row whose file is still to be uploaded.
    """
    rows = connection.execute(
        f"{_JOB} WHERE {FIRST} AND {is_due('o.due_at')} AND NOT {WITHOUT_MEDIA_ID}"
        " ORDER BY o.due_at, o.message_id LIMIT ?2",
        (now, limit + len(busy)),
    ).fetchall()
    jobs = [_job(row) for row in rows]
    return [job for job in jobs if job.conversation_id not in busy][:limit]


def next_due(
    connection: Connection, *, now: int, busy: frozenset[int] = frozenset()
) -> int | None:
    """Return when a row is due that nobody sends yet, None when nothing waits.

    What waits behind another message is woken by that one's end, and what waits for
    its file by the upload's.
    """
    row = connection.execute(
        f"SELECT min(o.due_at) FROM outbox o WHERE {FIRST} AND NOT {WITHOUT_MEDIA_ID}"
        " AND o.conversation_id NOT IN (SELECT value FROM json_each(?2))",
        (now, json.dumps(list(busy))),
    ).fetchone()
    return None if row[0] is None else int(row[0])


def circumstances(
    connection: Connection, row_id: int, conversation_id: int
) -> Circumstances | None:
    """Return what a first attempt is judged by; None when the row is gone.

    A person may take a message back between the look and the attempt.
    """
    row = connection.execute(
        "SELECT seen_through, message_id FROM outbox WHERE id = ?", (row_id,)
    ).fetchone()
    if row is None:
        return None
    later = connection.execute(
        "SELECT count(*) FROM outbox WHERE conversation_id = ? AND message_id >= ?",
        (conversation_id, row[1]),
    ).fetchone()[0]
    facts = standing(connection, conversation_id, int(row[0]))
    spent = max(0, facts.allowance.spent - later)
    return replace(facts, allowance=replace(facts.allowance, spent=spent))


def standing(
    connection: Connection, conversation_id: int, seen_through: int
) -> Circumstances:
    """Return what a conversation allows now; its allowance counts what is queued."""
    row = connection.execute(
        f"SELECT c.last_customer_at, {SPENT}, c.service_state, a.manageable,"
        " a.enabled, c.rejected, c.last_customer_position > ?2"
        " FROM conversation c JOIN account a ON a.id = c.account_id WHERE c.id = ?1",
        (conversation_id, seen_through),
    ).fetchone()
    if row is None:
        raise GoneError(GoneError.__name__)
    last = None if row[0] is None else from_milliseconds(row[0])
    return Circumstances(
        SendAllowance(last, int(row[1])),
        ServiceState(row[2]),
        bool(row[3]),
        bool(row[4]),
        bool(row[5]),
        bool(row[6]),
    )


def begin(connection: Connection, job: OutboxJob, body: bytes, *, now: int) -> bool:
    """Commit an attempt before its request; False when the row is gone.

    From here on the message may have been carried out, until an answer says that
    it was not.
    """
    changed = connection.execute(
        "UPDATE outbox SET state = 'sending', body = ?, attempts = attempts + 1,"
        " doubtful = 1 WHERE id = ? AND state IN ('queued', 'sending')",
        (body, job.id),
    ).rowcount
    if changed != 1:
        return False
    if not job.begun:
        advance(SendState.QUEUED, SendState.SENDING)
        change_log.record(
            connection,
            [(Subject.MESSAGE, job.message_id, job.conversation_id, Aspect.STATE)],
            initiator=INITIATOR,
            now=now,
        )
    connection.execute(
        "UPDATE message SET state = 'sending', failure = NULL, attempted_at = ?"
        " WHERE id = ?",
        (now, job.message_id),
    )
    return True


def try_again(
    connection: Connection,
    job: OutboxJob,
    *,
    doubtful: bool,
    attempts: int,
    due_at: int,
) -> None:
    """Keep the message for another attempt; the attempts count as given."""
    connection.execute(
        "UPDATE outbox SET doubtful = ?, attempts = ?, due_at = ? WHERE id = ?",
        (doubtful, attempts, due_at, job.id),
    )


def begin_anew(connection: Connection, job: OutboxJob, *, now: int) -> bool:
    """Let a message wait for its file again, after a certain refusal of its media_id.

    Nothing can have been carried out, so the next request may be another one. False
    when it was settled meanwhile.
    """
    changed = connection.execute(
        "UPDATE outbox SET state = 'queued', body = NULL, doubtful = 0, attempts = 0,"
        " due_at = ? WHERE id = ?",
        (now, job.id),
    ).rowcount
    if changed:
        settle(connection, job.message_id, SendState.QUEUED, None, now=now)
    return changed == 1


def conclude(
    connection: Connection,
    job: OutboxJob,
    target: SendState,
    failure: FailureReason | None,
    *,
    now: int,
) -> bool:
    """Settle the message; False when it was settled meanwhile (an early failure)."""
    held = connection.execute("SELECT 1 FROM outbox WHERE id = ?", (job.id,)).fetchone()
    if held is None:
        return False
    settle(connection, job.message_id, target, failure, now=now)
    return True


def note_first_rejection(connection: Connection, corp_id: int, errcode: int) -> None:
    """Remember that a first attempt got this code: it does not mean "duplicate"."""
    connection.execute(
        "INSERT INTO first_rejection(corp_id, errcode) VALUES (?,?)"
        " ON CONFLICT DO NOTHING",
        (corp_id, errcode),
    )


def first_rejections(connection: Connection, corp_id: int) -> frozenset[int]:
    """Return the codes that this corp has answered to first attempts."""
    return frozenset(
        row[0]
        for row in connection.execute(
            "SELECT errcode FROM first_rejection WHERE corp_id = ?", (corp_id,)
        )
    )


def wish_state_read(connection: Connection, conversation_id: int, *, now: int) -> None:
    """Ask for the service state to be read anew (after 95018 and its like)."""
    connection.execute(
        "UPDATE conversation SET state_wanted_at = ? WHERE id = ?",
        (now, conversation_id),
    )


def _job(row: tuple[object, ...]) -> OutboxJob:
    (id_, message_id, conversation_id, account_id, corp_id, open_kfid, userid,
     msgid, kind, content, body, attempts, doubtful, state, media_id) = row  # fmt: skip
    return OutboxJob(
        int(str(id_)),
        int(str(message_id)),
        int(str(conversation_id)),
        int(str(account_id)),
        int(str(corp_id)),
        str(open_kfid),
        str(userid),
        str(msgid),
        decode(str(kind), str(content)),
        body if isinstance(body, bytes) else None,
        int(str(attempts)),
        bool(doubtful),
        state == "sending",
        str(media_id),
    )
