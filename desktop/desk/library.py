"""The page 资料库 and the materials beside a conversation, joined with the rest."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from desktop.desk.side_panel import MATERIALS, DeskSidePanel
from desktop.desk.views import DeskViews
from desktop.desk.writing import DeskWriting
from desktop.models.material import Material
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.views.composer.composer_tools import ComposerTools
from desktop.views.composer.message_field import MessageField
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.inbox.conversation_list_model import ConversationRole
from desktop.views.inbox.row_words import customer_words
from desktop.views.library.material_drop import MaterialDrop
from desktop.views.theme.theme import Theme
from desktop.views.window.keys import Command
from desktop.views.window.main_window import MainWindow
from desktop.views.window.pages import Page

if TYPE_CHECKING:
    from desktop.desk.library_tab import MaterialsShelf
    from desktop.views.library.library_view import LibraryTab, LibraryView, TabFactory
    from desktop.views.library.side_materials_presenter import SideMaterialsPresenter
    from desktop.views.library.side_materials_view import SideMaterialsView
    from desktop.views.library.staging_presenter import StagingPresenter


class DeskLibrary(QObject):
    """Builds page and panel when they are first wanted; others offer tabs before.

    Signals:
        said(words, key): what was done; with a key other than None `undo` takes it
            back.
        conversation_chosen(object): the id of the conversation to be opened.
    """

    said = Signal(str, object)
    conversation_chosen = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        views: DeskViews,
        desk: Desk,
        conversation: ConversationPresenter,
        writing: DeskWriting,
        side: DeskSidePanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._views = views
        self._desk = desk
        self._theme = views.theme
        self._conversation = conversation
        self._writing = writing
        self._side = side
        self._open: tuple[int, str] | None = None
        self._offered: list[tuple[str, str, TabFactory]] = [
            (MATERIALS, self.tr("素材"), self._build_tab)
        ]
        self._first = MATERIALS
        """The tab that is shown when the page is built."""
        self.view: LibraryView | None = None
        self.shelf: MaterialsShelf | None = None
        self.side_view: SideMaterialsView | None = None
        self._beside: SideMaterialsPresenter | None = None
        self._staging: StagingPresenter | None = None
        self.drop = MaterialDrop(self)
        views.side.add_page(
            MATERIALS, self.tr("素材库"), self._build_side, Command.PANEL_MATERIALS
        )
        window.page_requested.connect(self._on_page_requested)
        window.page_shown.connect(self._on_page_shown)
        conversation.opened.connect(self._on_opened)
        self._watch_drops()
        tools = views.composer.findChild(ComposerTools)
        assert tools is not None
        self._tools = tools
        tools.offer_materials()
        tools.materials_requested.connect(self.show_side)

    def offer_tab(self, key: str, title: str, factory: "TabFactory") -> None:
        """Take a further tab; `factory` is called when it is first shown."""
        self._offered.append((key, title, factory))

    def show_tab(self, key: str) -> None:
        """Go to a tab of the page."""
        self._first = key
        self._window.show_page(Page.LIBRARY)
        if self.view is not None:
            self.view.show_tab(key)

    def show_side(self) -> None:
        """Show the materials beside the conversation, ready to search."""
        self._side.show(MATERIALS)
        if self.side_view is not None:
            self.side_view.field.setFocus()

    def put(self, conversation_id: int, name: str, ids: tuple[int, ...]) -> None:
        """Put materials into the draft of a conversation, in order."""
        self.staging.put(conversation_id, name, ids)

    @property
    def staging(self) -> "StagingPresenter":
        """What puts materials into drafts."""
        if self._staging is None:
            from desktop.views.library.staging_presenter import StagingPresenter

            self._staging = StagingPresenter(self._desk, self)
            self._staging.said.connect(self.said)
            self._staging.staged.connect(self._writing.attachments.read)
        return self._staging

    def take_changes(self, batch: ChangeBatch) -> None:
        """Bring what is shown up to date."""
        if self.shelf is not None:
            self.shelf.take_changes(batch)
        if self._beside is not None:
            self._beside.take_changes(batch)

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        if self._staging is not None:
            self._staging.undo(key)
        if self.shelf is not None:
            self.shelf.undo(key)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for part in (self.view, self.side_view, self.shelf):
            if part is not None:
                part.set_theme(theme)

    async def close(self) -> None:
        """End what runs."""
        if self.shelf is not None:
            await self.shelf.close()
        if self._beside is not None:
            await self._beside.close()
        if self._staging is not None:
            await self._staging.tasks.close()

    # Building

    def _build_tab(self, theme: Theme, parent: QWidget) -> "LibraryTab":
        from desktop.desk.library_tab import MaterialsShelf

        self.shelf = MaterialsShelf(self._desk, theme, parent)
        self.shelf.said.connect(self.said)
        self.shelf.use_requested.connect(self._on_use_requested)
        self.shelf.conversation_requested.connect(self.conversation_chosen)
        self.shelf.start()
        if self._open is not None:
            self.shelf.show_conversation(*self._open)
        return self.shelf.tab

    def _build_side(self) -> QWidget:
        # Imported here: the first rows must not wait for it.
        from desktop.views.library.side_materials_presenter import (
            SideMaterialsPresenter,
        )
        from desktop.views.library.side_materials_view import SideMaterialsView

        view = self.side_view = SideMaterialsView(self._theme, self._views.side)
        self._beside = SideMaterialsPresenter(view, self._desk, self)
        self._beside.failed.connect(self._on_failed)
        view.materials_chosen.connect(self._on_materials_chosen)
        view.library_requested.connect(self._on_library_requested)
        view.left.connect(self._views.composer.focus_field)
        if self._open is not None:
            self._beside.show_conversation(*self._open)
        return view

    def _watch_drops(self) -> None:
        rows = self._views.inbox.list
        field = self._views.composer.findChild(MessageField)
        assert field is not None
        for widget in (self._views.conversation, field.viewport()):
            self.drop.watch(widget, self._open_conversation)
        self.drop.watch(rows.viewport(), self._conversation_at)
        self.drop.materials_dropped.connect(self._on_dropped)

    def _open_conversation(self, point: QPoint) -> int | None:
        del point
        return self._conversation.open_id

    def _conversation_at(self, point: QPoint) -> int | None:
        summary = self._views.inbox.list.indexAt(point).data(ConversationRole.SUMMARY)
        return None if summary is None else int(summary.id)

    def _name_of(self, conversation_id: int) -> str:
        rows = self._views.inbox.list.list_model
        row = rows.row_of(conversation_id)
        if row is not None:
            return customer_words(rows.rows[row])
        if self._open is not None and self._open[0] == conversation_id:
            return self._open[1]
        return self.tr("客户")

    # What people do

    def _on_page_requested(self, page: Page) -> None:
        if page is not Page.LIBRARY:
            return
        from desktop.views.library.library_view import LibraryView

        view = self.view = LibraryView(self._theme, self._window)
        for offered in self._offered:
            view.add_tab(*offered)
        view.show_tab(self._first)
        self._window.set_page(Page.LIBRARY, view)

    def _on_page_shown(self, page: Page) -> None:
        """Count again what was sent while another page was on screen."""
        if page is Page.LIBRARY and self.shelf is not None:
            self.shelf.library.refresh()

    def _on_opened(self, opened: OpenConversation) -> None:
        self._open = opened.summary.id, opened.title
        if self._beside is not None:
            self._beside.show_conversation(*self._open)
        if self.shelf is not None:
            self.shelf.show_conversation(*self._open)

    def _on_dropped(self, conversation_id: int, ids: tuple[int, ...]) -> None:
        self.put(conversation_id, self._name_of(conversation_id), ids)

    def _on_use_requested(self, materials: tuple[Material, ...]) -> None:
        open_id = self._conversation.open_id
        if open_id is None:
            self.said.emit(self.tr("先打开一个会话，再把素材加入回复"), None)
            return
        ids = tuple(each.id for each in materials)
        self.put(open_id, self._name_of(open_id), ids)

    def _on_materials_chosen(
        self, materials: tuple[Material, ...], at_once: bool
    ) -> None:
        open_id = self._conversation.open_id
        if at_once and open_id is not None and self._tools.material_button.isEnabled():
            ids = tuple(each.id for each in materials)
            seen_through = self._conversation.seen_through()
            self.staging.send(open_id, self._name_of(open_id), ids, seen_through)
        else:
            self._on_use_requested(materials)
        self._views.composer.focus_field()

    def _on_library_requested(self) -> None:
        self.show_tab(MATERIALS)

    def _on_failed(self, words: str) -> None:
        self.said.emit(words, None)
