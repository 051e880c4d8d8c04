"""Tables of customers, conversations and drafts. Times are Unix milliseconds."""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class CustomerRow(SQLModel, table=True):
    """One external contact of one corp."""

    __tablename__ = "customer"
    __table_args__ = (
        UniqueConstraint("corp_id", "external_userid"),
        Index("ix_customer_nickname", "nickname"),
        Index("ix_customer_names", "nickname", "pinyin"),
        Index(
            "ix_customer_profile_wanted",
            "profile_wanted_at",
            sqlite_where=text("profile_wanted_at IS NOT NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    corp_id: int = Field(foreign_key="corp.id")
    external_userid: str
    nickname: str = ""
    gender: int = 0
    unionid: str = ""
    avatar_url: str = ""
    first_seen_at: int
    last_seen_at: int
    profile_read_at: int | None = None
    profile_wanted_at: int | None = None
    """When the profile should be asked for; null when nothing is wanted."""
    pinyin: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """How the nickname sounds, for the search: syllables after spaces."""


class ConversationRow(SQLModel, table=True):
    """One customer at one account, with the summary that the list shows."""

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("account_id", "customer_id"),
        # Both are looked through without touching the rows: the columns behind the
        # order are what lanes and filters ask for.
        Index(
            "ix_conversation_position",
            "position",
            "account_id",
            "waiting_since",
            "service_state",
            "snoozed_until",
            "pinned_at",
        ),
        Index(
            "ix_conversation_open",
            "assigned_to",
            "position",
            "account_id",
            "service_state",
            "waiting_since",
            "snoozed_until",
            "pinned_at",
            sqlite_where=text("service_state <> 4"),
        ),
        Index(
            "ix_conversation_state_wanted",
            "state_wanted_at",
            sqlite_where=text("state_wanted_at IS NOT NULL"),
        ),
        Index(
            "ix_conversation_waiting",
            "waiting_since",
            sqlite_where=text("waiting_since IS NOT NULL"),
        ),
        Index(
            "ix_conversation_unread",
            "position",
            "unread",
            "account_id",
            "snoozed_until",
            sqlite_where=text("unread > 0"),
        ),
        # Few of many: what stands on top, what is marked, what is put off.
        Index(
            "ix_conversation_pinned",
            "pinned_at",
            sqlite_where=text("pinned_at IS NOT NULL"),
        ),
        Index(
            "ix_conversation_starred",
            "position",
            sqlite_where=text("starred = 1"),
        ),
        Index(
            "ix_conversation_snoozed",
            "snoozed_until",
            sqlite_where=text("snoozed_until IS NOT NULL"),
        ),
        Index("ix_conversation_customer_id", "customer_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    customer_id: int = Field(foreign_key="customer.id")
    service_state: int
    servicer: str = ""
    assigned_to: int | None = Field(default=None, foreign_key="operator.id")
    position: int = 0
    last_message_id: int | None = None
    last_origin: int | None = None
    last_kind: str = ""
    last_text: str = ""
    last_sender: str = ""
    last_state: str | None = None
    last_at: int | None = None
    unread: int = 0
    read_through: int = 0
    """Position up to which an operator has seen everything."""
    waiting_since: int | None = None
    last_customer_at: int | None = None
    last_customer_position: int = 0
    rejected: bool = False
    scene: str = ""
    scene_param: str = ""
    channels_nickname: str = ""
    channels_scene: int | None = None
    entered_at: int | None = None
    state_wanted_at: int | None = None
    """When the service state should be read anew; null when it is believed."""
    state_failure: str | None = None
    pinned_at: int | None = None
    starred: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    snoozed_until: int | None = None
    """When it comes back to the lanes; 0 when the customer has woken it."""


class SavedFilterRow(SQLModel, table=True):
    """A look at the inbox that an operator has named."""

    __tablename__ = "saved_filter"
    __table_args__ = (Index("ix_saved_filter_operator_id", "operator_id"),)
    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id")
    name: str
    place: int
    """Order in the menu."""
    lane: str
    account_ids: str
    """A JSON list, empty for all."""
    states: str
    """A JSON list of service states, empty for all."""
    waiting: bool
    unread: bool
    starred: bool
    words: str


class DraftRow(SQLModel, table=True):
    """The unsent text of one conversation."""

    __tablename__ = "draft"
    conversation_id: int = Field(foreign_key="conversation.id", primary_key=True)
    text: str
    changed_at: int
