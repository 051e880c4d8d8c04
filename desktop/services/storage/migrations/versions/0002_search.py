"""Search: the statements stand in the SQL file beside this one; then the back-fill."""

from pathlib import Path

from alembic import op

from desktop.models.bigrams import index_terms
from desktop.services.storage.connection import Connection
from desktop.services.storage.search_hits import text_of
from desktop.services.storage.search_index import write_entries
from desktop.services.storage.search_names import spelling_of

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_AT_ONCE = 5_000


def upgrade() -> None:
    """Make the index anew, fill it from the messages, and spell the names."""
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    _index(connection)
    _spell(connection)
    op.execute("PRAGMA user_version = 2")


def _index(connection: Connection) -> None:
    last = 0
    while rows := connection.execute(
        "SELECT id, account_id, conversation_id, msgid, origin, sender, kind, content,"
        " sent_at, position FROM message WHERE id > ? ORDER BY id LIMIT ?",
        (last, _AT_ONCE),
    ).fetchall():
        words = ((row[0], index_terms(text_of(row[6], row[7]))) for row in rows)
        write_entries(connection, rows, words)
        last = rows[-1][0]


def _spell(connection: Connection) -> None:
    rows = connection.execute(
        "SELECT id, nickname FROM customer WHERE nickname <> ''"
    ).fetchall()
    connection.executemany(
        "UPDATE customer SET pinyin = ? WHERE id = ?",
        [(spelling_of(nickname), id_) for id_, nickname in rows],
    )
