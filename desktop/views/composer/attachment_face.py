"""What a chip of the strip shows: an attachment, or a file that is being copied."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.models.content import (
    AcquisitionLink,
    BusinessCard,
    Link,
    Location,
    Menu,
    MiniProgram,
    Text,
)
from desktop.models.display_text import one_line
from desktop.models.outgoing import (
    Attachment,
    CardContent,
    Fits,
    NotTaken,
    PreparedKind,
    TooLarge,
)
from desktop.models.reply_rendering import open_gaps
from desktop.models.text_cutting import cut
from desktop.views.theme.language import words

_NAME_SHOWN = 80
_KIND_ICONS = {
    PreparedKind.PICTURE: "message_picture",
    PreparedKind.VOICE: "message_voice",
    PreparedKind.VIDEO: "message_video",
    PreparedKind.FILE: "message_file",
    PreparedKind.LOCATION: "message_location",
    PreparedKind.LINK: "message_link",
    PreparedKind.MINI_PROGRAM: "message_mini_program",
    PreparedKind.MENU: "message_menu",
    PreparedKind.BUSINESS_CARD: "message_card",
    PreparedKind.ACQUISITION_LINK: "message_link",
    PreparedKind.TEXT: "message_text",
}


class Work(Enum):
    """What is being done with a file."""

    COPYING = auto()
    SHRINKING = auto()


@dataclass(frozen=True, slots=True)
class AttachmentFace:
    """One chip; `key` is the attachment's id, or a word while it has none."""

    key: int | str
    name: str
    attachment: Attachment | None = None
    """None while the file is being copied."""
    work: Work | None = None
    progress: float = 0.0
    """0 to 1, of the work."""

    @property
    def ready(self) -> bool:
        """Whether it can be sent as it stands."""
        held = self.attachment
        return self.work is None and held is not None and held.verdict == Fits()

    @property
    def unfit(self) -> bool:
        """Whether a person has to do something about it before it can be sent."""
        return self.work is None and not self.ready

    @property
    def can_shrink(self) -> bool:
        """Whether making it smaller is on offer."""
        if self.work is not None or self.attachment is None:
            return False
        verdict = self.attachment.verdict
        return isinstance(verdict, TooLarge | NotTaken) and verdict.can_shrink

    @property
    def pieces(self) -> int:
        """How many messages it becomes: a long text is cut."""
        return max(1, len(cut(self.whole_text)))

    @property
    def whole_text(self) -> str:
        """What a text that goes along says, empty for anything else."""
        card = None if self.attachment is None else self.attachment.card
        return card.text if isinstance(card, Text) else ""

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        held = self.attachment
        return "message_file" if held is None else _KIND_ICONS[held.kind]


def has_gaps(faces: Iterable[AttachmentFace]) -> bool:
    """Return whether a text that goes along still has something to fill."""
    return any(open_gaps(face.whole_text) for face in faces)


def face_of(attachment: Attachment) -> AttachmentFace:
    """Return the chip of an attachment that nothing is done with."""
    card = attachment.card
    name = attachment.name if card is None else card_words(card)
    return AttachmentFace(attachment.id, one_line(name, _NAME_SHOWN), attachment)


def card_words(card: CardContent) -> str:
    """Return one line for a card."""
    match card:
        case Location():
            return card.name or card.address or f"{card.latitude}, {card.longitude}"
        case Text():
            return card.text
        case Link() | MiniProgram():
            return card.title
        case Menu():
            return card.head or " / ".join(item.label for item in card.items)
        case BusinessCard():
            return card.userid
        case AcquisitionLink():
            return card.url


def state_words(face: AttachmentFace) -> str:
    """Return the second line of a chip: its size, what is done, or what is wrong."""
    translate = QCoreApplication.translate
    percent = int(face.progress * 100)
    if face.work is Work.COPYING or face.attachment is None:
        return translate("AttachmentFace", "正在读取…")
    if face.work is Work.SHRINKING:
        return translate("AttachmentFace", "正在压缩 {percent}%").format(
            percent=percent
        )
    match face.attachment.verdict:
        case TooLarge(limit):
            return translate("AttachmentFace", "{size}，上限 {limit}").format(
                size=size_words(face.attachment.size), limit=size_words(limit, 0)
            )
        case NotTaken(sentence):
            return words(sentence)
    if face.attachment.card is not None:
        return _card_kind(face.attachment.kind)
    return size_words(face.attachment.size)


def size_words(size: int, digits: int = 1) -> str:
    """Return a number of bytes as people read it."""
    return QLocale().formattedDataSize(
        size, digits, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )


def _card_kind(kind: PreparedKind) -> str:
    translate = QCoreApplication.translate
    return {
        PreparedKind.LOCATION: translate("AttachmentFace", "位置"),
        PreparedKind.LINK: translate("AttachmentFace", "链接"),
        PreparedKind.MINI_PROGRAM: translate("AttachmentFace", "小程序"),
        PreparedKind.MENU: translate("AttachmentFace", "菜单"),
        PreparedKind.BUSINESS_CARD: translate("AttachmentFace", "名片"),
        PreparedKind.ACQUISITION_LINK: translate("AttachmentFace", "获客链接"),
        PreparedKind.TEXT: translate("AttachmentFace", "文本 · 双击放回输入框"),
    }.get(kind, "")
