"""Messages whose files lie sealed on the disk, for tests of what is seen of them."""

from collections.abc import Iterable

from desktop.models.content import File, MediaContent, Picture, Video, Voice
from desktop.models.message import MediaState
from desktop.services.media_files import sealed_path
from desktop.services.storage.sealed_files import SealedWriter
from tests.building import World, entry

KINDS: dict[str, type[Picture] | type[Voice] | type[Video] | type[File]] = {
    "image": Picture,
    "voice": Voice,
    "video": Video,
    "file": File,
}


def shelve(world: World, *files: tuple[str, str, bytes]) -> list[int]:
    """Store messages with (kind, name, content), a second apart; return their ids."""
    known = world.number("SELECT coalesce(max(id), 0) FROM message")
    start = world.number("SELECT count(*) FROM message")
    world.take_in(
        *(
            entry(_content(kind, at), seconds=start + at)
            for at, (kind, _, _) in enumerate(files)
        )
    )
    rows = world.connection.execute(
        "SELECT f.id, f.message_id, f.file_key FROM media f"
        " WHERE f.message_id > ? ORDER BY f.message_id",
        (known,),
    ).fetchall()
    for (media_id, _, key), (_, name, content) in zip(rows, files, strict=True):
        with SealedWriter(sealed_path(world.profile.media, media_id), key) as sealed:
            sealed.write(content)
            sealed.finish()
        world.connection.execute(
            "UPDATE media SET state = ?, name = ?, size = ? WHERE id = ?",
            (MediaState.READY.value, name, len(content), media_id),
        )
    return [int(row[1]) for row in rows]


def damage(world: World, message_ids: Iterable[int]) -> None:
    """Break the seals of these files."""
    for message_id in message_ids:
        row = world.number(f"SELECT id FROM media WHERE message_id = {message_id}")
        path = sealed_path(world.profile.media, row)
        raw = bytearray(path.read_bytes())
        raw[-1] ^= 1
        path.write_bytes(raw)


def _content(kind: str, at: int) -> MediaContent:
    return KINDS[kind](f"{kind}-{at}")
