"""Cards: what a message that is not plain text shows of itself, in words."""

from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.models.content import (
    BusinessCard,
    ChannelsPost,
    Content,
    File,
    Link,
    Location,
    MediaContent,
    Menu,
    MergedRecord,
    MiniProgram,
    Picture,
    ShopOrder,
    ShopProduct,
    Unsupported,
    Video,
    Voice,
)
from desktop.models.display_text import one_line
from desktop.models.file_names import safe_name
from desktop.models.message import MediaFile, MediaState
from desktop.models.web_links import web_link
from desktop.views.conversation.send_words import Action, failure_words

_TITLE = 80
_DETAIL = 120
_SHOWN_ENTRIES = 4
_FEN = 100


@dataclass(frozen=True, slots=True)
class Card:
    """A face of fixed width: icon, title, lines, a quiet foot and what to click."""

    icon: str
    title: str
    lines: tuple[str, ...]
    foot: str
    foot_tone: str = "faint"
    actions: tuple[Action, ...] = ()
    target: str = ""
    """The address behind OPEN_LINK."""


def card_of(content: Content, media: MediaFile | None = None) -> Card | None:
    """Return the card of a content, None for texts and events."""
    match content:
        case Picture() | Voice() | Video() | File():
            return _media_card(content, media)
        case Location() | Link() | MiniProgram() | BusinessCard():
            return _shared_card(content)
        case ShopProduct() | ShopOrder() | ChannelsPost():
            return _shop_card(content)
        case Menu() | MergedRecord():
            return _list_card(content)
        case Unsupported():
            words = QCoreApplication.translate("Cards", "未支持的消息（{kind}）")
            title = words.format(kind=_known_kind(content.kind))
            foot = QCoreApplication.translate("Cards", "原文已完整保存")
            return Card("message_unknown", title, (), foot)
        case _:
            return None


def _known_kind(kind: str) -> str:
    """Return the kinds that WeCom names without their content, in words."""
    named = {
        "meeting": QCoreApplication.translate("Cards", "会议"),
        "schedule": QCoreApplication.translate("Cards", "日程"),
        "note": QCoreApplication.translate("Cards", "笔记"),
    }
    return named.get(kind, one_line(kind, 40))


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


def _media_icon(content: MediaContent) -> str:
    match content:
        case Picture():
            return "message_picture"
        case Voice():
            return "message_voice"
        case Video():
            return "message_video"
        case File():
            return "message_file"


def _media_card(content: MediaContent, media: MediaFile | None) -> Card:
    kind = media_kind(content)
    name = _given_name(content, media) or kind
    size = size_words(media.size) if media else ""
    about = tuple(part for part in (kind if name != kind else "", size) if part)
    state, tone = _media_state(media)
    return Card(
        icon=_media_icon(content),
        title=name,
        lines=(" · ".join(about),) if about else (),
        foot=state,
        foot_tone=tone,
        actions=_media_actions(media),
    )


def _given_name(content: MediaContent, media: MediaFile | None) -> str:
    """Return the name a person gave; WeCom calls the others by their media_id."""
    if media is None or PurePath(media.name).stem == content.media_id:
        return ""
    return safe_name(media.name, "") if media.name else ""


def _media_actions(media: MediaFile | None) -> tuple[Action, ...]:
    """Return what helps: expired bytes are gone, waiting ones come by themselves."""
    if media is None:
        return ()
    if media.state is MediaState.READY:
        return (Action.SAVE,)
    if media.state in (MediaState.FAILED, MediaState.REFUSED):
        return (Action.FETCH,)
    return ()


def _media_state(media: MediaFile | None) -> tuple[str, str]:
    """Return where the bytes are, in words, and the tone of the words."""
    if media is None or media.state is MediaState.WAITING:
        return QCoreApplication.translate("Cards", "等待下载"), "faint"
    if media.state is MediaState.DOWNLOADING:
        return _downloading(media), "muted"
    if media.state is MediaState.READY:
        return QCoreApplication.translate("Cards", "已存到本机"), "faint"
    if media.state is MediaState.EXPIRED:
        words = QCoreApplication.translate("Cards", "已过期：企业微信只保留 3 天")
        return words, "warn"
    if media.state is MediaState.REFUSED:
        words = QCoreApplication.translate("Cards", "未下载：{reason}")
    else:
        words = QCoreApplication.translate("Cards", "下载失败：{reason}")
    tone = "warn" if media.state is MediaState.REFUSED else "bad"
    return words.format(reason=failure_words(media.failure)), tone


def _downloading(media: MediaFile) -> str:
    if media.size <= 0:
        words = QCoreApplication.translate("Cards", "下载中 {size}")
        return words.format(size=size_words(media.received)).rstrip()
    percent = min(100, media.received * 100 // media.size)
    words = QCoreApplication.translate("Cards", "下载中 {percent}%")
    return words.format(percent=percent)


def _shared_card(content: Location | Link | MiniProgram | BusinessCard) -> Card:
    match content:
        case Location():
            title = one_line(content.name, _TITLE)
            kind = QCoreApplication.translate("Cards", "位置")
            place = f"{content.latitude:.5f}, {content.longitude:.5f}"
            lines = _lines(content.address)
            return Card("message_location", title or kind, lines, f"{kind} · {place}")
        case Link():
            return _link_card(content)
        case MiniProgram():
            kind = QCoreApplication.translate("Cards", "小程序")
            title = one_line(content.title, _TITLE)
            lines = _lines(content.page_path)
            return Card("message_mini_program", title or kind, lines, kind)
        case BusinessCard():
            kind = QCoreApplication.translate("Cards", "名片")
            return Card("message_card", one_line(content.userid, _TITLE), (), kind)


def _link_card(content: Link) -> Card:
    link = web_link(content.url)
    title = one_line(content.title, _TITLE) or one_line(content.url, _TITLE)
    lines = _lines(content.description)
    if link is None:
        foot = QCoreApplication.translate("Cards", "链接地址不安全，不能打开")
        return Card("message_link", title, lines, foot, "warn")
    kind = QCoreApplication.translate("Cards", "链接")
    foot = f"{kind} · {one_line(link.host, 60)}"
    return Card(
        icon="message_link",
        title=title,
        lines=lines,
        foot=foot,
        actions=(Action.OPEN_LINK,),
        target=link.url,
    )


def _shop_card(content: ShopProduct | ShopOrder | ChannelsPost) -> Card:
    match content:
        case ShopProduct():
            kind = QCoreApplication.translate("Cards", "商品")
            price = (
                "" if content.price_fen is None else f"¥{content.price_fen / _FEN:.2f}"
            )
            return Card(
                icon="message_product",
                title=one_line(content.title, _TITLE) or kind,
                lines=_lines(price),
                foot=_joined(kind, content.shop),
            )
        case ShopOrder():
            kind = QCoreApplication.translate("Cards", "订单")
            return Card(
                icon="message_order",
                title=_joined(kind, content.order_id),
                lines=_lines(content.products, _joined(content.price, content.state)),
                foot=one_line(content.shop, 60),
            )
        case ChannelsPost():
            return Card(
                icon="message_channels",
                title=one_line(content.title, _TITLE)
                or one_line(content.nickname, _TITLE),
                lines=_lines(content.nickname),
                foot=_channels_kind(content.sub_type),
            )


def _channels_kind(sub_type: int) -> str:
    named = {
        1: QCoreApplication.translate("Cards", "视频号动态"),
        2: QCoreApplication.translate("Cards", "视频号直播"),
        3: QCoreApplication.translate("Cards", "视频号名片"),
    }
    return named.get(sub_type, QCoreApplication.translate("Cards", "视频号"))


def _list_card(content: Menu | MergedRecord) -> Card:
    match content:
        case Menu():
            kind = QCoreApplication.translate("Cards", "菜单消息")
            items = tuple(f"• {one_line(item.label)}" for item in content.items)
            lines = items + _lines(content.tail)
            return Card(
                "message_menu", one_line(content.head, _TITLE) or kind, lines, kind
            )
        case MergedRecord():
            kind = QCoreApplication.translate("Cards", "聊天记录")
            shown = content.entries[:_SHOWN_ENTRIES]
            lines = tuple(
                f"{one_line(entry.sender, 20)}：{one_line(entry.text, 60)}"
                for entry in shown
            )
            count = QCoreApplication.translate(
                "Cards", "共 %n 条", "", len(content.entries)
            )
            title = one_line(content.title, _TITLE) or kind
            return Card("message_record", title, lines, f"{kind} · {count}")


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(line for line in (one_line(text, _DETAIL) for text in texts) if line)


def _joined(*texts: str) -> str:
    return " · ".join(_lines(*texts))
