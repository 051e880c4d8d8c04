"""Finds materials of the library for the reply that is being edited."""

from PySide6.QtCore import QObject

from desktop.models.material import MaterialQuery
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.views.reply_book.editing_presenter import EditingPresenter
from desktop.views.reply_book.material_picker_view import MaterialPickerView
from desktop.views.reply_book.reply_book_presenter import ReplyBookPresenter
from desktop.views.reply_book.reply_book_tab import ReplyBookTab

_MOST = 60
"""Materials that are listed; words narrow them."""


class PickingPresenter(QObject):
    """Joins the picker with library and editor."""

    def __init__(
        self,
        tab: ReplyBookTab,
        desk: Desk,
        book: ReplyBookPresenter,
        editing: EditingPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book = book
        self._editing = editing
        self._parts = tab.detail.editor.form.parts
        self._words = ""
        self.picker = MaterialPickerView(tab.detail)
        self._parts.material_wanted.connect(self._on_material_wanted)
        self.picker.searched.connect(self._on_searched)
        self.picker.picked.connect(self._on_picked)

    def _on_material_wanted(self) -> None:
        self.picker.open_at(self._parts.material_button)

    def _on_searched(self, words: str) -> None:
        self._words = words
        self._book.tasks.spawn(self._find(words), name="find materials")

    async def _find(self, words: str) -> None:
        query = MaterialQuery(words=words)
        try:
            found = await self._desk.materials.page(query, 0, _MOST)
        except StorageError as error:
            self._book.refuse(error)
            return
        if words == self._words:
            self.picker.show_materials(found)

    def _on_picked(self, material_id: int) -> None:
        self._book.do(self._add(material_id), "add a material")

    async def _add(self, material_id: int) -> None:
        await self._book.learn_names((material_id,))
        self._editing.add_material(material_id)
