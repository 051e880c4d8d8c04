"""Emoji with their names, and finding them by a word; the names are a resource."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.wechat_faces import FACES

RECENT_KEPT = 32
"""Emoji that are remembered as used last."""


class EmojiGroup(StrEnum):
    """The groups in which emoji are shown, in this order."""

    WECHAT = "wechat"
    FACES = "faces"
    PEOPLE = "people"
    NATURE = "nature"
    FOOD = "food"
    TRAVEL = "travel"
    ACTIVITIES = "activities"
    OBJECTS = "objects"
    SYMBOLS = "symbols"


@dataclass(frozen=True, slots=True)
class Emoji:
    """One emoji: what is shown, what is written into a text, and its names."""

    shown: str
    written: str
    """The emoji itself, or the code of one of WeChat's own faces."""
    group: EmojiGroup
    chinese: str
    english: str
    chinese_words: str = ""
    english_words: str = ""
    """Further words by which people look for it."""


def read_emoji(lines: Iterable[str]) -> tuple[Emoji, ...]:
    """Return WeChat's faces and the emoji of a table.

    A line holds, parted by tabs: emoji, group, Chinese name and words, English name
    and words.
    """
    found = [
        Emoji(face.emoji, face.written, EmojiGroup.WECHAT, face.code, face.english)
        for face in FACES
    ]
    for line in lines:
        emoji, group, chinese, chinese_words, english, words = line.split("\t")
        found.append(
            Emoji(
                emoji,
                emoji,
                EmojiGroup(group),
                chinese,
                english,
                chinese_words,
                words.strip(),
            )
        )
    return tuple(found)


def matching(emoji: Iterable[Emoji], query: str) -> tuple[Emoji, ...]:
    """Return the emoji that a query means, those named so before the others.

    Of equals the emoji comes before WeChat's face: every program shows it.
    """
    wanted = query.strip().casefold()
    if not wanted:
        return tuple(emoji)
    hits = [
        (rank, each.group is EmojiGroup.WECHAT, each)
        for each in emoji
        if (rank := _rank(each, wanted)) is not None
    ]
    return tuple(hit[2] for hit in sorted(hits, key=lambda hit: hit[:2]))


def used(recent: tuple[str, ...], written: str) -> tuple[str, ...]:
    """Return the emoji used last, the newest first, after one more was used."""
    others = tuple(each for each in recent if each != written)
    return (written, *others)[:RECENT_KEPT]


def _rank(emoji: Emoji, wanted: str) -> int | None:
    """Return how well an emoji fits, 0 best, None for not at all."""
    names = (emoji.chinese.casefold(), emoji.english.casefold())
    if wanted in names or wanted in (emoji.shown, emoji.written):
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    if any(wanted in name for name in names):
        return 2
    words = f"{emoji.chinese_words} {emoji.english_words}".casefold()
    if f" {wanted} " in f" {words} ":
        return 3
    # Two Latin letters are in half of all words.
    return 4 if wanted in words and (len(wanted) > 2 or not wanted.isascii()) else None
