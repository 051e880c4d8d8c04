"""The floor of the stalls: the same heartbeat in a process that does nothing else."""

import sys
import threading

from PySide6.QtCore import QCoreApplication, QMetaObject, Qt

from tests.benchmarks.child_facts import report
from tests.benchmarks.heartbeat import Heartbeat


def main() -> int:
    """Beat until the parent closes the pipe; `begin` forgets what was before."""
    application = QCoreApplication(sys.argv)
    heartbeat = Heartbeat(application)

    def obey() -> None:
        for line in sys.stdin:
            if line.strip() == "begin":
                heartbeat.start_over()
        QMetaObject.invokeMethod(
            application, "quit", Qt.ConnectionType.QueuedConnection
        )

    threading.Thread(target=obey, daemon=True).start()
    application.exec()
    report("gaps", **heartbeat.facts())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
