"""Calls that the house does without: modal loops, rich text, loose ends (S2, S3)."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import SourceFile, source_files

Rule = Callable[[SourceFile], Iterator[str]]

_MODAL_STATICS = {
    "QColorDialog": {"getColor"},
    "QFileDialog": {
        "getExistingDirectory", "getOpenFileName", "getOpenFileNames",
        "getOpenFileUrl", "getOpenFileUrls", "getSaveFileName", "getSaveFileUrl",
    },
    "QFontDialog": {"getFont"},
    "QInputDialog": {"getDouble", "getInt", "getItem", "getMultiLineText", "getText"},
    "QMessageBox": {"about", "critical", "information", "question", "warning"},
}  # fmt: skip
_RICH_TEXT = {
    "appendHtml", "insertHtml", "insertMarkdown", "setHtml", "setMarkdown",
    "setOpenExternalLinks", "AutoText", "MarkdownText", "RichText",
    "QErrorMessage", "QGraphicsTextItem", "QTextBrowser", "QTextEdit", "StyledText",
    "fromHtml", "fromMarkdown", "setDefaultStyleSheet", "toHtml",
}  # fmt: skip
_GUESSING = {
    "QLabel", "QMessageBox", "QStaticText", "QToolTip", "setToolTip", "setWhatsThis",
}  # fmt: skip
_OPENERS = {"openUrl", "startfile", "webbrowser", "xdg-open"}
_GUESSED_ROLES = {"ToolTipRole", "WhatsThisRole"}
# `tooltip` is what escapes for the others (views/theme/plain_text.py).
_PLAIN = {"PlainText", "escape", "tooltip"}


def _names(file: SourceFile) -> Iterator[tuple[ast.expr, str]]:
    """Every name and attribute that the code reads or calls."""
    for node in file.nodes:
        if isinstance(node, ast.Name):
            yield node, node.id
        elif isinstance(node, ast.Attribute):
            yield node, node.attr


def _calls(file: SourceFile) -> Iterator[tuple[ast.Call, str, str]]:
    """Every call with the name of its function and of what it is called on."""
    for node in file.nodes:
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node, node.func.id, ""
        elif isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else ""
            yield node, node.func.attr, name


def _modal_loops(file: SourceFile) -> Iterator[str]:
    # Modal loops stop the other tasks of qasync for good: open() and a signal instead.
    # SQLModel's Session.exec is another thing, so only files with Qt are looked at.
    if not any(each.module.startswith("PySide6") for each in file.imports):
        return
    for node, name, owner in _calls(file):
        modal = name in {"exec", "exec_"} or name in _MODAL_STATICS.get(owner, ())
        if modal:
            yield f"{file.place(node)}: modal {owner}.{name}()"


def _code_from_text(file: SourceFile) -> Iterator[str]:
    for node, name, owner in _calls(file):
        if name in {"eval", "exec"} and not owner and isinstance(node.func, ast.Name):
            yield f"{file.place(node)}: {name}()"


def _rich_text(file: SourceFile) -> Iterator[str]:
    # Qt keeps the marks of plain fields in the class of rich ones.
    marks = {
        node.value
        for node in file.nodes
        if isinstance(node, ast.Attribute) and node.attr == "ExtraSelection"
    }
    for node, name in _names(file):
        if name in _RICH_TEXT and node not in marks:
            yield f"{file.place(node)}: {name}"


def _other_ways_out(file: SourceFile) -> Iterator[str]:
    # What opens an address or a file outside stands in one place (below), which lets
    # only web addresses and files of ours pass; the system has more ways than one.
    if file.path.name == "open_link.py":
        return
    for node in file.nodes:
        if isinstance(node, ast.Constant) and node.value in _OPENERS:
            yield f"{file.place(node)}: {node.value}"
    for named, name in _names(file):
        if name in _OPENERS:
            yield f"{file.place(named)}: {name}"
    for each in file.imports:
        if each.module in _OPENERS:
            yield f"{file.path}:{each.line}: {each.module}"


def _prints(file: SourceFile) -> Iterator[str]:
    for node, name, owner in _calls(file):
        if name == "print" and not owner:
            yield f"{file.place(node)}: print()"


def _lambda_slots(file: SourceFile) -> Iterator[str]:
    # A lambda that holds `self` keeps the widget alive for ever.
    for node, name, _ in _calls(file):
        if name == "connect" and any(isinstance(a, ast.Lambda) for a in node.args):
            yield f"{file.place(node)}: lambda as a slot"


_RULES: tuple[Rule, ...] = (
    _modal_loops,
    _code_from_text,
    _rich_text,
    _other_ways_out,
    _prints,
    _lambda_slots,
)


@pytest.mark.parametrize("rule", _RULES)
def test_no_file_breaks_the_rule(rule: Rule):
    assert [each for file in source_files("desktop") for each in rule(file)] == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (_modal_loops, "from PySide6.QtWidgets import QDialog\nQDialog().exec()"),
        (_modal_loops, "import PySide6.QtWidgets\nQMessageBox.question(None, '', '')"),
        (_code_from_text, "eval('1')"),
        (_rich_text, "view.setHtml(text)"),
        (_rich_text, "label.setTextFormat(Qt.TextFormat.RichText)"),
        (_rich_text, "class Field(QTextEdit): ..."),
        (_rich_text, "QTextDocumentFragment.fromHtml(text)"),
        (_other_ways_out, "import webbrowser"),
        (_other_ways_out, "os.startfile(path)"),
        (_other_ways_out, "subprocess.Popen(['xdg-open', path])"),
        (_other_ways_out, "QDesktopServices.openUrl(url)"),
        (_prints, "print(1)"),
        (_lambda_slots, "button.clicked.connect(lambda: self.go())"),
    ],
)
def test_a_breach_of_the_rule_is_found(rule: Rule, text: str):
    assert list(rule(SourceFile(Path("desktop/views/example_view.py"), text)))


def _complaints_about_guessing(files: Iterable[SourceFile]) -> list[str]:
    """Where words may reach a part of Qt that guesses whether they are HTML.

    Each such part has one place in the house, which makes its texts plain or escapes
    them; for the roles, each model does so itself.
    """
    places: dict[str, list[Path]] = defaultdict(list)
    complaints = []
    for file in files:
        names = {name for _, name in _names(file)}
        for name in names & _GUESSING:
            places[name].append(file.path)
        if names & (_GUESSING | _GUESSED_ROLES) and not names & _PLAIN:
            complaints.append(f"{file.path}: neither PlainText nor escape()")
    return complaints + [
        f"{name} is used in {len(paths)} files: {', '.join(map(str, paths))}"
        for name, paths in places.items()
        if len(paths) > 1
    ]


def test_what_guesses_a_texts_format_is_used_in_one_place_that_makes_it_plain():
    # Otherwise a customer's `<img src=…>` reads local files and network shares.
    assert _complaints_about_guessing(source_files("desktop")) == []


@pytest.mark.parametrize(
    "texts",
    [
        ["label = QLabel(name)"],
        ["button.setToolTip(name)"],
        ["line = QStaticText(name)"],
        ["roles = {Qt.ItemDataRole.ToolTipRole: name}"],
        [
            "QLabel(a).setTextFormat(x.PlainText)",
            "QLabel(b).setTextFormat(x.PlainText)",
        ],
    ],
)
def test_a_text_whose_format_is_guessed_is_found(texts: list[str]):
    files = [
        SourceFile(Path(f"desktop/views/example_{number}.py"), text)
        for number, text in enumerate(texts)
    ]
    assert _complaints_about_guessing(files)


def test_web_addresses_are_opened_in_one_place_only():
    places = [
        file.place(node)
        for file in source_files("desktop")
        for node, name, _ in _calls(file)
        if name == "openUrl"
    ]
    assert len(places) <= 1, places
