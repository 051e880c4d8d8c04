"""What an answer is made of before it leaves: parts, prepared attachments, refusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.models.content import (
    AcquisitionLink,
    BusinessCard,
    Link,
    Location,
    Menu,
    MiniProgram,
    Text,
)
from desktop.models.content_source import NO_SOURCE, ContentSource
from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.text_cutting import cut

MEGABYTE = 1024 * 1024
LONGEST_VOICE_MS = 60_000
"""Milliseconds of a voice message (doc 90253)."""
LEAST_BYTES = 6
"""A file has more than 5 bytes (doc 90253)."""
LARGEST_STAGED = 100 * MEGABYTE
"""What is copied at all, in the hope that it can be made smaller."""
QUOTE_RULE = "- - - - - - - - - -"


class PreparedKind(StrEnum):
    """What a prepared part will be sent as: content tags of `content_codec`."""

    PICTURE = "image"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    LOCATION = "location"
    LINK = "link"
    MINI_PROGRAM = "miniprogram"
    MENU = "msgmenu"
    BUSINESS_CARD = "business_card"
    ACQUISITION_LINK = "ca_link"
    TEXT = "text"
    """A further text of a combo, which has its place among the rest."""


LARGEST = {
    PreparedKind.PICTURE: 2 * MEGABYTE,
    PreparedKind.VOICE: 2 * MEGABYTE,
    PreparedKind.VIDEO: 10 * MEGABYTE,
    PreparedKind.FILE: 20 * MEGABYTE,
}
"""Bytes that kf takes of each kind (docs 90253, 94677; pages differ, this is safe)."""

CardContent = (
    Location | Link | MiniProgram | Menu | BusinessCard | AcquisitionLink | Text
)
"""What is sent without a file of its own; link and mini program have a cover."""


@dataclass(frozen=True, slots=True)
class Fits:
    """It can be sent as it is."""


@dataclass(frozen=True, slots=True)
class TooLarge:
    """It has more bytes than WeCom takes."""

    limit: int
    """Bytes."""
    can_shrink: bool
    """Whether `Attachments.shrink` can make it smaller."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """WeCom does not take it as it is."""

    sentence: Sentence
    can_shrink: bool
    """Whether `Attachments.shrink` can turn it into what WeCom takes."""


Verdict = Fits | TooLarge | NotTaken


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that lies ready beside the draft of a conversation, sealed on our disk."""

    id: int
    conversation_id: int
    kind: PreparedKind
    name: str
    """As it will be sent; uncleaned, empty for cards."""
    size: int
    """Bytes of the file or cover, 0 for cards without."""
    verdict: Verdict
    card: CardContent | None = None
    """What a card says; None for files."""
    source: ContentSource = NO_SOURCE
    """The reply and the material that it was taken from."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """Words; long ones become several messages."""

    text: str
    source: ContentSource = NO_SOURCE


@dataclass(frozen=True, slots=True)
class AttachmentPart:
    """A prepared attachment, by its id; sending takes it out of the draft."""

    attachment_id: int


@dataclass(frozen=True, slots=True)
class CardPart:
    """A card without a cover, sent without lying in the draft before.

    Links and mini programs have covers: `Attachments.add_card` prepares them.
    """

    content: Location | Menu | BusinessCard | AcquisitionLink


Part = TextPart | AttachmentPart | CardPart


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What undoing a send or a scheduled answer gives back to the composer.

    All of it lies in the draft again when this is returned: the words before what was
    typed since, the attachments after those that were there.
    """

    text: str
    attachments: tuple[Attachment, ...]
    too_late: tuple[int, ...] = ()
    """Ids of messages that had begun to be sent."""


def price(parts: Sequence[Part]) -> int:
    """Return how many of the five messages an answer costs."""
    return sum(
        len(cut(part.text)) if isinstance(part, TextPart) else 1 for part in parts
    )


def quoted(sender: str, said_at: datetime, words: str, answer: str) -> str:
    """Return an answer with what it refers to on top, because WeCom has no quote.

    `said_at` is shown in this machine's time zone; of the words one line is kept.
    """
    hour = said_at.astimezone().strftime("%H:%M")
    head = f"{one_line(sender)} {hour}".strip()
    return f"「{head}：{one_line(words)}」\n{QUOTE_RULE}\n{answer}"


class NotSentError(Exception):
    """Nothing was stored and the draft is kept; `sentence` says why."""

    sentence = Sentence("没有发出，草稿还在", "Not sent; your draft is kept")


class NewerMessageError(NotSentError):
    """The customer wrote something that was not on screen."""

    sentence = Sentence(
        "客户刚发来了新消息，看过之后再发",
        "The customer has just written: read it before you send",
    )

    def __init__(self, message_id: int, words: str) -> None:
        super().__init__("a newer message")
        self.message_id = message_id
        """The first one that was not seen."""
        self.words = words
        """One line of it; empty for what has no words."""


class NotEnoughPipsError(NotSentError):
    """The answer needs more of the five messages than are left."""

    sentence = Sentence(
        "条数超过剩余额度，一条都没有发出",
        "That is more messages than are left: none was sent",
    )

    def __init__(self, needed: int, left: int) -> None:
        super().__init__(f"{needed} needed, {left} left")
        self.needed = needed
        self.left = left


class WithdrawnContentError(NotSentError):
    """A reply or a material of the answer was withdrawn or has expired."""

    sentence = Sentence(
        "里面有已撤回或已过期的内容，没有发出",
        "It holds content that was withdrawn or has expired; it was not sent",
    )

    def __init__(self, source: ContentSource, name: str) -> None:
        super().__init__(f"reply {source.reply_id}, material {source.material_id}")
        self.source = source
        self.name = name
        """Of the reply or material, for people."""


class AttachmentNotReadyError(NotSentError):
    """An attachment does not fit, is being copied, or is not there any more."""

    sentence = Sentence(
        "有附件还不能发送，请先处理它",
        "An attachment cannot be sent as it is: see to it first",
    )

    def __init__(self, attachment_id: int) -> None:
        super().__init__(f"attachment {attachment_id}")
        self.attachment_id = attachment_id


class NotStagedError(Exception):
    """A file could not be taken in; `sentence` says why. Nothing is kept of it."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__("not staged")
        self.sentence = sentence


class NotShrunkError(Exception):
    """A file could not be made small enough; the original is as it was."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__("not shrunk")
        self.sentence = sentence
