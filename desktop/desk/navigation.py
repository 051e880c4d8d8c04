"""Which conversation is shown, and where: one place for all who ask for one."""

from PySide6.QtCore import QObject, Signal

from desktop.desk.panes import DeskPanes
from desktop.desk.views import DeskViews
from desktop.models.search import Place
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.composer.composer_presenter import ComposerPresenter
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.inbox.inbox_presenter import InboxPresenter
from desktop.views.theme.language import words
from desktop.views.window.main_window import MainWindow
from desktop.views.window.pages import Page


class DeskNavigation(QObject):
    """Shows conversations where they are open already, else in the first place.

    Signals:
        said(words): there is nowhere to go.
    """

    said = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        views: DeskViews,
        inbox: InboxPresenter,
        conversation: ConversationPresenter,
        composer: ComposerPresenter,
        panes: DeskPanes,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._views = views
        self._inbox = inbox
        self._conversation = conversation
        self._composer = composer
        self._panes = panes
        self.tasks = TaskGroup("navigation")
        inbox.conversation_chosen.connect(self.show_chosen)
        conversation.opened.connect(self._on_opened)
        composer.next_requested.connect(self.go_to_next)
        composer.return_requested.connect(self.go_to)
        panes.conversation_chosen.connect(self.go_to)

    def show_chosen(self, conversation_id: int, place: Place | None = None) -> None:
        """Show what the list has chosen already."""
        if self._panes.raise_open(conversation_id, place):
            self._views.inbox.set_chosen(self._conversation.open_id)
            return
        self._window.show_page(Page.CONVERSATIONS)
        self._conversation.open(conversation_id, place)
        self._views.composer.focus_field()

    def go_to(self, conversation_id: int, place: Place | None = None) -> None:
        """Choose a conversation in the list and show it, at a message where named."""
        self._views.inbox.set_chosen(conversation_id)
        self.show_chosen(conversation_id, place)

    def go_to_next(self, after: int) -> None:
        """Show who has waited longest, besides the conversation that was left."""
        self.tasks.spawn(self._find_next(after), name="next")

    def readable(self) -> frozenset[int]:
        """Return the conversations that can be read on the screen now."""
        at_inbox = self._window.current_page is Page.CONVERSATIONS
        opened = self._conversation.open_id if at_inbox else None
        return self._panes.visible_ids | (frozenset() if opened is None else {opened})

    async def _find_next(self, after: int) -> None:
        try:
            found = await self._inbox.next_waiting(after)
        except StorageError as error:
            self.said.emit(words(error.sentence))
            self._composer.stay()
            return
        if self._conversation.open_id != after:
            return  # The person went elsewhere meanwhile.
        if found is None:
            self.said.emit(self.tr("没有其他客户在等待"))
            self._composer.stay()
            return
        self.go_to(found)

    def _on_opened(self) -> None:
        self._views.composer.focus_field()
