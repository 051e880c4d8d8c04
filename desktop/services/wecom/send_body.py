"""Content as the bytes of a send (docs 94677, 95122), held to our own limits first.

The same arguments always give the same bytes: a repeat must be byte-identical.
"""

import re

from desktop.models import content as kinds
from desktop.models.content import Content
from desktop.models.local_failures import LocalFailure
from desktop.models.text_cutting import MAX_TEXT_BYTES, byte_length
from desktop.services.wecom.errors import local
from desktop.services.wecom.kf import encoded

JsonBody = dict[str, object]

_MSGID = re.compile(r"[0-9a-zA-Z_-]{1,32}")
_ESCAPED_BY_JSON = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ON_EVENT = kinds.Text | kinds.Menu
_MAX_ID_BYTES = 128
_MAX_MENU_ITEMS = 50
_MAX_MENU_ACTIONS = 10


def encode_send(
    open_kfid: str,
    external_userid: str,
    msgid: str,
    content: Content,
    *,
    media_id: str = "",
) -> bytes:
    """Return the body of send_msg; `media_id` is its file as uploaded.

    For a link or mini program that is the cover.

    Raises OperatorMustAct for content over the limits, ProgrammerMustAct for
    identifiers that WeCom cannot have given. Characters that JSON would have to
    escape are left out, because WeCom refuses escapes (40033).
    """
    _require(0 < len(open_kfid.encode("utf-8", "replace")) <= 64)
    _require(0 < len(external_userid.encode("utf-8", "replace")) <= _MAX_ID_BYTES)
    head: JsonBody = {"touser": external_userid, "open_kfid": open_kfid}
    return _encoded(head, msgid, content, media_id)


def encode_send_on_event(code: str, msgid: str, content: Content) -> bytes:
    """Return the body of send_msg_on_event: text or menu, once for each code."""
    _require(bool(code))
    if not isinstance(content, _ON_EVENT):
        raise local(LocalFailure.NOT_SENDABLE)
    return _encoded({"code": code}, msgid, content, "")


def _encoded(head: JsonBody, msgid: str, content: Content, media_id: str) -> bytes:
    _require(_MSGID.fullmatch(msgid) is not None)
    kind, body = _body(content, media_id)
    return encoded({**head, "msgid": msgid, "msgtype": kind, kind: body})


def _body(content: Content, media_id: str) -> tuple[str, JsonBody]:
    match content:
        case kinds.Text(text=text):
            return "text", {"content": _checked_text(text)}
        case kinds.Picture():
            return "image", _media(media_id or content.media_id)
        case kinds.Voice():
            return "voice", _media(media_id or content.media_id)
        case kinds.Video():
            return "video", _media(media_id or content.media_id)
        case kinds.File():
            return "file", _media(media_id or content.media_id)
        case kinds.Location():
            return "location", _location(content)
        case kinds.Link():
            return "link", _link(content, media_id)
        case kinds.MiniProgram():
            return "miniprogram", _mini_program(content, media_id)
        case kinds.BusinessCard(userid=userid):
            return "business_card", {"userid": _field(userid, 64)}
        case kinds.AcquisitionLink(url=url):
            return "ca_link", {"link_url": _web_address(url)}
        case kinds.Menu():
            return "msgmenu", _menu(content)
        case _:
            raise local(LocalFailure.NOT_SENDABLE)


def _checked_text(text: str) -> str:
    text = _sendable(text)
    if not text.strip():
        raise local(LocalFailure.TEXT_EMPTY)
    if byte_length(text) > MAX_TEXT_BYTES:
        raise local(LocalFailure.TEXT_TOO_LONG)
    return text


def _media(media_id: str) -> JsonBody:
    if not media_id:
        raise local(LocalFailure.FIELD_MISSING)
    _require(byte_length(media_id) <= 512)
    return {"media_id": media_id}


def _location(place: kinds.Location) -> JsonBody:
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise local(LocalFailure.PLACE_OUT_OF_RANGE)
    return {
        "name": _sendable(place.name),
        "address": _sendable(place.address),
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _link(link: kinds.Link, thumb_media_id: str) -> JsonBody:
    url = _web_address(link.url)
    return {
        "title": _field(link.title, 128),
        "desc": _field(link.description, 512, required=False),
        "url": url,
        "thumb_media_id": _field(thumb_media_id, 512),
    }


def _web_address(url: str) -> str:
    if "://" not in url:
        raise local(LocalFailure.FIELD_MISSING)
    return _field(url, 2048)


def _mini_program(program: kinds.MiniProgram, thumb_media_id: str) -> JsonBody:
    return {
        "appid": _field(program.appid, 64),
        "title": _field(program.title, 64, required=False),
        "thumb_media_id": _field(thumb_media_id or program.thumb_media_id, 512),
        "pagepath": _field(program.page_path, 1024),
    }


def _menu(menu: kinds.Menu) -> JsonBody:
    actions = sum(item.kind != "text" for item in menu.items)
    if len(menu.items) > _MAX_MENU_ITEMS or actions > _MAX_MENU_ACTIONS:
        raise local(LocalFailure.FIELD_TOO_LONG)
    if not (menu.items or menu.head.strip() or menu.tail.strip()):
        raise local(LocalFailure.TEXT_EMPTY)
    body: JsonBody = {}
    if menu.head:
        body["head_content"] = _field(menu.head, 1024)
    body["list"] = [_menu_item(item) for item in menu.items]
    if menu.tail:
        body["tail_content"] = _field(menu.tail, 1024)
    return body


def _menu_item(item: kinds.MenuItem) -> JsonBody:
    match item.kind:
        case "click":
            body: JsonBody = {"content": _field(item.label, 128)}
            if item.target:
                body = {"id": _field(item.target, 128), **body}
        case "view":
            body = {
                "url": _field(item.target, 2048),
                "content": _field(item.label, 1024),
            }
        case "miniprogram":
            appid, _, page_path = item.target.partition(" ")
            body = {
                "appid": _field(appid, 32),
                "pagepath": _field(page_path, 1024),
                "content": _field(item.label, 1024),
            }
        case "text":
            body = {"content": _field(item.label, 256)}
        case _:
            raise local(LocalFailure.NOT_SENDABLE)
    return {"type": item.kind, item.kind: body}


def _field(value: str, limit: int, *, required: bool = True) -> str:
    """Return the value if it has its bytes; WeCom would cut titles silently."""
    value = _sendable(value)
    if required and not value.strip():
        raise local(LocalFailure.FIELD_MISSING)
    if byte_length(value) > limit:
        raise local(LocalFailure.FIELD_TOO_LONG)
    return value


def _sendable(text: str) -> str:
    return _ESCAPED_BY_JSON.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _require(true: bool) -> None:
    if not true:
        raise local(LocalFailure.MALFORMED_REQUEST)
