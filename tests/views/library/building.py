"""Materials for tests of the library, made up without a database."""

from dataclasses import replace
from datetime import UTC, datetime

from desktop.models.material import (
    Material,
    MaterialDetails,
    MaterialFacts,
    MaterialKind,
)

NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)


def material(number: int, **changed) -> Material:
    """Return a picture; `changed` are fields of it or of its details."""
    inner = ("name", "tags", "folder", "code", "valid_from", "valid_until")
    own = {name: changed.pop(name) for name in inner if name in changed}
    details = {"name": f"主图 {number}.jpg"} | own
    made = Material(
        id=number,
        key=f"{number:032x}",
        kind=MaterialKind.PICTURE,
        version=1,
        details=MaterialDetails(**details),
        facts=MaterialFacts("d", 3_250_586, 2400, 2400, 0, "JPG"),
        owner_id=1,
        owner_name="王芳",
        changed_by="王芳",
        changed_at=NOW,
        used=number,
    )
    return replace(made, **changed)


def materials(first: int, count: int) -> tuple[Material, ...]:
    """Return materials with ids from `first` on."""
    return tuple(material(number) for number in range(first, first + count))
