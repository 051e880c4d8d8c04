"""The temporary media of all corps: three days, readable by every app of the corp."""

from dataclasses import dataclass
from pathlib import PurePath

from .clock import SandboxClock
from .errors import Refusal
from .ids import IdMaker
from .media_formats import looks_like

LIFE = 3 * 86_400


@dataclass(slots=True)
class Media:
    """One upload. `silk` is the voice's other form (voice_format 1)."""

    corp_id: str
    kind: str
    name: str
    content: bytes
    created: float
    expired: bool = False
    silk: str = ""


class MediaStore:
    """Keeps what clients uploaded and what customers sent."""

    def __init__(self, ids: IdMaker, clock: SandboxClock) -> None:
        self._ids = ids
        self._clock = clock
        self._media: dict[str, Media] = {}

    def add(self, corp_id: str, kind: str, name: str, content: bytes) -> str:
        """Keep it and answer its media_id."""
        media_id = self._ids.new("1", 43)
        name = PurePath(name.replace("\\", "/")).name
        media = Media(corp_id, kind, name, content, self._clock.now())
        self._media[media_id] = media
        return media_id

    def find(self, media_id: str, corp_id: str) -> Media:
        """The media if it is this corp's and younger than three days, else 40007."""
        media = self._media.get(media_id)
        if media is None or media.corp_id != corp_id or media.expired:
            raise Refusal(40007)
        if self._clock.now() - media.created >= LIFE:
            raise Refusal(40007)
        return media

    def expire(self, media_id: str) -> bool:
        """End its life now; False when there is no such media."""
        media = self._media.get(media_id)
        if media is not None:
            media.expired = True
        return media is not None

    def as_silk(self, media_id: str) -> str:
        """The media_id of the same recording as SILK (sync_msg with voice_format 1).

        The sound is not converted: a SILK head stands before the same bytes.
        """
        media = self._media.get(media_id)
        if media is None or media.kind != "voice":
            return media_id
        if not media.silk:
            silk = b"\x02#!SILK_V3" + media.content
            media.silk = self.add(media.corp_id, "voice", "", silk)
            self._media[media.silk].created = media.created
        return media.silk

    @staticmethod
    def file_name(media_id: str, media: Media) -> str:
        """The name in Content-disposition: the sender's for files, else the id."""
        if media.kind == "file" and media.name:
            return media.name
        return media_id + looks_like(media.content)[1]
