"""Understands what is typed into a search field; nothing in it can go wrong."""

import re
from datetime import datetime

from desktop.models.failures import Sentence
from desktop.models.search import Filter, FilterName, Period, SearchQuery
from desktop.models.search_kinds import kinds_of
from desktop.models.search_time import parse_period

SPELLINGS: dict[FilterName, tuple[str, ...]] = {
    FilterName.ACCOUNT: ("账号", "account", "帐号"),
    FilterName.TAG: ("标签", "tag"),
    FilterName.PERSON: ("人", "person", "from"),
    FilterName.TIME: ("时间", "time", "date"),
    FilterName.KIND: ("类型", "kind", "type"),
}
"""How each filter may be written: Chinese and English first, as they are offered."""

_NAMES = {word: name for name, words in SPELLINGS.items() for word in words}
_FILTER = re.compile(
    rf"""(?<!\S)({"|".join(_NAMES)})[:：](?:"([^"]*)"?|(\S*))""", re.IGNORECASE
)
_MOST_WORDS = 32
_UNKNOWN_TIME = Sentence(
    "看不懂这个时间，可以写 今天、最近7天、11月3日、2026-11-01..2026-11-05",
    "Not a time; try today, last 7 days, 11-03, 2026-11-01..2026-11-05",
)
_UNKNOWN_KIND = Sentence(
    "没有这种类型，可以写 图片、语音、视频、文件、链接、位置",
    "No such kind; try image, voice, video, file, link, location",
)


def parse_query(typed: str, now: datetime) -> SearchQuery:
    """Return what was typed as a query; `now` is aware and in the person's zone.

    A filter stands at the beginning or after a space; its value may be in quotes.
    Everything else is words: no sign in them has a meaning of its own.
    """
    filters: list[Filter] = []
    periods: list[Period] = []
    kinds: set[str] = set()
    for found in _FILTER.finditer(typed):
        name = _NAMES[found[1].lower()]
        value = (found[2] if found[2] is not None else found[3]).strip()
        problem = None
        if value and name is FilterName.TIME:
            period = parse_period(value, now)
            problem = None if period else _UNKNOWN_TIME
            periods += [period] if period else []
        elif value and name is FilterName.KIND:
            tags = kinds_of(value)
            problem = None if tags else _UNKNOWN_KIND
            kinds |= tags
        filters.append(
            Filter(name, value, found.start(), found.end() - found.start(), problem)
        )
    return SearchQuery(
        words=tuple(_FILTER.sub(" ", typed).split()[:_MOST_WORDS]),
        filters=tuple(filters),
        period=periods[-1] if periods else None,
        kinds=frozenset(kinds),
    )
