"""Tables of what is being prepared: attachments of drafts, and answers for later.

Times are Unix milliseconds.
"""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel


class ScheduledRow(SQLModel, table=True):
    """An answer that is to leave at a time; gone once it is in the outbox.

    Ids are never used again: a look and the step after it mean the same answer.
    """

    __tablename__ = "scheduled"
    __table_args__ = (
        Index("ix_scheduled_due", "due_at", sqlite_where=text("failure IS NULL")),
        Index("ix_scheduled_conversation_id", "conversation_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    operator_id: int = Field(foreign_key="operator.id")
    due_at: int
    seen_through: int
    """Position of the newest message that the operator had on screen."""
    despite_newer: bool
    """Whether it leaves also when the customer has written since."""
    failure: str | None = None
    """Why it was stopped; a person decides what becomes of it."""
    created_at: int


class PreparedRow(SQLModel, table=True):
    """A part that is ready to be sent: of a draft, or of an answer for later."""

    __tablename__ = "prepared"
    __table_args__ = (
        Index("ix_prepared_conversation_id", "conversation_id", "place"),
        Index("ix_prepared_schedule_id", "schedule_id"),
        Index("ix_prepared_media_row", "media_row"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    schedule_id: int | None = Field(default=None, foreign_key="scheduled.id")
    """None for a part of the draft."""
    place: int
    """Order among its neighbours."""
    kind: str
    content: str
    media_row: int | None = Field(default=None, foreign_key="media.id")
    """Its file or cover."""
    obstacle: int = 0
    """The LocalFailure that keeps it from being sent, 0 when it fits."""
    can_shrink: bool = False
    removed_at: int | None = None
    """Since when it is out of the draft, to be brought back or swept away."""


class NoteDraftRow(SQLModel, table=True):
    """The unfinished note of one conversation, apart from the draft of an answer."""

    __tablename__ = "note_draft"
    conversation_id: int = Field(foreign_key="conversation.id", primary_key=True)
    text: str
    changed_at: int


class QuoteDraftRow(SQLModel, table=True):
    """The message to which an unsent answer refers."""

    __tablename__ = "quote_draft"
    conversation_id: int = Field(foreign_key="conversation.id", primary_key=True)
    message_id: int = Field(foreign_key="message.id")
