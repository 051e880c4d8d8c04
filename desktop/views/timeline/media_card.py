"""Cards of media: documents, and bytes that are not here or cannot be shown."""

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.models.content import File, MediaContent, Picture, Video, Voice
from desktop.models.file_names import ending, safe_name
from desktop.models.media_facts import BrokenMedia, FileFacts, MediaFacts
from desktop.models.message import MediaFile, MediaState
from desktop.views.theme.language import words
from desktop.views.timeline.card_face import Card, CardLine
from desktop.views.timeline.send_words import Action, failure_words

_LONGEST_BADGE = 5
_BADGE_TONES = {
    "PDF": "bad",
    "PPT": "warn",
    "PPTX": "warn",
    "XLS": "ok",
    "XLSX": "ok",
    "CSV": "ok",
    "Excel": "ok",
} | dict.fromkeys(
    (
        "EXE",
        "BAT",
        "CMD",
        "COM",
        "SCR",
        "MSI",
        "ELF",
        "LNK",
        "VBS",
        "JS",
        "PS1",
        "SH",
        "APK",
    ),
    "bad",
)


def media_card(
    content: MediaContent, media: MediaFile | None, facts: MediaFacts | None
) -> Card:
    """Return the card of a media message; `facts` only where the bytes are here."""
    kind = media_kind(content)
    name = given_name(content, media) or kind
    size = size_words(media.size) if media else ""
    about = tuple(part for part in (kind if name != kind else "", size) if part)
    state, tone = _standing(media, facts)
    badge = _badge(content, media, facts)
    return Card(
        icon=_icon(content),
        title=name,
        lines=(CardLine(" · ".join(about)),) if about else (),
        foot=state,
        foot_tone=tone,
        actions=_actions(content, media, facts),
        badge=badge,
        badge_tone=_BADGE_TONES.get(badge, "accent"),
    )


def size_words(size: int) -> str:
    """Return a number of bytes in words, empty while unknown."""
    if size <= 0:
        return ""
    traditional = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    return QLocale().formattedDataSize(size, 1, traditional)


def media_kind(content: MediaContent) -> str:
    """Return the name of a kind of media."""
    match content:
        case Picture():
            return QCoreApplication.translate("Cards", "图片")
        case Voice():
            return QCoreApplication.translate("Cards", "语音")
        case Video():
            return QCoreApplication.translate("Cards", "视频")
        case File():
            return QCoreApplication.translate("Cards", "文件")


def given_name(content: MediaContent, media: MediaFile | None) -> str:
    """Return the name a person gave; WeCom calls the others by their media_id."""
    if media is None or PurePath(media.name).stem == content.media_id:
        return ""
    return safe_name(media.name, "") if media.name else ""


def _icon(content: MediaContent) -> str:
    match content:
        case Picture():
            return "message_picture"
        case Voice():
            return "message_voice"
        case Video():
            return "message_video"
        case File():
            return "message_file"


def _badge(
    content: MediaContent, media: MediaFile | None, facts: MediaFacts | None
) -> str:
    """Return the letters of a document's type: what it is, else what it is called."""
    if not isinstance(content, File):
        return ""
    suffix = ending(media.name).removeprefix(".").upper() if media else ""
    labels: tuple[str, ...] = (suffix,)
    if facts is not None and isinstance(facts.face, FileFacts):
        # The name of one that is disguised says nothing.
        label = facts.face.label
        kind = label.split(" ")[-1]
        labels = (label, kind, "" if facts.face.disguised else suffix)
    return next((each for each in labels if 0 < len(each) <= _LONGEST_BADGE), "")


def _actions(
    content: MediaContent, media: MediaFile | None, facts: MediaFacts | None
) -> tuple[Action, ...]:
    """Return what helps: expired bytes are gone, waiting ones come by themselves."""
    if media is None:
        return ()
    if media.state is MediaState.READY:
        broken = facts is not None and isinstance(facts.face, BrokenMedia)
        opens = isinstance(content, File) and not broken
        return (Action.OPEN_MEDIA, Action.SAVE) if opens else (Action.SAVE,)
    if media.state in (MediaState.FAILED, MediaState.REFUSED):
        return (Action.FETCH,)
    return ()


def _standing(media: MediaFile | None, facts: MediaFacts | None) -> tuple[str, str]:
    """Return where the bytes are, in words, and the tone of the words."""
    if media is None or media.state is MediaState.WAITING:
        return QCoreApplication.translate("Cards", "等待下载"), "faint"
    if media.state is MediaState.DOWNLOADING:
        return _downloading(media), "muted"
    if media.state is MediaState.READY:
        if facts is not None and isinstance(facts.face, BrokenMedia):
            return words(facts.face.sentence), "warn"
        return QCoreApplication.translate("Cards", "已存到本机"), "faint"
    if media.state is MediaState.EXPIRED:
        said = QCoreApplication.translate("Cards", "已过期：企业微信只保留 3 天")
        return said, "warn"
    if media.state is MediaState.REFUSED:
        said = QCoreApplication.translate("Cards", "未下载：{reason}")
    else:
        said = QCoreApplication.translate("Cards", "下载失败：{reason}")
    tone = "warn" if media.state is MediaState.REFUSED else "bad"
    return said.format(reason=failure_words(media.failure)), tone


def _downloading(media: MediaFile) -> str:
    if media.size <= 0:
        said = QCoreApplication.translate("Cards", "下载中 {size}")
        return said.format(size=size_words(media.received)).rstrip()
    percent = min(100, media.received * 100 // media.size)
    said = QCoreApplication.translate("Cards", "下载中 {percent}%")
    return said.format(percent=percent)
