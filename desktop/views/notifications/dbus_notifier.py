"""Notifications of a Linux desktop over D-Bus (Desktop Notifications 1.2).

PySide sends every int as INT32 where the interface wants UINT32; a call through the
meta-object of an interface is the one way that keeps the type. Such a
call waits, and Python waits with it in every thread: so the server is first asked
without waiting whether it answers at all, and one that does not later is given up.
The meta-object is made of our own words (`_Words`): dunst, for one, describes `Notify`
without the annotation by which Qt knows `a{sv}`, and Qt then offers no such call.
"""

from collections import OrderedDict
from html import escape

from PySide6.QtCore import (
    Q_ARG,
    Q_RETURN_ARG,
    SLOT,
    ClassInfo,
    QMetaObject,
    QObject,
    QThread,
    Signal,
    Slot,
)
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusInterface,
    QDBusMessage,
    QDBusPendingCallWatcher,
)

from desktop.models.notification_rules import Event

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
_OWN_PATH = "/switchboard/words"
REPLY_ACTION = "inline-reply"
OPEN_ACTION = "default"
_BY_SERVER = -1
"""How long it is shown: as the server thinks right."""
_STOP_WITHIN_MS = 2000
_ANSWER_WITHIN_MS = 1000
"""How long a server that has answered before may take."""
_ANSWERABLE = 8
"""Notifications whose answer may still be on its way."""


class DBusNotifier(QObject):
    """Shows one notification at a time; the next takes its place.

    Signals:
        opened: the notification was clicked.
        replied(words, Event): what was typed into an answer field, and what the
            notification with that field was about.
        found: whether a server was found; nothing else comes without one.
    """

    opened = Signal()
    replied = Signal(str, object)
    found = Signal(bool)
    _wanted = Signal(str, str, object)
    _closing = Signal()

    def __init__(self, open_words: str, reply_words: str, parent: QObject) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._thread.setObjectName("notifications")
        self._server = _Server(open_words, reply_words)
        self._server.moveToThread(self._thread)
        self._thread.started.connect(self._server.begin)
        self._wanted.connect(self._server.show)
        self._closing.connect(self._server.withdraw)
        self._server.opened.connect(self.opened)
        self._server.replied.connect(self.replied)
        self._server.found.connect(self.found)
        self._thread.start()

    def show(self, title: str, body: str, answerable: Event | None) -> None:
        """Show plain words, with a field to answer an event where that is possible."""
        self._wanted.emit(title, body, answerable)

    def withdraw(self) -> None:
        """Take back what is shown."""
        self._closing.emit()

    def stop(self) -> None:
        """End the thread; a server that hangs is waited for a little."""
        self._thread.quit()
        self._thread.wait(_STOP_WITHIN_MS)


@ClassInfo({"D-Bus Interface": SERVICE})  # type: ignore[call-arg]
class _Words(QObject):  # type: ignore[operator]
    """The interface as the specification has it, for Qt to read its types from."""

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:
        """Describe the question what a server can do."""
        return []

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(self, *asked: object) -> int:
        """Describe the wish to show something."""
        del asked
        return 0

    @Slot("uint")
    def CloseNotification(self, shown: int) -> None:
        """Describe the wish to show it no longer."""


class _Server(QObject):
    """The far side, in the thread."""

    opened = Signal()
    replied = Signal(str, object)
    found = Signal(bool)

    def __init__(self, open_words: str, reply_words: str) -> None:
        super().__init__()
        self._open_words = open_words
        self._reply_words = reply_words
        self._interface: QDBusInterface | None = None
        self._capabilities: frozenset[str] = frozenset()
        self._shown = 0
        self._answerable: OrderedDict[int, Event] = OrderedDict()
        """What the notifications shown last can answer, by their ids."""

    @Slot()
    def begin(self) -> None:
        """Look for a server; it may have to be started, or hang."""
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            self.found.emit(False)
            return
        question = QDBusMessage.createMethodCall(
            SERVICE, PATH, SERVICE, "GetCapabilities"
        )
        answered = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        answered.finished.connect(self._on_capabilities)

    @Slot(QDBusPendingCallWatcher)
    def _on_capabilities(self, answered: QDBusPendingCallWatcher) -> None:
        answered.deleteLater()
        bus = QDBusConnection.sessionBus()
        interface = None
        if not answered.isError():
            self._teach(bus)
            interface = QDBusInterface(SERVICE, PATH, SERVICE, bus, self)
        if interface is None or not interface.isValid():
            self.found.emit(False)
            return
        interface.setTimeout(_ANSWER_WITHIN_MS)
        self._interface = interface
        answer = answered.reply().arguments()
        names = answer[0] if answer and isinstance(answer[0], list) else []
        self._capabilities = frozenset(str(each) for each in names)
        for signal, slot in (
            ("ActionInvoked", "on_action(QDBusMessage)"),
            ("NotificationReplied", "on_reply(QDBusMessage)"),
            ("NotificationClosed", "on_closed(QDBusMessage)"),
        ):
            # The stub asks for bytes, which the call refuses (PySide6 6.11.3).
            bus.connect(SERVICE, PATH, SERVICE, signal, self, SLOT(slot))  # type: ignore[call-overload]
        self.found.emit(True)

    def _teach(self, bus: QDBusConnection) -> None:
        """Let Qt learn the interface from us: a connection keeps the first it sees."""
        told = _Words(self)
        if bus.registerObject(
            _OWN_PATH, told, QDBusConnection.RegisterOption.ExportAllSlots
        ):
            QDBusInterface(bus.baseService(), _OWN_PATH, SERVICE, bus)
            bus.unregisterObject(_OWN_PATH)
        told.deleteLater()

    @Slot(str, str, object)
    def show(self, title: str, body: str, answerable: Event | None) -> None:
        """Show or replace the notification.

        Another customer's comes under another id: what is being typed into the field
        of one must not become an answer to the other.
        """
        if self._interface is None:
            return
        if not self._is_about_the_same(answerable):
            self.withdraw()
        if "body-markup" in self._capabilities:
            body = escape(body, quote=False)
        actions = []
        if "actions" in self._capabilities:
            actions = [OPEN_ACTION, self._open_words]
            if answerable and REPLY_ACTION in self._capabilities:
                actions += [REPLY_ACTION, self._reply_words]
        self._shown = self._notify(self._interface, title, body, actions)
        if not self._shown:  # 0 is no id: there was no answer
            self._interface = None
            self.found.emit(False)
        elif answerable is not None:
            self._answerable[self._shown] = answerable
            while len(self._answerable) > _ANSWERABLE:
                self._answerable.popitem(last=False)

    @Slot()
    def withdraw(self) -> None:
        """Close what is shown."""
        if self._interface is not None and self._shown:
            QMetaObject.invokeMethod(
                self._interface, "CloseNotification", Q_ARG("uint", self._shown)
            )
            self._shown = 0

    @Slot(QDBusMessage)
    def on_action(self, message: QDBusMessage) -> None:
        """Hear of a click."""
        shown, action = message.arguments()
        if shown == self._shown and action == OPEN_ACTION:
            self.opened.emit()

    @Slot(QDBusMessage)
    def on_reply(self, message: QDBusMessage) -> None:
        """Hear of an answer."""
        shown, words = message.arguments()
        answerable = self._answerable.get(shown)
        if answerable is not None:
            self.replied.emit(str(words), answerable)

    @Slot(QDBusMessage)
    def on_closed(self, message: QDBusMessage) -> None:
        """Hear that it is gone."""
        if message.arguments()[0] == self._shown:
            self._shown = 0

    def _is_about_the_same(self, answerable: Event | None) -> bool:
        before = self._answerable.get(self._shown)
        if before is None or answerable is None:
            return before is answerable
        return before.conversation_id == answerable.conversation_id

    def _notify(
        self, interface: QDBusInterface, title: str, body: str, actions: list[str]
    ) -> int:
        """Return the id that the server gave, 0 when it gave none."""
        try:
            shown: object = QMetaObject.invokeMethod(
                interface,
                "Notify",
                Q_RETURN_ARG("uint"),
                Q_ARG(str, "Switchboard"),
                Q_ARG("uint", self._shown),
                Q_ARG(str, ""),
                Q_ARG(str, title),
                Q_ARG(str, body),
                Q_ARG("QStringList", actions),
                # Sounds are ours, by kind and rule: the server adds none of its own.
                Q_ARG("QVariantMap", {"suppress-sound": True}),
                Q_ARG(int, _BY_SERVER),
            )
        except RuntimeError:
            return 0  # the server has no such method, whatever it says of itself
        return shown if isinstance(shown, int) else 0
