"""What a file is that shall become a material: kind, size, look, small picture."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec

from desktop.models.bigrams import folded
from desktop.models.failures import Sentence
from desktop.models.file_kinds import openness
from desktop.models.file_names import ending
from desktop.models.material import MaterialKind, NotAddedError
from desktop.models.media_facts import BROKEN_SENTENCES, BrokenReason
from desktop.models.outgoing import LARGEST, PreparedKind
from desktop.services.decoding.decoder import Decoder
from desktop.services.decoding.limits import MAX_CONTENT
from desktop.services.decoding.wire import BrokenMediaError, Task
from desktop.services.fitting.fits import fit
from desktop.services.materials.look import look_of
from desktop.services.materials.vault import sentence_of

_KINDS = {
    PreparedKind.PICTURE: MaterialKind.PICTURE,
    PreparedKind.VIDEO: MaterialKind.VIDEO,
    PreparedKind.VOICE: MaterialKind.VOICE,
    PreparedKind.FILE: MaterialKind.FILE,
}
_BROKEN_PICTURE = Sentence(
    "这张图片打不开，可能不完整，没有加入素材库",
    "This picture cannot be opened and may be incomplete; it was not added",
)
_HUGE_PICTURE = Sentence(
    "这张图片的尺寸过大，没有加入素材库",
    "This picture has too many pixels; it was not added",
)
_BURSTING = Sentence(
    "这个文件解压后会大得不合理，没有加入素材库",
    "This file would unpack beyond all proportion; it was not added",
)
_PACKED = b"PK\x03\x04"
SEARCHES_INSIDE = find_spec("pypdf") is not None
"""Whether the extra `search-inside` is installed."""
_BROKEN_FILM = Sentence(
    "这段视频打不开，可能不完整，没有加入素材库",
    "This film cannot be opened and may be incomplete; it was not added",
)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in a file."""

    kind: MaterialKind
    format: str
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    small: bytes = b""
    look: str = ""
    inside: str = ""
    """Words inside, folded, where they are looked for."""


async def examined(
    decoder: Decoder,
    head: bytes,
    size: int,
    name: str,
    whole: Callable[[], Awaitable[bytes]],
) -> Examined:
    """Look at a file through the decoding process.

    `head` are its first HEAD bytes; `whole` reads all of a file that the process
    takes, nobody reads a larger one. Raises NotAddedError for pictures and films that
    cannot be opened, and for what can neither be sent nor be made to fit; OSError when
    no process can be started, and what `whole` raises.
    """
    fitting = fit(head, size)
    if fitting.obstacle is not None and not fitting.can_shrink:
        raise NotAddedError(sentence_of(fitting.obstacle))
    kind = _KINDS[fitting.kind]
    form = _format(head, name)
    if size > MAX_CONTENT:
        return Examined(kind, form)
    content = await whole()
    if kind is MaterialKind.VOICE:
        return await _voice(decoder, content, form)
    if kind is MaterialKind.FILE:
        return Examined(kind, form, inside=await _inside(decoder, content))
    seen = await _seen(decoder, kind, content, form)
    if kind is MaterialKind.PICTURE and SEARCHES_INSIDE:
        return replace(seen, inside=await _inside(decoder, content))
    return seen


async def _inside(decoder: Decoder, content: bytes) -> str:
    """Return the words of a file; packages are looked into in any case.

    Raises NotAddedError for one that would unpack beyond all proportion.
    """
    if not SEARCHES_INSIDE and not content.startswith(_PACKED):
        return ""
    try:
        found = await decoder.decode(Task.INSIDE, content)
    except BrokenMediaError as error:
        if error.reason is BrokenReason.TOO_LARGE:
            raise NotAddedError(_BURSTING) from None
        return ""
    words = bytes(found.sound).decode("utf-8", "ignore")
    return folded(words) if SEARCHES_INSIDE else ""


async def _voice(decoder: Decoder, content: bytes, form: str) -> Examined:
    try:
        measured = await decoder.decode(Task.VOICE, content)
    except BrokenMediaError as error:
        raise NotAddedError(BROKEN_SENTENCES[error.reason]) from None
    return Examined(MaterialKind.VOICE, form, duration_ms=measured.duration_ms)


async def _seen(
    decoder: Decoder, kind: MaterialKind, content: bytes, form: str
) -> Examined:
    try:
        small = await decoder.decode(Task.SMALL, content)
    except BrokenMediaError as error:
        if kind is MaterialKind.VIDEO:
            if _may_be_turned(error.reason, content):
                return Examined(kind, form)
            raise NotAddedError(_BROKEN_FILM) from None
        huge = error.reason is BrokenReason.TOO_LARGE
        raise NotAddedError(_HUGE_PICTURE if huge else _BROKEN_PICTURE) from None
    return Examined(
        kind,
        form,
        small.width,
        small.height,
        small.duration_ms,
        bytes(small.sound),
        look_of(small.rasters[0]),
    )


def _may_be_turned(reason: BrokenReason, content: bytes) -> bool:
    """Return whether a film is of a kind that only the fitting process reads."""
    is_large = len(content) > LARGEST[PreparedKind.VIDEO]
    unread = {BrokenReason.NOT_ITS_KIND, BrokenReason.UNKNOWN_CODING}
    return is_large and reason in unread


def _format(head: bytes, name: str) -> str:
    """Return a short name for people: JPG, PDF, MP4."""
    return openness(name, head).label or ending(name).lstrip(".").upper()
