"""Foreign text made safe to show: plain, visible, and read in one direction."""

import re
import unicodedata

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff9-\ufffb]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_SPACES = re.compile(r"\s+")
# Letters and marks that leave no ink; people who want no name take them for one.
_SEEN = re.compile(
    "[^\\s\u00ad\u115f\u1160\u180e\u200b-\u200d\u2060\u2800\u3164\ufe0f\uffa0]"
)


def cleaned(text: str) -> str:
    """Return text without control, direction and broken characters; lines stay."""
    if text.isprintable():
        # None of what is looked for counts as printable: most texts end here.
        return text
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    return _BIDI.sub("", _CONTROLS.sub("", text))


def one_line(text: str, limit: int = 120) -> str:
    """Return cleaned text on one line of at most `limit` characters.

    Empty where there would be nothing to see.
    """
    line = _SPACES.sub(" ", cleaned(text)).strip()
    if not _SEEN.search(line):
        return ""
    return line if len(line) <= limit else line[: limit - 1] + "…"


def initial(name: str) -> str:
    """Return the character that stands for a name in an avatar without picture."""
    seen = _SEEN.findall(cleaned(name))
    for character in seen:
        if unicodedata.category(character)[0] in "LN":
            return str(character).upper()
    return seen[0] if seen else "?"
