"""Fills the library beside a conversation and marks what its customer has."""

from PySide6.QtCore import QObject, Signal

from desktop.models.changes import Subject
from desktop.models.material import MaterialOrder, MaterialQuery
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.library.grid_presenter import GridPresenter
from desktop.views.library.side_materials_view import SideMaterialsView
from desktop.views.theme.language import words

_PAUSE = 0.3


class SideMaterialsPresenter(QObject):
    """Joins the page of the side panel with the library.

    Signals:
        failed(str): the library could not be read, and why
    """

    failed = Signal(str)

    def __init__(self, view: SideMaterialsView, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._open: tuple[int, str] | None = None
        self.tasks = TaskGroup("side materials")
        self.grid = GridPresenter(view.grid, desk.materials, self, view.hover)
        self._refresher = Refresher(
            self.tasks, self._read_again, pause=_PAUSE, name="refresh"
        )
        view.searched.connect(self._ask)
        self.grid.counted.connect(self._on_counted)
        self.grid.failed.connect(self.failed)
        view.grid.set_now(desk.clock.now())
        self._ask("")

    def show_conversation(self, conversation_id: int | None, name: str) -> None:
        """Let the answers of another conversation be served."""
        self._open = None if conversation_id is None else (conversation_id, name)
        self._view.set_allowed(conversation_id is not None)
        self._view.grid.set_sent(frozenset(), "")
        self.grid.refresh()  # what was sent meanwhile comes first
        self.tasks.spawn(self._read_sent(), name="sent")

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read again what concerns the library."""
        subjects = {change.subject for change in batch.changes}
        if not batch.complete or Subject.MATERIAL in subjects:
            self._refresher.wish()

    async def close(self) -> None:
        """End what runs."""
        await self.tasks.close()
        await self.grid.tasks.close()

    def _ask(self, searched: str) -> None:
        order = MaterialOrder.CHANGED if searched else MaterialOrder.USED
        self.grid.ask(MaterialQuery(words=searched, order=order))

    async def _read_again(self) -> None:
        self.grid.refresh()
        await self._read_sent()

    async def _read_sent(self) -> None:
        if self._open is None:
            return
        conversation_id, name = self._open
        try:
            sent = await self._desk.materials.sent_to(conversation_id)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        if self._open == (conversation_id, name):
            self._view.grid.set_sent(sent, name)

    def _on_counted(self, count: int, query: object) -> None:
        del query
        self._view.show_count(count)
