"""A database and a desk's use cases on it."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from desktop.services.storage.database import Database
from tests.building import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """One corp with two accounts and an operator."""
    made = make_world(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture
async def database(world: World) -> AsyncIterator[Database]:
    """The open database of `world`."""
    opened = Database(world.path, world.key)
    yield opened
    await opened.close()
