"""One attempt to bring bytes to WeCom, and what follows when it fails."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from desktop.models.failures import Actor
from desktop.services.engine.corp_line import CorpLine
from desktop.services.wecom.errors import SlowDown, WeComError
from desktop.services.wecom.media import MediaKind, Uploaded

PROGRESS_EVERY = 0.3
"""Seconds between two notes of progress, and two looks whether it is still wanted."""
MOST_ATTEMPTS = 8
"""Attempts that WeCom may have seen; without a network none is counted."""
LONGEST_PAUSE = timedelta(seconds=90)

_KINDS = {
    "image": MediaKind.IMAGE,
    "voice": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "file": MediaKind.FILE,
}
"""What media/upload calls them; covers are pictures."""
_NAMES = {
    MediaKind.IMAGE: "image.jpg",
    MediaKind.VOICE: "voice.amr",
    MediaKind.VIDEO: "video.mp4",
    MediaKind.FILE: "file",
}
_PASSING = frozenset({Actor.RETRY, Actor.PACE, Actor.TOKEN})

Note = Callable[[int, bool], Awaitable[bool]]
"""Hears how many bytes have gone, and whether that moved; false ends the upload."""


@dataclass(frozen=True, slots=True)
class Later:
    """The next attempt."""

    after: timedelta
    attempts: int
    """Attempts to be counted from now on."""


@dataclass
class _Progress:
    sent: int = 0

    def take(self, sent: int) -> None:
        self.sent = sent


async def upload(
    line: CorpLine, kind: str, name: str, content: bytes, note: Note
) -> Uploaded | None:
    """Return what WeCom calls the file, None when nobody wants it any more.

    `kind` is the content tag of the message. Raises WeComError.
    """
    media, progress = _KINDS.get(kind, MediaKind.IMAGE), _Progress()
    task = asyncio.ensure_future(
        line.client.media.upload(
            media, name or _NAMES[media], content, told=progress.take
        )
    )
    noted = 0
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=PROGRESS_EVERY)
            moved = progress.sent != noted
            noted = progress.sent
            if not task.done() and not await note(noted, moved):
                return None
        return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})


def after_failure(error: WeComError, attempts: int, jitter: float) -> Later | None:
    """Return when to try again, None when it must be given up.

    `attempts` are those before this one; `jitter` lies in 0 to 1.
    """
    if isinstance(error, SlowDown):
        return Later(error.retry_after, attempts)
    counted = attempts + int(error.request_may_have_been_carried_out)
    if error.actor not in _PASSING or counted >= MOST_ATTEMPTS:
        return None
    seconds = 0.5 * 2 ** min(counted, 10) * (0.75 + jitter / 2)
    return Later(min(LONGEST_PAUSE, timedelta(seconds=seconds)), counted)
