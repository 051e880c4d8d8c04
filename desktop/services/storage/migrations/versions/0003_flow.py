"""Flow: how an agent keeps conversations in order; see the SQL file beside this."""

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add pins, stars, snoozes and saved filters; every conversation has none."""
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    op.execute("PRAGMA user_version = 3")
