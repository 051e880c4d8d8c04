"""Every page that a database file and its log hold in the clear, free ones as well.

SQLCipher 4 with a raw key: AES-256-CBC, pages of 4,096 bytes of which the last 80 are
the initialisation vector and the HMAC; the first page begins with the salt.
"""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desktop.services.storage.key import DatabaseKey

_PAGE, _RESERVED, _SALT = 4_096, 80, 16
_LOG_HEAD, _FRAME_HEAD = 32, 24


def clear_pages(database: Path, key: DatabaseKey) -> bytes:
    """Return all pages in the clear, one behind the other."""
    found = [_clear(page, key) for page in _pages(database)]
    assert found[0][5:8] == b"\x40\x20\x20", "the pages are not what was expected"
    return b"".join(found)


def _pages(database: Path) -> Iterator[bytes]:
    content = database.read_bytes()
    yield content[_SALT:_PAGE]
    for start in range(_PAGE, len(content), _PAGE):
        yield content[start : start + _PAGE]
    log = database.with_name(database.name + "-wal")
    frames = log.read_bytes()[_LOG_HEAD:] if log.exists() else b""
    for start in range(0, len(frames), _FRAME_HEAD + _PAGE):
        number = int.from_bytes(frames[start : start + 4], "big")
        page = frames[start + _FRAME_HEAD : start + _FRAME_HEAD + _PAGE]
        yield page[_SALT:] if number == 1 else page


def _clear(page: bytes, key: DatabaseKey) -> bytes:
    words, vector = page[:-_RESERVED], page[-_RESERVED:][:16]
    decryptor = Cipher(algorithms.AES(key.raw), modes.CBC(vector)).decryptor()
    return decryptor.update(words) + decryptor.finalize()
