"""Saving a customer's file: a safe name, nothing overwritten, nothing half there."""

import os
from pathlib import Path

import pytest

from desktop.models import content as kinds
from desktop.models.content import Content
from desktop.models.message import MediaState
from desktop.services.media_files import MediaFiles, NotHereError, sealed_path
from desktop.services.storage import media_store
from desktop.services.storage.database import Database
from desktop.services.storage.sealed_files import (
    CHUNK,
    DamagedFileError,
    SealedWriter,
)
from tests.building import World, entry
from tests.models.test_file_names import HOSTILE
from tests.services.media_shelf import shelve

CONTENT = os.urandom(2 * CHUNK + 9)


@pytest.fixture
def files(world: World, database: Database) -> MediaFiles:
    return MediaFiles(database, world.profile.media)


def stored(world: World, name: str, content: Content | None = None) -> int:
    """A message whose file lies sealed on the disk; the message's id."""
    world.take_in(entry(content or kinds.File("m")))
    message = world.messages(world.conversation().id)[-1].id
    jobs = media_store.due(world.connection, now=world.now, busy=frozenset(), limit=99)
    (job,) = [one for one in jobs if one.message_id == message]
    with SealedWriter(sealed_path(world.profile.media, job.id), job.file_key) as sealed:
        sealed.write(CONTENT)
        sealed.finish()
    size = len(CONTENT)
    world.write(
        lambda one: media_store.advance(
            one, job, MediaState.READY, name=name, size=size, received=size, now=1
        )
    )
    return message


async def test_the_bytes_come_out_as_they_went_in(
    world: World, files: MediaFiles, tmp_path: Path
) -> None:
    saved = await files.save(stored(world, "a.pdf"), tmp_path / "new" / "a.pdf")
    assert saved.read_bytes() == CONTENT
    assert saved.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "content", "proposed"),
    [
        ("报价.xlsx", kinds.File("m"), "报价.xlsx"),
        ("../../.ssh/id_rsa", kinds.File("m"), "id_rsa"),
        ("con.pdf", kinds.File("m"), "_con.pdf"),
        ("", kinds.File("m"), "file-1"),
        ("", kinds.Picture("m"), "image-1.jpg"),
        ("", kinds.Voice("m"), "voice-1.amr"),
        ("", kinds.Video("m"), "video-1.mp4"),
        ("photo.png", kinds.Picture("m"), "photo.png"),
        ("photo", kinds.Picture("m"), "photo.jpg"),
    ],
)
async def test_the_name_that_is_proposed_is_safe(
    world: World, files: MediaFiles, name: str, content: Content, proposed: str
) -> None:
    assert await files.proposed_name(stored(world, name, content)) == proposed


async def test_what_is_there_is_never_overwritten_nor_followed(
    world: World, files: MediaFiles, tmp_path: Path
) -> None:
    message = stored(world, "a.pdf")
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "a.pdf").symlink_to(victim)
    (tmp_path / "a (1).pdf").write_text("mine")
    saved = await files.save(message, tmp_path / "a.pdf")
    assert saved.name == "a (2).pdf"
    assert victim.read_text() == "precious"
    assert (tmp_path / "a (1).pdf").read_text() == "mine"


async def test_a_damaged_file_is_told_and_leaves_nothing(
    world: World, files: MediaFiles, tmp_path: Path
) -> None:
    message = stored(world, "a.pdf")
    (sealed,) = world.profile.media.rglob("*.sealed")
    raw = bytearray(sealed.read_bytes())
    raw[-1] ^= 1
    sealed.write_bytes(raw)
    target = tmp_path / "out"
    with pytest.raises(DamagedFileError):
        await files.save(message, target / "a.pdf")
    assert list(target.iterdir()) == []


async def test_a_file_that_is_not_here_is_told(
    world: World, files: MediaFiles, tmp_path: Path
) -> None:
    world.take_in(entry(kinds.File("m")), entry("words", seconds=1))
    for message in world.messages(world.conversation().id):
        with pytest.raises(NotHereError):
            await files.save(message.id, tmp_path / "x")
    assert not (tmp_path / "x").exists()


async def test_bytes_that_were_deleted_are_an_error_of_the_disk(
    world: World, files: MediaFiles, tmp_path: Path
) -> None:
    message = stored(world, "a.pdf")
    (sealed,) = world.profile.media.rglob("*.sealed")
    sealed.unlink()
    with pytest.raises(FileNotFoundError):
        await files.save(message, tmp_path / "out" / "a.pdf")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "getxattr"), reason="marks are Linux's here")
async def test_what_came_from_outside_is_marked(
    world: World, files: MediaFiles, tmp_path: Path
) -> None:
    """S5; a file system without extended attributes has no mark to look for."""
    probe = tmp_path / "probe"
    probe.touch()
    try:
        os.setxattr(probe, "user.probe", b"x")
    except OSError:
        pytest.skip("this file system keeps no extended attributes")
    saved = await files.save(stored(world, "a.pdf"), tmp_path / "a.pdf")
    assert os.getxattr(saved, "user.xdg.origin.url") == b"wecom"


def _names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _kept_mark(path: Path) -> bytes | None:
    """What a file carries that came from outside, None where that is not kept."""
    try:
        return os.getxattr(path, "user.xdg.origin.url")
    except (OSError, AttributeError):
        return None


async def test_every_hostile_name_ends_inside_the_folder_and_overwrites_nothing(
    world: World, files: MediaFiles, tmp_path: Path
) -> None:
    """S4 and S5 together: 160 files of 80 names and more."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "probe").touch()
    names = [name.encode("utf-8", "replace").decode() for name in HOSTILE]
    shelf = [("file", name, f"{at}".encode()) for at, name in enumerate(names * 2)]
    assert len(shelf) >= 160
    marks = set()
    for at, message in enumerate(shelve(world, *shelf)):
        name = await files.proposed_name(message)
        saved = await files.save(message, folder / name)
        assert saved.parent == folder
        assert saved.read_bytes() == f"{at}".encode()
        marks.add(_kept_mark(saved))
    assert len(_names_in(folder)) == len(shelf) + 1
    assert _names_in(tmp_path) == {"downloads", "profile"}
    assert marks in ({b"wecom"}, {None})
