"""Every Chinese text of the interface has its English, in the sheets and compiled."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QTranslator

from desktop.resources import resource
from tests.architecture.source_tree import SourceFile, source_files

_PLACES = re.compile(r"\{\w*\}|%n|%L?\d")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True)
class Text:
    """A text as the code asks for it; `plural` comes with a count."""

    context: str
    source: str
    plural: bool = False


@dataclass(frozen=True)
class Translation:
    """The English of a text: one form, or two with a count."""

    forms: tuple[str, ...]
    finished: bool
    sheet: str


def texts_of(file: SourceFile) -> Iterator[Text]:
    """Each literal of tr() with the class around it, each of translate()."""
    return _below(ast.parse(file.text), "")


def _below(node: ast.AST, context: str) -> Iterator[Text]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call):
            yield from _asked(child, context)
        yield from _below(child, inner)


def _asked(call: ast.Call, context: str) -> Iterator[Text]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    words = [each.value for each in call.args if isinstance(each, ast.Constant)]
    plural = len(call.args) > (2 if name == "tr" else 3)
    if name == "tr" and words:
        yield Text(context, str(words[0]), plural)
    elif name in {"translate", "_translate"} and len(words) > 1:
        yield Text(str(words[0]), str(words[1]), plural)


def sheets() -> list[Path]:
    """The sheets of all features."""
    return sorted(resource("translations", "en").glob("*.ts"))


def translations(paths: Iterable[Path]) -> dict[tuple[str, str], Translation]:
    """Everything that the sheets say, by context and source."""
    found: dict[tuple[str, str], Translation] = {}
    for path in paths:
        root = ElementTree.parse(path).getroot()
        for context in root.iter("context"):
            for message in context.iter("message"):
                key = (context.findtext("name", ""), message.findtext("source", ""))
                found[key] = _translation(message, path.stem)
    return found


def _translation(message: ElementTree.Element, sheet: str) -> Translation:
    element = message.find("translation")
    if element is None:
        return Translation((), False, sheet)
    forms = [form.text or "" for form in element.iter("numerusform")]
    return Translation(
        tuple(forms or [element.text or ""]), element.get("type") is None, sheet
    )


@pytest.fixture(scope="module")
def wanted() -> set[Text]:
    return {text for file in source_files("desktop") for text in texts_of(file)}


@pytest.fixture(scope="module")
def said() -> dict[tuple[str, str], Translation]:
    return translations(sheets())


def test_every_text_of_the_interface_has_its_english(
    wanted: set[Text], said: dict[tuple[str, str], Translation]
):
    missing = [
        f"{text.context}: {text.source}"
        for text in wanted
        if _CHINESE.search(text.source) and (text.context, text.source) not in said
    ]
    assert sorted(missing) == []


def test_no_english_has_lost_its_text(
    wanted: set[Text], said: dict[tuple[str, str], Translation]
):
    asked = {(text.context, text.source) for text in wanted}
    stale = [
        f"{said[key].sheet}: {key[0]}: {key[1]}" for key in said if key not in asked
    ]
    assert sorted(stale) == []


def test_every_english_is_finished_and_fills_the_same_places(
    said: dict[tuple[str, str], Translation],
):
    faults = [
        f"{each.sheet}: {context}: {source}"
        for (context, source), each in said.items()
        if not each.finished
        or not all(each.forms)
        or any(_places(form) != _places(source) for form in each.forms)
    ]
    assert faults == []


def test_no_english_is_chinese(said: dict[tuple[str, str], Translation]):
    # Places in WeCom's console keep their names: that is what is to be clicked there.
    faults = [
        form
        for each in said.values()
        for form in each.forms
        if _CHINESE.search(form) and not _LATIN.search(form)
    ]
    assert faults == []


def test_what_is_compiled_answers_as_the_sheets_say(
    wanted: set[Text], said: dict[tuple[str, str], Translation]
):
    translator = QTranslator()
    path = resource("translations", "switchboard_en.qm")
    assert translator.load(str(path)), "run scripts/compile_translations.sh"
    counted = {(text.context, text.source) for text in wanted if text.plural}
    faults = []
    for (context, source), each in said.items():
        counts = (1, 2) if (context, source) in counted else (-1,)
        for count, form in zip(counts, each.forms, strict=False):
            answer = translator.translate(context, source, None, count)
            if answer != form:
                faults.append(f"{context}: {source}: {answer!r}")
    assert faults == [], "run scripts/compile_translations.sh"


def _places(text: str) -> Counter[str]:
    return Counter(_PLACES.findall(text))


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (
            "class A:\n    def f(self): return self.tr('你好')",
            [Text("A", "你好")],
        ),
        (
            "def f(n): return translate('B', '%n 条', None, n)",
            [Text("B", "%n 条", plural=True)],
        ),
    ],
)
def test_the_texts_of_code_are_found(code: str, found: list[Text]):
    assert list(texts_of(SourceFile(Path("desktop/views/example_view.py"), code))) == (
        found
    )
