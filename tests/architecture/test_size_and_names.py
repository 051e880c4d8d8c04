"""Hard limits of size, and names that say nothing."""

import ast
import re

from tests.architecture.source_tree import source_files

_EMPTY_NAMES = re.compile(
    r"^_?(utils?|helpers?|managers?)$|_(utils?|helpers?|manager)$"
)
_EMPTY_CLASS_NAMES = re.compile(r"(Manager|Helper|Helpers|Util|Utils)$")


def test_no_file_is_longer_than_600_lines():
    lengths = {
        str(file.path): file.text.count("\n")
        for file in source_files("desktop", "tests")
    }
    assert {path: n for path, n in lengths.items() if n > 600} == {}


def test_no_function_is_longer_than_60_lines():
    lengths = {
        f"{file.place(node)} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in source_files("desktop", "tests")
        for node in file.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > 60} == {}


def test_no_module_is_called_utils_or_helpers_or_manager():
    found = [
        str(file.path)
        for file in source_files("desktop", "tests")
        if any(_EMPTY_NAMES.search(part) for part in file.module.split("."))
    ]
    assert found == []


def test_no_class_is_called_helper_or_manager():
    found = [
        f"{file.place(node)} {node.name}"
        for file in source_files("desktop", "tests")
        for node in file.nodes
        if isinstance(node, ast.ClassDef) and _EMPTY_CLASS_NAMES.search(node.name)
    ]
    assert found == []
