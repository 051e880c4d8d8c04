"""Reads the project's Python files as syntax trees, with their imports resolved."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Import:
    """One imported module; `lazy` when it stands inside a function."""

    module: str
    line: int
    lazy: bool


@dataclass(frozen=True)
class SourceFile:
    """A Python file; `path` is relative to the project's root."""

    path: Path
    text: str

    @property
    def module(self) -> str:
        """The dotted name under which Python imports the file."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, str(self.path))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree, outer before inner."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """All imports that happen at run time (not those under TYPE_CHECKING)."""
        return tuple(self._imports_below(self.tree, lazy=False))

    def place(self, node: ast.stmt | ast.expr) -> str:
        """Where a node stands, as `file:line`."""
        return f"{self.path}:{node.lineno}"

    def _imports_below(self, node: ast.AST, *, lazy: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                for alias in child.names:
                    yield Import(alias.name, child.lineno, lazy)
            elif isinstance(child, ast.ImportFrom):
                base = self._base_of(child)
                for alias in child.names:
                    yield Import(_module_of(base, alias.name), child.lineno, lazy)
            elif isinstance(child, ast.If) and _is_type_checking(child.test):
                for other in child.orelse:
                    yield from self._imports_below(other, lazy=lazy)
            else:
                function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                yield from self._imports_below(child, lazy=lazy or function)

    def _base_of(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.module.split(".")
        if self.path.name != "__init__.py":
            package = package[:-1]
        package = package[: len(package) - node.level + 1]
        return ".".join([*package, node.module] if node.module else package)


def _is_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


@cache
def _module_of(base: str, name: str) -> str:
    """`from base import name`: the submodule if there is one, else `base`.

    PySide6 is told apart by its submodules too.
    """
    inner = ROOT.joinpath(*base.split("."), name)
    if base == "PySide6" or inner.is_dir() or inner.with_suffix(".py").exists():
        return f"{base}.{name}"
    return base


@cache
def source_files(*folders: str) -> tuple[SourceFile, ...]:
    """Every Python file below the named folders of the project, sorted."""
    return tuple(
        SourceFile(path.relative_to(ROOT), path.read_text("utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    )
