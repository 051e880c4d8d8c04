"""Texts measured in UTF-8 bytes, and long ones cut at the ends of sentences."""

import re
import unicodedata

MAX_TEXT_BYTES = 2048
"""send_msg text (doc 94677)."""

_BREAKS = (
    re.compile(r"\n+"),
    re.compile(r"[。！？!?…]+[”’」』）)]*"),
    re.compile(r"[；;，,、]"),
    re.compile(r"\s"),
)
_JOINER = "\u200d"
_EXTENDS = re.compile("[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
"""Skin tones and the tags of regional flags; other marks are of category M."""
_FLAG_HALVES = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def byte_length(text: str) -> int:
    """Return the length on the wire; lone surrogates count as one replacement."""
    return len(text.encode("utf-8", "replace"))


def cut(text: str, limit: int = MAX_TEXT_BYTES) -> list[str]:
    """Return pieces of at most `limit` bytes, cut at the best place before it.

    Paragraphs are preferred to sentences, sentences to clauses, clauses to words.
    Lone surrogates, which nothing can store or send, become question marks.
    """
    pieces: list[str] = []
    rest = text.encode("utf-8", "replace").decode("utf-8").strip()
    while byte_length(rest) > limit:
        head = rest.encode("utf-8")[:limit].decode("utf-8", "ignore")
        end = _best_end(rest, len(head))
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        pieces.append(rest)
    return pieces


def _best_end(text: str, room: int) -> int:
    """Return where to cut the first `room` characters; what is cut stays long."""
    half = room // 2
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, 0, room)]
        if ends and ends[-1] > half and not _parts_cluster(text, ends[-1]):
            return ends[-1]
    whole = (end for end in range(room, half, -1) if not _parts_cluster(text, end))
    return next(whole, room)


def _parts_cluster(text: str, at: int) -> bool:
    """Return whether a cut would part what is seen as one character.

    That is an emoji from its joiner, skin tone or variation mark, a letter from its
    accent, and the two halves of a flag.
    """
    if at >= len(text):
        return False
    before, after = text[at - 1], text[at]
    if before == _JOINER or after == _JOINER or _EXTENDS.match(after):
        return True
    if unicodedata.category(after).startswith("M"):
        return True
    halves = at - len(text[:at].rstrip(_FLAG_HALVES))
    return after in _FLAG_HALVES and halves % 2 == 1
