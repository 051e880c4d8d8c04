"""The desk's start: one instance a profile, the window first, everything else after."""

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from desktop.config import add_profile_arguments, private_by_default, profile_of
from desktop.services.engine.ownership import AlreadyOwnedError, ProcessLock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from desktop.config import Profile
    from desktop.services.preferences_store import DeskState
    from desktop.views.window.main_window import MainWindow

MAPPING_PATIENCE_MS = 500
"""A window that is minimised or covered is never exposed; the rest goes on then."""
QUIET = "qt.multimedia.*.info=false"
"""Which decoder Qt found is told to nobody; its warnings are."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of the desk."""
    add_profile_arguments(parser)
    parser.add_argument(
        "--no-engine",
        action="store_true",
        help="start no engine; another machine or service runs it",
    )
    parser.add_argument(
        "--callback", metavar="HOST:PORT", help="handed on to the engine"
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the window, or raise the one that is open for this profile."""
    private_by_default()
    profile = profile_of(arguments)
    lock = ProcessLock(profile.folder / "desk.lock")
    try:
        lock.acquire()
    except AlreadyOwnedError:
        from desktop.single_instance import raise_the_other

        return raise_the_other(profile)
    except OSError as error:
        sys.stderr.write(f"switchboard: {error.strerror}\n")
        return run(arguments) if _wants_another_try(profile) else 4
    try:
        return _run_first(arguments, profile)
    finally:
        lock.release()


def _wants_another_try(profile: "Profile") -> bool:
    """Say in the window that the profile's folder takes no writing."""
    application, window, _ = first_window(profile)
    from desktop.desk.refusal import wants_another_try
    from desktop.services.storage.errors import NotWritableError

    return wants_another_try(application, window, NotWritableError.sentence)


def _run_first(arguments: argparse.Namespace, profile: "Profile") -> int:
    application, window, state = first_window(profile)
    # The window stands; only now comes what takes time to import.
    from desktop.desk.session import run_session

    engine_arguments = None if arguments.no_engine else _engine_arguments(arguments)
    return run_session(application, window, profile, state, engine_arguments)


def first_window(
    profile: "Profile",
) -> tuple["QApplication", "MainWindow", "DeskState"]:
    """Show the window with nothing in it yet, as fast as Qt can."""
    # Nothing that is imported is garbage; looking for it costs 5 % of the time.
    gc.disable()
    from PySide6.QtCore import QLoggingCategory
    from PySide6.QtWidgets import QApplication

    from desktop.services.preferences_store import load_desk_state
    from desktop.views.theme.appearance import apply_appearance
    from desktop.views.theme.style import style_sheet
    from desktop.views.window.main_window import MainWindow

    QLoggingCategory.setFilterRules(QUIET)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Switchboard")
    # By this name Linux desktops find the icon on the taskbar that takes the badge.
    application.setDesktopFileName("switchboard")
    application.setQuitOnLastWindowClosed(False)
    state = load_desk_state(profile)
    theme = apply_appearance(application, state.preferences)
    window = MainWindow(theme)
    window.setStyleSheet(style_sheet(theme, state.preferences.text_size))
    if state.geometry:
        window.restore_geometry_bytes(state.geometry)
    window.hold_commands()  # nobody hears them before the session stands
    window.show()
    _until_it_stands(application, window)
    gc.enable()
    return application, window, state


def _until_it_stands(application: "QApplication", window: "MainWindow") -> None:
    """Let the screen show the window: the imports that follow listen to nobody."""
    from PySide6.QtCore import QDeadlineTimer, QThread

    deadline = QDeadlineTimer(MAPPING_PATIENCE_MS)
    handle = window.windowHandle()
    while not (handle.isExposed() or deadline.hasExpired()):
        application.processEvents()
        QThread.msleep(1)
    application.processEvents()


def _engine_arguments(arguments: argparse.Namespace) -> tuple[str, ...]:
    return ("--callback", arguments.callback) if arguments.callback else ()
