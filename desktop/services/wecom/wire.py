"""JSON from outside, read without trusting its types: wrong is the same as missing."""

import json
import math
import re
from collections.abc import Mapping
from contextlib import suppress

import msgspec

from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.errors import WeComError, local
from desktop.services.wecom.json_pieces import MalformedJsonError, elements, members

_BROKEN = re.compile("[\x00\ud800-\udfff]")
_WHOLE_NUMBER = re.compile(r"\s*[+-]?\d{1,20}\s*")
_LIMIT = 2**63


class _Head(msgspec.Struct):
    errcode: int = 0
    errmsg: str = ""


_head_decoder = msgspec.json.Decoder(_Head)


class Fields:
    """The members of a JSON object; anything else has no members.

    Strings come without lone surrogates and NUL (U+FFFD instead), because neither
    SQLite, PostgreSQL nor UTF-8 takes them.
    """

    __slots__ = ("_members",)

    def __init__(self, value: object) -> None:
        self._members: Mapping[str, object] = value if isinstance(value, dict) else {}

    def has(self, name: str) -> bool:
        """Whether there is such a member and it is not null."""
        return self._members.get(name) is not None

    def text(self, name: str) -> str:
        """A string, or a number as it is written; else empty."""
        value = self._members.get(name)
        if isinstance(value, str):
            return clean(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        return ""

    def first_text(self, *names: str) -> str:
        """The first of these members that is not empty."""
        return next(filter(None, map(self.text, names)), "")

    def number(self, name: str, default: int = 0) -> int:
        """A whole number of at most 63 bits, also one in quotes; else the default."""
        return whole_number(self._members.get(name), default)

    def real(self, name: str) -> float | None:
        """A finite number, also one in quotes; else None."""
        value = self._members.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        try:
            result = float(value)
        except (ValueError, OverflowError):
            return None
        return result if math.isfinite(result) else None

    def flag(self, name: str) -> bool:
        """A true, or a number that is not 0; else False."""
        return self._members.get(name) is True or self.number(name) != 0

    def child(self, name: str) -> "Fields":
        """The object of that name."""
        return Fields(self._members.get(name))

    def children(self, name: str) -> list["Fields"]:
        """The objects of the list of that name; other elements are left out."""
        value = self._members.get(name)
        if not isinstance(value, list):
            return []
        return [Fields(element) for element in value if isinstance(element, dict)]

    def texts(self, name: str) -> tuple[str, ...]:
        """The strings of the list of that name."""
        value = self._members.get(name)
        if not isinstance(value, list):
            return ()
        return tuple(clean(element) for element in value if isinstance(element, str))


def clean(text: str) -> str:
    """Return text without lone surrogates and NUL."""
    return _BROKEN.sub("\ufffd", text)


def whole_number(value: object, default: int = 0) -> int:
    """Return a whole number of at most 63 bits from whatever stands for one."""
    if isinstance(value, str):
        value = int(value) if _WHOLE_NUMBER.fullmatch(value) else None
    elif isinstance(value, float):
        value = int(value) if math.isfinite(value) else None
    if isinstance(value, int) and -_LIMIT <= value < _LIMIT:
        return int(value)
    return default


def parse_json(raw: bytes) -> object:
    """Return the value; what msgspec refuses is tried more leniently.

    Raises MalformedJsonError. Invalid UTF-8 is replaced.
    """
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        pass
    try:
        return json.loads(as_text(raw), strict=False, parse_int=_lenient_int)
    except (ValueError, RecursionError):
        pass
    raise MalformedJsonError("not JSON")


def as_text(raw: bytes) -> str:
    """Return the bytes as text; a byte order mark goes, bad bytes are replaced."""
    return raw.decode("utf-8-sig", "replace")


def shallow_fields(raw: str) -> Fields:
    """Return the plain members of an object whose depths cannot be parsed.

    Raises MalformedJsonError where not even the outer brackets match.
    """
    plain: dict[str, object] = {}
    for name, value in members(raw).items():
        try:
            plain[name] = json.loads(value, strict=False, parse_int=_lenient_int)
        except (ValueError, RecursionError):
            continue
    return Fields(plain)


def raw_list(raw: bytes, name: str) -> tuple[Fields, list[str]]:
    """Return the plain members of an answer and the raw elements of one list.

    A list that is not a list is one element. Raises MalformedJsonError.
    """
    outer = members(as_text(raw))
    listed = outer.pop(name, "null")
    if listed == "null":
        found: list[str] = []
    else:
        found = elements(listed) if listed.startswith("[") else [listed]
    plain = ",".join(f'"{key}":{value}' for key, value in outer.items())
    return shallow_fields(f"{{{plain}}}"), found


def head_of(raw: bytes) -> tuple[int, str]:
    """Return errcode (0 when absent) and errmsg of an answer.

    Raises RetryLater for anything that is not a JSON object: it is not WeCom's.
    """
    try:
        head = _head_decoder.decode(raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        fields = _shallow_head(raw)
    else:
        return head.errcode, head.errmsg
    if fields is None:
        raise unexpected_answer()
    return fields.number("errcode"), fields.text("errmsg")


def answer_fields(raw: bytes) -> Fields:
    """Return an answer's members; raises RetryLater where it is no JSON object."""
    value: object = None
    with suppress(MalformedJsonError):
        value = parse_json(raw)
    if not isinstance(value, dict):
        raise unexpected_answer()
    return Fields(value)


def unexpected_answer() -> WeComError:
    """Return the error for an answer that is not WeCom's; nobody knows what it did."""
    return local(LocalFailure.UNEXPECTED_ANSWER, may_have_been_carried_out=True)


def _shallow_head(raw: bytes) -> Fields | None:
    try:
        return shallow_fields(as_text(raw))
    except MalformedJsonError:
        return None


def _lenient_int(digits: str) -> int | float:
    """CPython refuses to read numbers of more than 4,300 digits."""
    return int(digits) if len(digits) <= 400 else math.inf
