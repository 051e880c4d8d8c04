"""What a desk sees of files: facts of each kind, honest ones of broken ones."""

from collections.abc import AsyncIterator

import pytest

from desktop.models.content import Picture
from desktop.models.media_facts import (
    THUMBNAIL_EDGE,
    BrokenMedia,
    BrokenReason,
    FileFacts,
    PictureFacts,
    VideoFacts,
    VoiceFacts,
)
from desktop.models.message import Origin
from desktop.services.decoding.wire import BrokenMediaError
from desktop.services.media_files import MediaFiles, quarantine_mark
from desktop.services.media_viewing import MediaViewing
from desktop.services.storage import media_queries
from desktop.services.storage.database import Database
from tests.building import World, entry
from tests.services.decoding.samples import SILK, demo, moving, picture
from tests.services.media_shelf import damage, shelve

AMR = demo(".amr")


@pytest.fixture
async def viewing(world: World, database: Database) -> AsyncIterator[MediaViewing]:
    files = MediaFiles(database, world.profile.media)
    made = MediaViewing(files, database, world.clock)
    yield made
    made.close()


async def test_each_kind_has_its_facts(world: World, viewing: MediaViewing) -> None:
    image, gif, voice, video, pdf, trick = shelve(
        world,
        ("image", "a.jpg", picture("JPEG", (900, 600))),
        ("image", "b.gif", moving(3)),
        ("voice", "c.amr", AMR),
        ("video", "d.mp4", demo(".mp4")),
        ("file", "e.pdf", b"%PDF-1.4 " + bytes(200_000)),
        ("file", "f.pdf", b"MZ" + bytes(90)),
    )
    seen = (await viewing.facts(image)).face
    assert isinstance(seen, PictureFacts)
    assert (seen.width, seen.height, seen.moves) == (900, 600, False)
    assert seen.thumbnail.width == THUMBNAIL_EDGE
    still = (await viewing.facts(gif)).face
    assert isinstance(still, PictureFacts)
    assert still.moves
    heard = (await viewing.facts(voice)).face
    assert isinstance(heard, VoiceFacts)
    assert heard.duration_ms > 1_000
    assert not heard.played
    film = (await viewing.facts(video)).face
    assert isinstance(film, VideoFacts)
    assert film.poster is not None
    assert (await viewing.facts(pdf)).face == FileFacts("PDF", True)
    assert (await viewing.facts(trick)).face == FileFacts("Windows EXE", False, True)


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("image", picture("PNG")[:70], BrokenReason.DAMAGED),
        ("image", b"<svg width='9'/>", BrokenReason.NOT_ITS_KIND),
        ("image", AMR, BrokenReason.NOT_ITS_KIND),
        ("voice", SILK, BrokenReason.UNKNOWN_CODING),
        ("voice", picture("JPEG"), BrokenReason.NOT_ITS_KIND),
        ("video", demo(".mp4")[:900], BrokenReason.DAMAGED),
        ("video", b"MZ" + bytes(40), BrokenReason.NOT_ITS_KIND),
    ],
)
async def test_broken_and_lying_media_say_why_and_can_still_be_saved(
    world: World,
    viewing: MediaViewing,
    database: Database,
    kind: str,
    content: bytes,
    reason: BrokenReason,
) -> None:
    (message,) = shelve(world, (kind, "a", content))
    facts = await viewing.facts(message)
    assert facts.face == BrokenMedia(reason)
    assert facts.face.sentence.zh
    assert facts.face.sentence.en
    files = MediaFiles(database, world.profile.media)
    saved = await files.save(message, world.profile.folder / "out" / "a")
    assert saved.read_bytes() == content


async def test_a_picture_under_another_name_is_shown(
    world: World, viewing: MediaViewing
) -> None:
    (message,) = shelve(world, ("image", "a.exe", picture("WEBP")))
    assert isinstance((await viewing.facts(message)).face, PictureFacts)


async def test_bytes_that_are_gone_may_come_back(
    world: World, viewing: MediaViewing
) -> None:
    world.take_in(entry(Picture("not here yet")))
    (broken,) = shelve(world, ("image", "a.png", picture("PNG")))
    good = {path: path.read_bytes() for path in world.profile.media.rglob("*.sealed")}
    damage(world, [broken])
    gone = BrokenMedia(BrokenReason.GONE)
    assert (await viewing.facts(broken)).face == gone
    assert (await viewing.facts(broken - 1)).face == gone
    assert (await viewing.facts(999_999)).face == gone
    for path, content in good.items():
        path.write_bytes(content)
    assert isinstance((await viewing.facts(broken)).face, PictureFacts)


async def test_facts_are_looked_up_once(world: World, viewing: MediaViewing) -> None:
    (message,) = shelve(world, ("image", "a.png", picture("PNG")))
    first = await viewing.facts(message)
    damage(world, [message])
    assert await viewing.facts(message) is first


async def test_old_facts_go_when_they_take_too_much(
    world: World, viewing: MediaViewing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.services.media_viewing.CACHE_BYTES", 20_000)
    one, two, three = shelve(
        world, *(("image", "a.png", picture("PNG")) for _ in range(3))
    )
    first = await viewing.facts(one)
    await viewing.facts(two)
    last = await viewing.facts(three)
    assert await viewing.facts(three) is last
    assert await viewing.facts(one) is not first


async def test_having_listened_stays_known(
    world: World, viewing: MediaViewing, database: Database
) -> None:
    (message,) = shelve(world, ("voice", "a.amr", AMR))
    await viewing.facts(message)
    marked = (await viewing.mark_played(message)).face
    assert isinstance(marked, VoiceFacts)
    assert marked.played
    files = MediaFiles(database, world.profile.media)
    later = MediaViewing(files, database, world.clock)
    again = (await later.facts(message)).face
    later.close()
    assert isinstance(again, VoiceFacts)
    assert again.played
    first = world.number("SELECT played_at FROM media")
    await viewing.mark_played(message)
    assert world.number("SELECT played_at FROM media") == first


async def test_after_a_recording_the_customers_next_unheard_one_follows(
    world: World, viewing: MediaViewing
) -> None:
    one, _, heard, three = shelve(
        world,
        ("voice", "a.amr", AMR),
        ("image", "b.png", picture("PNG")),
        ("voice", "c.amr", AMR),
        ("voice", "d.amr", AMR),
    )
    await viewing.mark_played(heard)
    assert await viewing.next_unplayed_voice(one) == three
    assert await viewing.next_unplayed_voice(three) is None
    assert await viewing.next_unplayed_voice(999_999) is None


async def test_a_colleagues_recording_does_not_play_by_itself(
    world: World, viewing: MediaViewing
) -> None:
    one, two = shelve(world, ("voice", "a.amr", AMR), ("voice", "b.amr", AMR))
    servicer = int(Origin.SERVICER)
    world.connection.execute(f"UPDATE message SET origin = {servicer} WHERE id = {two}")
    assert await viewing.next_unplayed_voice(one) is None


async def test_the_viewer_goes_along_pictures_and_films_that_are_here(
    world: World, viewing: MediaViewing
) -> None:
    image, _, video, lost = shelve(
        world,
        ("image", "a.png", picture("PNG")),
        ("voice", "b.amr", AMR),
        ("video", "c.mp4", demo(".mp4")),
        ("image", "d.png", picture("PNG")),
    )
    world.connection.execute(
        f"UPDATE media SET state = 'failed' WHERE message_id = {lost}"
    )
    found = await viewing.exhibits(world.conversation().id)
    assert found == (
        media_queries.Exhibit(image, "image"),
        media_queries.Exhibit(video, "video"),
    )


async def test_the_content_of_media_never_reaches_the_disk_in_clear(
    world: World, viewing: MediaViewing
) -> None:
    content = AMR + b"a phrase that can be found"
    image, voice = shelve(
        world,
        ("image", "a.png", picture("PNG") + b"a phrase that can be found"),
        ("voice", "b.amr", content),
    )
    await viewing.picture(image)
    await viewing.sound(voice, 1.5)
    folder = world.profile.folder
    for path in folder.rglob("*"):
        assert path.is_dir() or b"a phrase" not in path.read_bytes()


async def test_a_film_that_cannot_be_looked_at_is_not_handed_to_a_player(
    world: World, viewing: MediaViewing
) -> None:
    good, bad = shelve(
        world, ("video", "a.mp4", demo(".mp4")), ("video", "b.mp4", b"MZ" * 40)
    )
    assert await viewing.film(good) == demo(".mp4")
    with pytest.raises(BrokenMediaError):
        await viewing.film(bad)


def test_what_macos_writes_beside_a_download() -> None:
    assert quarantine_mark(1_700_000_000.9) == b"0081;6553f100;Switchboard;"
