"""Widgets that a test leaves behind go in the window's thread."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Collect now: later a decoding thread might, and Qt's timers mind that."""
    gc.collect()
    yield
    gc.collect()
