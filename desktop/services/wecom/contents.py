"""Bodies of entries (doc 94670) as the content types of the house."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime

from desktop.models import content as kinds
from desktop.models.content import Content
from desktop.services.wecom.events import event_of
from desktop.services.wecom.json_pieces import MalformedJsonError
from desktop.services.wecom.wire import Fields, parse_json

_MAX_MERGED = 500
"""Entries of a forwarded record that are kept apart, those within included."""
_MAX_DEPTH = 8
"""Records within records."""
_WORDED_IN_RECORDS = frozenset(
    {
        "text",
        "location",
        "link",
        "channels",
        "channels_shop_product",
        "channels_shop_order",
    }
)


def content_of(kind: str, entry: Fields) -> Content | None:
    """Return the content of an entry; None for unknown kinds and damaged bodies."""
    if kind == "event":
        return event_of(entry.child("event"))
    build = _BUILDERS.get(kind)
    return build(entry.child(kind)) if build and entry.has(kind) else None


def _text(body: Fields) -> Content | None:
    if not body.has("content"):
        return None
    return kinds.Text(body.text("content"), body.text("menu_id"))


def _picture(body: Fields) -> Content | None:
    return kinds.Picture(body.text("media_id")) if body.text("media_id") else None


def _voice(body: Fields) -> Content | None:
    return kinds.Voice(body.text("media_id")) if body.text("media_id") else None


def _video(body: Fields) -> Content | None:
    return kinds.Video(body.text("media_id")) if body.text("media_id") else None


def _file(body: Fields) -> Content | None:
    return kinds.File(body.text("media_id")) if body.text("media_id") else None


def _location(body: Fields) -> Content | None:
    latitude, longitude = body.real("latitude"), body.real("longitude")
    if latitude is None or longitude is None:
        return None
    return kinds.Location(latitude, longitude, body.text("name"), body.text("address"))


def _link(body: Fields) -> Content | None:
    return kinds.Link(
        body.text("title"), body.text("desc"), body.text("url"), body.text("pic_url")
    )


def _mini_program(body: Fields) -> Content | None:
    return kinds.MiniProgram(
        body.text("title"),
        body.text("appid"),
        body.text("pagepath"),
        body.text("thumb_media_id"),
    )


def _business_card(body: Fields) -> Content | None:
    return kinds.BusinessCard(body.text("userid")) if body.text("userid") else None


def _menu(body: Fields) -> Content | None:
    items = tuple(_menu_item(item) for item in body.children("list"))
    return kinds.Menu(body.text("head_content"), items, body.text("tail_content"))


def _menu_item(item: Fields) -> kinds.MenuItem:
    kind = item.text("type")
    body = item.child(kind)
    target = body.first_text("id", "url")
    if kind == "miniprogram":
        target = f"{body.text('appid')} {body.text('pagepath')}".strip()
    return kinds.MenuItem(kind, body.text("content"), target)


def _channels_post(body: Fields) -> Content | None:
    return kinds.ChannelsPost(
        body.number("sub_type"), body.text("nickname"), body.text("title")
    )


def _shop_product(body: Fields) -> Content | None:
    price = body.number("sales_price", -1)
    return kinds.ShopProduct(
        body.text("product_id"),
        body.text("title"),
        price if price >= 0 else None,
        body.text("shop_nickname"),
        body.first_text("head_img", "head_image"),
    )


def _shop_order(body: Fields) -> Content | None:
    return kinds.ShopOrder(
        body.text("order_id"),
        body.text("product_titles"),
        body.text("price_wording"),
        body.text("state"),
        body.text("shop_nickname"),
        body.text("image_url"),
    )


def _merged_record(body: Fields) -> Content | None:
    entries = _merged_entries(body, _Room())
    if entries is None:
        return None
    return kinds.MergedRecord(body.text("title"), entries)


class _Room:
    """How many entries a record and the records within it may still have."""

    def __init__(self) -> None:
        self.left = _MAX_MERGED

    def takes(self, count: int) -> bool:
        """Take some entries; False where they are too many."""
        self.left -= count
        return self.left >= 0


def _merged_entries(
    body: Fields, room: _Room, depth: int = 0
) -> tuple[kinds.MergedEntry, ...] | None:
    """Return the entries of a record, None where they are more than anybody reads."""
    entries = body.children("item")
    if depth > _MAX_DEPTH or not room.takes(len(entries)):
        return None
    return tuple(_merged_entry(entry, room, depth) for entry in entries)


def _merged_entry(entry: Fields, room: _Room, depth: int) -> kinds.MergedEntry:
    """msg_content is JSON in a string; its body stands under the name of its kind."""
    kind = entry.text("msgtype")
    inner = Fields(None)
    with suppress(MalformedJsonError):
        inner = Fields(parse_json(entry.text("msg_content").encode()))
    kind = kind or inner.text("msgtype")
    body = inner.child(kind)
    seconds = entry.number("send_time")
    text, details, url = _merged_words(kind, inner)
    within = _merged_entries(body, room, depth + 1) if kind == "merged_msg" else ()
    return kinds.MergedEntry(
        entry.text("sender_name"),
        kind,
        text,
        datetime.fromtimestamp(seconds if 0 <= seconds < 4_102_444_800 else 0, UTC),
        details,
        url,
        within or (),
    )


def _merged_words(kind: str, inner: Fields) -> tuple[str, str, str]:
    """Return text, details and address of an entry, as far as its kind has them."""
    body = inner.child(kind)
    match content_of(kind, inner) if kind in _WORDED_IN_RECORDS else None:
        case kinds.Text(text=text):
            return text, "", ""
        case kinds.Location(name=name, address=address):
            return name, address, ""
        case kinds.Link(title=title, description=description, url=url):
            return title, description, url
        case kinds.ChannelsPost(nickname=nickname, title=title):
            return title, nickname, ""
        case kinds.ShopProduct(title=title, shop=shop):
            return title, shop, ""
        case kinds.ShopOrder(order_id=order_id, products=products):
            return products, order_id, ""
        case _:
            named = body.first_text("title", "content", "file_name", "filename", "name")
            return named, "", ""


_BUILDERS: Mapping[str, Callable[[Fields], Content | None]] = {
    "text": _text,
    "image": _picture,
    "voice": _voice,
    "video": _video,
    "file": _file,
    "location": _location,
    "link": _link,
    "miniprogram": _mini_program,
    "business_card": _business_card,
    "msgmenu": _menu,
    "channels": _channels_post,
    "channels_shop_product": _shop_product,
    "channels_shop_order": _shop_order,
    "merged_msg": _merged_record,
}
