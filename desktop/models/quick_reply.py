"""Quick replies (快捷回复): prepared answers, of what they are made, for whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """Who sees a reply or a material."""

    PERSONAL = "personal"
    TEAM = "team"
    COMPANY = "company"
    ACCOUNT = "account"


class Standing(StrEnum):
    """Whether a reply or a material may be sent at this moment."""

    USABLE = "usable"
    NOT_YET = "not_yet"
    """Its first day has not come."""
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ReplyText:
    """Words with variables and places, see `reply_variables`."""

    text: str


@dataclass(frozen=True, slots=True)
class ReplyMaterial:
    """A material of the library, always its newest version."""

    material_id: int


ReplyPart = ReplyText | ReplyMaterial


@dataclass(frozen=True, slots=True)
class ReplyContent:
    """What an editor writes: everything that a version keeps."""

    title: str
    group: tuple[str, ...]
    """Path in the group tree, from the root; empty is 未分组."""
    parts: tuple[ReplyPart, ...]
    scope: Scope = Scope.PERSONAL
    scope_id: int | None = None
    """Team or account id, for those scopes."""
    code: str = ""
    """Short code, unique among what one operator sees; typed after `/`."""
    keywords: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    """First moment at which it cannot be sent any more."""


@dataclass(frozen=True, slots=True)
class QuickReply:
    """A reply as an operator may use it: its newest published version."""

    id: int
    key: str
    """Names it in every database: 32 hexadecimal digits."""
    version: int
    content: ReplyContent
    owner_id: int
    owner_name: str
    changed_by: str
    changed_at: datetime
    withdrawn: bool = False
    pinned: bool = False
    """By this operator."""
    spelling: str = ""
    """Made by `services/reply_search/spelling.py` when it was stored; opaque."""
    used: int = 0
    """How often it was sent, by anybody."""
    used_at: datetime | None = None
    """When this operator sent it last."""

    def standing(self, now: datetime) -> Standing:
        """Return whether it may be sent at a moment."""
        content, withdrawn = self.content, self.withdrawn
        return standing_at(
            now, content.valid_from, content.valid_until, withdrawn=withdrawn
        )

    def texts(self) -> tuple[str, ...]:
        """Return its texts in order."""
        return tuple(
            part.text for part in self.content.parts if isinstance(part, ReplyText)
        )


def standing_at(
    now: datetime,
    valid_from: datetime | None,
    valid_until: datetime | None,
    *,
    withdrawn: bool,
) -> Standing:
    """Return whether something with these dates may be sent at a moment."""
    if withdrawn:
        return Standing.WITHDRAWN
    if valid_until is not None and now >= valid_until:
        return Standing.EXPIRED
    if valid_from is not None and now < valid_from:
        return Standing.NOT_YET
    return Standing.USABLE
