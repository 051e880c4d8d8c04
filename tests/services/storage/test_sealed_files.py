"""Files at rest: encrypted in chunks, resumed after a crash, never half believed."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.services.storage.sealed_files import (
    CHUNK,
    DamagedFileError,
    SealedWriter,
    unsealed,
)

KEY = bytes(range(32))
SEALED = 12 + CHUNK + 16


def seal(path: Path, content: bytes, key: bytes = KEY) -> None:
    with SealedWriter(path, key) as writer:
        writer.write(content)
        writer.finish()
        assert writer.length == len(content)


def opened(path: Path, key: bytes = KEY) -> bytes:
    return b"".join(unsealed(path, key))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "0000" / "7.sealed"


@pytest.mark.parametrize(
    "size",
    [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 5 * CHUNK - 1],
)
def test_content_of_any_size_comes_back(path: Path, size: int) -> None:
    content = os.urandom(size)
    seal(path, content)
    assert opened(path) == content
    assert (path.stat().st_mode & 0o777) == 0o600


@given(pieces=st.lists(st.integers(0, 3 * CHUNK // 2), max_size=5))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_does_not_matter_in_what_pieces_it_comes(
    path: Path, pieces: list[int]
) -> None:
    path.unlink(missing_ok=True)
    content = [os.urandom(size) for size in pieces]
    with SealedWriter(path, KEY) as writer:
        for piece in content:
            writer.write(piece)
        writer.finish()
    assert opened(path) == b"".join(content)


@pytest.mark.parametrize("had", [0, 1, CHUNK, CHUNK + 1, 2 * CHUNK + 9, 4 * CHUNK])
@pytest.mark.parametrize("torn", [0, 1, 28, SEALED - 1])
def test_a_broken_download_goes_on_where_whole_chunks_end(
    path: Path, had: int, torn: int
) -> None:
    content = os.urandom(4 * CHUNK + 77)
    with SealedWriter(path, KEY) as writer:
        writer.write(content[:had])
    with path.open("ab") as file:
        file.write(b"\x00" * torn)
    with SealedWriter(path, KEY) as writer:
        start = writer.received
        assert start % CHUNK == 0
        assert had - 2 * CHUNK <= start <= had
        writer.write(content[start:])
        writer.finish()
    assert opened(path) == content


def test_a_finished_file_can_be_fetched_again(path: Path) -> None:
    content = os.urandom(3 * CHUNK)
    seal(path, content)
    with SealedWriter(path, KEY) as writer:
        writer.write(content[writer.received :])
        writer.finish()
        assert writer.length == len(content)
    assert opened(path) == content


def test_starting_over_forgets_everything_that_came(path: Path) -> None:
    seal(path, os.urandom(4 * CHUNK))
    with SealedWriter(path, KEY) as writer:
        assert writer.received
        writer.write(b"old" * 10)
        writer.start_over()
        assert writer.received == 0
        writer.write(b"new")
        writer.finish()
    assert opened(path) == b"new"


def test_an_unfinished_file_is_not_taken_for_a_whole_one(path: Path) -> None:
    with SealedWriter(path, KEY) as writer:
        writer.write(os.urandom(3 * CHUNK))
    with pytest.raises(DamagedFileError):
        opened(path)


@pytest.mark.parametrize(
    "left", [0, 1, 11, 12, 27, 28, SEALED, SEALED + 1, 2 * SEALED, 3 * SEALED - 6]
)
def test_a_file_cut_short_does_not_open(path: Path, left: int) -> None:
    seal(path, os.urandom(3 * CHUNK - 5))
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(DamagedFileError):
        opened(path)


@pytest.mark.parametrize("place", [0, 12, 5_000, SEALED - 1, SEALED, 2 * SEALED + 40])
def test_one_flipped_bit_is_found(path: Path, place: int) -> None:
    seal(path, os.urandom(3 * CHUNK))
    sealed = bytearray(path.read_bytes())
    sealed[place] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(DamagedFileError):
        opened(path)


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (0, 0, 2), (0, 2), (2,)])
def test_chunks_out_of_their_order_do_not_open(
    path: Path, order: tuple[int, ...]
) -> None:
    seal(path, os.urandom(3 * CHUNK))
    sealed = path.read_bytes()
    chunks = [sealed[at * SEALED : (at + 1) * SEALED] for at in range(3)]
    path.write_bytes(b"".join(chunks[at] for at in order))
    with pytest.raises(DamagedFileError):
        opened(path)


def test_something_appended_is_found(path: Path) -> None:
    seal(path, b"content")
    path.write_bytes(path.read_bytes() + b"more")
    with pytest.raises(DamagedFileError):
        opened(path)


def test_another_files_key_does_not_open_it(path: Path) -> None:
    seal(path, b"content")
    with pytest.raises(DamagedFileError) as caught:
        opened(path, bytes(32))
    assert str(caught.value) == path.name


def test_the_same_content_never_looks_the_same(tmp_path: Path) -> None:
    content = b"planted-phrase" * 100
    for name in ("a", "b"):
        seal(tmp_path / name, content)
    first, second = (tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()
    assert first != second
    assert b"planted" not in first
