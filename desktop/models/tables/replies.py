"""Tables of the reply book: replies in versions, what was published, what was sent.

Times are Unix milliseconds. What a version says is JSON of `storage/reply_codec.py`.
"""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class ReplyRow(SQLModel, table=True):
    """A quick reply with what is asked of it without reading what it says.

    Ids are never used again: messages remember from which reply they came.
    """

    __tablename__ = "reply"
    __table_args__ = (
        Index("ix_reply_code", "code", sqlite_where=text("code <> ''")),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    owner_id: int = Field(foreign_key="operator.id")
    version: int
    """The newest one, which everybody who sees it uses."""
    scope: str
    scope_id: int | None = None
    code: str
    """Folded, for comparing."""
    valid_from: int | None = None
    valid_until: int | None = None
    withdrawn_at: int | None = None
    removed_at: int | None = None
    """Since when a personal one is gone, to be brought back."""
    stops_below: int
    """Older versions than this cannot leave any more."""


class ReplyVersionRow(SQLModel, table=True):
    """What a reply said from some moment on; never changed."""

    __tablename__ = "reply_version"
    reply_id: int = Field(foreign_key="reply.id", primary_key=True, ondelete="CASCADE")
    version: int = Field(primary_key=True)
    content: str
    spelling: str
    changed_by: str
    changed_at: int
    publication_id: int | None = Field(default=None, foreign_key="publication.id")


class ReplyMaterialRow(SQLModel, table=True):
    """Which materials the newest version of a reply holds."""

    __tablename__ = "reply_material"
    __table_args__ = (Index("ix_reply_material_material_id", "material_id"),)
    reply_id: int = Field(foreign_key="reply.id", primary_key=True, ondelete="CASCADE")
    material_id: int = Field(primary_key=True)


class ReplyProposalRow(SQLModel, table=True):
    """A working copy of a shared reply."""

    __tablename__ = "reply_proposal"
    __table_args__ = (
        UniqueConstraint("operator_id", "reply_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id")
    reply_id: int | None = Field(
        default=None, foreign_key="reply.id", ondelete="CASCADE"
    )
    """None for a reply that is not there yet."""
    base_version: int
    """The newest version when it was written."""
    content: str
    changed_at: int


class ReplyWorkingRow(SQLModel, table=True):
    """What an operator typed into the editor of a reply and has not finished."""

    __tablename__ = "reply_working"
    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id")
    reply_id: int | None = Field(
        default=None, foreign_key="reply.id", ondelete="CASCADE"
    )
    proposal_id: int | None = Field(
        default=None, foreign_key="reply_proposal.id", ondelete="CASCADE"
    )
    """Of a new reply; without both it was begun and kept nowhere so far."""
    content: str
    changed_at: int


class PublicationRow(SQLModel, table=True):
    """A step of the shared book."""

    __tablename__ = "publication"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id")
    published_by: str
    published_at: int
    note: str
    stops_old: bool


class PublicationEntryRow(SQLModel, table=True):
    """What became of a reply in a publication."""

    __tablename__ = "publication_entry"
    publication_id: int = Field(foreign_key="publication.id", primary_key=True)
    reply_id: int = Field(foreign_key="reply.id", primary_key=True, ondelete="CASCADE")
    fate: str
    version_before: int
    """0 where it was not there, or not shared."""
    version: int


class PublicationSeenRow(SQLModel, table=True):
    """Up to which publication an operator has read the news."""

    __tablename__ = "publication_seen"
    operator_id: int = Field(foreign_key="operator.id", primary_key=True)
    publication_id: int


class ReplyGroupRow(SQLModel, table=True):
    """The place of a group among its neighbours; groups without a row come last."""

    __tablename__ = "reply_group"
    path: str = Field(primary_key=True)
    """A JSON list."""
    place: int


class ReplyPinRow(SQLModel, table=True):
    """A reply that an operator keeps on top."""

    __tablename__ = "reply_pin"
    operator_id: int = Field(foreign_key="operator.id", primary_key=True)
    reply_id: int = Field(foreign_key="reply.id", primary_key=True, ondelete="CASCADE")


class ReplyUseRow(SQLModel, table=True):
    """An answer that held a reply: one row however many messages it became."""

    __tablename__ = "reply_use"
    __table_args__ = (
        Index("ix_reply_use_reply_id", "reply_id", "operator_id", "used_at"),
        Index("ix_reply_use_conversation_id", "conversation_id", "message_id"),
        Index("ix_reply_use_used_at", "used_at"),
    )
    message_id: int = Field(
        foreign_key="message.id", primary_key=True, ondelete="CASCADE"
    )
    """The first message with it."""
    reply_id: int = Field(foreign_key="reply.id", primary_key=True, ondelete="CASCADE")
    version: int
    operator_id: int = Field(foreign_key="operator.id")
    account_id: int = Field(foreign_key="account.id")
    conversation_id: int = Field(foreign_key="conversation.id")
    used_at: int


class MessageSourceRow(SQLModel, table=True):
    """From what a message was taken: what the engine asks before it sends."""

    __tablename__ = "message_source"
    __table_args__ = (
        Index(
            "ix_message_source_reply_id",
            "reply_id",
            "message_id",
            sqlite_where=text("reply_id > 0"),
        ),
        Index(
            "ix_message_source_material_id",
            "material_id",
            "message_id",
            sqlite_where=text("material_id > 0"),
        ),
    )
    message_id: int = Field(
        foreign_key="message.id", primary_key=True, ondelete="CASCADE"
    )
    place: int = Field(primary_key=True)
    """Words may have been taken from more than one reply."""
    reply_id: int
    reply_version: int
    material_id: int
    material_version: int


class PreparedSourceRow(SQLModel, table=True):
    """From what a part of a draft or of an answer for later was taken."""

    __tablename__ = "prepared_source"
    prepared_id: int = Field(
        foreign_key="prepared.id", primary_key=True, ondelete="CASCADE"
    )
    place: int = Field(primary_key=True)
    reply_id: int
    reply_version: int
    material_id: int
    material_version: int


class DraftSourceRow(SQLModel, table=True):
    """From what the words of a draft were taken, in the order of taking."""

    __tablename__ = "draft_source"
    conversation_id: int = Field(
        foreign_key="conversation.id", primary_key=True, ondelete="CASCADE"
    )
    place: int = Field(primary_key=True)
    reply_id: int
    reply_version: int
    material_id: int
    material_version: int
