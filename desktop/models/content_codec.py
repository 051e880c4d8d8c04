"""Content to and from the JSON text in which it is stored, and to searchable words."""

import dataclasses
import json
import types
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from desktop.models import content as kinds
from desktop.models.content import Content

_TAGS: dict[type[Content], str] = {
    kinds.Text: "text",
    kinds.Picture: "image",
    kinds.Voice: "voice",
    kinds.Video: "video",
    kinds.File: "file",
    kinds.Location: "location",
    kinds.Link: "link",
    kinds.MiniProgram: "miniprogram",
    kinds.BusinessCard: "business_card",
    kinds.AcquisitionLink: "ca_link",
    kinds.Menu: "msgmenu",
    kinds.ChannelsPost: "channels",
    kinds.ShopProduct: "channels_shop_product",
    kinds.ShopOrder: "channels_shop_order",
    kinds.MergedRecord: "merged_msg",
    kinds.Unsupported: "unsupported",
    kinds.Note: "internal_note",
    kinds.Entered: "enter_session",
    kinds.SendFailed: "msg_send_fail",
    kinds.SessionChanged: "session_status_change",
    kinds.Recalled: "recall_msg",
    kinds.RejectSwitched: "reject_customer_msg_switch_change",
    kinds.ServicerStatusChanged: "servicer_status_change",
    kinds.StateMoved: "state_moved",
}
_TYPES: dict[str, type[Content]] = {tag: kind for kind, tag in _TAGS.items()}


def tag_of(content: Content) -> str:
    """Return the short name under which the content's kind is stored."""
    return _TAGS[type(content)]


def encode(content: Content) -> str:
    """Return the content as compact JSON; the kind travels beside it."""
    return _ENCODER.encode(_plain(content))


def decode(tag: str, stored: str) -> Content:
    """Return the content of a stored row; raises KeyError for an unknown tag."""
    kind = _TYPES[tag]
    value: Content = _build(kind, json.loads(stored))
    return value


def searchable_text(content: Content) -> str:
    """Return the words by which a message can be found, empty for none."""
    match content:
        case kinds.Text(text=text) | kinds.Note(text=text):
            return text
        case kinds.Location(name=name, address=address):
            return f"{name} {address}".strip()
        case kinds.Link(title=title, description=description):
            return f"{title} {description}".strip()
        case kinds.MiniProgram(title=title):
            return title
        case kinds.AcquisitionLink(url=url):
            return url
        case kinds.ShopProduct(title=title, shop=shop):
            return f"{title} {shop}".strip()
        case kinds.ShopOrder(order_id=order_id, products=products):
            return f"{products} {order_id}".strip()
        case kinds.ChannelsPost(nickname=nickname, title=title):
            return f"{title} {nickname}".strip()
        case kinds.Menu(head=head, items=items, tail=tail):
            return " ".join((head, *(item.label for item in items), tail)).strip()
        case kinds.MergedRecord(title=title, entries=entries):
            return " ".join((title, *_record_words(entries))).strip()
        case _:
            return ""


def _record_words(entries: tuple[kinds.MergedEntry, ...]) -> Iterator[str]:
    for entry in entries:
        yield from filter(None, (entry.text, entry.details))
        yield from _record_words(entry.entries)


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(kind))


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    kind: Any = type(value)
    return {name: getattr(value, name) for name, _ in _fields(kind)}


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _build(hint: Any, stored: Any) -> Any:
    if isinstance(hint, types.UnionType):
        if stored is None:
            return None
        return _build(
            next(arm for arm in get_args(hint) if arm is not type(None)), stored
        )
    if get_origin(hint) is tuple:
        return tuple(_build(get_args(hint)[0], entry) for entry in stored)
    if hint is datetime:
        return datetime.fromtimestamp(stored, UTC)
    if dataclasses.is_dataclass(hint):
        arguments = {
            name: _build(inner, stored[name])
            for name, inner in _fields(hint)  # type: ignore[arg-type]
            if name in stored
        }
        return hint(**arguments)  # type: ignore[operator]
    return stored
