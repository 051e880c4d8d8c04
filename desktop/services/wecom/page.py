"""A page of sync_msg (doc 94670), read so that one bad entry never blocks it."""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from desktop.models.content import Content, Text, Unsupported
from desktop.services.wecom.contents import content_of
from desktop.services.wecom.json_pieces import MalformedJsonError
from desktop.services.wecom.wire import (
    Fields,
    as_text,
    parse_json,
    raw_list,
    shallow_fields,
    unexpected_answer,
)

CUSTOMER, SYSTEM, SERVICER = 3, 4, 5
"""The values of origin."""
_LATEST = 4_102_444_800
"""The year 2100: a later send_time is nonsense."""
_MAX_ID = 256
"""Characters of an identifier; WeCom's are of 64 and less."""
_Id = Annotated[str, msgspec.Meta(max_length=_MAX_ID)]


class Entry(msgspec.Struct, frozen=True):
    """One entry of msg_list; a struct because it is made three times as fast."""

    msgid: str
    """Unique within the account; `sha256:` of the raw entry where it had none."""
    open_kfid: str
    """Empty where the entry does not say it: it is the account that was asked for."""
    external_userid: str
    """Empty for events of an account, and where the entry is unreadable."""
    send_time: int
    """Unix seconds; 0 where WeCom gave none that makes sense."""
    origin: int
    """3 customer, 4 system, 5 servicer; always one of them."""
    servicer_userid: str
    content: Content
    msg_code: str = ""
    """Right to send one message on this event (session_status_change, doc 95122)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What one sync_msg brought."""

    next_cursor: str
    """Empty where WeCom gave none: keep the cursor you have."""
    has_more: bool
    entries: tuple[Entry, ...]


class _PageWire(msgspec.Struct):
    next_cursor: str = ""
    has_more: int = 0
    msg_list: list[msgspec.Raw] = []


class _TextBodyWire(msgspec.Struct):
    content: str
    menu_id: str = ""


class _TextWire(msgspec.Struct):
    """The commonest entry, exactly as documented; everything else goes the slow way."""

    msgid: Annotated[str, msgspec.Meta(min_length=1, max_length=_MAX_ID)]
    open_kfid: _Id
    external_userid: _Id
    send_time: Annotated[int, msgspec.Meta(gt=0, lt=_LATEST)]
    origin: Literal[3, 5]
    msgtype: Literal["text"]
    text: _TextBodyWire
    servicer_userid: _Id = ""


_page_decoder = msgspec.json.Decoder(_PageWire)
_text_decoder = msgspec.json.Decoder(_TextWire)


def parse_page(raw: bytes) -> Page:
    """Return the page; raises RetryLater where the whole of it is not JSON.

    Invalid UTF-8 is replaced. An entry that cannot be understood is kept whole as
    Unsupported, with a msgid made of its bytes where it has none.
    """
    raw = _valid_utf8(raw)
    page = _documented_page(raw)
    if page is None:
        page = _tolerated_page(raw)
    if page is None:
        raise unexpected_answer()
    return page


def _documented_page(raw: bytes) -> Page | None:
    try:
        page = _page_decoder.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return None
    read = _raw_entry if b"\\u0000" in raw else _fast_entry
    return Page(
        page.next_cursor,
        page.has_more != 0,
        tuple([read(entry) for entry in page.msg_list]),
    )


def _tolerated_page(raw: bytes) -> Page | None:
    try:
        fields, entries = raw_list(raw, "msg_list")
    except MalformedJsonError:
        return None
    return Page(
        fields.text("next_cursor"),
        fields.number("has_more") != 0 or fields.text("has_more") == "true",
        tuple(_entry(entry.encode()) for entry in entries if entry),
    )


def _fast_entry(raw: msgspec.Raw) -> Entry:
    try:
        wire = _text_decoder.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return _raw_entry(raw)
    return Entry(
        wire.msgid,
        wire.open_kfid,
        wire.external_userid,
        wire.send_time,
        wire.origin,
        wire.servicer_userid,
        Text(wire.text.content, wire.text.menu_id),
    )


def _raw_entry(raw: msgspec.Raw) -> Entry:
    return _entry(bytes(raw))


def _entry(raw: bytes) -> Entry:
    """Read an entry of any kind; never raises."""
    text = as_text(raw)
    fields = _fields_of(raw, text)
    kind = fields.text("msgtype")
    event = fields.child("event")
    content = content_of(kind, fields) or Unsupported(_name_of(kind, event), text)
    servicer = fields.text("servicer_userid")
    return Entry(
        _identifier(fields.text("msgid")) or _made_up_id(raw),
        _identifier(fields.text("open_kfid") or event.text("open_kfid")),
        _identifier(fields.text("external_userid") or event.text("external_userid")),
        _moment(fields),
        _origin(fields, kind, servicer),
        _identifier(servicer),
        content,
        event.text("msg_code"),
    )


def _fields_of(raw: bytes, text: str) -> Fields:
    try:
        return Fields(parse_json(raw))
    except MalformedJsonError:
        pass
    try:
        return shallow_fields(text)
    except MalformedJsonError:
        return Fields(None)


def _name_of(kind: str, event: Fields) -> str:
    event_type = event.text("event_type")
    name = f"{kind}:{event_type}" if event_type else kind
    return name[:64] or "unreadable"


def _made_up_id(raw: bytes) -> str:
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _identifier(value: str) -> str:
    """Ids are compared and indexed: an absurdly long one counts as none."""
    return value if len(value) <= _MAX_ID else ""


def _moment(fields: Fields) -> int:
    seconds = fields.number("send_time")
    return seconds if 0 < seconds < _LATEST else 0


def _origin(fields: Fields, kind: str, servicer: str) -> int:
    origin = fields.number("origin")
    if origin in {CUSTOMER, SYSTEM, SERVICER}:
        return origin
    if kind == "event":
        return SYSTEM
    return SERVICER if servicer else CUSTOMER


def _valid_utf8(raw: bytes) -> bytes:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace").encode()
    return raw
