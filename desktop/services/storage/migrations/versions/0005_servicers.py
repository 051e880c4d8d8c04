"""Servicers: to whom a session can be handed over in the WeCom client."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; the engine fills it."""
    op.execute(
        "CREATE TABLE servicer ("
        " account_id INTEGER NOT NULL,"
        " userid VARCHAR NOT NULL,"
        " serving BOOLEAN NOT NULL,"
        " PRIMARY KEY (account_id, userid),"
        " FOREIGN KEY(account_id) REFERENCES account (id))"
    )
    op.execute("PRAGMA user_version = 5")
