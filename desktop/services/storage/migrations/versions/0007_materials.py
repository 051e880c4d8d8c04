"""Materials: see desktop/models/tables/materials.py."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.execute("PRAGMA user_version = 7")
