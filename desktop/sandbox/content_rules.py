"""Limits of what may be sent, by message type (94677, 95122). Bytes are UTF-8."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .errors import Refusal
from .json_types import Fields, JsonObject, JsonValue, as_object
from .media_store import MediaStore

_MSGID = re.compile(r"[0-9a-zA-Z_-]{1,32}")


@dataclass(frozen=True, slots=True)
class ContentRules:
    """Checks a message body and answers it as the customer receives it (cut)."""

    media: MediaStore
    corp_id: str
    too_long: int

    def check(self, msgtype: str, body: Fields) -> JsonObject:
        """The body as it will arrive. Refuses an unknown type with 40008."""
        checks: dict[str, Callable[[Fields], JsonObject]] = {
            "text": self._text,
            "image": self._media,
            "voice": self._media,
            "video": self._media,
            "file": self._media,
            "link": self._link,
            "miniprogram": self._miniprogram,
            "msgmenu": self._menu,
            "location": self._location,
            "ca_link": self._ca_link,
            "business_card": self._card,
        }
        if msgtype not in checks:
            raise Refusal(40008)
        if msgtype in ("image", "voice", "video", "file"):
            self._kind_fits(msgtype, body.text("media_id"))
        return checks[msgtype](body)

    def _text(self, body: Fields) -> JsonObject:
        content = body.text("content")
        if not content:
            raise Refusal(44004)
        self._at_most(content, 2048)
        return {"content": content}

    def _media(self, body: Fields) -> JsonObject:
        return {"media_id": body.text("media_id")}

    def _link(self, body: Fields) -> JsonObject:
        url = body.text("url")
        self._between(url, 1, 2048)
        if "://" not in url:
            raise Refusal(40058, "invalid url, scheme missing")
        title = body.text("title")
        self._between(title, 1, 1 << 20)
        return {
            "title": cut(title, 128),
            "desc": cut(body.text("desc"), 512),
            "url": url,
            "thumb_media_id": self._thumb(body),
        }

    def _miniprogram(self, body: Fields) -> JsonObject:
        self._between(body.text("appid"), 1, 32)
        self._between(body.text("pagepath"), 1, 1024)
        return {
            "appid": body.text("appid"),
            "title": cut(body.text("title"), 64),
            "thumb_media_id": self._thumb(body),
            "pagepath": body.text("pagepath"),
        }

    def _location(self, body: Fields) -> JsonObject:
        latitude, longitude = body.number("latitude"), body.number("longitude")
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise Refusal(40058, "invalid latitude or longitude")
        return {
            "name": body.text("name"),
            "address": body.text("address"),
            "latitude": latitude,
            "longitude": longitude,
        }

    def _ca_link(self, body: Fields) -> JsonObject:
        self._between(body.text("link_url"), 1, 2048)
        return {"link_url": body.text("link_url")}

    def _card(self, body: Fields) -> JsonObject:
        self._between(body.text("userid"), 1, 64)
        return {"userid": body.text("userid")}

    def _menu(self, body: Fields) -> JsonObject:
        head, tail = body.text("head_content"), body.text("tail_content")
        self._at_most(head, 1024)
        self._at_most(tail, 1024)
        listed = [Fields(as_object(value, "list")) for value in body.items("list")]
        items: list[JsonValue] = [self._menu_item(item) for item in listed]
        tapped = [item for item in listed if item.text("type") != "text"]
        if len(items) > 50 or len(tapped) > 10:
            raise Refusal(95008)
        if not (items or head or tail):
            raise Refusal(44004)
        return {"head_content": head, "list": items, "tail_content": tail}

    def _menu_item(self, item: Fields) -> JsonObject:
        kind = item.text("type")
        if kind not in ("click", "view", "miniprogram", "text"):
            raise Refusal(95009)
        body = item.part(kind)
        longest = {"click": 128, "text": 256}.get(kind, 1024)
        self._between(body.text("content"), 1, longest)
        if kind == "click" and body.has("id"):
            self._between(body.text("id"), 1, 128)
        if kind == "view":
            self._between(body.text("url"), 1, 2048)
        if kind == "miniprogram":
            self._between(body.text("appid"), 1, 32)
            self._between(body.text("pagepath"), 1, 1024)
        return {"type": kind, kind: dict(body.values)}

    def _thumb(self, body: Fields) -> str:
        media_id = body.text("thumb_media_id")
        if not media_id:
            raise Refusal(40058, "thumb_media_id missing")
        self._kind_fits("image", media_id)
        return media_id

    def _kind_fits(self, kind: str, media_id: str) -> None:
        if not media_id:
            raise Refusal(41006)
        if self.media.find(media_id, self.corp_id).kind != kind:
            raise Refusal(40007)

    def _at_most(self, text: str, limit: int) -> None:
        if len(text.encode()) > limit:
            raise Refusal(self.too_long)

    def _between(self, text: str, least: int, most: int) -> None:
        if not least <= len(text.encode()) <= most:
            raise Refusal(40058)


def cut(text: str, limit: int) -> str:
    """The text's first `limit` bytes, never half a character."""
    return text.encode()[:limit].decode(errors="ignore")


def check_msgid(body: Fields) -> str:
    """The client's msgid; "" when it left the field out. An empty one is an error."""
    if not body.has("msgid"):
        return ""
    msgid = body.text("msgid")
    if _MSGID.fullmatch(msgid) is None:
        raise Refusal(40058, "invalid msgid")
    return msgid
