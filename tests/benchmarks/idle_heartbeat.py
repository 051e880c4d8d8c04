"""The floor of the stalls: the same heartbeat in a process that does nothing else."""

import sys

from PySide6.QtCore import QCoreApplication

from tests.benchmarks.child_facts import report, run_until_closed
from tests.benchmarks.heartbeat import Heartbeat


def main() -> int:
    """Beat until the parent closes the pipe; any line forgets what was before."""
    application = QCoreApplication(sys.argv)
    heartbeat = Heartbeat(application)

    def obey(line: str) -> None:
        heartbeat.forget = True

    run_until_closed(application, obey)
    report("gaps", **heartbeat.facts())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
