"""Words inside documents, and packages that would burst."""

import io
import os
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from desktop.models.media_facts import BrokenReason
from desktop.services.decoding.inside import MOST_BYTES, words_inside
from desktop.services.decoding.wire import BrokenMediaError
from tests.services.decoding.samples import picture

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "[Content_Types].xml"


def package(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {TYPES: b"<Types/>", **parts}.items():
            made.writestr(name, content)
    return file.getvalue()


def document(*texts: str, head: str = "") -> bytes:
    runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
    xml = f'{head}<w:document xmlns:w="{WORD}"><w:p>{runs}</w:p></w:document>'
    return package({"word/document.xml": xml.encode()})


def found(content: bytes) -> str:
    return words_inside(content).sound.decode("utf-8", "ignore")


def test_the_words_of_a_document_are_found_in_order() -> None:
    assert found(document("羽绒服", "价格\n 表", "2026")) == "羽绒服 价格 表 2026"


def test_the_words_of_sheets_and_slides_are_found() -> None:
    sheet = package({"xl/sharedStrings.xml": b"<sst><si><t>XL 170</t></si></sst>"})
    slide = package({"ppt/slides/slide1.xml": "<s><t>新品</t></s>".encode()})
    assert (found(sheet), found(slide)) == ("XL 170", "新品")


def test_only_the_beginning_of_a_long_document_is_kept() -> None:
    kept = words_inside(document(*["很长的说明书"] * 3_000)).sound
    assert len(kept) == MOST_BYTES


def test_a_package_that_would_burst_is_refused() -> None:
    bomb = package({"word/document.xml": b"\0" * (40 * 1024 * 1024)})
    with pytest.raises(BrokenMediaError) as caught:
        words_inside(bomb)
    assert caught.value.reason is BrokenReason.TOO_LARGE


def test_a_package_of_too_many_parts_is_refused() -> None:
    many = package({f"xl/worksheets/{number}": b"" for number in range(5_001)})
    with pytest.raises(BrokenMediaError):
        words_inside(many)


def test_entities_of_a_document_are_never_expanded() -> None:
    head = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    assert found(document("&b;", head=head)) == ""


def test_a_document_that_is_cut_short_is_damaged() -> None:
    with pytest.raises(BrokenMediaError) as caught:
        words_inside(document("x")[:-30])
    assert caught.value.reason is BrokenReason.DAMAGED


def test_what_is_no_document_has_no_words() -> None:
    assert found(b"plain words") == ""


def test_without_an_engine_pictures_have_no_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert found(picture("PNG")) == ""


@pytest.mark.skipif(os.name != "posix", reason="a script stands for the engine")
def test_an_engine_of_this_machine_reads_pictures(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine = tmp_path / "tesseract"
    engine.write_text("#!/bin/sh\ncat > /dev/null\necho 尺码对照表\n", "utf-8")
    engine.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert found(picture("PNG")) == "尺码对照表"


@pytest.mark.skipif(
    find_spec("pypdf") is not None, reason="the optional reader is here"
)
def test_without_its_reader_a_pdf_has_no_words() -> None:
    assert found(b"%PDF-1.7\n1 0 obj") == ""
