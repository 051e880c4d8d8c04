"""Settings: the connected corps, each in a card, and the way to another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.connected_corp import ConnectedCorp
from desktop.views.settings.corp_card_view import CorpCardView
from desktop.views.settings.section_view import SectionView
from desktop.views.settings.sections import Section
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class CorpsSection(SectionView):
    """The corps of this desk.

    Signals:
        connect_requested: another corp is to be connected.
        check_requested, disconnect_requested: a corp's id.
        budget_chosen: a corp's id and its polls a minute.
    """

    connect_requested = Signal()
    check_requested = Signal(object)
    disconnect_requested = Signal(object)
    budget_chosen = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.CORPS, theme, parent)
        self._cards: dict[int, CorpCardView] = {}
        self.connect_button = QPushButton(self.tr("接入企业"), self.page)
        self._no_corp = PlainLabel(
            self.tr("还没有接入企业"), self.page, role="small", wraps=True
        )
        self._corps = QVBoxLayout()
        self._corps.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(self._no_corp, 1)
        head.addStretch(1)
        head.addWidget(self.connect_button)
        self.column.addLayout(self._corps)
        self.column.addLayout(head)
        self.column.addStretch(1)
        self.connect_button.clicked.connect(self.connect_requested)

    def show_corps(self, corps: tuple[ConnectedCorp, ...]) -> None:
        """Show the connected corps; cards that stay keep what is being typed."""
        ids = {shown.corp.id for shown in corps}
        for corp_id in [each for each in self._cards if each not in ids]:
            card = self._cards.pop(corp_id)
            self._corps.removeWidget(card)
            card.hide()
            card.deleteLater()
        for shown in corps:
            if shown.corp.id in self._cards:
                self._cards[shown.corp.id].show_corp(shown)
            else:
                self._cards[shown.corp.id] = self._add_card(shown)
        self._no_corp.setVisible(not corps)
        self.connect_button.setProperty("tone", "" if corps else "primary")
        self.style().unpolish(self.connect_button)
        self.style().polish(self.connect_button)

    def corp_card(self, corp_id: int) -> CorpCardView:
        """Return the card of a corp; raises KeyError for one not shown."""
        return self._cards[corp_id]

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        for card in self._cards.values():
            card.set_theme(theme)

    def _add_card(self, shown: ConnectedCorp) -> CorpCardView:
        card = CorpCardView(shown, self.theme, self.page)
        card.check_requested.connect(self.check_requested)
        card.disconnect_requested.connect(self.disconnect_requested)
        card.budget_chosen.connect(self.budget_chosen)
        self._corps.addWidget(card)
        return card
