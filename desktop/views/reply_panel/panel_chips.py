"""The chips above the replies: one is chosen."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.views.reply_panel.reply_rows import PanelTab


class PanelChips(QWidget):
    """推荐, 个人, 团队, 本账号, 公司.

    Signals:
        tab_chosen(PanelTab): another one was chosen by a person.
    """

    tab_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[PanelTab, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for tab in PanelTab:
            button = QPushButton(_tab_words(tab), self)
            button.setProperty("role", "reply_chip")
            button.setCheckable(True)
            # A click on the panel leaves the keyboard where the person types.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(button)
            self._buttons[tab] = button
            row.addWidget(button)
        row.addStretch(1)
        self._buttons[PanelTab.RECOMMENDED].setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def tab(self) -> PanelTab:
        """The one that is chosen."""
        chosen = (tab for tab, each in self._buttons.items() if each.isChecked())
        return next(chosen, PanelTab.RECOMMENDED)

    def select(self, tab: PanelTab) -> None:
        """Choose a chip, as a click does."""
        self._buttons[tab].click()

    def _on_clicked(self) -> None:
        self.tab_chosen.emit(self.tab)


def _tab_words(tab: PanelTab) -> str:
    translate = QCoreApplication.translate
    return {
        PanelTab.RECOMMENDED: translate("PanelTab", "推荐"),
        PanelTab.PERSONAL: translate("PanelTab", "个人"),
        PanelTab.TEAM: translate("PanelTab", "团队"),
        PanelTab.ACCOUNT: translate("PanelTab", "本账号"),
        PanelTab.COMPANY: translate("PanelTab", "公司"),
    }[tab]
