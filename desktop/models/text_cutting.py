"""Texts measured in UTF-8 bytes, and long ones cut at the ends of sentences."""

import re

MAX_TEXT_BYTES = 2048
"""send_msg text (doc 94677)."""

_BREAKS = (
    re.compile(r"\n+"),
    re.compile(r"[。！？!?…]+[”’」』）)]*"),
    re.compile(r"[；;，,、]"),
    re.compile(r"\s"),
)


def byte_length(text: str) -> int:
    """Return the length on the wire; lone surrogates count as one replacement."""
    return len(text.encode("utf-8", "replace"))


def cut(text: str, limit: int = MAX_TEXT_BYTES) -> list[str]:
    """Return pieces of at most `limit` bytes, cut at the best place before it.

    Paragraphs are preferred to sentences, sentences to clauses, clauses to words.
    """
    pieces: list[str] = []
    rest = text.strip()
    while byte_length(rest) > limit:
        head = rest.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")
        end = _best_end(head)
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        pieces.append(rest)
    return pieces


def _best_end(head: str) -> int:
    half = len(head) // 2
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(head) if match.end() > half]
        if ends:
            return ends[-1]
    return _before_cluster(head)


def _before_cluster(head: str) -> int:
    """Do not part an emoji from its joiner, skin tone or variation mark."""
    end = len(head)
    while end > 1 and head[end - 1] in "\u200d\ufe0f":
        end -= 1
    return end
