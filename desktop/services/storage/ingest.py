"""Takes a batch of entries in: dedupe, rows, summaries, index, changes, cursor.

Everything of a batch is one transaction. A repeated batch writes no row.
"""

import json
import secrets
from collections.abc import Callable, Iterable, Sequence

from desktop.models import content as kinds
from desktop.models.bigrams import index_terms
from desktop.models.changes import Aspect, Subject
from desktop.models.content_codec import encode, searchable_text, tag_of
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.service_state import ServiceState
from desktop.services.storage import change_log, message_fate
from desktop.services.storage.connection import Connection
from desktop.services.storage.conversation_state import COLUMNS, ConversationState
from desktop.services.storage.incoming import Incoming, IngestResult, ReadingProgress
from desktop.services.storage.row_ids import next_id
from desktop.services.storage.search_index import write_entries

INITIATOR = "sync"
BATCH = 200
"""Entries in one transaction: the write lock is held some 10 ms."""

PROFILE_STALE_MS = 7 * 24 * 3600 * 1000
"""A customer who writes after so long is asked about anew."""

_MEDIA = (kinds.Picture, kinds.Voice, kinds.Video, kinds.File)
_SELECT = (
    "SELECT u.external_userid, c.id, c.customer_id, c.read_through,"
    f" {', '.join('c.' + name for name in COLUMNS)}"
    " FROM conversation c JOIN customer u ON u.id = c.customer_id"
    " WHERE c.account_id = ? AND u.external_userid IN"
    " (SELECT value FROM json_each(?))"
)
_UPDATE = (
    f"UPDATE conversation SET {', '.join(name + ' = ?' for name in COLUMNS)}"
    " WHERE id = ?"
)


def take_in(
    connection: Connection,
    account_id: int,
    entries: Sequence[Incoming],
    progress: ReadingProgress | None,
    *,
    now: int,
) -> IngestResult:
    """Store what is new of the entries; `progress` comes with a page's last batch."""
    corp_id = _corp_of(connection, account_id)
    fresh = _fresh(connection, account_id, entries)
    told = [entry for entry in fresh if entry.external_userid]
    states = _conversations(connection, account_id, corp_id, told, now)
    media = _write_messages(connection, account_id, corp_id, told, states, now)
    connection.executemany(
        _UPDATE, [(*state.columns(), state.id) for state in states.values()]
    )
    _seen(connection, told, states, now)
    change_log.record(
        connection,
        [
            (Subject.CONVERSATION, state.id, account_id, state.aspects)
            for state in states.values()
            if state.aspects
        ],
        initiator=INITIATOR,
        now=now,
    )
    _apply_events(connection, account_id, told, now)
    _keep_account_events(connection, account_id, fresh, now)
    if progress is not None:
        _store_progress(connection, account_id, corp_id, progress, now)
    return IngestResult(len(told), media)


def _corp_of(connection: Connection, account_id: int) -> int:
    row = connection.execute("SELECT corp_id FROM account WHERE id = ?", (account_id,))
    return int(row.fetchone()[0])


def _fresh(
    connection: Connection, account_id: int, entries: Sequence[Incoming]
) -> list[Incoming]:
    """Return the entries that are not stored yet, each msgid once."""
    by_msgid = {entry.msgid: entry for entry in reversed(entries)}
    known = {
        row[0]
        for row in connection.execute(
            "SELECT msgid FROM message WHERE account_id = ?"
            " AND msgid IN (SELECT value FROM json_each(?))",
            (account_id, json.dumps(list(by_msgid))),
        )
    }
    return [
        entry
        for entry in entries
        if entry.msgid not in known and by_msgid.pop(entry.msgid, None) is not None
    ]


def _conversations(
    connection: Connection,
    account_id: int,
    corp_id: int,
    entries: Sequence[Incoming],
    now: int,
) -> dict[str, ConversationState]:
    """Return the working copies, making customers and conversations that are new."""
    userids = list(dict.fromkeys(entry.external_userid for entry in entries))
    asked = (account_id, json.dumps(userids))
    states = _load(connection, asked)
    missing = [userid for userid in userids if userid not in states]
    if not missing:
        return states
    first = {entry.external_userid: entry.sent_at for entry in entries}
    connection.executemany(
        "INSERT INTO customer(corp_id, external_userid, nickname, gender, unionid,"
        " avatar_url, first_seen_at, last_seen_at, profile_wanted_at)"
        " VALUES (?,?,'',0,'','',?,?,?) ON CONFLICT DO NOTHING",
        [(corp_id, userid, first[userid], first[userid], now) for userid in missing],
    )
    connection.executemany(
        "INSERT INTO conversation(id, account_id, customer_id, service_state, servicer,"
        " position, last_kind, last_text, last_sender, unread, read_through,"
        " last_customer_position, rejected, scene, scene_param, channels_nickname)"
        " SELECT ?, ?, id, ?, '', 0, '', '', '', 0, 0, 0, 0, '', '', '' FROM customer"
        " WHERE corp_id = ? AND external_userid = ?",
        [
            (id_, account_id, int(ServiceState.ENDED), corp_id, userid)
            for id_, userid in enumerate(missing, next_id(connection, "conversation"))
        ],
    )
    states |= _load(connection, (account_id, json.dumps(missing)))
    for userid in missing:
        states[userid].aspects |= Aspect.CREATED
    return {userid: states[userid] for userid in userids}


def _load(
    connection: Connection, asked: tuple[int, str]
) -> dict[str, ConversationState]:
    return {
        row[0]: ConversationState(row[1], row[2], row[3], *row[4:])
        for row in connection.execute(_SELECT, asked)
    }


def _write_messages(
    connection: Connection,
    account_id: int,
    corp_id: int,
    entries: Sequence[Incoming],
    states: dict[str, ConversationState],
    now: int,
) -> int:
    """Insert rows, index and files; return the number of files that now wait."""
    messages: list[tuple[object, ...]] = []
    index: list[tuple[int, str]] = []
    media: list[tuple[object, ...]] = []
    for message_id, entry in enumerate(entries, next_id(connection, "message")):
        state = states[entry.external_userid]
        position = state.take_in(entry, message_id)
        content = entry.content
        messages.append(
            (message_id, account_id, state.id, entry.msgid, int(entry.origin),
             entry.sender, tag_of(content), encode(content), entry.sent_at, position)
        )  # fmt: skip
        if words := searchable_text(content):
            index.append((message_id, index_terms(words)))
        if isinstance(content, _MEDIA):
            media.append(
                (message_id, corp_id, content.media_id, secrets.token_bytes(32), now)
            )
    insert_messages(connection, messages, index)
    connection.executemany(
        "INSERT INTO media(message_id, corp_id, media_id, state, name, size,"
        " received, file_key, attempts, due_at) VALUES (?,?,?,'waiting','',0,0,?,0,?)",
        media,
    )
    return len(media)


def insert_messages(
    connection: Connection,
    messages: Sequence[tuple[object, ...]],
    index: Sequence[tuple[int, str]],
) -> None:
    """Write prepared rows and their index entries."""
    connection.executemany(
        "INSERT INTO message(id, account_id, conversation_id, msgid, origin, sender,"
        " kind, content, sent_at, position, recalled) VALUES (?,?,?,?,?,?,?,?,?,?,0)",
        messages,
    )
    write_entries(connection, messages, index)


def _seen(
    connection: Connection,
    entries: Iterable[Incoming],
    states: dict[str, ConversationState],
    now: int,
) -> None:
    seen: dict[int, list[int]] = {}
    for entry in entries:
        customer = states[entry.external_userid].customer_id
        seen.setdefault(customer, []).append(entry.sent_at)
    connection.executemany(
        "UPDATE customer SET first_seen_at = min(first_seen_at, ?1),"
        " last_seen_at = max(last_seen_at, ?2), profile_wanted_at ="
        " CASE WHEN profile_read_at IS NULL OR profile_read_at < ?4"
        " THEN coalesce(profile_wanted_at, ?5) ELSE profile_wanted_at END"
        " WHERE id = ?3",
        [
            (min(times), max(times), customer, now - PROFILE_STALE_MS, now)
            for customer, times in seen.items()
        ],
    )


def _apply_events(
    connection: Connection, account_id: int, entries: Iterable[Incoming], now: int
) -> None:
    """Carry out what events say about other messages, after all rows are there."""
    actions: dict[type, Callable[[Connection, int, object, int], None]] = {
        kinds.SendFailed: _send_failed,
        kinds.Recalled: _recalled,
    }
    for entry in entries:
        action = actions.get(type(entry.content))
        if action is not None:
            action(connection, account_id, entry.content, now)


def _send_failed(
    connection: Connection, account_id: int, content: object, now: int
) -> None:
    assert isinstance(content, kinds.SendFailed)
    message_fate.fail_after_acceptance(
        connection,
        account_id,
        content.failed_msgid,
        FailureReason(FailureSource.FAIL_TYPE, content.fail_type),
        now=now,
    )


def _recalled(
    connection: Connection, account_id: int, content: object, now: int
) -> None:
    assert isinstance(content, kinds.Recalled)
    rows = connection.execute(
        "UPDATE message SET recalled = 1 WHERE account_id = ? AND msgid = ?"
        " RETURNING id, conversation_id",
        (account_id, content.recalled_msgid),
    ).fetchall()
    previewed = connection.execute(
        "UPDATE conversation SET last_kind = ?, last_text = ''"
        " WHERE id IN (SELECT value FROM json_each(?))"
        " AND last_message_id IN (SELECT value FROM json_each(?)) RETURNING id",
        (
            tag_of(content),
            json.dumps([row[1] for row in rows]),
            json.dumps([row[0] for row in rows]),
        ),
    ).fetchall()
    change_log.record(
        connection,
        [
            *((Subject.MESSAGE, row[0], row[1], Aspect.STATE) for row in rows),
            *((Subject.CONVERSATION, row[0], 0, Aspect.SUMMARY) for row in previewed),
        ],
        initiator=INITIATOR,
        now=now,
    )


def _keep_account_events(
    connection: Connection, account_id: int, entries: Iterable[Incoming], now: int
) -> None:
    """Events without a customer belong to the account's record, not to a chat."""
    connection.executemany(
        "INSERT INTO audit(at, action, subject, key, detail) SELECT ?1, 'event',"
        " 'account', ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM audit"
        " WHERE action = 'event' AND key = ?2 AND detail = ?3)",
        [
            (now, account_id, f"{entry.msgid} {encode(entry.content)}")
            for entry in entries
            if not entry.external_userid
        ],
    )


def _store_progress(
    connection: Connection,
    account_id: int,
    corp_id: int,
    progress: ReadingProgress,
    now: int,
) -> None:
    before = connection.execute(
        "SELECT caught_up, failure FROM account WHERE id = ?", (account_id,)
    ).fetchone()
    connection.execute(
        "UPDATE account SET cursor = ?, caught_up = ?, last_read_at = ?,"
        " failure = NULL WHERE id = ?",
        (progress.cursor, progress.caught_up, now, account_id),
    )
    if before != (progress.caught_up, None):
        change_log.record(
            connection,
            [(Subject.ACCOUNT, account_id, corp_id, Aspect.HEALTH)],
            initiator=INITIATOR,
            now=now,
        )
