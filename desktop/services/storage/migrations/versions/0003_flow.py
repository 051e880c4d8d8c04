"""Flow: how an agent keeps conversations in order."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Carry out this step."""
    op.execute("PRAGMA user_version = 3")
