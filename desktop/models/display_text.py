"""Foreign text made safe to show: plain, visible, and read in one direction."""

import re
import unicodedata

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile(
    "[\u00ad\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\U000e0001]"
)
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+")
"""Tags that spell no flag's region: a hidden text."""
_JOINERS = re.compile("(?<=[\u200c\u200d])[\u200c\u200d]+")
"""One joiner between two characters has a meaning, more have none."""
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_TOWER = re.compile(f"([{_MARK}]{{4}})[{_MARK}]+")
"""Marks that pile up on one letter, over the lines above and below."""
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_LOOKED_AT = 8
"""Characters that are cleaned for one that is shown: names of 10,000 exist."""
_NAME_LOOKED_AT = 200
# Letters and marks that leave no ink; people who want no name take them for one.
_SEEN = re.compile(
    "[^\\s\u00ad\u115f\u1160\u180e\u200b-\u200d\u2060\u2800\u3164\ufe0f\uffa0]"
)


def cleaned(text: str) -> str:
    """Return text without control, direction and broken characters; lines stay.

    What leaves no ink goes too, so that two names that look the same are the same,
    and of marks that pile up on one letter the first four stay.
    """
    if text.isprintable():
        # None of the others counts as printable: most texts end here.
        return _TOWER.sub(r"\1", text)
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    for unseen in (_CONTROLS, _BIDI, _INVISIBLE, _TAGS, _JOINERS):
        text = unseen.sub("", text)
    return _TOWER.sub(r"\1", text)


def one_line(text: str, limit: int = 120) -> str:
    """Return cleaned text on one line of at most `limit` characters.

    Empty where there would be nothing to see. Of a very long text only the
    beginning is looked at.
    """
    line = _SPACES.sub(" ", cleaned(text[: limit * _LOOKED_AT])).strip()
    if not _SEEN.search(line):
        return ""
    return line if len(line) <= limit else line[: limit - 1] + "…"


def initial(name: str) -> str:
    """Return the character that stands for a name in an avatar without picture."""
    seen = _SEEN.findall(cleaned(name[:_NAME_LOOKED_AT]))
    for character in seen:
        if unicodedata.category(character)[0] in "LN":
            return str(character).upper()
    return seen[0] if seen else "?"
