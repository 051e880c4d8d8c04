"""What stands in braces in a reply: variables, places to fill, the cursor.

`{客户称呼|您}` is a variable with a fallback, `{日期+3天}` a date, `{填:尺码}` a place
that a person fills, `{光标}` where the cursor shall stand. Everything else in braces,
braces in braces among it, is plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.failures import Sentence
from desktop.models.wechat_faces import face_of

LONGEST_PROMPT = 60
"""Characters that say what belongs in a place."""
PLACE_WORD = "填"
CURSOR = "{光标}"


class Variable(StrEnum):
    """The variables; the values are their names in a text."""

    CUSTOMER = "客户称呼"
    ACCOUNT = "账号"
    OPERATOR = "坐席"
    STORE = "门店"
    ORDER = "订单号"
    PARCEL = "物流"
    DATE = "日期"
    TIME = "时间"


@dataclass(frozen=True, slots=True)
class VariableMarker:
    """A variable in a text, from `start` up to `end`."""

    start: int
    end: int
    variable: Variable
    days: int = 0
    """How far from today, for a date."""
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMarker:
    """A place that a person fills, from `start` up to `end`."""

    start: int
    end: int
    prompt: str


@dataclass(frozen=True, slots=True)
class CursorMarker:
    """Where the cursor shall stand."""

    start: int
    end: int


Marker = VariableMarker | PlaceMarker | CursorMarker


@dataclass(frozen=True, slots=True)
class MarkerName:
    """One entry of the menu that inserts a marker."""

    written: str
    """What is inserted."""
    label: Sentence


@dataclass(frozen=True, slots=True)
class MarkerProblem:
    """Characters `start` to `end` of a text that an author should look at."""

    start: int
    end: int
    sentence: Sentence


MENU = (
    MarkerName(
        "{客户称呼|您}",
        Sentence("客户的称呼，没有时写“您”", "The customer's name, or “您”"),
    ),
    MarkerName("{账号}", Sentence("客服账号的名字", "The name of the account")),
    MarkerName("{坐席}", Sentence("您自己的名字", "Your own name")),
    MarkerName("{门店}", Sentence("门店（组）的名字", "The name of the store or team")),
    MarkerName("{订单号}", Sentence("最近的订单号", "The latest order number")),
    MarkerName("{物流}", Sentence("最近的物流信息", "The latest parcel information")),
    MarkerName("{日期}", Sentence("今天的日期", "Today's date")),
    MarkerName("{日期+3天}", Sentence("三天后的日期", "The date in three days")),
    MarkerName("{时间}", Sentence("现在的时间", "The time now")),
    MarkerName(
        "{填:尺码}",
        Sentence("发送前要由人填写的地方", "A place to fill in before it is sent"),
    ),
    MarkerName(CURSOR, Sentence("插入后光标的位置", "Where the cursor will stand")),
)
"""Every marker once, as an example that can be inserted."""

_DATE = re.compile(r"日期(?:\s*([+＋\-－−])\s*(\d{1,3})\s*天)?")
_PLACE = re.compile(rf"{PLACE_WORD}\s*[:：]\s*(.{{1,{LONGEST_PROMPT}}})", re.DOTALL)
_BRACKETS = re.compile(
    rf"\[([^\[\]{{}}\n]{{1,{LONGEST_PROMPT}}})\](?!\()"  # not the name of a web link
)
_NOT_PLACES = frozenset(
    {"图片", "视频", "语音", "文件", "表情", "动画表情", "Photo", "Video", "Audio"}
)
"""What WeChat writes in brackets for messages that are no text."""


def markers(text: str) -> Iterator[Marker]:
    """Yield the markers of a text in order."""
    for start, end in _groups(text):
        marker = _marker(start, end, text[start + 1 : end - 1])
        if marker is not None:
            yield marker


def place(prompt: str) -> str:
    """Return the marker of a place to fill."""
    return f"{{{PLACE_WORD}:{prompt.strip()[:LONGEST_PROMPT]}}}"


def with_places(text: str) -> str:
    """Return a published text whose `[尺码]` have become places to fill.

    WeChat's faces, its words for pictures and the like, bare numbers and the names of
    web links stay as they are.
    """

    def converted(match: re.Match[str]) -> str:
        inner = match[1].strip()
        if not inner or inner in _NOT_PLACES or inner.isdigit() or face_of(inner):
            return match[0]
        return place(inner)

    return _BRACKETS.sub(converted, text)


def problems(text: str) -> tuple[MarkerProblem, ...]:
    """Return what an author should look at: nothing of it keeps a reply from use."""
    found: list[MarkerProblem] = []
    seen_cursor = False
    for start, end in _groups(text, nested=True):
        inner = text[start + 1 : end - 1]
        marker = None if "{" in inner else _marker(start, end, inner)
        sentence = _unread(inner) if marker is None else None
        if isinstance(marker, CursorMarker):
            sentence = _SECOND_CURSOR if seen_cursor else None
            seen_cursor = True
        if sentence is not None:
            found.append(MarkerProblem(start, end, sentence))
    return tuple(found)


_SECOND_CURSOR = Sentence(
    "光标只能有一个位置，以第一个为准", "There is one cursor: the first place counts"
)


def _unread(inner: str) -> Sentence:
    if "{" in inner:
        return Sentence(
            "括号里又有括号，会照原样发出",
            "Braces within braces are sent as they stand",
        )
    return Sentence(
        "没有这个变量，会照原样发出", "There is no such variable: it is sent as written"
    )


def _marker(start: int, end: int, inner: str) -> Marker | None:
    if inner.strip() == CURSOR[1:-1]:
        return CursorMarker(start, end)
    asked = _PLACE.fullmatch(inner.strip())
    if asked:
        prompt = asked[1].strip()
        return PlaceMarker(start, end, prompt) if prompt else None
    name, bar, fallback = inner.replace("｜", "|").partition("|")
    kept = fallback if bar else None
    dated = _DATE.fullmatch(name.strip())
    if dated:
        days = int(dated[2] or 0) * (1 if dated[1] in {"+", "＋", None} else -1)
        return VariableMarker(start, end, Variable.DATE, days, kept)
    try:
        return VariableMarker(start, end, Variable(name.strip()), fallback=kept)
    except ValueError:
        return None


def _groups(text: str, *, nested: bool = False) -> list[tuple[int, int]]:
    """Return the outermost closed braces; those with others inside only on demand.

    One pass with a stack: a text of nothing but opening braces costs no more.
    """
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for position, character in enumerate(text):
        if character == "{":
            opened.append(position)
        elif character == "}" and opened:
            start = opened.pop()
            while closed and closed[-1][0] > start:
                closed.pop()
            closed.append((start, position + 1))
    if nested:
        return closed
    return [(start, end) for start, end in closed if "{" not in text[start + 1 : end]]
