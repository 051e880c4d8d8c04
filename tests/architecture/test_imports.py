"""The arrows between the rooms of the house (docs/architecture.md), as tests."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.source_tree import ROOT, SourceFile, source_files

_QT = {"PySide6", "shiboken6", "qasync"}
_SQL = {"sqlalchemy", "sqlmodel"}
_DATABASE = _SQL | {"sqlcipher3", "sqlite3", "alembic"}


@dataclass(frozen=True)
class Room:
    """One row of the table of arrows.

    A file belongs to the first room whose pattern its path matches.
    `ours` are prefixes of our modules that it may import, `closed` those among them
    that it may not; `third_parties`, where given, are the only ones allowed.
    """

    name: str
    files: str
    ours: tuple[str, ...]
    closed: tuple[str, ...] = ()
    forbidden: frozenset[str] = frozenset()
    third_parties: frozenset[str] | None = None


_TABLES = "desktop.models.tables"
_ROOMS = (
    Room(
        "models/tables",
        r"desktop/models/tables/",
        ours=("desktop.models",),
        third_parties=frozenset({"sqlmodel", "sqlalchemy", "pydantic"}),
    ),
    Room(
        "models",
        r"desktop/models/",
        ours=("desktop.models",),
        closed=(_TABLES,),
        third_parties=frozenset(),
    ),
    Room(
        "services/wecom",
        r"desktop/services/wecom/",
        ours=("desktop.models", "desktop.services.wecom"),
        closed=(_TABLES,),
        forbidden=frozenset(_QT | _DATABASE),
    ),
    Room(
        "services/storage",
        r"desktop/services/storage/",
        ours=("desktop.models", "desktop.services"),
        forbidden=frozenset(_QT),
    ),
    Room(
        "services",
        r"desktop/services/",
        ours=(
            "desktop.config",
            "desktop.models",
            "desktop.services",
        ),
        closed=(_TABLES,),
        forbidden=frozenset(_QT),
    ),
    Room(
        "views: presenters",
        r"desktop/views/.*_presenter\.py$",
        ours=(
            "desktop.models",
            "desktop.resources",
            "desktop.services",
            "desktop.views",
        ),
        closed=(_TABLES,),
        forbidden=frozenset(_DATABASE | {"httpx"}),
    ),
    Room(
        "views",
        r"desktop/views/",
        ours=("desktop.models", "desktop.resources", "desktop.views"),
        closed=(_TABLES,),
        forbidden=frozenset(_DATABASE | {"httpx", "keyring", "asyncio", "qasync"}),
    ),
    Room(
        "sandbox",
        r"desktop/sandbox/",
        ours=("desktop.sandbox",),
        forbidden=frozenset(_QT | _DATABASE),
    ),
)


def _room_of(path: Path) -> Room | None:
    """The room of a file; none for the composition root, which may import all."""
    return next(
        (room for room in _ROOMS if re.match(room.files, path.as_posix())), None
    )


def _below(module: str, packages: Iterable[str]) -> bool:
    return any(module == each or module.startswith(each + ".") for each in packages)


def _complaint(room: Room, module: str) -> str | None:
    """What is wrong with this import in this room, or None."""
    package = module.split(".")[0]
    if package == "desktop":
        if module != "desktop" and not _below(module, room.ours):
            return f"{room.name} must not know {module}"
        if _below(module, room.closed):
            return f"{room.name} must not know {module}"
        if room.name == "views" and module.endswith("_presenter"):
            return f"a view must not know its presenter {module}"
        return None
    if package in room.forbidden:
        return f"{room.name} must not import {package}"
    outside = package not in sys.stdlib_module_names
    if outside and room.third_parties is not None:
        return (
            None
            if package in room.third_parties
            else f"{room.name} must not import {package}"
        )
    return None


def _violations(files: Iterable[SourceFile]) -> Iterator[str]:
    for file in files:
        room = _room_of(file.path)
        if room is None:
            continue
        for each in file.imports:
            if complaint := _complaint(room, each.module):
                yield f"{file.path}:{each.line}: {complaint}"


def test_every_import_follows_the_arrows():
    assert list(_violations(source_files("desktop"))) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("models/message.py", "import msgspec"),
        ("models/message.py", "from desktop.models.tables import message"),
        ("models/message.py", "from desktop.services import inbox"),
        ("models/tables/message.py", "import httpx"),
        ("services/inbox.py", "from PySide6.QtCore import QObject"),
        ("services/inbox.py", "import desktop.models.tables.message"),
        ("services/inbox.py", "from desktop.views.inbox import inbox_view"),
        ("services/engine/sync.py", "import desktop.app"),
        ("services/wecom/kf.py", "import sqlalchemy.orm"),
        ("services/wecom/kf.py", "from ..storage import database"),
        ("views/inbox/inbox_view.py", "import asyncio"),
        ("views/inbox/inbox_view.py", "from desktop.services.inbox import Inbox"),
        ("views/inbox/inbox_view.py", "import desktop.views.inbox.inbox_presenter"),
        ("views/inbox/inbox_presenter.py", "def f():\n    import sqlmodel"),
        ("sandbox/store.py", "from desktop.models.message import Message"),
        ("sandbox/store.py", "import PySide6"),
    ],
)
def test_an_import_against_an_arrow_is_found(path: str, line: str):
    assert list(_violations([SourceFile(Path("desktop") / path, line)]))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("models/message.py", "from datetime import datetime"),
        ("services/storage/database.py", "from desktop.models.tables import message"),
        ("services/inbox.py", "from desktop import __version__"),
        ("views/inbox/inbox_presenter.py", "from desktop.services.inbox import Inbox"),
        (
            "services/inbox.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import PySide6",
        ),
        ("app.py", "import sqlmodel"),
    ],
)
def test_an_import_along_an_arrow_is_let_through(path: str, line: str):
    assert not list(_violations([SourceFile(Path("desktop") / path, line)]))


_SLOW_TO_IMPORT = {
    "alembic", "argon2", "cryptography", "httpx", "keyring", "msgspec", "pydantic",
    "sqlalchemy", "sqlcipher3", "sqlmodel", "starlette", "uvicorn",
}  # fmt: skip
_PROBE = "import sys, {}; sys.stdout.write(' '.join(sys.modules))"


def _loaded_by(module: str) -> set[str]:
    """Top-level packages in memory after a fresh interpreter imported `module`."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _PROBE.format(module)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_command_line_loads_nothing_heavy_before_it_knows_the_sub_command():
    assert _loaded_by("desktop.cli") & (_SLOW_TO_IMPORT | _QT) == set()


def test_the_desk_loads_nothing_but_qt_before_its_window():
    assert _loaded_by("desktop.app") & _SLOW_TO_IMPORT == set()


_ESSENTIAL_QT = {
    "QtCore", "QtDBus", "QtGui", "QtNetwork", "QtSvg", "QtTest", "QtWidgets",
}  # fmt: skip


def test_qt_addons_are_imported_only_when_they_are_needed():
    found = [
        f"{file.path}:{each.line}: {each.module}"
        for file in source_files("desktop")
        for each in file.imports
        if each.module.startswith("PySide6.")
        and each.module.split(".")[1] not in _ESSENTIAL_QT
        and not each.lazy
    ]
    assert found == []


def test_every_third_party_import_is_a_declared_dependency():
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    # What an extra of the program brings may be missing here, and is asked for.
    optional = project["optional-dependencies"]["search-inside"]
    lines = [*project["dependencies"], *optional]
    declared = {re.split(r"[^\w.-]", line)[0].lower() for line in lines}
    declared.add("shiboken6")  # comes with pyside6-essentials, in the same version
    providers = packages_distributions()
    missing = {
        f"{file.path}:{each.line}: {package}"
        for file in source_files("desktop")
        for each in file.imports
        if (package := each.module.split(".")[0]) not in sys.stdlib_module_names
        and package != "desktop"
        and not declared & {_normal(name) for name in providers.get(package, [package])}
    }
    assert missing == set()


def _normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()
