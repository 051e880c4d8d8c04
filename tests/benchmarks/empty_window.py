"""The floor of the start: a PySide6 window with nothing in it."""

import sys

from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.child_facts import FirstExposure, run_until_closed


def main() -> int:
    """Show the window and end when the parent closes the pipe."""
    application = QApplication(sys.argv)
    application.installEventFilter(FirstExposure(application))
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    run_until_closed(application, _nothing_to_obey)
    return 0


def _nothing_to_obey(line: str) -> None:
    """An empty window takes no orders."""


if __name__ == "__main__":
    raise SystemExit(main())
