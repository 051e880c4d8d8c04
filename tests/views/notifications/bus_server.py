"""A notification server of our own: tells on its output what it is asked to show.

`python bus_server.py CAPABILITY,…`; a line `reply WORDS` on its input answers the
notification it showed last, `reply-to-ID WORDS` another one, `click` clicks it.
"""

import json
import sys
import threading

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

FIRST = 7
"""The id of the first notification; one that replaces none gets the next."""


# As most servers describe themselves: nothing in it says what Qt calls `a{sv}`.
PLAIN = """
<interface name="org.freedesktop.Notifications">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
    <arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
</interface>
"""


@ClassInfo(  # type: ignore[call-arg]
    {
        "D-Bus Interface": "org.freedesktop.Notifications",
        "D-Bus Introspection": PLAIN,
    }
)
class Server(QObject):  # type: ignore[operator]
    """What the specification asks of a server; the names are its own."""

    ActionInvoked = Signal("uint", str)  # type: ignore[arg-type]
    NotificationReplied = Signal("uint", str)  # type: ignore[arg-type]
    NotificationClosed = Signal("uint", "uint")  # type: ignore[arg-type]
    asked = Signal(str)

    def __init__(self, capabilities: list[str]) -> None:
        super().__init__()
        self._capabilities = capabilities
        self._shown = FIRST - 1
        self.asked.connect(self._answer)

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:
        return self._capabilities

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(self, *asked: object) -> int:
        _, replaces, _, title, body, actions, _, _ = asked
        tell([replaces, title, body, list(actions)])  # type: ignore[call-overload]
        self._shown = (
            replaces if isinstance(replaces, int) and replaces else (self._shown + 1)
        )
        return self._shown

    @Slot("uint")
    def CloseNotification(self, shown: int) -> None:
        tell(["closed", shown])

    def _answer(self, line: str) -> None:
        verb, _, words = line.partition(" ")
        if verb.startswith("reply-to-"):
            self.NotificationReplied.emit(int(verb.removeprefix("reply-to-")), words)
        elif verb == "reply":
            self.NotificationReplied.emit(self._shown, words)
        elif verb == "click":
            self.ActionInvoked.emit(self._shown, "default")


def tell(what: object) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def listen(server: Server) -> None:
    for line in sys.stdin:
        server.asked.emit(line.strip())


def main() -> None:
    application = QCoreApplication([])
    server = Server([each for each in sys.argv[1].split(",") if each])
    bus = QDBusConnection.sessionBus()
    all_of_it = (
        QDBusConnection.RegisterOption.ExportAllSlots
        | QDBusConnection.RegisterOption.ExportAllSignals
    )
    bus.registerObject("/org/freedesktop/Notifications", server, all_of_it)
    tell(["ready", bus.registerService("org.freedesktop.Notifications")])
    threading.Thread(target=listen, args=(server,), daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main()
