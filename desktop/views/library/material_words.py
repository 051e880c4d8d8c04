"""What is said of a material: its kind, its size, until when it may be sent."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.content import (
    AcquisitionLink,
    BusinessCard,
    Link,
    Location,
    Menu,
    MiniProgram,
    Text,
)
from desktop.models.display_text import one_line
from desktop.models.material import Material, MaterialKind
from desktop.models.quick_reply import Scope, Standing
from desktop.views.timeline.media_card import size_words

_translate = QCoreApplication.translate
_ICONS = {
    MaterialKind.PICTURE: "message_picture",
    MaterialKind.VIDEO: "message_video",
    MaterialKind.VOICE: "message_voice",
    MaterialKind.FILE: "message_file",
    MaterialKind.LINK: "message_link",
    MaterialKind.MINI_PROGRAM: "message_mini_program",
    MaterialKind.LOCATION: "message_location",
    MaterialKind.MENU: "message_menu",
    MaterialKind.BUSINESS_CARD: "message_card",
    MaterialKind.TEXT: "quote",
}
ScopePlace = tuple[Scope, int | None]
"""A scope, with the account that it means."""
COMPANY: ScopePlace = (Scope.COMPANY, None)
PLAYED = frozenset({MaterialKind.VIDEO, MaterialKind.VOICE})
SEEN = frozenset({MaterialKind.PICTURE, MaterialKind.VIDEO})
"""Kinds of which there is a picture to look at."""


def kind_icon(kind: MaterialKind) -> str:
    """Return the icon that stands for a kind."""
    return _ICONS[kind]


def kind_words(kind: MaterialKind) -> str:
    """Return the name of a kind."""
    return {
        MaterialKind.PICTURE: _translate("Materials", "图片"),
        MaterialKind.VIDEO: _translate("Materials", "视频"),
        MaterialKind.VOICE: _translate("Materials", "语音"),
        MaterialKind.FILE: _translate("Materials", "文件"),
        MaterialKind.LINK: _translate("Materials", "链接"),
        MaterialKind.MINI_PROGRAM: _translate("Materials", "小程序"),
        MaterialKind.LOCATION: _translate("Materials", "位置"),
        MaterialKind.MENU: _translate("Materials", "菜单"),
        MaterialKind.BUSINESS_CARD: _translate("Materials", "名片"),
        MaterialKind.TEXT: _translate("Materials", "文字"),
    }[kind]


def scope_words(scope: Scope) -> str:
    """Return for whom a material is."""
    return {
        Scope.PERSONAL: _translate("Materials", "个人"),
        Scope.TEAM: _translate("Materials", "门店·组"),
        Scope.COMPANY: _translate("Materials", "公司"),
        Scope.ACCOUNT: _translate("Materials", "账号"),
    }[scope]


def scope_places(
    material: Material, accounts: Mapping[int, str], *, own: bool
) -> dict[ScopePlace, str]:
    """Return for whom a material can be, what it is for already among it."""
    words = scope_words(Scope.ACCOUNT)
    places = {COMPANY: scope_words(Scope.COMPANY)}
    if own:
        places[Scope.PERSONAL, None] = scope_words(Scope.PERSONAL)
    for account_id, name in accounts.items():
        places[Scope.ACCOUNT, account_id] = f"{words}：{one_line(name, 30)}"
    details = material.details
    now = (details.scope, details.scope_id)
    places.setdefault(now, scope_mark(material) or scope_words(details.scope))
    return places


def scope_mark(material: Material) -> str:
    """Return for whom a material is that is not for everybody, else nothing."""
    scope = material.details.scope
    if scope is Scope.ACCOUNT:
        return one_line(material.scope_name, 16) or scope_words(scope)
    return "" if scope is Scope.COMPANY else scope_words(scope)


def standing_words(standing: Standing) -> str:
    """Return why a material cannot be sent, empty when it can."""
    return {
        Standing.USABLE: "",
        Standing.NOT_YET: _translate("Materials", "未到生效日期"),
        Standing.EXPIRED: _translate("Materials", "已过期"),
        Standing.WITHDRAWN: _translate("Materials", "已撤回"),
    }[standing]


def length_words(milliseconds: int) -> str:
    """Return how long something plays: `0:42`."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes}:{seconds:02}"


def fact_words(material: Material) -> str:
    """Return kind and size or length for a chip; a picture needs none."""
    facts, kind = material.facts, material.kind
    if kind is MaterialKind.PICTURE:
        return ""
    if kind in PLAYED:
        return f"{kind_words(kind)} {length_words(facts.duration_ms)}"
    if kind is MaterialKind.FILE:
        return f"{facts.format or kind_words(kind)} {size_words(facts.size)}"
    return kind_words(kind)


def original_words(material: Material) -> str:
    """Return what the original is: `3.1 MB · 2400×2400`."""
    facts = material.facts
    if material.card is not None:
        return kind_words(material.kind)  # its file is a cover
    parts = [facts.format, size_words(facts.size) if facts.size else ""]
    if facts.width and facts.height:
        parts.append(f"{facts.width}×{facts.height}")
    if facts.duration_ms:
        parts.append(length_words(facts.duration_ms))
    return " · ".join(part for part in parts if part) or kind_words(material.kind)


def date_words(moment: datetime, now: datetime) -> str:
    """Return a day, with the year when it is not this one."""
    local = moment.astimezone()
    same = local.year == now.astimezone().year
    return local.strftime("%m-%d" if same else "%Y-%m-%d")


def validity_words(material: Material, now: datetime) -> str:
    """Return from when to when it may be sent."""
    details = material.details
    begin = date_words(details.valid_from, now) if details.valid_from else ""
    end = date_words(details.valid_until, now) if details.valid_until else ""
    if begin and end:
        said = _translate("Materials", "{begin} 起，{end} 到期")
        return said.format(begin=begin, end=end)
    if begin:
        return _translate("Materials", "{begin} 起").format(begin=begin)
    if end:
        return _translate("Materials", "{end} 到期").format(end=end)
    return _translate("Materials", "长期")


def foot_words(material: Material) -> str:
    """Return how often it was used and in which version it is."""
    used = _translate("Materials", "用过 %n 次", None, material.used)
    return f"{used} · v{material.version}"


def card_words(material: Material) -> str:
    """Return what a card or a text block says, in lines; empty for files."""
    match material.card:
        case Text(text=text):
            return text
        case Link(title=title, description=description, url=url):
            return _lines(title, description, url)
        case MiniProgram(title=title, appid=appid, page_path=path):
            return _lines(title, appid, path)
        case Location(name=name, address=address):
            return _lines(name, address)
        case Menu(head=head, items=items, tail=tail):
            return _lines(head, *(f"· {each.label}" for each in items), tail)
        case BusinessCard(userid=userid):
            return userid
        case AcquisitionLink(url=url):
            return url
    return ""


def accessible_words(material: Material) -> str:
    """Return one line for who hears the grid instead of seeing it."""
    parts = (
        material.details.name,
        kind_words(material.kind),
        *material.details.tags,
        foot_words(material),
    )
    return "，".join(one_line(part) for part in parts if part)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
