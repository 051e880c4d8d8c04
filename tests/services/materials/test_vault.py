"""Files of the library that break or vanish, and rows that outlive them."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from desktop.models.content_source import ContentSource
from desktop.models.material import Material, MaterialDetails
from desktop.services.attachments import Attachments
from desktop.services.library_files import original_path, rendition_path
from desktop.services.materials.service import Materials
from desktop.services.materials.vault import Vault
from desktop.services.storage.database import Database
from tests.building import DESK, World
from tests.services.outgoing_files import jpeg, noise, png


@pytest.fixture
def attachments(world: World, database: Database) -> Attachments:
    return Attachments(database, world.clock, world.profile.media, DESK)


@pytest.fixture
async def library(
    world: World, database: Database, attachments: Attachments
) -> AsyncIterator[Materials]:
    folder = world.profile.media
    made = Materials(database, world.clock, world.operator, attachments, folder, DESK)
    yield made
    made.close()


async def added(library: Materials, content: bytes, name: str) -> Material:
    found = await library.add(content, MaterialDetails(name))
    assert found.material is not None
    return found.material


def original_file(world: World) -> Path:
    return original_path(
        world.profile.media, world.number("SELECT min(id) FROM original")
    )


def broken(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [Path.unlink, broken], ids=["gone", "damaged"])
async def test_the_same_file_added_again_mends_what_is_damaged_or_gone(
    library: Materials, world: World, harm: object
) -> None:
    material = await added(library, jpeg(), "一.jpg")
    assert callable(harm)
    harm(original_file(world))
    again = await library.add(jpeg(), MaterialDetails("一.jpg"))
    assert again.same == material
    assert await library.original(material.id) == jpeg()
    assert len(list(world.profile.media.rglob("*.sealed"))) == 1


@pytest.mark.parametrize("harm", [Path.unlink, broken], ids=["gone", "damaged"])
async def test_what_is_sent_is_made_anew_when_its_file_is_damaged_or_gone(
    library: Materials, attachments: Attachments, world: World, harm: object
) -> None:
    conversation = world.say("您好").id
    material = await added(library, noise(1200, 900), "海报.png")
    await library.stage(conversation, material.id, ContentSource())
    number = world.number("SELECT id FROM rendition")
    assert callable(harm)
    harm(rendition_path(world.profile.media, number))
    staged = await library.stage(conversation, material.id, ContentSource())
    assert len(await attachments.content(staged.id)) == staged.size
    assert world.number("SELECT id FROM rendition") == number
    assert world.number("SELECT count(*) FROM media WHERE rendition_id > 0") == 2


async def test_bytes_that_another_adding_waits_for_are_not_swept(
    world: World, database: Database
) -> None:
    vault = Vault(database, world.profile.media)
    first = await vault.keep(png())
    second = await vault.keep(png())
    assert second == first
    vault.used(first)
    await vault.sweep()
    assert await vault.content(second) == png()
    vault.used(second)
    await vault.sweep()
    assert not original_path(world.profile.media, first.id).exists()


async def test_a_file_whose_row_is_gone_is_swept(
    library: Materials, world: World
) -> None:
    """A kill between the row and the file of what nothing is made of."""
    material = await added(library, png(), "在.png")
    left = original_path(world.profile.media, 4_711)
    left.parent.mkdir(parents=True)
    left.write_bytes(b"sealed")
    await library.sweep()
    assert not left.exists()
    assert await library.original(material.id) == png()


def hollow(size: int, *, inverted: bool = False) -> bytes:
    picture = Image.radial_gradient("L").resize((size, size))
    stream = io.BytesIO()
    (ImageOps.invert(picture) if inverted else picture).save(stream, "PNG")
    return stream.getvalue()


async def test_an_earlier_version_is_known_by_its_own_look_again(
    library: Materials,
) -> None:
    material = await added(library, hollow(200), "海报.png")
    await library.replace(material.id, hollow(200, inverted=True))
    await library.roll_back(material.id, 1)
    other = await library.add(hollow(180), MaterialDetails("另一张.png"))
    assert [each.id for each in other.alike] == [material.id]
    changed = await library.add(hollow(180, inverted=True), MaterialDetails("三.png"))
    assert changed.material is not None
