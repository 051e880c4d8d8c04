"""The tab 素材 with everything that works for it; built when it is first shown."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.views.library.adding_presenter import AddingPresenter
from desktop.views.library.library_presenter import LibraryPresenter
from desktop.views.library.materials_tab import MaterialsTab
from desktop.views.library.original_presenter import OriginalPresenter
from desktop.views.theme.theme import Theme


class MaterialsShelf(QObject):
    """Joins the tab with its presenters.

    Signals:
        said(words, key): what was done; with a key other than None `undo` takes it
            back
        use_requested(object materials): they shall go into the open answer
        conversation_requested(object conversation_id): it shall be opened
    """

    said = Signal(str, object)
    use_requested = Signal(object)
    conversation_requested = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.tab = MaterialsTab(theme, parent)
        self.library = LibraryPresenter(self.tab, desk, self)
        self.adding = AddingPresenter(self.tab, desk, self)
        self.originals = OriginalPresenter(desk, theme, parent)
        for teller in (self.library, self.adding, self.originals):
            teller.said.connect(self.said)
        self.library.use_requested.connect(self.use_requested)
        self.library.conversation_requested.connect(self.conversation_requested)
        self.library.open_requested.connect(self.originals.open)
        self.library.replace_requested.connect(self.adding.replace)
        self.adding.shown_requested.connect(self.library.show_material)

    def start(self) -> None:
        """Show the whole library."""
        self.library.start()

    def show_conversation(self, conversation_id: int, name: str) -> None:
        """Mark what the customer of the open conversation has been sent."""
        self.library.mark_sent(conversation_id, name)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Bring what is shown up to date."""
        self.library.take_changes(batch)

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        self.library.undo(key)
        self.adding.undo(key)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; the tab is told by its page."""
        self.originals.set_theme(theme)

    async def close(self) -> None:
        """End what runs."""
        for tasks in (
            self.adding.tasks,
            self.library.tasks,
            self.library.grid.tasks,
            self.originals.tasks,
        ):
            await tasks.close()
