"""A fresh database for each storage test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import World, make_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """One corp with two accounts and an operator."""
    made = make_world(tmp_path / "profile")
    yield made
    made.close()
