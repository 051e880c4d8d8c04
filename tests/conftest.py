"""What every test stands on: no display, a home of its own, no keyring, no noise.

Async tests that use Qt fixtures run on qasync's loop, all others on asyncio's.
"""

import asyncio
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Shared machines are slow at times; what is too slow, pytest-timeout says.
settings.register_profile(
    "house", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

# Set before anything can import keyring: it picks its backend once a process.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"

pytest_plugins = ["tests.application_fixture", "tests.sandbox_fixture"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--onscreen` shows the windows; without it Qt draws into memory."""
    parser.addoption(
        "--onscreen", action="store_true", help="show real windows (needs a display)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose Qt's platform before the first QApplication."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with a word, what needs an X server where there is none."""
    if os.environ.get("DISPLAY") or shutil.which("Xvfb"):
        return
    skip = pytest.mark.skip(reason="needs an X display or Xvfb")
    for item in items:
        if item.get_closest_marker("needs_display"):
            item.add_marker(skip)


def _qasync_loop() -> asyncio.AbstractEventLoop:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    loop: asyncio.AbstractEventLoop = QEventLoop(QApplication.instance())
    return loop


def pytest_asyncio_loop_factories(
    config: pytest.Config, item: pytest.Item
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Give a test the loop that its fixtures ask for."""
    assert isinstance(item, pytest.Function)
    if "qapp" in item.fixturenames:
        return {"qasync": _qasync_loop}
    return {"asyncio": asyncio.new_event_loop}


@pytest.fixture(autouse=True)
def isolated_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Point every place a program may write for a user into a folder of this test.

    Child processes inherit it; `tmp_path` stays empty. The folder is returned.
    """
    home = tmp_path_factory.mktemp("home")
    places = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "XDG_RUNTIME_DIR": "run",
    }
    for variable, place in places.items():
        folder = home / place
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return home


class LogGuard(logging.Handler):
    """Collects the warnings and errors that are logged during one test."""

    def __init__(self) -> None:
        """Start with nothing seen and nothing allowed."""
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._allowed: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record for the end of the test."""
        self._records.append(record)

    def allow(self, pattern: str) -> None:
        """Say that lines in which `pattern` is found belong to this test."""
        self._allowed.append(re.compile(pattern))

    def unexpected(self) -> list[str]:
        """The lines that no pattern allows, as `LEVEL logger: message`."""
        lines = [
            f"{record.levelname} {record.name}: {record.getMessage()}"
            for record in self._records
        ]
        return [
            line
            for line in lines
            if not any(pattern.search(line) for pattern in self._allowed)
        ]


@pytest.fixture(autouse=True)
def log_guard() -> Iterator[LogGuard]:
    """Fail a test in which a warning was logged that the test did not allow.

    The loops are watched too: there a forgotten task's exception shows up.
    """
    guard = LogGuard()
    loggers = [logging.getLogger(name) for name in ("desktop", "asyncio", "qasync")]
    for logger in loggers:
        logger.addHandler(guard)
    yield guard
    for logger in loggers:
        logger.removeHandler(guard)
    if lines := guard.unexpected():
        pytest.fail("unexpected log lines:\n" + "\n".join(lines), pytrace=False)
