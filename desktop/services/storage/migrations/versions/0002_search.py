"""Search: see the SQL file beside this one."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Carry out this step."""
    op.execute("PRAGMA user_version = 2")
