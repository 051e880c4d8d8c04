"""What a card's form may hold, and the card that comes of it: rules without widgets.

Limits are those of send_msg (doc 94677), bytes of UTF-8.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from desktop.models.content import Link, Location, Menu, MenuItem, MiniProgram
from desktop.models.outgoing import CardContent
from desktop.models.text_cutting import byte_length

MOST_CHOICES = 10
_CHOICE_BYTES = 128
_HEAD_BYTES = 1024
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_APPID = re.compile(r"wx[0-9a-f]{16}")
_translate = QCoreApplication.translate


class CardKind(Enum):
    """The cards that a person can make."""

    LOCATION = auto()
    LINK = auto()
    MINI_PROGRAM = auto()
    MENU = auto()


@dataclass(frozen=True, slots=True)
class CardField:
    """One field of a form."""

    name: str
    """By which the rules know it."""
    limit: int = 0
    """Bytes, 0 for no limit of its own."""
    required: bool = False
    lines: bool = False
    """Whether it takes several lines."""


FIELDS = {
    CardKind.LOCATION: (
        CardField("name", 256, required=True),
        CardField("address", 512),
        CardField("latitude", required=True),
        CardField("longitude", required=True),
    ),
    CardKind.LINK: (
        CardField("title", 128, required=True),
        CardField("url", 2048, required=True),
        CardField("description", 512),
    ),
    CardKind.MINI_PROGRAM: (
        CardField("title", 64, required=True),
        CardField("appid", 32, required=True),
        CardField("page", 1024, required=True),
    ),
    CardKind.MENU: (
        CardField("head", _HEAD_BYTES, required=True),
        CardField("choices", required=True, lines=True),
        CardField("tail", _HEAD_BYTES),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field, in words."""

    field: str
    words: str


def card_of(kind: CardKind, values: Mapping[str, str]) -> CardContent | Fault:
    """Return the card that the values make, or the first thing wrong with them."""
    cleaned = {field.name: values[field.name].strip() for field in FIELDS[kind]}
    for field in FIELDS[kind]:
        if field.required and not cleaned[field.name]:
            return Fault(field.name, _translate("CardRules", "这一项要填写"))
        if field.limit and byte_length(cleaned[field.name]) > field.limit:
            words = _translate("CardRules", "太长了：{size}/{limit} 字节").format(
                size=byte_length(cleaned[field.name]), limit=field.limit
            )
            return Fault(field.name, words)
    return _MAKERS[kind](cleaned)


def _location(values: Mapping[str, str]) -> CardContent | Fault:
    latitude = _degrees(values["latitude"], 90)
    longitude = _degrees(values["longitude"], 180)
    if latitude is None:
        words = _translate("CardRules", "纬度是 -90 到 90 之间的数")
        return Fault("latitude", words)
    if longitude is None:
        words = _translate("CardRules", "经度是 -180 到 180 之间的数")
        return Fault("longitude", words)
    return Location(latitude, longitude, values["name"], values["address"])


def _link(values: Mapping[str, str]) -> CardContent | Fault:
    if not _WEB.fullmatch(values["url"]):
        words = _translate("CardRules", "要以 http:// 或 https:// 开头")
        return Fault("url", words)
    return Link(values["title"], values["description"], values["url"])


def _mini_program(values: Mapping[str, str]) -> CardContent | Fault:
    if not _APPID.fullmatch(values["appid"]):
        words = _translate("CardRules", "AppID 是 wx 开头的 18 位")
        return Fault("appid", words)
    return MiniProgram(values["title"], values["appid"], values["page"])


def _menu(values: Mapping[str, str]) -> CardContent | Fault:
    lines = [line.strip() for line in values["choices"].splitlines()]
    labels = [line for line in lines if line]
    if len(labels) > MOST_CHOICES:
        words = _translate("CardRules", "最多 %n 个选项", None, MOST_CHOICES)
        return Fault("choices", words)
    if any(byte_length(label) > _CHOICE_BYTES for label in labels):
        words = _translate("CardRules", "每个选项最多 {limit} 字节")
        return Fault("choices", words.format(limit=_CHOICE_BYTES))
    items = tuple(
        MenuItem("click", label, str(at)) for at, label in enumerate(labels, 1)
    )
    return Menu(values["head"], items, values["tail"])


def _degrees(written: str, bound: int) -> float | None:
    try:
        degrees = float(written)
    except ValueError:
        return None
    return degrees if -bound <= degrees <= bound else None


_MAKERS: dict[CardKind, Callable[[Mapping[str, str]], CardContent | Fault]] = {
    CardKind.LOCATION: _location,
    CardKind.LINK: _link,
    CardKind.MINI_PROGRAM: _mini_program,
    CardKind.MENU: _menu,
}
