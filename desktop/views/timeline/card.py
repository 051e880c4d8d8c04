"""Cards: what a message that is not plain text shows of itself, in words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.models.content import (
    AcquisitionLink,
    BusinessCard,
    ChannelsPost,
    Content,
    File,
    Link,
    Location,
    Menu,
    MenuItem,
    MergedEntry,
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
from desktop.models.media_facts import MediaFacts
from desktop.models.message import MediaFile
from desktop.models.unknown_texts import known_texts
from desktop.models.web_links import web_link
from desktop.views.timeline.card_face import Card, CardLine
from desktop.views.timeline.media_card import media_card
from desktop.views.timeline.record_words import entry_words
from desktop.views.timeline.send_words import Action

_TITLE = 160
_DETAIL = 120
_SHOWN_ENTRIES = 4
_SHOWN_FIELDS = 6
_FEN = 100


@dataclass(frozen=True, slots=True)
class Around:
    """What a card shows beyond its content."""

    media: MediaFile | None = None
    facts: MediaFacts | None = None
    tapped: frozenset[str] = frozenset()
    """Ids of the menu's items that the customer has tapped."""


def card_of(content: Content, around: Around | None = None) -> Card | None:
    """Return the card of a content, None for texts, notes and events."""
    known = around or Around()
    match content:
        case Picture() | Voice() | Video() | File():
            return media_card(content, known.media, known.facts)
        case Location() | Link() | AcquisitionLink() | MiniProgram() | BusinessCard():
            return _shared_card(content)
        case ShopProduct() | ShopOrder() | ChannelsPost():
            return _shop_card(content)
        case Menu():
            return _menu_card(content, known.tapped)
        case MergedRecord():
            return _record_card(content)
        case Unsupported():
            return _unknown_card(content)
        case _:
            return None


def _unknown_card(content: Unsupported) -> Card:
    """Show the kind, and the words that stand in what came with it."""
    translate = QCoreApplication.translate
    named = {
        "meeting": translate("Cards", "会议邀请"),
        "schedule": translate("Cards", "日程"),
        "note": translate("Cards", "笔记"),
    }
    found = known_texts(content.raw)[:_SHOWN_FIELDS]
    lines = tuple(CardLine(one_line(text, _DETAIL)) for text in found)
    foot = translate("Cards", "原文已完整保存")
    if content.kind in named:
        # WeCom names these without telling what is in them (doc 94670).
        foot = translate("Cards", "企业微信没有提供内容，请在企业微信里查看")
        return Card("message_unknown", named[content.kind], lines, foot)
    words = translate("Cards", "未支持的消息（{kind}）")
    title = words.format(kind=one_line(content.kind, 40))
    return Card("message_unknown", title, lines, foot)


def _shared_card(
    content: Location | Link | AcquisitionLink | MiniProgram | BusinessCard,
) -> Card:
    match content:
        case Location():
            return _location_card(content)
        case Link():
            return _link_card(content)
        case AcquisitionLink():
            kind = QCoreApplication.translate("Cards", "获客链接")
            return _web_card(kind, (), content.url, kind)
        case MiniProgram():
            kind = QCoreApplication.translate("Cards", "小程序")
            title = one_line(content.title, _TITLE)
            lines = _lines(content.page_path)
            return Card("message_mini_program", title or kind, lines, kind)
        case BusinessCard():
            kind = QCoreApplication.translate("Cards", "员工名片")
            title = one_line(content.userid, _TITLE)
            return Card(
                "message_card",
                title or kind,
                (),
                kind,
                actions=(Action.COPY,),
                copies=content.userid,
                copy_named=QCoreApplication.translate("Cards", "账号"),
            )


def _location_card(content: Location) -> Card:
    kind = QCoreApplication.translate("Cards", "位置")
    place = f"{content.latitude:.5f}, {content.longitude:.5f}"
    title = one_line(content.name, _TITLE)
    address = one_line(content.address, _TITLE)
    return Card(
        icon="message_location",
        title=title or address or kind,
        lines=(CardLine(address),) if title and address else (),
        foot=f"{kind} · {place}",
        actions=(Action.COPY,),
        copies=" ".join(part for part in (title, address) if part) or place,
        copy_named=QCoreApplication.translate("Cards", "地址"),
    )


def _link_card(content: Link) -> Card:
    title = one_line(content.title, _TITLE) or one_line(content.url, _TITLE)
    kind = QCoreApplication.translate("Cards", "链接")
    return _web_card(title, _lines(content.description), content.url, kind)


def _web_card(title: str, lines: tuple[CardLine, ...], url: str, kind: str) -> Card:
    link = web_link(url)
    if link is None:
        foot = QCoreApplication.translate("Cards", "链接地址不安全，不能打开")
        return Card("message_link", title, lines, foot, "warn")
    return Card(
        icon="message_link",
        title=title,
        lines=lines,
        foot=f"{kind} · {one_line(link.host, 60)}",
        actions=(Action.OPEN_LINK,),
        target=link.url,
        whole=Action.OPEN_LINK,
    )


def _shop_card(content: ShopProduct | ShopOrder | ChannelsPost) -> Card:
    match content:
        case ShopProduct():
            kind = QCoreApplication.translate("Cards", "视频号商品")
            price = content.price_fen
            yuan = "" if price is None else f"¥{price / _FEN:.2f}"
            return Card(
                icon="message_product",
                title=one_line(content.title, _TITLE) or kind,
                lines=(CardLine(yuan, "bad", strong=True),) if yuan else (),
                foot=_joined(kind, content.shop),
                actions=(Action.COPY,) if content.product_id else (),
                copies=content.product_id,
                copy_named=QCoreApplication.translate("Cards", "编号"),
            )
        case ShopOrder():
            return _order_card(content)
        case ChannelsPost():
            return Card(
                icon="message_channels",
                title=one_line(content.title, _TITLE)
                or one_line(content.nickname, _TITLE),
                lines=_lines(content.nickname if content.title else ""),
                foot=_channels_kind(content.sub_type),
            )


def _order_card(content: ShopOrder) -> Card:
    kind = QCoreApplication.translate("Cards", "视频号订单")
    money = _joined(content.price, content.state)
    strong = (CardLine(money, "text", strong=True),) if money else ()
    number = QCoreApplication.translate("Cards", "订单号 {number}")
    numbered = number.format(number=one_line(content.order_id, 60))
    return Card(
        icon="message_order",
        title=one_line(content.products, _TITLE) or kind,
        lines=strong + ((CardLine(numbered),) if content.order_id else ()),
        foot=_joined(kind, content.shop),
        actions=(Action.COPY,) if content.order_id else (),
        copies=content.order_id,
        copy_named=QCoreApplication.translate("Cards", "订单号"),
    )


def _channels_kind(sub_type: int) -> str:
    named = {
        1: QCoreApplication.translate("Cards", "视频号动态"),
        2: QCoreApplication.translate("Cards", "视频号直播"),
        3: QCoreApplication.translate("Cards", "视频号名片"),
    }
    return named.get(sub_type, QCoreApplication.translate("Cards", "视频号"))


def _menu_card(content: Menu, tapped: frozenset[str]) -> Card:
    kind = QCoreApplication.translate("Cards", "菜单消息")
    items = tuple(_menu_line(item, tapped) for item in content.items)
    lines = items + _lines(content.tail)
    title = one_line(content.head, _TITLE) or kind
    return Card("message_menu", title, lines, kind)


def _menu_line(item: MenuItem, tapped: frozenset[str]) -> CardLine:
    label = one_line(item.label, _DETAIL)
    if item.kind == "click" and item.target in tapped:
        words = QCoreApplication.translate("Cards", "✓ {label}（客户已点选）")
        return CardLine(words.format(label=label), "ok", strong=True)
    if item.kind == "view" and web_link(item.target) is not None:
        return CardLine(f"↗ {label}", "accent", Action.OPEN_LINK, item.target)
    if item.kind == "text":
        return CardLine(label)
    return CardLine(f"• {label}")


def _record_card(content: MergedRecord) -> Card:
    kind = QCoreApplication.translate("Cards", "聊天记录")
    shown = content.entries[:_SHOWN_ENTRIES]
    count = QCoreApplication.translate("Cards", "共 %n 条", "", len(content.entries))
    return Card(
        icon="message_record",
        title=one_line(content.title, _TITLE) or kind,
        lines=tuple(CardLine(_entry_line(entry)) for entry in shown),
        foot=f"{kind} · {count}",
        actions=(Action.OPEN_RECORD,) if content.entries else (),
        whole=Action.OPEN_RECORD if content.entries else None,
    )


def _entry_line(entry: MergedEntry) -> str:
    return f"{one_line(entry.sender, 20)}：{one_line(entry_words(entry), 60)}"


def _lines(*texts: str) -> tuple[CardLine, ...]:
    found = (one_line(text, _DETAIL) for text in texts)
    return tuple(CardLine(line) for line in found if line)


def _joined(*texts: str) -> str:
    return " · ".join(filter(None, (one_line(text, _DETAIL) for text in texts)))
