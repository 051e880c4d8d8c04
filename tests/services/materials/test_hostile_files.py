"""What comes into the library from outside: broken, bursting, vanished, too large."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from desktop.models.material import MaterialDetails, MaterialQuery, NotAddedError
from desktop.services.attachments import Attachments
from desktop.services.library_files import original_path, rendition_path
from desktop.services.materials.service import Materials
from desktop.services.materials.vault import Vault
from desktop.services.storage.database import Database
from tests.building import DESK, World
from tests.services.decoding.bombs import whole_jpeg
from tests.services.outgoing_files import film, jpeg, png

EVERYTHING = MaterialQuery(standing=None)


@pytest.fixture
async def library(world: World, database: Database) -> AsyncIterator[Materials]:
    folder = world.profile.media
    attachments = Attachments(database, world.clock, folder, DESK)
    made = Materials(database, world.clock, world.operator, attachments, folder, DESK)
    yield made
    made.close()


def sealed_files(world: World) -> list[Path]:
    return [one for one in world.profile.media.rglob("*.sealed") if one.is_file()]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("word/document.xml", b"\0" * (40 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("空.jpg", b"", "空"),
        ("坏.jpg", jpeg(400, 300)[:-400], "打不开"),
        ("坏.mp4", film()[:3_000], "打不开"),
        ("大.jpg", whole_jpeg(30_000, 30_000), "尺寸过大"),
        ("说明.docx", bomb(), "解压"),
    ],
)
async def test_what_cannot_be_used_is_refused_and_leaves_nothing(
    library: Materials, world: World, tmp_path: Path,
    name: str, content: bytes, word: str,
) -> None:  # fmt: skip
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(NotAddedError) as caught:
        await library.add(file, MaterialDetails(name))
    assert word in caught.value.sentence.zh
    assert await library.count(EVERYTHING) == 0
    await library.sweep()
    assert sealed_files(world) == []


async def test_a_file_of_ten_gigabytes_is_refused_at_once(
    library: Materials, tmp_path: Path
) -> None:
    file = tmp_path / "巨大.mp4"
    with file.open("wb") as made:
        made.truncate(10 * 1024**3)
    with pytest.raises(NotAddedError):
        await library.add(file, MaterialDetails("巨大.mp4"))
    assert await library.count(EVERYTHING) == 0


async def test_a_file_that_vanished_is_refused_with_words(
    library: Materials, tmp_path: Path
) -> None:
    with pytest.raises(NotAddedError) as caught:
        await library.add(tmp_path / "不见了.png", MaterialDetails("不见了.png"))
    assert caught.value.sentence.en


async def test_two_files_of_one_name_are_two_materials(library: Materials) -> None:
    first = await library.add(png(50, 40), MaterialDetails("价格表.png"))
    other = io.BytesIO()
    Image.linear_gradient("L").save(other, "PNG")
    second = await library.add(other.getvalue(), MaterialDetails("价格表.png"))
    assert first.material is not None
    assert second.material is not None
    assert first.material.id != second.material.id


async def test_bytes_without_a_material_are_swept_and_others_stay(
    library: Materials, world: World, database: Database
) -> None:
    """A kill between the file and the row of the material."""
    kept = (await library.add(png(), MaterialDetails("在.png"))).material
    half = rendition_path(world.profile.media, 77)
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half of a rendition")
    broken_off = await Vault(database, world.profile.media).keep(jpeg())
    path = original_path(world.profile.media, broken_off.id)
    assert path.is_file()
    await library.sweep()
    assert not path.exists()
    assert not half.exists()
    assert kept is not None
    assert await library.original(kept.id) == png()
