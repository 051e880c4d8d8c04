"""What a file is, its bytes say; what opens at one word is a short list (S5)."""

import zipfile
from io import BytesIO

import pytest

from desktop.models.file_kinds import HEAD, FileKind, kind_of, openness

PROGRAM = b"MZ\x90\0" + bytes(400)
DOUBTFUL = """
    a.exe a.com a.scr a.pif a.bat a.cmd a.ps1 a.vbs a.vbe a.js a.jse a.wsf a.wsh
    a.msi a.msp a.mst a.cpl a.dll a.lnk a.url a.hta a.chm a.reg a.inf a.jar a.jnlp
    a.py a.pyz a.pyzw a.rb a.pl a.sh a.command a.app a.dmg a.pkg a.desktop a.appimage
    a.deb a.rpm a.docm a.xlsm a.pptm a.dotm a.xlam a.doc a.xls a.ppt a.rtf a.csv
    a.html a.htm a.mht a.svg a.xml a.iso a.img a.vhd a.zip a.rar a.7z a.apk a.ipa
    a.settingcontent-ms a.library-ms a.search-ms a.theme a.scf a.xll a.one a.diagcab
    a a. .pdf a.pdf.exe a.exe\u202efdp
"""
PDF = b"%PDF-1.7\n" + bytes(100)


def office(folder: str, *further: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in ("[Content_Types].xml", f"{folder}/document.xml", *further):
            packed.writestr(name, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG),
        (b"GIF89a", FileKind.GIF),
        (b"RIFF\0\0\0\0WEBPVP8 ", FileKind.WEBP),
        (b"RIFF\0\0\0\0WAVEfmt ", FileKind.WAV),
        (b"RIFF\0\0\0\0AVI ", FileKind.UNKNOWN),
        (b"BM\x36\x10\0\0\0\0\0\0", FileKind.BMP),
        (b"#!AMR\n\x3c", FileKind.AMR),
        (b"\x02#!SILK_V3", FileKind.SILK),
        (b"\0\0\0\x18ftypmp42", FileKind.MP4),
        (PDF, FileKind.PDF),
        (office("word"), FileKind.WORD),
        (office("xl"), FileKind.EXCEL),
        (office("ppt"), FileKind.POWERPOINT),
        (office("word", "word/vbaProject.bin"), FileKind.ZIP),
        (b"PK\x03\x04" + bytes(99), FileKind.ZIP),
        (PROGRAM, FileKind.WINDOWS_PROGRAM),
        (b"\x7fELF", FileKind.LINUX_PROGRAM),
        (b"#!/bin/sh\n", FileKind.SCRIPT),
        (b"<?xml?><svg>", FileKind.SVG),
        (b"\xef\xbb\xbf <!DOCTYPE HTML>", FileKind.WEB_PAGE),
        ("你好".encode("gb18030"), FileKind.TEXT),
        (bytes(50), FileKind.UNKNOWN),
        (b"", FileKind.UNKNOWN),
    ],
)
def test_the_bytes_decide(head: bytes, kind: FileKind) -> None:
    assert kind_of(head) is kind


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("报价单.pdf", PDF),
        ("报价.DOCX", office("word")),
        ("价格表.xlsx", office("xl")),
        ("a.png", b"\xff\xd8\xff\xe0"),
        ("说明.txt", "尺码偏小".encode()),
    ],
)
def test_harmless_documents_open_at_one_word(name: str, head: bytes) -> None:
    found = openness(name, head)
    assert found.opens
    assert not found.disguised


@pytest.mark.parametrize("name", DOUBTFUL.split())
def test_everything_else_needs_a_second_word(name: str) -> None:
    for head in (b"", PROGRAM, b"echo 1", PDF, office("word"), bytes(99)):
        assert not openness(name, head).opens


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.png", "a.txt", "a.mp4"])
def test_a_program_in_disguise_is_named(name: str) -> None:
    found = openness(name, PROGRAM)
    assert (found.opens, found.disguised, found.label) == (False, True, "Windows EXE")


def test_where_the_bytes_are_vague_the_ending_is_named() -> None:
    assert openness("setup.bat", b"@echo off").label == "BAT"
    assert openness("a.jar", b"PK\x03\x04").label == "JAR"
    assert openness("a", b"PK\x03\x04").label == "ZIP"
    assert openness("a.xyz", bytes(9)).label == "XYZ"


def test_a_part_at_the_far_end_of_the_head_is_seen() -> None:
    late = office("word")[:60] + bytes(HEAD - 200) + b"word/vbaProject.bin"
    assert kind_of(late) is FileKind.ZIP
