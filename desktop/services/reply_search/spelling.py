"""How a reply sounds: every reading of every character of its title and keywords.

A spelling is opaque to those who keep it. One line a field (title, keywords, code,
group), one token a character parted by spaces, readings parted by commas, the likeliest
first; a letter or digit is its own reading, everything else is `-`.
"""

import os
from collections.abc import Iterable

from desktop.models.bigrams import folded

SILENT = "-"
"""Stands for a character that is not spoken."""
MOST_READINGS = 4
"""Readings of a character that are kept: further ones are archaic."""


def reply_spelling(
    title: str, keywords: Iterable[str], code: str, group: Iterable[str] = ()
) -> str:
    """Return what is stored with a version, so that it can be found by sound.

    Only who writes replies needs it: the dictionary takes 12 MB and 40 ms.
    """
    return "\n".join(_spelled(field) for field in (title, *keywords, code, *group))


def _spelled(field: str) -> str:
    # Read by pypinyin at its import: every reading is kept, phrases would add nothing.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    tokens: list[str] = []
    for sign in field:
        spoken = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
        readings = dict.fromkeys(spoken[0]) if spoken else {}
        tokens.append(",".join([*readings][:MOST_READINGS]) or _plain(sign))
    return " ".join(tokens)


def _plain(sign: str) -> str:
    plain = folded(sign)
    return plain if plain.isascii() and plain.isalnum() else SILENT
