"""Tables of the house's own running: change feed, engine, audit.

Times are Unix milliseconds.
"""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class ChangeRow(SQLModel, table=True):
    """One entry of the change feed; the engine prunes old ones."""

    __tablename__ = "change"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    subject: str
    key: int
    parent: int
    aspects: int
    initiator: str
    at: int


class EngineRow(SQLModel, table=True):
    """The engine that owns this database; there is one row or none."""

    __tablename__ = "engine"
    id: int | None = Field(default=None, primary_key=True)
    process_id: int
    started_at: int
    heartbeat_at: int
    receiving_callbacks: bool
    worst_delay_ms: int
    previous_heartbeat_at: int | None = None
    """The last sign of the engine before: how long nobody was reading."""


class AuditRow(SQLModel, table=True):
    """Who did what; rows are only ever added."""

    __tablename__ = "audit"
    __table_args__ = (
        Index(
            "ix_audit_event",
            "key",
            "detail",
            sqlite_where=text("action = 'event'"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    at: int
    operator_id: int | None = Field(default=None, foreign_key="operator.id")
    action: str
    subject: str
    key: int
    detail: str = ""
