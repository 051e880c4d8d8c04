"""A reply's text with one customer's data in it; never code, never rendered twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.models.display_text import one_line
from desktop.models.reply_markers import (
    CursorMarker,
    Marker,
    PlaceMarker,
    Variable,
    VariableMarker,
    markers,
)
from desktop.models.reply_variables import Gap, OpenGap, Rendered


@dataclass(frozen=True, slots=True)
class VariableFacts:
    """What is known when a reply is filled in; empty is not known."""

    now: datetime | None = None
    """Shown in this machine's time zone."""
    customer: str = ""
    account: str = ""
    operator: str = ""
    store: str = ""
    order: str = ""
    parcel: str = ""


def render(text: str, facts: VariableFacts) -> Rendered:
    """Return a text with its variables filled in.

    Gaps stay as they are written (`{订单号}`, `{填:尺码}`), so that `open_gaps` finds
    them again in a stored draft. Values are plain text on one line: braces in them
    mean nothing.
    """
    pieces: list[str] = []
    gaps: list[OpenGap] = []
    cursor: int | None = None
    read, length = 0, 0
    for marker in markers(text):
        plain = text[read : marker.start]
        length, read = length + len(plain), marker.end
        pieces.append(plain)
        if isinstance(marker, CursorMarker):
            cursor = length if cursor is None else cursor
            continue
        filled = _filled(marker, facts)
        if filled is None:
            filled = text[marker.start : marker.end]
            gaps.append(_gap(marker, length))
        pieces.append(filled)
        length += len(filled)
    return Rendered("".join((*pieces, text[read:])), tuple(gaps), cursor)


def open_gaps(text: str) -> tuple[OpenGap, ...]:
    """Return the gaps of a text that was rendered before, e.g. of a stored draft."""
    return tuple(
        _gap(marker, marker.start)
        for marker in markers(text)
        if not isinstance(marker, CursorMarker)
    )


def _gap(marker: VariableMarker | PlaceMarker, start: int) -> OpenGap:
    end = start + marker.end - marker.start
    if isinstance(marker, PlaceMarker):
        return OpenGap(start, end, Gap.TO_FILL, marker.prompt)
    return OpenGap(start, end, Gap.UNDEFINED, marker.variable.value)


def _filled(marker: Marker, facts: VariableFacts) -> str | None:
    if not isinstance(marker, VariableMarker):
        return None
    return _value(marker, facts) or marker.fallback


def _value(marker: VariableMarker, facts: VariableFacts) -> str:
    match marker.variable:
        case Variable.DATE:
            return _day(facts.now, marker.days)
        case Variable.TIME:
            return facts.now.astimezone().strftime("%H:%M") if facts.now else ""
        case Variable.CUSTOMER:
            value = facts.customer
        case Variable.ACCOUNT:
            value = facts.account
        case Variable.OPERATOR:
            value = facts.operator
        case Variable.STORE:
            value = facts.store
        case Variable.ORDER:
            value = facts.order
        case Variable.PARCEL:
            value = facts.parcel
    return one_line(value)


def _day(now: datetime | None, days: int) -> str:
    """Return a day as customers read it, with its year where that is another."""
    if now is None:
        return ""
    today = now.astimezone()
    day = today + timedelta(days=days)
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
