"""Customers as rows: profiles to ask for, and the card of the side panel."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.changes import Aspect, Subject
from desktop.models.clock import from_milliseconds
from desktop.models.customer import ChannelsSource, Customer, EntryScene, Gender
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_names import spelling_of

INITIATOR = "profiles"


@dataclass(frozen=True, slots=True)
class Profile:
    """What customer/batchget tells of one customer (doc 95159)."""

    external_userid: str
    nickname: str
    gender: Gender
    unionid: str
    avatar_url: str


def wanted(
    connection: Connection, corp_id: int, *, now: int, limit: int
) -> tuple[str, ...]:
    """Return the customers of a corp whose profile should be asked for."""
    rows = connection.execute(
        "SELECT external_userid FROM customer WHERE corp_id = ?"
        " AND profile_wanted_at <= ? ORDER BY profile_wanted_at LIMIT ?",
        (corp_id, now, limit),
    )
    return tuple(row[0] for row in rows)


def store_profiles(
    connection: Connection,
    corp_id: int,
    profiles: Iterable[Profile],
    unknown: Iterable[str],
    *,
    again_at: int | None,
    now: int,
) -> None:
    """Store what WeCom told; customers it would not tell are asked for later."""
    changed: list[int] = []
    for profile in profiles:
        rows = connection.execute(
            "UPDATE customer SET nickname = ?, gender = ?, unionid = ?,"
            " avatar_url = ?, profile_read_at = ?, profile_wanted_at = NULL,"
            " pinyin = ? WHERE corp_id = ? AND external_userid = ? RETURNING id",
            (profile.nickname, int(profile.gender), profile.unionid,
             profile.avatar_url, now, spelling_of(profile.nickname), corp_id,
             profile.external_userid),
        ).fetchall()  # fmt: skip
        changed.extend(row[0] for row in rows)
    connection.executemany(
        "UPDATE customer SET profile_wanted_at = ?"
        " WHERE corp_id = ? AND external_userid = ?",
        [(again_at, corp_id, userid) for userid in unknown],
    )
    _changed(connection, changed, now)


def _changed(connection: Connection, ids: list[int], now: int) -> None:
    rows = connection.execute(
        "SELECT id, customer_id FROM conversation WHERE customer_id IN"
        " (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    change_log.record(
        connection,
        [
            (Subject.CONVERSATION, row[0], row[1], Aspect.PROFILE | Aspect.SUMMARY)
            for row in rows.fetchall()
        ],
        initiator=INITIATOR,
        now=now,
    )


def customer_of(
    connection: Connection, conversation_id: int
) -> tuple[Customer, EntryScene]:
    """Return who writes in a conversation and how the customer came to it."""
    row = connection.execute(
        "SELECT u.id, u.corp_id, u.external_userid, u.nickname, u.gender,"
        " u.first_seen_at, u.last_seen_at, u.unionid, c.scene, c.scene_param,"
        " c.channels_nickname, c.channels_scene FROM conversation c"
        " JOIN customer u ON u.id = c.customer_id WHERE c.id = ?",
        (conversation_id,),
    ).fetchone()
    customer = Customer(
        row[0],
        row[1],
        row[2],
        row[3],
        Gender(row[4]) if row[4] in {0, 1, 2} else Gender.UNKNOWN,
        from_milliseconds(row[5]),
        from_milliseconds(row[6]),
        row[7],
    )
    channels = None if row[11] is None else ChannelsSource(row[10], row[11])
    return customer, EntryScene(row[8], row[9], channels)
