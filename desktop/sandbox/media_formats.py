"""What the platform accepts as image, voice, video and file (90253)."""

from .errors import Refusal

MEGABYTE = 1024 * 1024
LIMITS = {
    "voice": (2 * MEGABYTE, 40006),
    "video": (10 * MEGABYTE, 40011),
    "file": (20 * MEGABYTE, 40006),
}
SHORTEST = 5
LONGEST_VOICE = 60.0

_AMR_HEAD = b"#!AMR\n"
_SILK_HEAD = b"#!SILK_V3"
# Bytes of one 20 ms frame by its type (RFC 4867 §5.3), head byte included.
_AMR_FRAMES = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1}
_MAGICS = (
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"GIF8", "image/gif", ".gif"),
    (_AMR_HEAD, "audio/amr", ".amr"),
    (b"\x02" + _SILK_HEAD, "audio/silk", ".silk"),
    (_SILK_HEAD, "audio/silk", ".silk"),
    (b"%PDF", "application/pdf", ".pdf"),
)


def looks_like(content: bytes) -> tuple[str, str]:
    """MIME type and file ending by the first bytes."""
    for magic, mime, ending in _MAGICS:
        if content.startswith(magic):
            return mime, ending
    if content[4:8] == b"ftyp":
        return "video/mp4", ".mp4"
    return "application/octet-stream", ""


def voice_seconds(content: bytes) -> float:
    """Length of an AMR-NB recording; a damaged tail is not counted."""
    position, frames = len(_AMR_HEAD), 0
    while position < len(content):
        size = _AMR_FRAMES.get((content[position] >> 3) & 0x0F)
        if size is None:
            break
        position += size
        frames += 1
    return frames * 0.02


def check_upload(kind: str, content: bytes, image_limit: int) -> None:
    """Refuse what media/upload refuses.

    40005 unknown type, 44001 empty, 40006/40009/40011 size, 40123 not a picture,
    40004 not a voice or video of the accepted format, 45007 over 60 s.
    """
    limit, code = LIMITS.get(kind, (image_limit, 40009))
    if kind != "image" and kind not in LIMITS:
        raise Refusal(40005)
    if not content:
        raise Refusal(44001)
    if len(content) > limit:
        raise Refusal(code)
    if len(content) <= SHORTEST:
        raise Refusal(40009 if kind == "image" else 40006)
    mime, _ = looks_like(content)
    if kind == "image" and mime not in ("image/jpeg", "image/png"):
        raise Refusal(40123)
    if kind == "voice" and mime != "audio/amr":
        raise Refusal(40004)
    if kind == "video" and mime != "video/mp4":
        raise Refusal(40004)
    if kind == "voice" and voice_seconds(content) > LONGEST_VOICE:
        raise Refusal(45007)
