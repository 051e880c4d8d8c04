"""Tables of messages, their files, and what is to go out.

Times are Unix milliseconds.
"""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class MessageRow(SQLModel, table=True):
    """One entry of a conversation."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("account_id", "msgid"),
        Index("ix_message_conversation_id_position", "conversation_id", "position"),
        # For the allowance of each row of the list: our answers among many messages.
        Index(
            "ix_message_answers",
            "conversation_id",
            "position",
            sqlite_where=text("origin = 1"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    conversation_id: int = Field(foreign_key="conversation.id")
    msgid: str
    origin: int
    sender: str = ""
    kind: str
    content: str
    sent_at: int
    position: int
    state: str | None = None
    failure: str | None = None
    attempted_at: int | None = None
    """When the engine last asked WeCom to send it."""
    recalled: bool = False


class SenderRow(SQLModel, table=True):
    """Somebody of us who has written: what 人: is compared with."""

    __tablename__ = "sender"
    name: str = Field(primary_key=True)


class MediaRow(SQLModel, table=True):
    """The bytes of a media message: where they come from and how far they are.

    Ids are never used again: they name the sealed files.
    """

    __tablename__ = "media"
    __table_args__ = (
        Index(
            "ix_media_due",
            "due_at",
            sqlite_where=text("state IN ('waiting', 'downloading')"),
        ),
        # The search reads names out of it without touching the rows.
        Index("ix_media_name", "message_id", "name", sqlite_where=text("name <> ''")),
        Index(
            "ix_media_rendition_id",
            "rendition_id",
            sqlite_where=text("rendition_id IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    message_id: int | None = Field(default=None, foreign_key="message.id", unique=True)
    """None while it is prepared and not sent."""
    corp_id: int = Field(foreign_key="corp.id")
    media_id: str
    state: str
    name: str = ""
    size: int = 0
    received: int = 0
    file_key: bytes
    """Random key of the sealed file; the database that holds it is encrypted."""
    attempts: int = 0
    due_at: int
    failure: str | None = None
    uploaded: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """Bytes of a file of ours that WeCom has."""
    uploaded_at: int | None = None
    """When WeCom gave the media_id of a file of ours: it is good for three days."""
    played_at: int | None = None
    """When somebody here first listened to it."""
    rendition_id: int | None = Field(default=None, foreign_key="rendition.id")
    """Of which file of the library it is a copy; WeCom knows both by one media_id."""


class OutboxRow(SQLModel, table=True):
    """A message that is to go out; the row disappears when its fate is known.

    Ids are never used again: an answer on its way finds its own row or none.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "state", "due_at"),
        Index("ix_outbox_conversation_id", "conversation_id", "message_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id", unique=True)
    account_id: int = Field(foreign_key="account.id")
    conversation_id: int = Field(foreign_key="conversation.id")
    state: str
    """queued, sending or held."""
    body: bytes | None = None
    """The request, made at the first attempt and never changed after it."""
    seen_through: int
    """Position of the newest message that the operator had on screen."""
    attempts: int = 0
    doubtful: bool = False
    """Whether an earlier attempt may have been carried out."""
    due_at: int


class StateRequestRow(SQLModel, table=True):
    """A wish to move a session (service_state/trans); gone when answered.

    Ids are never used again: the wish after it is not taken for it.
    """

    __tablename__ = "state_request"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id", index=True)
    to_state: int
    servicer: str = ""
    operator_id: int = Field(foreign_key="operator.id")
    attempts: int = 0
    due_at: int
