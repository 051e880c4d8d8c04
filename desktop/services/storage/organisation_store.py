"""Corps, accounts and operators as rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.account import Account, AccountKind, SyncStanding
from desktop.models.changes import Aspect, Subject
from desktop.models.clock import from_milliseconds
from desktop.models.connected_corp import LeftCorp
from desktop.models.failures import FailureReason
from desktop.models.organisation import Corp, Operator, Role
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.services.storage.row_ids import next_id

INITIATOR = "organisation"

_ACCOUNT = (
    "SELECT id, corp_id, kind, external_id, name, colour, enabled, manageable,"
    " last_read_at, caught_up, failure FROM account"
)


@dataclass(frozen=True, slots=True)
class CorpAccess:
    """How the engine reaches a corp, besides the secret."""

    corp: Corp
    proxy_url: str
    poll_per_minute: int


@dataclass(frozen=True, slots=True)
class AccountListing:
    """One entry of account/list."""

    open_kfid: str
    name: str
    manageable: bool


def ensure_operator(connection: Connection, name: str) -> Operator:
    """Return the local operator, made at the first start."""
    row = connection.execute(
        "SELECT id, name, role FROM operator ORDER BY id LIMIT 1"
    ).fetchone()
    if row is None:
        row = connection.execute(
            "INSERT INTO operator(name, role) VALUES (?, ?) RETURNING id, name, role",
            (name, Role.ADMIN.value),
        ).fetchall()[0]
    return Operator(row[0], row[1], Role(row[2]))


def connect_corp(
    connection: Connection,
    corpid: str,
    name: str,
    base_url: str,
    proxy_url: str,
    *,
    now: int,
) -> int:
    """Store a corp, or what is new about it; return its id.

    Without a name it keeps the one that it has, or is called by its corpid.
    """
    row = connection.execute(
        "INSERT INTO corp(corpid, name, base_url, proxy_url, poll_per_minute,"
        " failure_detail, connected_at) VALUES (?1,coalesce(nullif(?2,''),?1),"
        "?3,?4,30,'',?5) ON CONFLICT(corpid) DO UPDATE SET"
        " name = coalesce(nullif(?2,''), name),"
        " base_url = excluded.base_url, proxy_url = excluded.proxy_url,"
        " failure = NULL, failure_detail = '', connected_at = excluded.connected_at"
        " RETURNING id",
        (corpid, name, base_url, proxy_url, now),
    ).fetchall()[0]
    _corp_changed(connection, row[0], Aspect.CREATED, now)
    return int(row[0])


def corps(connection: Connection) -> tuple[CorpAccess, ...]:
    """Return every connected corp."""
    rows = connection.execute(
        "SELECT id, corpid, name, base_url, failure, failure_detail, proxy_url,"
        " poll_per_minute FROM corp WHERE connected_at > 0 ORDER BY id"
    )
    return tuple(
        CorpAccess(
            Corp(row[0], row[1], row[2], row[3], _reason(row[4]), row[5]),
            row[6],
            row[7],
        )
        for row in rows
    )


def left_corps(connection: Connection) -> tuple[LeftCorp, ...]:
    """Return the corps that were disconnected and whose data is kept."""
    rows = connection.execute(
        "SELECT id, name FROM corp WHERE connected_at = 0 ORDER BY id"
    )
    return tuple(LeftCorp(*row) for row in rows)


def corp_names(connection: Connection, corp_id: int) -> tuple[str, str]:
    """Return corpid and name of a corp, connected or not; empty when there is none."""
    row = connection.execute(
        "SELECT corpid, name FROM corp WHERE id = ?", (corp_id,)
    ).fetchone()
    return ("", "") if row is None else (str(row[0]), str(row[1]))


def disconnect_corp(
    connection: Connection, corp_id: int, *, now: int
) -> tuple[int, ...]:
    """Switch a corp and its accounts off; return the accounts that were on.

    What was said with its customers stays.
    """
    connection.execute(
        "UPDATE corp SET connected_at = 0, failure = NULL, failure_detail = ''"
        " WHERE id = ?",
        (corp_id,),
    )
    rows = connection.execute(
        "UPDATE account SET enabled = 0, failure = NULL"
        " WHERE corp_id = ? AND enabled RETURNING id",
        (corp_id,),
    ).fetchall()
    account_ids = tuple(int(row[0]) for row in rows)
    _corp_changed(connection, corp_id, Aspect.REMOVED, now)
    _accounts_changed(connection, [(each, corp_id) for each in account_ids], now)
    return account_ids


def restore_corp(
    connection: Connection, corp_id: int, account_ids: Iterable[int], *, now: int
) -> None:
    """Undo `disconnect_corp`."""
    switched_on = tuple(account_ids)
    connection.execute("UPDATE corp SET connected_at = ? WHERE id = ?", (now, corp_id))
    connection.executemany(
        "UPDATE account SET enabled = 1 WHERE id = ?",
        [(account_id,) for account_id in switched_on],
    )
    _corp_changed(connection, corp_id, Aspect.CREATED, now)
    _accounts_changed(connection, [(each, corp_id) for each in switched_on], now)


def set_poll_budget(
    connection: Connection, corp_id: int, polls_a_minute: int, *, now: int
) -> None:
    """Store how often a minute a corp is asked for what is new."""
    connection.execute(
        "UPDATE corp SET poll_per_minute = ? WHERE id = ?", (polls_a_minute, corp_id)
    )
    _corp_changed(connection, corp_id, Aspect.SUMMARY, now)


def set_corp_health(
    connection: Connection,
    corp_id: int,
    failure: FailureReason | None,
    detail: str,
    *,
    now: int,
) -> None:
    """Record why a corp does not answer, or that it does."""
    changed = connection.execute(
        "UPDATE corp SET failure = ?1, failure_detail = ?2"
        " WHERE id = ?3 AND (failure IS NOT ?1 OR failure_detail <> ?2)",
        (None if failure is None else str(failure), detail, corp_id),
    ).rowcount
    if changed:
        _corp_changed(connection, corp_id, Aspect.HEALTH, now)


def accounts(connection: Connection) -> tuple[Account, ...]:
    """Return every account, enabled or not."""
    rows = connection.execute(_ACCOUNT + " ORDER BY corp_id, id")
    return tuple(
        Account(
            id=row[0],
            corp_id=row[1],
            kind=AccountKind(row[2]),
            open_kfid=row[3],
            name=row[4],
            colour=row[5],
            enabled=bool(row[6]),
            manageable=bool(row[7]),
            standing=SyncStanding(
                None if row[8] is None else from_milliseconds(row[8]),
                bool(row[9]),
                _reason(row[10]),
            ),
        )
        for row in rows
    )


def cursor_of(connection: Connection, account_id: int) -> str:
    """Return where the next sync_msg of an account begins."""
    row = connection.execute("SELECT cursor FROM account WHERE id = ?", (account_id,))
    return str(row.fetchone()[0])


def set_account_failure(
    connection: Connection,
    account_id: int,
    failure: FailureReason | None,
    *,
    now: int,
) -> None:
    """Record why an account cannot be read, or that it can."""
    rows = connection.execute(
        "UPDATE account SET failure = ?1 WHERE id = ?2 AND failure IS NOT ?1"
        " RETURNING corp_id",
        (None if failure is None else str(failure), account_id),
    ).fetchall()
    _accounts_changed(connection, [(account_id, row[0]) for row in rows], now)


def store_accounts(
    connection: Connection,
    corp_id: int,
    listed: Iterable[AccountListing],
    *,
    enable: frozenset[str] | None,
    now: int,
) -> None:
    """Bring the accounts of a corp up to date with WeCom's list.

    `enable` switches exactly these on; None leaves known ones as they are and
    adds new ones switched off.
    """
    count = connection.execute("SELECT count(*) FROM account").fetchone()[0]
    for at, entry in enumerate(listed):
        wanted = enable is not None and entry.open_kfid in enable
        connection.execute(
            "INSERT INTO account(id, corp_id, kind, external_id, name, colour, enabled,"
            " manageable, cursor, caught_up) VALUES (?8,?1,'kf',?2,?3,?4,?5,?6,'',0)"
            " ON CONFLICT(corp_id, external_id) DO UPDATE SET name = ?3,"
            " manageable = ?6, enabled = CASE WHEN ?7 THEN ?5 ELSE enabled END",
            (corp_id, entry.open_kfid, entry.name, count + at, wanted,
             entry.manageable, enable is not None, next_id(connection, "account")),
        )  # fmt: skip
    rows = connection.execute(
        "SELECT id, corp_id FROM account WHERE corp_id = ?", (corp_id,)
    ).fetchall()
    _accounts_changed(connection, rows, now)


def _accounts_changed(
    connection: Connection, rows: Iterable[tuple[int, int]], now: int
) -> None:
    change_log.record(
        connection,
        [(Subject.ACCOUNT, row[0], row[1], Aspect.HEALTH) for row in rows],
        initiator=INITIATOR,
        now=now,
    )


def _corp_changed(
    connection: Connection, corp_id: int, aspect: Aspect, now: int
) -> None:
    change_log.record(
        connection,
        [(Subject.CORP, corp_id, 0, aspect)],
        initiator=INITIATOR,
        now=now,
    )


def _reason(stored: str | None) -> FailureReason | None:
    return None if not stored else FailureReason.parse(stored)
