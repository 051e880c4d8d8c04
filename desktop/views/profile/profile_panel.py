"""The page 客户 of the side panel."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.models.customer_card import CustomerCard
from desktop.models.display_text import one_line
from desktop.views.profile.card_head import CardHead
from desktop.views.profile.card_words import channels_words, standing_words
from desktop.views.profile.fact_section import FactSection
from desktop.views.profile.service_section import ServiceSection
from desktop.views.theme.durations import moment_words
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class ProfilePanel(QWidget):
    """Everything known of the customer whose conversation is open.

    Signals:
        state_requested(int state): a ServiceState, one of the legal next ones
        take_requested(), release_requested(): assign to this desk, or to nobody
        copied(str text): put on the clipboard
    """

    state_requested = Signal(int)
    take_requested = Signal()
    release_requested = Signal()
    copied = Signal(str)

    def __init__(
        self, theme: Theme, now: datetime, parent: QWidget | None = None
    ) -> None:
        """Make a panel without a customer."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "panel")
        self._now = now
        self._card: CustomerCard | None = None
        self._head = CardHead(theme, self)
        self._service = ServiceSection(self)
        self._build_facts()
        self._build()
        self._service.state_requested.connect(self.state_requested)
        self._service.take_requested.connect(self.take_requested)
        self._service.release_requested.connect(self.release_requested)
        self._copy.clicked.connect(self._copy_id)

    def show_card(self, card: CustomerCard | None) -> None:
        """Show a customer, or the empty state for None."""
        other = card is not None and (
            self._card is None or self._card.conversation.id != card.conversation.id
        )
        self._card = card
        self._pages.setCurrentIndex(0 if card is None else 1)
        if card is None:
            return
        self._head.show_customer(card.customer, card.account)
        self._service.show_card(card)
        self._show_source(card)
        self._id_section.say(self._id, card.customer.external_userid)
        self._line_section.say(self._account, one_line(card.account.name, 60))
        self._show_times(card)
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def tick(self, now: datetime) -> None:
        """Move the time on; called once a second."""
        self._now = now
        if self._card is not None:
            self._show_times(self._card)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._head.set_theme(theme)

    def _show_source(self, card: CustomerCard) -> None:
        entry = card.entry
        channels = "" if entry.channels is None else channels_words(entry.channels)
        self._source.say(self._scene, one_line(entry.scene, 60))
        self._source.say(self._param, one_line(entry.scene_param, 200))
        self._source.say(self._channels, channels)
        nothing = not (entry.scene or entry.scene_param or channels)
        self._no_source.setVisible(nothing)

    def _show_times(self, card: CustomerCard) -> None:
        customer = card.customer
        self._visits.say(self._first, moment_words(customer.first_seen_at, self._now))
        self._visits.say(self._last, moment_words(customer.last_seen_at, self._now))
        self._line_section.say(
            self._synced, standing_words(card.account.standing, self._now)
        )

    def _copy_id(self) -> None:
        if self._card is not None:
            text = self._card.customer.external_userid
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(text)

    # ---- building

    def _build_facts(self) -> None:
        self._source = FactSection(self.tr("来源"), self)
        self._scene = self._source.add_line(self.tr("场景"))
        self._param = self._source.add_line(self.tr("参数"))
        self._channels = self._source.add_text(self.tr("视频号"))
        self._no_source = PlainLabel(
            self.tr("进入时的链接没有带来源"), self, role="quiet", wraps=True
        )
        self._source.add_widget(self._no_source)
        self._visits = FactSection(self.tr("来访"), self)
        self._first = self._visits.add_line(self.tr("首次"))
        self._last = self._visits.add_line(self.tr("最近"))
        self._line_section = FactSection(self.tr("账号"), self)
        self._account = self._line_section.add_line(self.tr("客服账号"))
        self._synced = self._line_section.add_text(self.tr("最后同步"))
        self._id_section = FactSection(self.tr("标识"), self)
        self._id = self._id_section.add_line(self.tr("客户 ID"))
        self._copy = QPushButton(self.tr("复制"), self)
        self._copy.setProperty("tone", "small")
        self._copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._copy.setAccessibleName(self.tr("复制客户 ID"))
        self._id_section.add_beside(self._id, self._copy)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self._card_page())
        column.addLayout(self._pages, 1)

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 24, 24, 24)
        words = PlainLabel(
            self.tr("打开一个会话，这里就显示客户是谁"), page, role="quiet", wraps=True
        )
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)
        layout.addWidget(words)
        layout.addStretch(3)
        return page

    def _card_page(self) -> QWidget:
        page = QWidget(self)
        page.setProperty("role", "panel_page")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for section in (
            self._head,
            self._service,
            self._source,
            self._visits,
            self._line_section,
            self._id_section,
        ):
            layout.addWidget(section)
        layout.addStretch(1)
        self._scroll = QScrollArea(self)
        self._scroll.setProperty("role", "panel_scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        return self._scroll
