"""Who may answer an account's customers in the WeCom client, as WeCom last said."""

from collections.abc import Iterable

from desktop.models.servicer import Servicer
from desktop.services.storage.connection import Connection


def store(
    connection: Connection, account_id: int, servicers: Iterable[Servicer]
) -> None:
    """Put a newly read list in the place of the old one; departments are left out."""
    connection.execute("DELETE FROM servicer WHERE account_id = ?", (account_id,))
    connection.executemany(
        "INSERT INTO servicer(account_id, userid, serving) VALUES (?,?,?)"
        " ON CONFLICT DO NOTHING",
        [
            (account_id, one.userid, bool(one.serving))
            for one in servicers
            if one.userid
        ],
    )


def of_account(connection: Connection, account_id: int) -> tuple[Servicer, ...]:
    """Return who may answer, those who serve now first."""
    rows = connection.execute(
        "SELECT userid, serving FROM servicer WHERE account_id = ?"
        " ORDER BY serving DESC, userid",
        (account_id,),
    ).fetchall()
    return tuple(Servicer(row[0], 0, bool(row[1])) for row in rows)


def note_status(
    connection: Connection, account_id: int, userid: str, *, serving: bool
) -> None:
    """Believe the event that a servicer went on or off duty."""
    connection.execute(
        "UPDATE servicer SET serving = ? WHERE account_id = ? AND userid = ?",
        (serving, account_id, userid),
    )
