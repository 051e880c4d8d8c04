"""People by name: how names are spelled, and who fits what was typed."""

import os
import re
from collections.abc import Iterable
from itertools import islice, product

from desktop.models.bigrams import folded
from desktop.models.display_text import cleaned
from desktop.models.pinyin import like_patterns, pinyin_letters, pinyin_pattern
from desktop.services.storage.connection import Connection

_LONGEST_NAME = 32
"""Characters of a name that are spelled."""
_MOST_SPELLINGS = 8
_ALSO = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "朴": "piao", "查": "zha",
    "乐": "yue", "区": "ou", "盖": "ge", "覃": "qin", "翟": "zhai", "尉": "yu",
    "缪": "miao", "长": "zhang", "重": "chong", "行": "hang", "朝": "zhao", "都": "du",
    "晟": "cheng", "茜": "qian", "种": "chong", "员": "yun", "隗": "kui", "召": "shao",
    "柏": "bo", "折": "she", "么": "yao", "阿": "e", "了": "liao", "薄": "bo",
    "藏": "zang", "贾": "gu", "石": "dan", "洗": "xian", "万": "mo", "俟": "qi",
    "郇": "huan", "宓": "fu", "车": "ju", "校": "xiao", "参": "shen", "传": "zhuan",
}  # fmt: skip
"""Other readings that characters have in names. The dictionary knows many more; with
them 王 would be found by `yu`."""
_PARTS = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_USERIDS = ("wm", "wo")
"""How the external ids of customers begin (WeChat, WeCom)."""


def spelling_of(name: str) -> str:
    """Return the pinyin of a name, each syllable after a space: ` wang xiao ming`.

    A name with characters that have several readings has several spellings, after one
    another. What is not Chinese stays as it is, folded. Only who writes names needs
    it: the dictionary takes 12 MB and 40 ms.
    """
    plain = folded(cleaned(name))[:_LONGEST_NAME]
    if not plain:
        return ""
    # Read by pypinyin at its import: names are no phrases, and those take 45 MB more.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    spoken: list[list[str]] = []
    for part in _PARTS.findall(plain):
        readings = [reading[0] for reading in pinyin(part, style=Style.NORMAL)]
        spoken.append([_letters(" ".join(readings))])
        if part in _ALSO:
            spoken[-1].append(_ALSO[part])
    spellings = islice(product(*spoken), _MOST_SPELLINGS)
    return "".join(_row(spelling) for spelling in dict.fromkeys(spellings))


def _letters(reading: str) -> str:
    return "".join(
        one if one.isascii() and one.isalnum() else " " for one in reading
    ).strip()


def _row(syllables: Iterable[str]) -> str:
    words = " ".join(syllables).split()
    return f" {' '.join(words)} |" if words else ""


def contains(word: str) -> str:
    """Return the LIKE pattern (ESCAPE '!') of texts that contain a word."""
    plain = cleaned(word).replace("\0", "")
    for sign in "!%_":
        plain = plain.replace(sign, "!" + sign)
    return f"%{plain}%"


def customers(connection: Connection, word: str) -> frozenset[int]:
    """Return the customers whose name, pinyin or external id fits a word."""
    pattern = contains(word)
    letters = pinyin_letters(word)
    found = _sounding(connection, pattern, letters) if letters else set()
    if not letters:
        rows = connection.execute(
            "SELECT id FROM customer WHERE nickname LIKE ? ESCAPE '!'", (pattern,)
        )
        found.update(row[0] for row in rows)
    if folded(word).startswith(_USERIDS):
        rows = connection.execute(
            "SELECT id FROM customer WHERE external_userid LIKE ? ESCAPE '!'",
            (pattern,),
        )
        found.update(row[0] for row in rows)
    return frozenset(found)


def _sounding(connection: Connection, pattern: str, letters: str) -> set[int]:
    """Return whose name has the letters as they are or sounds like them.

    One walk through the index of names, which holds all that is asked for.
    """
    exact = pinyin_pattern(letters)
    likes = like_patterns(letters)
    rows = connection.execute(
        "SELECT id, nickname LIKE ? ESCAPE '!' AS named, pinyin FROM customer"
        f" WHERE named OR {' OR '.join(['pinyin LIKE ?'] * len(likes))}",
        (pattern, *likes),
    )
    return {row[0] for row in rows if row[1] or exact.search(row[2])}


def senders(connection: Connection, word: str) -> frozenset[str]:
    """Return the colleagues who have written and whose name contains a word."""
    wanted = folded(word)
    names = [row[0] for row in connection.execute("SELECT name FROM sender")]
    return frozenset(name for name in names if wanted in folded(name))
