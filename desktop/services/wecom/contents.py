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
"""Entries of a forwarded record that are kept apart."""


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
    entries = body.children("item")
    if len(entries) > _MAX_MERGED:
        return None
    return kinds.MergedRecord(
        body.text("title"), tuple(_merged_entry(entry) for entry in entries)
    )


def _merged_entry(entry: Fields) -> kinds.MergedEntry:
    """msg_content is JSON in a string; anything but text keeps only its kind."""
    kind = entry.text("msgtype")
    inner = Fields(None)
    with suppress(MalformedJsonError):
        inner = Fields(parse_json(entry.text("msg_content").encode()))
    seconds = entry.number("send_time")
    return kinds.MergedEntry(
        entry.text("sender_name"),
        kind or inner.text("msgtype"),
        inner.child("text").text("content"),
        datetime.fromtimestamp(seconds if 0 <= seconds < 4_102_444_800 else 0, UTC),
    )


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
