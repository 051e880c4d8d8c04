"""Whether what is on screen counts as read: at once, or not while one only looks."""

from PySide6.QtCore import QObject, Signal

from desktop.models.message import Message
from desktop.services.desk import Desk
from desktop.services.tasks import TaskGroup


class ReadingPresenter(QObject):
    """Moves the reading mark, or holds it back.

    It is held back while a person only looks, and in a conversation that was marked
    unread until another one is opened. An answer moves it in any case.

    Signals:
        quiet_changed(bool): whether reading marks nothing from now on.
    """

    quiet_changed = Signal(bool)

    def __init__(self, desk: Desk, tasks: TaskGroup, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._quiet = False
        self._left_unread: int | None = None
        self._passed: tuple[int, int] | None = None

    @property
    def quiet(self) -> bool:
        """Whether a person only looks."""
        return self._quiet

    def look_quietly(self, on: bool) -> None:
        """Begin to mark nothing, or end it: what is on screen now is read."""
        if on != self._quiet:
            self._quiet = on
            if not on:
                self._mark_passed()
            self.quiet_changed.emit(on)

    def leave_unread(self, conversation_id: int) -> None:
        """Mark nothing in a conversation that a person wants to find unread."""
        self._left_unread = conversation_id
        self._passed = None

    def opened(self, conversation_id: int) -> None:
        """Forget what was held back in the conversation that was open before."""
        if conversation_id != self._left_unread:
            self._left_unread = None
        if self._passed is not None and self._passed[0] != conversation_id:
            self._passed = None

    def seen(self, message: Message) -> None:
        """Note that everything up to a message is on screen."""
        self._passed = (message.conversation_id, message.position)
        if not self._quiet and message.conversation_id != self._left_unread:
            self._mark_passed()

    def answered(self, conversation_id: int) -> None:
        """Mark what was on screen when an answer left."""
        self._left_unread = None
        if self._passed is not None and self._passed[0] == conversation_id:
            self._mark_passed()

    def _mark_passed(self) -> None:
        passed, self._passed = self._passed, None
        if passed is not None and passed[0] != self._left_unread:
            self._tasks.spawn(self._desk.conversations.mark_read(*passed), name="read")
