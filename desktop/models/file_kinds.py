"""What a file really is, by its first bytes, and what may be opened outside (S5)."""

from dataclasses import dataclass
from enum import Enum

from desktop.models.file_names import ending

HEAD = 64 * 1024
"""Bytes of a file that are looked at, at most."""


class FileKind(Enum):
    """The kinds that are told apart; the value is what a person reads."""

    PNG = "PNG"
    JPEG = "JPEG"
    GIF = "GIF"
    WEBP = "WebP"
    BMP = "BMP"
    SVG = "SVG"
    AMR = "AMR"
    SILK = "SILK"
    MP3 = "MP3"
    WAV = "WAV"
    MP4 = "MP4"
    PDF = "PDF"
    WORD = "Word"
    EXCEL = "Excel"
    POWERPOINT = "PowerPoint"
    OLD_OFFICE = "Office 97–2003"
    ZIP = "ZIP"
    RAR = "RAR"
    SEVEN_ZIP = "7z"
    WINDOWS_PROGRAM = "Windows EXE"
    LINUX_PROGRAM = "Linux ELF"
    MAC_PROGRAM = "macOS Mach-O"
    SHORTCUT = "Windows LNK"
    SCRIPT = "Script"
    WEB_PAGE = "HTML"
    TEXT = "TXT"
    UNKNOWN = ""


_MAGICS = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"#!AMR", FileKind.AMR),
    (b"#!SILK_V3", FileKind.SILK),
    (b"\x02#!SILK_V3", FileKind.SILK),
    (b"ID3", FileKind.MP3),
    (b"\xff\xfb", FileKind.MP3),
    (b"\xff\xf3", FileKind.MP3),
    (b"%PDF-", FileKind.PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLD_OFFICE),
    (b"Rar!\x1a\x07", FileKind.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileKind.SEVEN_ZIP),
    (b"MZ", FileKind.WINDOWS_PROGRAM),
    (b"\x7fELF", FileKind.LINUX_PROGRAM),
    (b"\xfe\xed\xfa\xce", FileKind.MAC_PROGRAM),
    (b"\xfe\xed\xfa\xcf", FileKind.MAC_PROGRAM),
    (b"\xcf\xfa\xed\xfe", FileKind.MAC_PROGRAM),
    (b"\xca\xfe\xba\xbe", FileKind.MAC_PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", FileKind.SHORTCUT),
    (b"#!", FileKind.SCRIPT),
)
_OFFICE_PARTS = (
    (b"word/", FileKind.WORD),
    (b"xl/", FileKind.EXCEL),
    (b"ppt/", FileKind.POWERPOINT),
)
_MARKUP = (
    (b"<svg", FileKind.SVG),
    (b"<html", FileKind.WEB_PAGE),
    (b"<!doctype html", FileKind.WEB_PAGE),
    (b"<script", FileKind.WEB_PAGE),
)

# An allowlist: what is not named here needs a second word, whatever it is.
_OPENABLE = {
    ".png": FileKind.PNG,
    ".jpg": FileKind.JPEG,
    ".jpeg": FileKind.JPEG,
    ".gif": FileKind.GIF,
    ".webp": FileKind.WEBP,
    ".bmp": FileKind.BMP,
    ".amr": FileKind.AMR,
    ".mp3": FileKind.MP3,
    ".wav": FileKind.WAV,
    ".mp4": FileKind.MP4,
    ".pdf": FileKind.PDF,
    ".docx": FileKind.WORD,
    ".xlsx": FileKind.EXCEL,
    ".pptx": FileKind.POWERPOINT,
    ".txt": FileKind.TEXT,
}
_VAGUE = {FileKind.UNKNOWN, FileKind.TEXT, FileKind.ZIP}
"""Kinds of which the ending says more: a script is text, a program may be a ZIP."""
_PICTURES = {FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP, FileKind.BMP}


@dataclass(frozen=True, slots=True)
class Openness:
    """What a file is and whether one word is enough to open it."""

    label: str
    """What it really is; the upper-case ending where the bytes tell nothing."""
    opens: bool
    disguised: bool = False
    """Whether its name claims to be something else."""


def kind_of(head: bytes) -> FileKind:
    """Return what the first bytes of a file say; names are not asked."""
    for magic, kind in _MAGICS:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF":
        return {b"WEBP": FileKind.WEBP, b"WAVE": FileKind.WAV}.get(
            head[8:12], FileKind.UNKNOWN
        )
    if head[4:8] == b"ftyp":
        return FileKind.MP4
    if head[:4] == b"PK\x03\x04":
        return _zipped(head)
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return FileKind.BMP
    return _written(head)


def openness(name: str, head: bytes) -> Openness:
    """Return whether a file may be opened outside at once.

    Only when its ending is on the list and its bytes agree with it.
    """
    kind, suffix = kind_of(head), ending(name)
    claimed = _OPENABLE.get(suffix)
    both_pictures = claimed in _PICTURES and kind in _PICTURES
    agrees = kind is claimed or both_pictures
    told = kind not in _VAGUE or not suffix
    label = kind.value if told else suffix.removeprefix(".").upper()
    known = kind is not FileKind.UNKNOWN
    return Openness(
        label=label,
        opens=claimed is not None and agrees,
        disguised=claimed is not None and known and not agrees,
    )


def _zipped(head: bytes) -> FileKind:
    """Return which office document a ZIP is; one with macros stays a ZIP."""
    if b"vbaProject" in head:
        return FileKind.ZIP
    if b"[Content_Types].xml" in head:
        for part, kind in _OFFICE_PARTS:
            if part in head:
                return kind
    return FileKind.ZIP


def _written(head: bytes) -> FileKind:
    """Return the kind of something that is written in letters, if it is."""
    start = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, kind in _MARKUP:
        if mark in start:
            return kind
    if head and b"\0" not in head:
        return FileKind.TEXT
    return FileKind.UNKNOWN
