"""Materials (素材): what the library owns, in versions, and how it can be sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.models.content import Text
from desktop.models.failures import Sentence
from desktop.models.outgoing import CardContent
from desktop.models.quick_reply import Scope, Standing, standing_at
from desktop.models.send_state import SendState


class MaterialKind(StrEnum):
    """What a material is."""

    PICTURE = "image"
    VIDEO = "video"
    VOICE = "voice"
    FILE = "file"
    LINK = "link"
    MINI_PROGRAM = "miniprogram"
    LOCATION = "location"
    MENU = "msgmenu"
    BUSINESS_CARD = "business_card"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class MaterialDetails:
    """What a person says of a material; changing it makes no version."""

    name: str
    folder: tuple[str, ...] = ()
    """Path in the folder tree, from the root."""
    code: str = ""
    tags: tuple[str, ...] = ()
    scope: Scope = Scope.COMPANY
    scope_id: int | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    priced_at: datetime | None = None
    """Of when its prices are; None where it names none."""


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """What the bytes say of themselves; 0 and empty where it does not apply."""

    digest: str = ""
    """SHA-256 of the original, hexadecimal."""
    size: int = 0
    """Bytes of the original."""
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    format: str = ""
    """Short name for people: JPG, PDF, MP4."""


@dataclass(frozen=True, slots=True)
class Material:
    """A material in its newest version."""

    id: int
    key: str
    """Names it in every database: 32 hexadecimal digits."""
    kind: MaterialKind
    version: int
    details: MaterialDetails
    facts: MaterialFacts
    owner_id: int
    owner_name: str
    changed_by: str
    changed_at: datetime
    card: CardContent | Text | None = None
    """What a card or a text block says; None for files."""
    withdrawn: bool = False
    used: int = 0
    """How often it was sent."""
    scope_name: str = ""
    """Name of the account that it is for; it is offered everywhere all the same."""

    def standing(self, now: datetime) -> Standing:
        """Return whether it may be sent at a moment."""
        details, withdrawn = self.details, self.withdrawn
        return standing_at(
            now, details.valid_from, details.valid_until, withdrawn=withdrawn
        )


class MaterialOrder(StrEnum):
    """What stands first in a list."""

    CHANGED = "changed"
    """What changed last."""
    USED = "used"
    """What this operator sent last, then what changed last."""


@dataclass(frozen=True, slots=True)
class MaterialQuery:
    """Which materials a grid shows; everything empty is all of them."""

    words: str = ""
    """Name, code, tag, pinyin, and text inside where it is known."""
    folder: tuple[str, ...] | None = None
    """With everything below it; None is every folder."""
    kinds: frozenset[MaterialKind] = frozenset()
    tags: frozenset[str] = frozenset()
    standing: Standing | None = Standing.USABLE
    """None is every standing."""
    order: MaterialOrder = MaterialOrder.CHANGED


@dataclass(frozen=True, slots=True)
class MaterialVersion:
    """One entry of a material's history."""

    version: int
    facts: MaterialFacts
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SentMaterial:
    """One time that a material was sent."""

    message_id: int
    conversation_id: int
    customer_name: str
    account_name: str
    sent_at: datetime
    version: int
    state: SendState | None
    """None where the message stands outside our outbox."""


class UploadStanding(StrEnum):
    """What one corp's WeCom knows of a material."""

    NOT_UPLOADED = "not_uploaded"
    UPLOADING = "uploading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CorpUpload:
    """The cache entry of one material at one corp."""

    corp_id: int
    corp_name: str
    standing: UploadStanding
    expires_at: datetime | None = None
    """When its media_id ends, three days after the upload (doc 90253)."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of something that was to be added: a material, or a question."""

    material: Material | None = None
    """None when nothing was added: the library has its like."""
    same: Material | None = None
    """Holds the very same bytes."""
    alike: tuple[Material, ...] = ()
    """Look nearly the same."""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file of a folder that was not taken in."""

    name: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class FolderReport:
    """What became of the files of a folder."""

    added: tuple[Material, ...]
    refused: tuple[RefusedFile, ...]
    """Those that the library has already are among them."""


class NotAddedError(Exception):
    """Nothing was taken into the library; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__("not added")
        self.sentence = sentence
