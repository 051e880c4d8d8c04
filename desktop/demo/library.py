"""The demo's own material library and reply book, published as headquarters would."""

import asyncio
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
NOTE = "冬季话术，按新活动改过"
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


async def fill_library(
    database: Database, clock: Clock, operator: Operator, media: Path, library: Path
) -> None:
    """Add the materials, then publish the replies that hold them."""
    attachments = Attachments(database, clock, media, WRITER)
    materials = Materials(database, clock, operator, attachments, library, WRITER)
    try:
        named = {
            each.name: await _add(materials, each)
            for each in _lines("materials.jsonl", _Material)
        }
    finally:
        await asyncio.to_thread(materials.close)
    book = QuickReplies(database, clock, operator, WRITER)
    written = [
        WrittenReply(_content(each, named)) for each in _lines("replies.jsonl", _Reply)
    ]
    await book.publish(await book.propose_all(written), NOTE)
    for reply in await book.all():
        if reply.content.title in PINNED:
            await book.pin(reply.id, True)
    await book.mark_seen()


def _lines(name: str, kind: type[Line]) -> list[Line]:
    lines = resource("demo", name).read_bytes().splitlines()
    return [msgspec.json.decode(line, type=kind) for line in lines]


async def _add(materials: Materials, line: _Material) -> int:
    details = MaterialDetails(line.name, line.folder, line.code, line.tags)
    if line.file:
        file = resource("demo", "media", line.file)
        found = await materials.add(file, details, anyway=True)
        assert found.material is not None
        return found.material.id
    return (await materials.add_card(_card(line), details)).id


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


def _content(line: _Reply, named: dict[str, int]) -> ReplyContent:
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
    )
