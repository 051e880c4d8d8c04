"""Tables of the library: materials in versions, bytes, what WeCom calls them.

Times are Unix milliseconds. Sealed bytes lie where `services/library_files` says.
"""

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class OriginalRow(SQLModel, table=True):
    """Bytes that the library owns, once however many versions are made of them.

    Ids are never used again: they name the sealed files.
    """

    __tablename__ = "original"
    __table_args__ = {"sqlite_autoincrement": True}
    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    """SHA-256, hexadecimal; a name of its own while the bytes are being taken in."""
    size: int
    file_key: bytes
    """Random key of the sealed file; the database that holds it is encrypted."""


class MaterialRow(SQLModel, table=True):
    """A material with what is asked of it without reading its versions.

    Ids are never used again: messages remember from which material they came.
    """

    __tablename__ = "material"
    __table_args__ = (
        # All that a list is narrowed by, in its order, and all that is searched. SQLite
        # asks the row for `removed_at` unless the index has it, too. Both are small and
        # dense, and fit into a reader's cache together: rows hold 4 KB of words inside.
        Index(
            "ix_material_listing",
            "changed_at",
            "id",
            "kind",
            "folder",
            "withdrawn_at",
            "valid_from",
            "valid_until",
            "only_for",
            "removed_at",
            sqlite_where=text("removed_at IS NULL"),
        ),
        Index(
            "ix_material_found_by",
            "id",
            "found_by",
            "removed_at",
            sqlite_where=text("removed_at IS NULL"),
        ),
        Index("ix_material_inside", "id", sqlite_where=text("inside <> ''")),
        Index(
            "ix_material_look",
            "look",
            "only_for",
            "removed_at",
            sqlite_where=text("look <> ''"),
        ),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    version: int
    """The newest one, which everybody uses."""
    name: str
    folder: str
    """Names of the path, each with a slash behind it."""
    code: str
    scope: str
    scope_id: int | None = None
    owner_id: int = Field(foreign_key="operator.id")
    only_for: int | None = None
    """The owner while it is personal: what lists ask, as short as an index likes it."""
    valid_from: int | None = None
    valid_until: int | None = None
    priced_at: int | None = None
    found_by: str
    """Folded name, code and tags, initials and pinyin: what searching looks through."""
    inside: str
    """Words inside a document or a picture, folded."""
    look: str
    """What the picture is like, hexadecimal; empty where that says nothing."""
    changed_by: str
    changed_at: int
    withdrawn_at: int | None = None
    removed_at: int | None = None
    """Since when it is gone, to be brought back."""


class MaterialTagRow(SQLModel, table=True):
    """A tag of a material."""

    __tablename__ = "material_tag"
    __table_args__ = (Index("ix_material_tag_tag", "tag", "material_id"),)
    material_id: int = Field(
        foreign_key="material.id", primary_key=True, ondelete="CASCADE"
    )
    tag: str = Field(primary_key=True)


class MaterialVersionRow(SQLModel, table=True):
    """What a material was from some moment on; never changed."""

    __tablename__ = "material_version"
    __table_args__ = (Index("ix_material_version_original_id", "original_id"),)
    material_id: int = Field(
        foreign_key="material.id", primary_key=True, ondelete="CASCADE"
    )
    version: int = Field(primary_key=True)
    original_id: int | None = Field(default=None, foreign_key="original.id")
    """Its bytes, or those of the cover of a card."""
    card: str
    """What a card or a text says (JSON); empty for files."""
    width: int
    height: int
    duration_ms: int
    format: str
    small: bytes
    """A small picture of it; empty where there is none."""
    changed_by: str
    changed_at: int


class MaterialUseRow(SQLModel, table=True):
    """When an operator sent a material last: what a list begins with."""

    __tablename__ = "material_use"
    __table_args__ = (
        Index("ix_material_use_used_at", "operator_id", "used_at", "material_id"),
    )
    operator_id: int = Field(foreign_key="operator.id", primary_key=True)
    material_id: int = Field(
        foreign_key="material.id", primary_key=True, ondelete="CASCADE"
    )
    used_at: int


class RenditionRow(SQLModel, table=True):
    """What the channel takes of one version of a material.

    Ids are never used again: they name the sealed files.
    """

    __tablename__ = "rendition"
    __table_args__ = (
        UniqueConstraint("material_id", "version"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    material_id: int = Field(foreign_key="material.id", ondelete="CASCADE")
    version: int
    kind: str
    """The content tag of its messages."""
    name: str
    """As a customer sees it."""
    size: int
    file_key: bytes
    fitted: bool
    """Whether it is not the original itself."""


class MaterialUploadRow(SQLModel, table=True):
    """What one corp's WeCom knows of a rendition: a cache, the file is the truth."""

    __tablename__ = "material_upload"
    __table_args__ = (
        UniqueConstraint("rendition_id", "corp_id"),
        Index("ix_material_upload_corp_id", "corp_id", "media_id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, primary_key=True)
    rendition_id: int = Field(foreign_key="rendition.id", ondelete="CASCADE")
    corp_id: int = Field(foreign_key="corp.id", ondelete="CASCADE")
    state: str
    """waiting, uploading, ready or failed."""
    media_id: str
    name: str
    """As it was uploaded."""
    uploaded: int
    """Bytes that WeCom has of an upload on its way."""
    uploaded_at: int | None = None
    attempts: int
    failure: str | None = None
    due_at: int
    ahead: bool
    """Whether it is wanted although no message waits."""
