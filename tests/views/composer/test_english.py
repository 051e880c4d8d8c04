"""The English of composer, side panel and set-up is complete and keeps its places."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from desktop.resources import resource
from tests.architecture.source_tree import SourceFile, source_files

_PLACES = re.compile(r"\{\w+\}|%n")
_FEATURES = ("composer", "profile", "setup")


def _messages(feature: str) -> list[tuple[str, list[str]]]:
    """Each source text with its translations, one or two."""
    path = resource("translations", "en", f"{feature}.ts")
    found: list[tuple[str, list[str]]] = []
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, "unfinished"
        forms = [form.text or "" for form in translation.iter("numerusform")]
        source = message.findtext("source") or ""
        found.append((source, forms or [translation.text or ""]))
    return found


def _texts(file: SourceFile) -> Iterator[str]:
    """The first text given to each tr() and the second to each translate()."""
    for node in file.nodes:
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        place = {"tr": 0, "translate": 1}.get(name)
        if place is not None:
            text = node.args[place]
            assert isinstance(text, ast.Constant), file.place(node)
            yield str(text.value)


@pytest.mark.parametrize("feature", _FEATURES)
def test_every_text_has_an_english_one_with_the_same_places(feature: str):
    for source, translations in _messages(feature):
        for english in translations:
            assert english
            places = Counter(_PLACES.findall(source))
            assert Counter(_PLACES.findall(english)) == places, source


@pytest.mark.parametrize("feature", _FEATURES)
def test_no_chinese_text_of_the_views_is_without_translation(feature: str):
    sources = {source for source, _ in _messages(feature)}
    missing = [
        text
        for file in source_files(f"desktop/views/{feature}")
        for text in _texts(file)
        if text not in sources
    ]
    assert missing == []
