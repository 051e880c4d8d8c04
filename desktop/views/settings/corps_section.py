"""Settings: the connected corps, each in a card, and the way to another."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.connected_corp import ConnectedCorp, LeftCorp
from desktop.models.display_text import one_line
from desktop.views.settings.corp_card_view import CorpCardView
from desktop.views.settings.removal_row import RemovalRow
from desktop.views.settings.section_view import SectionView, fill_card
from desktop.views.settings.sections import Section
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class CorpsSection(SectionView):
    """The corps of this desk.

    Signals:
        connect_requested: another corp is to be connected.
        check_requested, disconnect_requested, removal_requested: a corp's id.
        budget_chosen: a corp's id and its polls a minute.
    """

    connect_requested = Signal()
    check_requested = Signal(object)
    disconnect_requested = Signal(object)
    removal_requested = Signal(object)
    budget_chosen = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Section.CORPS, theme, parent)
        self._cards: dict[int, CorpCardView] = {}
        self._left: dict[int, QFrame] = {}
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
        self._left_column = QVBoxLayout()
        self._left_column.setSpacing(10)
        self.column.addLayout(self._corps)
        self.column.addLayout(head)
        self.column.addLayout(self._left_column)
        self.column.addStretch(1)
        self.connect_button.clicked.connect(self.connect_requested)

    def show_corps(self, corps: tuple[ConnectedCorp, ...]) -> None:
        """Show the connected corps; cards that stay keep what is being typed."""
        ids = {shown.corp.id for shown in corps}
        for corp_id in [each for each in self._cards if each not in ids]:
            _take_away(self._cards.pop(corp_id))
        for shown in corps:
            if shown.corp.id in self._cards:
                self._cards[shown.corp.id].show_corp(shown)
            else:
                self._cards[shown.corp.id] = self._add_card(shown)
        self._no_corp.setVisible(not corps)
        self.connect_button.setProperty("tone", "" if corps else "primary")
        self.style().unpolish(self.connect_button)
        self.style().polish(self.connect_button)

    def show_left(self, corps: tuple[LeftCorp, ...]) -> None:
        """Show the corps that are disconnected and whose data is still here."""
        ids = {corp.id for corp in corps}
        for corp_id in [each for each in self._left if each not in ids]:
            _take_away(self._left.pop(corp_id))
        for corp in corps:
            if corp.id not in self._left:
                self._left[corp.id] = self._add_left(corp)

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
        card.removal_requested.connect(self.removal_requested)
        card.budget_chosen.connect(self.budget_chosen)
        self._corps.addWidget(card)
        return card

    def _add_left(self, corp: LeftCorp) -> QFrame:
        frame = QFrame(self.page)
        frame.setProperty("role", "card")
        title = self.tr("删除「{name}」留在本机的数据")
        name = one_line(corp.name, 60)
        row = RemovalRow(corp.id, corp.name, title.format(name=name), frame)
        row.removal_requested.connect(self.removal_requested)
        fill_card(frame, [row])
        self._left_column.addWidget(frame)
        return frame


def _take_away(card: QWidget) -> None:
    """Hidden at once; the layout forgets it when it is gone."""
    card.hide()
    card.deleteLater()
