"""Tables of macros, and of whose reply-book files are believed."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class MacroRow(SQLModel, table=True):
    """Several steps that an operator does at one key."""

    __tablename__ = "macro"
    __table_args__ = (
        Index("ix_macro_operator_id", "operator_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    operator_id: int = Field(foreign_key="operator.id")
    name: str
    steps: str
    """JSON of `storage/macro_codec.py`."""
    changed_at: int
    removed_at: int | None = None
    """Since when it is gone, to be brought back."""


class BookPublisherRow(SQLModel, table=True):
    """A key whose reply-book files an operator has accepted."""

    __tablename__ = "book_publisher"
    public_key: bytes = Field(primary_key=True)
    """Ed25519, 32 bytes."""
    name: str
    operator_id: int = Field(foreign_key="operator.id")
    """Who accepted it."""
    trusted_at: int
    serial: int
    """The newest file of theirs that was taken in; older ones are refused."""
