"""The filters that an operator has named, in their order."""

import json

from desktop.models.conversation import Lane
from desktop.models.saved_filter import FilterTerms, Narrowing, SavedFilter
from desktop.models.service_state import ServiceState
from desktop.services.storage.connection import Connection


def filters(connection: Connection, operator_id: int) -> tuple[SavedFilter, ...]:
    """Return the filters of an operator in their order."""
    rows = connection.execute(
        "SELECT id, name, lane, account_ids, states, waiting, unread, starred, words"
        " FROM saved_filter WHERE operator_id = ? ORDER BY place, id",
        (operator_id,),
    )
    return tuple(_filter(*row) for row in rows)


def store(
    connection: Connection, operator_id: int, name: str, terms: FilterTerms
) -> int:
    """Add a filter at the end and return its id."""
    return int(
        connection.execute(
            "INSERT INTO saved_filter(operator_id, name, place, lane, account_ids,"
            " states, waiting, unread, starred, words)"
            " SELECT ?1, ?2, coalesce(max(place), 0) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9"
            " FROM saved_filter WHERE operator_id = ?1 RETURNING id",
            (operator_id, name, *_columns(terms)),
        ).fetchone()[0]
    )


def change(connection: Connection, changed: SavedFilter) -> None:
    """Give a filter another name or other terms; one that is gone stays gone."""
    connection.execute(
        "UPDATE saved_filter SET name = ?, lane = ?, account_ids = ?, states = ?,"
        " waiting = ?, unread = ?, starred = ?, words = ? WHERE id = ?",
        (changed.name, *_columns(changed.terms), changed.id),
    )


def delete(connection: Connection, filter_id: int) -> int | None:
    """Take a filter away; return its place for `put_back`, None if it was gone."""
    row = connection.execute(
        "DELETE FROM saved_filter WHERE id = ? RETURNING place", (filter_id,)
    ).fetchone()
    return None if row is None else int(row[0])


def put_back(
    connection: Connection, operator_id: int, deleted: SavedFilter, place: int
) -> None:
    """Bring a deleted filter back with its id and in its place."""
    connection.execute(
        "INSERT INTO saved_filter(id, operator_id, name, place, lane, account_ids,"
        " states, waiting, unread, starred, words) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
        " ON CONFLICT DO NOTHING",
        (deleted.id, operator_id, deleted.name, place, *_columns(deleted.terms)),
    )


def _columns(terms: FilterTerms) -> tuple[object, ...]:
    narrowing = terms.narrowing
    return (
        terms.lane.value,
        json.dumps(sorted(terms.account_ids)),
        json.dumps(sorted(narrowing.states)),
        narrowing.waiting,
        narrowing.unread,
        narrowing.starred,
        terms.words,
    )


def _filter(  # noqa: PLR0913, RUF100 - one parameter a column
    id_: int, name: str, lane: str, account_ids: str, states: str,
    waiting: int, unread: int, starred: int, words: str,
) -> SavedFilter:  # fmt: skip
    narrowing = Narrowing(
        frozenset(ServiceState(state) for state in json.loads(states)),
        bool(waiting),
        bool(unread),
        bool(starred),
    )
    accounts = frozenset(int(one) for one in json.loads(account_ids))
    return SavedFilter(id_, name, FilterTerms(Lane(lane), accounts, narrowing, words))
