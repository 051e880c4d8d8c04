"""The signed reply-book file (`*.replybook`) that one database hands to another.

A line that names the format, the publisher's Ed25519 key (32 bytes, RFC 8032), the
signature (64 bytes) over the line, the key and all the rest, then JSON in UTF-8.
"""

import re
from dataclasses import dataclass
from datetime import datetime

import msgspec

from desktop.models.display_text import cleaned, one_line
from desktop.models.failures import Sentence
from desktop.models.reply_book import LONGEST_TEXT, LONGEST_TITLE, MOST_PARTS
from desktop.models.reply_exchange import NotReadError, Publisher
from desktop.services.reply_exchange.row_reading import (
    LONGEST_CODE,
    MOST_KEYWORDS,
)

SUFFIX = ".replybook"
MOST_ENTRIES = 100_000
_MAGIC = b"switchboard-replybook 1\n"
_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_KEY = re.compile(r"[0-9a-f]{32}")
_LONGEST_NAME = 80

NO_BOOK = Sentence("这不是回复本文件", "This is no reply-book file")
CHANGED = Sentence(
    "签名不符：文件在签名之后被改动过，或者已损坏。没有导入任何内容",
    "The signature does not fit: the file was changed after it was signed, or is "
    "damaged. Nothing was imported",
)


class CarriedPart(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text, or a material by its key and, for people, its name."""

    text: str = ""
    material: str = ""
    name: str = ""


class CarriedEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """The newest version of a reply of the company."""

    key: str
    version: int
    title: str
    group: tuple[str, ...]
    parts: tuple[CarriedPart, ...]
    changed_by: str
    changed_at: datetime
    code: str = ""
    keywords: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    withdrawn: bool = False


class _Body(msgspec.Struct, frozen=True):
    publisher: str
    serial: int
    made_at: datetime
    note: str
    entries: tuple[CarriedEntry, ...]


@dataclass(frozen=True, slots=True)
class BookFile:
    """What a file says whose signature fits."""

    publisher: Publisher
    serial: int
    """Counts what this publisher has written; it only grows."""
    made_at: datetime
    note: str
    entries: tuple[CarriedEntry, ...]


def signed(book: BookFile, seed: bytes) -> bytes:
    """Return the bytes of a file; `seed` is the publisher's private key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    body = _Body(
        book.publisher.name, book.serial, book.made_at, book.note, book.entries
    )
    told = msgspec.json.encode(body)
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(
        _MAGIC + book.publisher.key + told
    )
    return _MAGIC + book.publisher.key + signature + told


def public_key(seed: bytes) -> bytes:
    """Return the key by which others know what this private key has signed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def opened(content: bytes) -> BookFile:
    """Return what a file says; raises NotReadError, also when a bit was changed."""
    if not content.startswith(_MAGIC):
        raise NotReadError(NO_BOOK)
    rest = content[len(_MAGIC) :]
    key, rest = rest[:_KEY_BYTES], rest[_KEY_BYTES:]
    signature, told = rest[:_SIGNATURE_BYTES], rest[_SIGNATURE_BYTES:]
    _verify(key, signature, told)
    try:
        body = msgspec.json.decode(told, type=_Body)
        return BookFile(
            Publisher(key, one_line(body.publisher, _LONGEST_NAME)),
            body.serial,
            _aware(body.made_at),
            one_line(body.note, 200),
            _checked(body.entries),
        )
    except (msgspec.MsgspecError, ValueError):
        raise NotReadError(NO_BOOK) from None


def _verify(key: bytes, signature: bytes, told: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, _MAGIC + key + told)
    except (InvalidSignature, ValueError):
        raise NotReadError(CHANGED) from None


def _checked(entries: tuple[CarriedEntry, ...]) -> tuple[CarriedEntry, ...]:
    """Return the entries made safe to show; raises ValueError where none is right.

    A signature says who wrote something, not that it is well made.
    """
    if len(entries) > MOST_ENTRIES or len({one.key for one in entries}) < len(entries):
        raise ValueError("entries")
    return tuple(map(_checked_entry, entries))


def _checked_entry(entry: CarriedEntry) -> CarriedEntry:
    right = _KEY.fullmatch(entry.key) and 0 < len(entry.parts) <= MOST_PARTS
    if not right or any(len(part.text) > LONGEST_TEXT for part in entry.parts):
        raise ValueError("an entry")
    return CarriedEntry(
        entry.key,
        entry.version,
        one_line(entry.title, LONGEST_TITLE) or "?",
        tuple(one_line(name, LONGEST_TITLE) or "?" for name in entry.group[:9]),
        tuple(map(_checked_part, entry.parts)),
        one_line(entry.changed_by, _LONGEST_NAME),
        _aware(entry.changed_at),
        "".join(cleaned(entry.code).split())[:LONGEST_CODE],
        tuple(one_line(word, LONGEST_TITLE) for word in entry.keywords[:MOST_KEYWORDS]),
        entry.valid_from and _aware(entry.valid_from),
        entry.valid_until and _aware(entry.valid_until),
        entry.withdrawn,
    )


def _checked_part(part: CarriedPart) -> CarriedPart:
    if part.material:
        return CarriedPart(
            material=one_line(part.material, 64),
            name=one_line(part.name, _LONGEST_NAME),
        )
    return CarriedPart(text=cleaned(part.text))


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None or not 2000 <= moment.year <= 2200:
        raise ValueError("a time")
    return moment
