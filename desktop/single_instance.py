"""One desk a profile: a second start asks the first to come forward."""

import hashlib
import sys

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.config import Profile

PATIENCE_MS = 800


def _name(profile: Profile) -> str:
    digest = hashlib.sha256(str(profile.folder).encode()).hexdigest()
    return f"switchboard-{digest[:24]}"


def raise_the_other(profile: Profile) -> int:
    """Ask the desk that is open to come forward; return the exit status."""
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    socket = QLocalSocket(application)
    socket.connectToServer(_name(profile))
    if not socket.waitForConnected(PATIENCE_MS):
        sys.stderr.write(
            "总机已在使用这份数据。 Switchboard is already open with this profile.\n"
        )
        return 3
    socket.disconnectFromServer()
    return 0


class Doorbell(QObject):
    """Hears second starts.

    Signals:
        rung: another start of this profile was tried.
    """

    rung = Signal()

    def __init__(self, profile: Profile, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # A desk that was killed leaves the name behind; the lock says it is ours.
        QLocalServer.removeServer(_name(profile))
        self._server.listen(_name(profile))
        self._server.newConnection.connect(self._on_new_connection)

    def _on_new_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.rung.emit()
