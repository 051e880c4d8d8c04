"""Outgoing: files, times and conditions of what leaves."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Carry out this step."""
    op.execute("PRAGMA user_version = 4")
