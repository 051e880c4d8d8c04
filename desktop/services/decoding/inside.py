"""Words inside documents and pictures, for searching; runs in the decoding child only.

Office files are unpacked part by part and within limits, their XML without entities.
PDF needs pypdf (the extra `search-inside`), pictures a tesseract on this machine; where
one is missing nothing is found.
"""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec

from defusedxml.ElementTree import iterparse

from desktop.models.file_kinds import FileKind, kind_of
from desktop.models.media_facts import BrokenReason
from desktop.services.decoding.wire import BrokenMediaError, Decoded

MOST_BYTES = 4096
"""UTF-8 bytes of words that are kept: enough for what a document is about."""
MOST_PARTS = 5_000
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes that a package may claim to hold."""
MOST_PACKING = 200
"""Times that a package of more than a few megabytes may be smaller than its content."""
_SMALL_PACKAGE = 16 * 1024 * 1024
_MOST_OF_A_PART = 8 * 1024 * 1024
_MOST_PAGES = 20
_OCR_SECONDS = 8.0
_PARTS = {
    FileKind.WORD: ("word/document.xml",),
    FileKind.EXCEL: ("xl/sharedStrings.xml", "xl/worksheets/"),
    FileKind.POWERPOINT: ("ppt/slides/slide",),
}
"""Where the words stand: parts whose names begin so."""
_PACKED = {*_PARTS, FileKind.ZIP}


def words_inside(content: bytes) -> Decoded:
    """Return the words of a file as UTF-8 in `sound`, empty where none are found.

    Raises BrokenMediaError for packages that would unpack beyond all proportion;
    whatever else is raised means damaged bytes.
    """
    kind = kind_of(content)
    found: Iterable[str] = ()
    if kind in _PACKED:
        found = _office(content, _PARTS.get(kind, ()))
    elif kind is FileKind.PDF:
        found = _pdf(content)
    elif kind in {FileKind.JPEG, FileKind.PNG}:
        found = _seen(content)
    return Decoded(sound=_kept(found))


def _kept(found: Iterable[str]) -> bytes:
    """Return the first words, in one line."""
    words: list[str] = []
    room = MOST_BYTES
    for piece in found:
        plain = " ".join(piece.split())
        if not plain:
            continue
        words.append(plain)
        room -= len(plain.encode("utf-8", "replace")) + 1
        if room <= 0:
            break
    return " ".join(words).encode("utf-8", "replace")[:MOST_BYTES]


def _office(content: bytes, wanted: tuple[str, ...]) -> Iterator[str]:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise BrokenMediaError(BrokenReason.DAMAGED) from None
    with package:
        parts = package.infolist()
        _check(parts, len(content))
        names = sorted(
            one.filename for one in parts if one.filename.startswith(wanted)
        ) if wanted else []  # fmt: skip
        yield from (text for name in names for text in _texts(package, name))


def _check(parts: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse by what the package says of itself; reading goes by limits of its own."""
    unpacked = sum(one.file_size for one in parts)
    is_bomb = unpacked > _SMALL_PACKAGE and unpacked > packed * MOST_PACKING
    if is_bomb or unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise BrokenMediaError(BrokenReason.TOO_LARGE)


def _texts(package: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Yield the texts of a part as far as it can be read."""
    with package.open(name) as part:
        stream = io.BytesIO(part.read(_MOST_OF_A_PART))
    with suppress(SyntaxError, ValueError):  # cut at the limit, or no XML
        for _, element in iterparse(stream):
            if element.tag.rpartition("}")[2] == "t" and element.text:
                yield element.text
            element.clear()


def _pdf(content: bytes) -> Iterator[str]:
    if find_spec("pypdf") is None:
        return
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(content)).pages
    for number in range(min(len(pages), _MOST_PAGES)):
        yield pages[number].extract_text()


def _seen(content: bytes) -> Iterator[str]:
    """Yield what the engine of this machine reads in a picture."""
    engine = shutil.which("tesseract")
    if engine is None:
        return
    with suppress(OSError, subprocess.SubprocessError):
        run = subprocess.run(
            [engine, "stdin", "stdout", "-l", "chi_sim+eng"],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_OCR_SECONDS,
            check=True,
        )
        yield run.stdout.decode("utf-8", "replace")
