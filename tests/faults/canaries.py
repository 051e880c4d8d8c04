"""Planted secrets and words, and a search that finds them in any usual disguise."""

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

SHORTEST_FORM = 6
"""Bytes; fewer stand by chance somewhere in megabytes of encrypted pages."""


def disguises(canary: bytes) -> Iterator[bytes]:
    """Yield a canary in every form in which a program may have written it.

    Forms that are too short to prove anything are left out; raises ValueError where
    the canary itself is.
    """
    if len(canary) < SHORTEST_FORM:
        raise ValueError(f"the canary {canary!r} is too short")
    yield from (form for form in _forms(canary) if len(form) >= SHORTEST_FORM)


def _forms(canary: bytes) -> Iterator[bytes]:
    yield canary
    yield canary.hex().encode()
    yield canary.hex().upper().encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + canary)
        yield coded[4 if shift else 0 : len(coded) // 4 * 4 - 4]
    try:
        text = canary.decode()
    except UnicodeDecodeError:
        return
    yield json.dumps(text)[1:-1].encode()
    yield quote(text).encode()
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    try:
        yield text.encode("gb18030")
    except UnicodeEncodeError:
        return


def found_in(content: bytes, canaries: dict[str, bytes]) -> list[str]:
    """Return the names of the canaries that stand in some bytes."""
    return [
        name
        for name, canary in canaries.items()
        if any(form in content for form in disguises(canary))
    ]


def search(places: Iterable[Path], canaries: dict[str, bytes]) -> list[str]:
    """Return `file: canary` for each find below folders and in files."""
    finds = []
    for place in places:
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in files:
            if file.is_file():
                content = file.read_bytes() + b"\n" + str(file).encode()
                finds += [f"{file}: {name}" for name in found_in(content, canaries)]
    return finds


def search_process(process_id: int, canaries: dict[str, bytes]) -> list[str]:
    """Return what a living process shows of itself to others of this machine."""
    root = Path("/proc") / str(process_id)
    shown = [root / "cmdline", root / "environ", root / "comm"]
    shown += root.glob("task/*/comm")
    return [
        f"{place}: {name}"
        for place in shown
        for name in found_in(place.read_bytes(), canaries)
    ]
