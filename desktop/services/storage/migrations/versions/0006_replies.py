"""Replies: see desktop/models/tables/replies.py."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("PRAGMA user_version = 6")
