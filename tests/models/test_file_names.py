"""File names from strangers stay inside the folder and show what they are (S4)."""

import unicodedata
from pathlib import Path, PurePath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.file_names import MAX_NAME_BYTES, ending, safe_name

RESERVED = (
    "con", "prn", "aux", "nul", "com1", "com9", "com0", "com¹", "lpt1", "lpt³",
    "CONIN$", "conout$", "clock$",
)  # fmt: skip
ESCAPES = (
    "../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\boot.ini",
    "C:boot.ini", "\\\\host\\share\\x.exe", "//host/share/x", "a/../../b", "..", ".",
    "...", "./x", "~/.ssh/id_rsa", "~root", "file:///etc/passwd", "a\\b/c\\d.txt",
    "/", "\\", "//", "x/", "x\\", "..\\", "\x00../x", "a\x00/b", "%2e%2e%2fx",
    "．．／x", "‥/x", "foo/\u202e../x",
)  # fmt: skip
TRICKS = (
    "report.txt:hidden.exe", "a:b:c", "::$DATA", "x\x00.png", "sj.\u202egpj.exe",
    "\u202ecod.exe", "in\u2066voice\u2069.pdf", "a\rb\nc.txt", "a\tb.txt",
    "a\u2028b\u2029c.txt", "trailing. ", "trailing...", "trailing   ", " leading",
    "a.\u3000", "x.\u3000.", "-rf", "--help", "- -rf", ". .hidden", ".bashrc", "-.-",
    "a*b?c.txt", 'q"u<o>t|e.txt', "\ud800half.txt", "e\u0301.txt", "é.txt",
    "x" * 300, "好" * 200 + ".pdf", "好" * 60 + "." + "y" * 60, "👩‍👩‍👧" * 40 + ".png",
    "x" * 170 + " . . .pdf", "", " ", "\n", "\x00", "\u202e", "\ufeff", ".pdf", "a.",
)  # fmt: skip
DEVICES = tuple(
    variant
    for name in RESERVED
    for variant in (name, f"{name}.txt", f"{name} .txt", f"{name.upper()}.tar.gz")
)
HOSTILE = ESCAPES + TRICKS + DEVICES
_ILLEGAL = set('\\/:*?"<>|')


def check(name: str) -> str:
    safe = safe_name(name)
    assert safe
    assert not _ILLEGAL & set(safe)
    kinds = {unicodedata.category(sign) for sign in safe}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not any(unicodedata.bidirectional(sign) in _TURNS for sign in safe)
    assert safe[0] not in "-. "
    assert safe[-1] not in ". "
    assert len(safe.encode()) <= MAX_NAME_BYTES
    assert PurePath(safe).name == PureWindowsPath(safe).name == safe
    assert safe.split(".")[0].strip().lower() not in {name.lower() for name in RESERVED}
    assert safe == unicodedata.normalize("NFC", safe)
    return safe


_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_there_are_enough_hostile_names() -> None:
    assert len(set(HOSTILE)) >= 80


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_plain_one_inside_the_folder(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / check(name)
    assert path.resolve().parent == tmp_path.resolve()
    path.write_bytes(b"x")
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@given(st.text(alphabet=st.characters()))
def test_any_name_becomes_a_safe_one_and_stays_as_it_is(name: str) -> None:
    assert safe_name(check(name)) == safe_name(name)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("报价单 2026.xlsx", "报价单 2026.xlsx"),
        ("photo.JPG", "photo.JPG"),
        ("a.tar.gz", "a.tar.gz"),
        ("v1.2 final.pdf", "v1.2 final.pdf"),
    ],
)
def test_a_good_name_is_left_alone(name: str, kept: str) -> None:
    assert safe_name(name) == kept


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.PDF", ".pdf"),
        ("x" * 300 + ".docx", ".docx"),
        ("gpj.\u202eexe", ".exe"),
        ("none", ""),
        ("x.pdf\u200f. ", ".pdf"),
        ("a.b" + "c" * 60, ".b" + "c" * 60),
    ],
)
def test_the_ending_is_the_real_one(name: str, shown: str) -> None:
    assert ending(name) == shown


def test_a_name_of_nothing_gets_the_fallback() -> None:
    assert safe_name(" ..", "voice-7") == "voice-7"
