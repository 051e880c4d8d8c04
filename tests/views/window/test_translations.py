"""Every text of these features has its English, with the same places to fill."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.resources import resource

VIEWS = Path(__file__).resolve().parents[3] / "desktop" / "views"
FEATURES = {
    "window": ("window", "theme"),
    "inbox": ("inbox",),
    "settings": ("settings",),
}
Text = tuple[str, str]
"""Context and source."""


def texts_of_code(folder: str) -> Iterator[Text]:
    for path in sorted((VIEWS / folder).glob("*.py")):
        yield from texts_below(ast.parse(path.read_text("utf-8")), "")


def texts_below(node: ast.AST, context: str) -> Iterator[Text]:
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call):
            function = child.func
            name = getattr(function, "attr", getattr(function, "id", ""))
            words = [a.value for a in child.args if isinstance(a, ast.Constant)]
            if name == "tr":
                yield context, str(words[0])
            elif name in ("translate", "_translate"):
                yield str(words[0]), str(words[1])
        yield from texts_below(child, inner)


def translations(feature: str) -> dict[Text, list[str]]:
    path = resource("translations", "en", f"{feature}.ts")
    root = ElementTree.fromstring(path.read_text("utf-8"))
    found: dict[Text, list[str]] = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") is None, "unfinished"
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = forms or [translation.text or ""]
    return found


@pytest.mark.parametrize("feature", FEATURES)
def test_every_text_of_the_code_is_translated_and_no_other(feature: str):
    wanted = {text for folder in FEATURES[feature] for text in texts_of_code(folder)}
    assert wanted == set(translations(feature))


@pytest.mark.parametrize("feature", FEATURES)
def test_a_translation_fills_the_same_places(feature: str):
    for (_, source), forms in translations(feature).items():
        for form in forms:
            assert form
            assert set(re.findall(r"\{\w+\}|%n", form)) == set(
                re.findall(r"\{\w+\}|%n", source)
            )
