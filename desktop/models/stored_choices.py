"""Choices as JSON and back, by the types of their fields: no line for each field."""

import dataclasses
import json
from enum import Enum
from types import GenericAlias
from typing import Any, TypeVar, get_type_hints

Stored = TypeVar("Stored")


def to_json(choices: object) -> str:
    """Return frozen dataclasses, enums, tuples and plain values as JSON."""
    assert dataclasses.is_dataclass(choices)
    assert not isinstance(choices, type)
    return json.dumps(dataclasses.asdict(choices), ensure_ascii=False)


def from_mapping(kind: type[Stored], found: dict[str, object]) -> Stored:
    """Return a dataclass from JSON's names and values.

    A field that is missing or does not fit gets its usual value; raises ValueError
    for one that has none. Entries of tuples that do not fit are dropped.
    """
    taken: dict[str, object] = {}
    hints = get_type_hints(kind)
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        try:
            taken[field.name] = _value(hints[field.name], found[field.name])
        except (KeyError, ValueError):
            if _has_no_usual(field):
                raise ValueError(field.name) from None
    return kind(**taken)


def _has_no_usual(field: "dataclasses.Field[object]") -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing


def _value(kind: object, stored: object) -> object:
    """Return a stored value as the type of its field; raises ValueError."""
    if isinstance(kind, GenericAlias):
        return _entries(kind.__args__[0], stored)
    assert isinstance(kind, type)
    if dataclasses.is_dataclass(kind):
        return from_mapping(kind, _checked(stored, dict))
    if issubclass(kind, Enum):
        return kind(stored)
    return _checked(stored, kind)


def _entries(kind: object, stored: object) -> tuple[object, ...]:
    entries = []
    for each in _checked(stored, list):
        try:
            entries.append(_value(kind, each))
        except ValueError:
            continue
    return tuple(entries)


def _checked(stored: Any, kind: type) -> Any:
    # `type is`: JSON's true is no number, though Python's bool is an int.
    if type(stored) is kind:
        return stored
    raise ValueError(stored)
