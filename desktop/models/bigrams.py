"""The one cutter that makes Chinese searchable: pairs of neighbouring characters."""

import re
import unicodedata

_RUN = re.compile(r"[^\W_]+")


def index_terms(text: str) -> str:
    """Return the pairs of each run of word characters, parted by spaces.

    A run also leaves its last character alone, so that a query of one character
    can be a prefix and finds every place. Pairs never cross punctuation.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    terms: list[str] = []
    for run in _RUN.findall(text.lower()):
        terms.extend([run[at : at + 2] for at in range(len(run))])
    return " ".join(terms)
