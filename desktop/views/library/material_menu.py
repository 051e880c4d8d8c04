"""What can be done with the chosen materials, as a menu beside them."""

from enum import StrEnum

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.material import Material, MaterialKind
from desktop.views.library.material_words import card_words


class Step(StrEnum):
    """What a person may do with materials."""

    USE = "use"
    OPEN = "open"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    REINSTATE = "reinstate"
    REMOVE = "remove"
    RESTORE = "restore"
    """What takes a removal back; the menu has no entry for it."""


class MaterialMenu(QMenu):
    """A menu for one or more materials.

    Signals:
        step_requested(Step, object materials): that shall be done with them
    """

    step_requested = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._materials: tuple[Material, ...] = ()
        self.triggered.connect(self._on_triggered)

    def open_for(self, materials: tuple[Material, ...], place: QPoint) -> None:
        """Offer what fits these materials."""
        self._materials = materials
        self.clear()
        self._offer(Step.USE, self.tr("加入回复"))
        if len(materials) == 1 and not card_words(materials[0]):
            seen = materials[0].kind is MaterialKind.PICTURE
            self._offer(
                Step.OPEN, self.tr("打开原件") if seen else self.tr("另存原件…")
            )
            self._offer(Step.REPLACE, self.tr("替换文件…"))
        self.addSeparator()
        if any(not each.withdrawn for each in materials):
            self._offer(Step.WITHDRAW, self.tr("撤回"))
        if any(each.withdrawn for each in materials):
            self._offer(Step.REINSTATE, self.tr("恢复使用"))
        self._offer(Step.REMOVE, self.tr("删除"))
        self.popup(place)

    def _offer(self, step: Step, words: str) -> None:
        self.addAction(words).setData(step.value)

    def _on_triggered(self, action: QAction) -> None:
        self.step_requested.emit(Step(action.data()), self._materials)
