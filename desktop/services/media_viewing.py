"""What a desk sees and hears of files: small forms, pictures, sounds, films."""

from collections import OrderedDict

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.file_kinds import openness
from desktop.models.media_facts import (
    THUMBNAIL_EDGE,
    BrokenMedia,
    BrokenReason,
    FileFacts,
    MediaFacts,
    PictureFacts,
    VideoFacts,
    VoiceFacts,
)
from desktop.services.decoding.decoder import Decoder
from desktop.services.decoding.wire import BrokenMediaError, Decoded, Task
from desktop.services.media_files import MediaFiles, NotHereError
from desktop.services.storage import media_queries
from desktop.services.storage.database import Database
from desktop.services.storage.media_queries import Exhibit
from desktop.services.storage.media_store import StoredFile
from desktop.services.storage.sealed_files import DamagedFileError

CACHE_BYTES = 16 * 1024 * 1024
"""Small forms that are kept: two screens; the timeline keeps what it shows itself."""


class MediaViewing:
    """Looks at sealed files; clear bytes stay in memory and reach no disk."""

    def __init__(self, files: MediaFiles, database: Database, clock: Clock) -> None:
        self._files = files
        self._database = database
        self._clock = clock
        self._decoder = Decoder()
        self._known: OrderedDict[int, MediaFacts] = OrderedDict()
        self._kept = 0

    async def facts(self, message_id: int) -> MediaFacts:
        """Return what a bubble shows of a message's file.

        Raises StorageError; OSError when nothing can be decoded on this machine.
        """
        found = self._known.get(message_id)
        if found is not None:
            self._known.move_to_end(message_id)
            return found
        try:
            facts = MediaFacts(message_id, await self._face(message_id))
        except BrokenMediaError as error:
            facts = MediaFacts(message_id, BrokenMedia(error.reason))
        self._keep(facts)
        return facts

    async def whole_facts(self, message_id: int) -> MediaFacts:
        """Return the facts of media that are not broken; raises as `frames`."""
        facts = await self.facts(message_id)
        if isinstance(facts.face, BrokenMedia):
            raise BrokenMediaError(facts.face.reason)
        return facts

    async def picture(self, message_id: int) -> Decoded:
        """Return a picture as large as windows take it; raises as `frames`."""
        return await self._decoded(message_id, Task.PICTURE)

    async def frames(self, message_id: int) -> Decoded:
        """Return the frames of a picture that moves, one alone if they are too many.

        Raises BrokenMediaError, StorageError, OSError.
        """
        return await self._decoded(message_id, Task.FRAMES)

    async def sound(self, message_id: int, speed: float) -> Decoded:
        """Return the samples of a recording; raises as `frames`."""
        return await self._decoded(message_id, Task.SOUND, speed=speed)

    async def film(self, message_id: int) -> bytes:
        """Return the bytes of a film that could be looked at; raises as `frames`."""
        await self.whole_facts(message_id)
        return (await self._content(message_id))[1]

    async def exhibits(self, conversation_id: int) -> tuple[Exhibit, ...]:
        """Return the pictures and films of a conversation, oldest first."""
        return await self._database.read(
            lambda connection: media_queries.exhibits(connection, conversation_id)
        )

    async def next_unplayed_voice(self, message_id: int) -> int | None:
        """Return the recording that is played after one of the customer's."""
        return await self._database.read(
            lambda connection: media_queries.next_unplayed_voice(connection, message_id)
        )

    async def mark_played(self, message_id: int) -> MediaFacts:
        """Record that somebody listened; return what the bubble shows now."""
        now = to_milliseconds(self._clock.now())
        await self._database.write(
            lambda connection: media_queries.mark_played(
                connection, message_id, now=now
            )
        )
        self._forget(message_id)
        return await self.facts(message_id)

    def close(self) -> None:
        """End the child that decodes."""
        self._decoder.close()
        self._known.clear()

    async def _face(
        self, message_id: int
    ) -> PictureFacts | VoiceFacts | VideoFacts | FileFacts:
        stored, content = await self._content(message_id, head_of_files=True)
        if stored.kind == "file":
            looks = openness(stored.name, content)
            return FileFacts(looks.label, looks.opens, looks.disguised)
        if stored.kind == "voice":
            return await self._voice(message_id, content)
        if stored.kind == "video":
            film = await self._decoder.decode(Task.FILM, content, edge=THUMBNAIL_EDGE)
            return VideoFacts(
                film.duration_ms, film.width, film.height, film.rasters[0]
            )
        small = await self._decoder.decode(Task.PICTURE, content, edge=THUMBNAIL_EDGE)
        return PictureFacts(small.width, small.height, small.rasters[0], small.moves)

    async def _voice(self, message_id: int, content: bytes) -> VoiceFacts:
        measured = await self._decoder.decode(Task.VOICE, content)
        played = await self._database.read(
            lambda connection: media_queries.played(connection, message_id)
        )
        return VoiceFacts(measured.duration_ms, measured.sound, played)

    async def _decoded(
        self, message_id: int, task: Task, *, speed: float = 1.0
    ) -> Decoded:
        _, content = await self._content(message_id)
        return await self._decoder.decode(task, content, speed=speed)

    async def _content(
        self, message_id: int, *, head_of_files: bool = False
    ) -> tuple[StoredFile, bytes]:
        try:
            return await self._files.content(message_id, head_of_files=head_of_files)
        except (NotHereError, DamagedFileError, OSError):
            raise BrokenMediaError(BrokenReason.GONE) from None

    def _keep(self, facts: MediaFacts) -> None:
        if facts.face == BrokenMedia(BrokenReason.GONE):
            return  # It may be fetched once more.
        self._forget(facts.message_id)
        self._known[facts.message_id] = facts
        self._kept += _weight(facts)
        while self._kept > CACHE_BYTES and len(self._known) > 1:
            self._kept -= _weight(self._known.popitem(last=False)[1])

    def _forget(self, message_id: int) -> None:
        known = self._known.pop(message_id, None)
        if known is not None:
            self._kept -= _weight(known)


def _weight(facts: MediaFacts) -> int:
    match facts.face:
        case PictureFacts(thumbnail=raster) | VideoFacts(poster=raster) if raster:
            return len(raster.pixels)
        case _:
            return 512
