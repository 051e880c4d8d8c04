"""The demo's own material library and reply book, published as headquarters would."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import msgspec

from desktop.models.clock import Clock
from desktop.models.content import Link, Location, Menu, MenuItem, MiniProgram, Text
from desktop.models.material import MaterialDetails
from desktop.models.organisation import Operator
from desktop.models.outgoing import CardContent
from desktop.models.quick_reply import (
    ReplyContent,
    ReplyMaterial,
    ReplyPart,
    ReplyText,
    Scope,
)
from desktop.models.reply_book import WrittenReply
from desktop.resources import resource
from desktop.services.attachments import Attachments
from desktop.services.materials.service import Materials
from desktop.services.quick_replies import QuickReplies
from desktop.services.storage.database import Database

Line = TypeVar("Line")

WRITER = "demo"
FIRST_NOTE = "冬季话术"
NOTE = "满减门槛按新活动改了"
PINNED = ("推荐尺码", "多久发货", "物流查询")


class _Part(msgspec.Struct):
    text: str = ""
    material: str = ""


class _Reply(msgspec.Struct):
    group: tuple[str, ...]
    title: str
    code: str
    keywords: tuple[str, ...]
    parts: tuple[_Part, ...]
    days: int = 0
    """For how many days it can be sent from today on; 0 is for ever."""
    earlier: str = ""
    """What its first text said in the version before."""


class _Place(msgspec.Struct):
    latitude: float
    longitude: float
    name: str
    address: str


class _Program(msgspec.Struct):
    title: str
    appid: str
    page_path: str


class _Page(msgspec.Struct):
    title: str
    description: str
    url: str


class _Choices(msgspec.Struct):
    head: str
    items: tuple[str, ...]
    tail: str


class _Material(msgspec.Struct):
    name: str
    folder: tuple[str, ...]
    tags: tuple[str, ...]
    code: str
    file: str = ""
    text: str = ""
    location: _Place | None = None
    miniprogram: _Program | None = None
    link: _Page | None = None
    menu: _Choices | None = None
    days: int = 0
    priced: int = 0
    """Days since its prices were looked up; 0 for none."""
    earlier: str = ""
    """The file, or the words, of the version before."""
    withdrawn: bool = False


async def fill_library(
    database: Database, clock: Clock, operator: Operator, media: Path, library: Path
) -> None:
    """Add the materials, then publish the replies that hold them.

    Dates are told from today: something is about to end, something is over.
    """
    attachments = Attachments(database, clock, media, WRITER)
    materials = Materials(database, clock, operator, attachments, library, WRITER)
    today = clock.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        named = {
            each.name: await _add(materials, each, today)
            for each in _lines("materials.jsonl", _Material)
        }
    finally:
        await asyncio.to_thread(materials.close)
    book = QuickReplies(database, clock, operator, WRITER)
    await _publish(book, named, today)
    for reply in await book.all():
        if reply.content.title in PINNED:
            await book.pin(reply.id, True)
    await book.mark_seen()


async def _publish(book: QuickReplies, named: dict[str, int], today: datetime) -> None:
    """Publish all replies, some of them twice."""
    lines = _lines("replies.jsonl", _Reply)
    first = [WrittenReply(_content(_before(each), named, today)) for each in lines]
    await book.publish(await book.propose_all(first), FIRST_NOTE)
    changed = {each.title: each for each in lines if each.earlier}
    newer = [
        WrittenReply(_content(changed[reply.content.title], named, today), reply.id)
        for reply in await book.all()
        if reply.content.title in changed
    ]
    await book.publish(await book.propose_all(newer), NOTE)


def _lines(name: str, kind: type[Line]) -> list[Line]:
    lines = resource("demo", name).read_bytes().splitlines()
    return [msgspec.json.decode(line, type=kind) for line in lines]


async def _add(materials: Materials, line: _Material, today: datetime) -> int:
    details = MaterialDetails(
        line.name,
        line.folder,
        line.code,
        line.tags,
        valid_until=_end(line.days, today),
        priced_at=today - timedelta(days=line.priced) if line.priced else None,
    )
    if line.file:
        id_ = await _add_file(materials, line, details)
    else:
        card = _card(line)
        first = Text(line.earlier) if line.earlier else card
        id_ = (await materials.add_card(first, details)).id
        if line.earlier:
            await materials.rewrite(id_, card)
    if line.withdrawn:
        await materials.withdraw((id_,))
    return id_


async def _add_file(
    materials: Materials, line: _Material, details: MaterialDetails
) -> int:
    """Add a file, in two versions where there was one before it."""
    newest = resource("demo", "media", line.file)
    first = resource("demo", "media", line.earlier) if line.earlier else newest
    found = await materials.add(first, details, anyway=True)
    assert found.material is not None
    if line.earlier:
        await materials.replace(found.material.id, newest)
    return found.material.id


def _end(days: int, today: datetime) -> datetime | None:
    return today + timedelta(days=days) if days else None


def _card(line: _Material) -> CardContent:
    if line.location is not None:
        place = line.location
        return Location(place.latitude, place.longitude, place.name, place.address)
    if line.miniprogram is not None:
        program = line.miniprogram
        return MiniProgram(program.title, program.appid, program.page_path)
    if line.link is not None:
        return Link(line.link.title, line.link.description, line.link.url)
    if line.menu is not None:
        items = tuple(
            MenuItem("click", label, str(number))
            for number, label in enumerate(line.menu.items, 1)
        )
        return Menu(line.menu.head, items, line.menu.tail)
    return Text(line.text)


def _before(line: _Reply) -> _Reply:
    """Return a reply as it was published first."""
    if not line.earlier:
        return line
    changed = msgspec.structs.replace(line.parts[0], text=line.earlier)
    return msgspec.structs.replace(line, parts=(changed, *line.parts[1:]))


def _content(line: _Reply, named: dict[str, int], today: datetime) -> ReplyContent:
    parts: list[ReplyPart] = [
        ReplyText(part.text) if part.text else ReplyMaterial(named[part.material])
        for part in line.parts
    ]
    return ReplyContent(
        line.title,
        line.group,
        tuple(parts),
        Scope.COMPANY,
        code=line.code,
        keywords=line.keywords,
        valid_until=_end(line.days, today),
    )
