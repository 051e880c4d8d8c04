"""Fixtures of the fault tests: a scene in the test's own folder."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.faults.scene import Entry, Scene, open_scene


class MakeScene(Protocol):
    """Opens scenes: `make_scene(accounts=3, duplicate="late", …)`."""

    def __call__(self, entry: Entry | None = None, **sandbox: Any) -> Scene: ...


@pytest.fixture
def make_scene(tmp_path: Path) -> Iterator[MakeScene]:
    """A function that opens a scene; all are closed after the test."""
    with ExitStack() as stack:
        opened: list[Scene] = []

        def make(entry: Entry | None = None, **sandbox: Any) -> Scene:
            folder = tmp_path / f"scene-{len(opened)}"
            folder.mkdir()
            opened.append(stack.enter_context(open_scene(folder, entry, **sandbox)))
            return opened[-1]

        yield make


@pytest.fixture
def scene(make_scene: MakeScene) -> Scene:
    """A silent sandbox with two accounts and five customers; nothing runs yet."""
    return make_scene()
