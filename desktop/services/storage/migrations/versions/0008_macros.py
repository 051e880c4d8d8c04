"""Macros: see desktop/models/tables/macros.py."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("PRAGMA user_version = 8")
