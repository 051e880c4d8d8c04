"""What a person may want to act on in a message: addresses, phones, order numbers."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.web_links import web_link


class SpanKind(StrEnum):
    """What a stretch of text was recognised as."""

    LINK = "link"
    PHONE = "phone"
    NUMBER = "number"
    """An order or parcel number."""


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A recognised stretch, in Python's character positions."""

    kind: SpanKind
    start: int
    end: int
    value: str


_LINK = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.I)
_LINK_TAIL = ".,;:!?'*"
_PHONE = re.compile(
    r"(?<![\dA-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<![\dA-Za-z])400[- ]?\d{3}[- ]?\d{4}(?!\d)"
    r"|(?<![\dA-Za-z-])0\d{2,3}[- ]\d{7,8}(?![\d-])"
)
_NUMBER = re.compile(
    r"(?<![\dA-Za-z])(?:[A-Za-z]{1,4}\d{9,24}|\d{8}-\d{3,12}|\d{10,28})(?![\dA-Za-z])"
)


def found_spans(text: str) -> tuple[FoundSpan, ...]:
    """Return what is recognised in a text, in order and without overlaps.

    An address counts only if `web_link` would open it; of two readings of the same
    characters the address wins over the phone and the phone over the number.
    """
    spans = _links(text)
    for kind, pattern in ((SpanKind.PHONE, _PHONE), (SpanKind.NUMBER, _NUMBER)):
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= span.start or start >= span.end for span in spans):
                spans.append(FoundSpan(kind, start, end, match.group()))
    return tuple(sorted(spans, key=_start_of))


def span_at(spans: tuple[FoundSpan, ...], position: int) -> FoundSpan | None:
    """Return the stretch that holds a character position."""
    for span in spans:
        if span.start <= position < span.end:
            return span
    return None


def _start_of(span: FoundSpan) -> int:
    return span.start


def _links(text: str) -> list[FoundSpan]:
    spans = []
    for match in _LINK.finditer(text):
        address = _without_tail(match.group())
        if web_link(address) is not None:
            start = match.start()
            spans.append(FoundSpan(SpanKind.LINK, start, start + len(address), address))
    return spans


def _without_tail(address: str) -> str:
    """Drop punctuation that ends the sentence rather than the address."""
    while address:
        last = address[-1]
        unpaired = last in ")]" and address.count(last) > address.count(
            "(" if last == ")" else "["
        )
        if last not in _LINK_TAIL and not unpaired:
            break
        address = address[:-1]
    return address
