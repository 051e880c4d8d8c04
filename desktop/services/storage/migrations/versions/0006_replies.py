"""Replies: the reply book, and from what each message was taken; see the SQL file."""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the book, empty; what is prepared comes from nowhere so far."""
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute("PRAGMA user_version = 6")
