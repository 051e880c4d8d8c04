"""The shapes of JSON, and reading a request's fields without trusting them."""

import codecs
from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from .errors import Refusal

JsonValue: TypeAlias = (
    bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"] | None
)
JsonObject: TypeAlias = dict[str, JsonValue]

_decoder = msgspec.json.Decoder()


def encode(value: object) -> bytes:
    """The value as UTF-8 JSON; non-ASCII stays raw, as WeCom writes it."""
    return msgspec.json.encode(value)


def decode(raw: bytes) -> JsonValue:
    """JSON bytes as plain values; a byte order mark is passed over.

    Raises ValueError for anything else, NaN and lone surrogates included.
    """
    try:
        value: JsonValue = _decoder.decode(raw.removeprefix(codecs.BOM_UTF8))
    except msgspec.DecodeError as error:
        raise ValueError("not JSON") from error
    return value


class Fields:
    """A JSON object read field by field; wrong types are refused with 40058."""

    def __init__(self, values: Mapping[str, JsonValue]) -> None:
        self.values = values

    def has(self, name: str) -> bool:
        """Whether the field was given (null counts as not given)."""
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        """A string field; numbers are read as their text, as the real service does."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise Refusal(40058, f"invalid parameter {name}")
        return str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """An integer field; a string of digits is accepted."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, int):
            return value
        if isinstance(value, str) and value.lstrip("-").isascii():
            try:
                return int(value)
            except ValueError as error:
                raise Refusal(40058, f"invalid parameter {name}") from error
        raise Refusal(40058, f"invalid parameter {name}")

    def number(self, name: str) -> float:
        """A required number."""
        value = self.values.get(name)
        if isinstance(value, str):
            try:
                return float(value)
            except ValueError as error:
                raise Refusal(40058, f"invalid parameter {name}") from error
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Refusal(40058, f"invalid parameter {name}")
        return float(value)

    def texts(self, name: str) -> list[str]:
        """A list of strings; missing means empty."""
        return [str(value) for value in self.items(name)]

    def items(self, name: str) -> list[JsonValue]:
        """A list; missing means empty."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Refusal(40058, f"invalid parameter {name}")
        return value

    def part(self, name: str) -> "Fields":
        """A required object inside this one."""
        return Fields(as_object(self.values.get(name), name))


def as_object(value: JsonValue, name: str = "body") -> JsonObject:
    """The value if it is an object; refused with 40058 otherwise."""
    if not isinstance(value, dict):
        raise Refusal(40058, f"invalid parameter {name}")
    return value
