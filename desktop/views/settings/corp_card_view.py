"""One connected corp on the settings page: health, budget, callback, buttons."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.connected_corp import POLL_BUDGETS, ConnectedCorp
from desktop.models.display_text import one_line
from desktop.models.explanations import explain
from desktop.views.settings.choice_row import ChoiceButton, SettingRow
from desktop.views.settings.removal_row import RemovalRow
from desktop.views.theme.durations import span_words
from desktop.views.theme.icons import pixmap
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.theme.theme import Theme

_CONFIRM_FOR_MS = 4000


class CorpCardView(QFrame):
    """A corp in a card.

    Signals:
        check_requested, disconnect_requested, removal_requested: the corp's id.
        budget_chosen: the corp's id and the polls a minute.
    """

    check_requested = Signal(object)
    disconnect_requested = Signal(object)
    removal_requested = Signal(object)
    budget_chosen = Signal(object, int)

    def __init__(self, shown: ConnectedCorp, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._theme = theme
        self.setProperty("role", "card")
        self._sign = PlainLabel(parent=self)
        self._name = ElidedLabel(parent=self, role="heading")
        self._trouble = PlainLabel(parent=self, role="bad", wraps=True)
        self._detail = PlainLabel(parent=self, role="small", wraps=True)
        self.check_button = QPushButton(self.tr("体检"), self)
        self.disconnect_button = QPushButton(self.tr("断开"), self)
        self.budget = ChoiceButton(
            {n: self.tr("每分钟 {n} 次").format(n=n) for n in POLL_BUDGETS}, theme, self
        )
        self._budget_row = SettingRow(self.tr("轮询预算"), "", self.budget, self)
        self._callback = PlainLabel(parent=self, role="small", wraps=True)
        corp = shown.corp
        self.removal = RemovalRow(
            corp.id, corp.name or corp.corpid, self.tr("断开并删除本机数据"), self
        )
        self.confirming = QTimer(self)
        self.confirming.setObjectName("disconnect")
        self.confirming.setSingleShot(True)
        self.confirming.setInterval(_CONFIRM_FOR_MS)
        self._build()
        self.show_corp(shown)
        self._connect_signals()

    @property
    def corp_id(self) -> int:
        """Id of the corp on the card."""
        return self._shown.corp.id

    def show_corp(self, shown: ConnectedCorp) -> None:
        """Show new values."""
        self._shown = shown
        corp = shown.corp
        self._name.setText(one_line(corp.name or corp.corpid, 60))
        self._show_health()
        self._draw_sign()
        self.budget.set_choice(shown.polls_a_minute)
        delay = span_words(shown.worst_delay)
        self._budget_row.set_explanation(
            self.tr("每分钟最多查询的次数；新消息最多晚 {delay}").format(delay=delay)
        )
        self._callback.setText(self._callback_words())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.budget.set_theme(theme)
        self._draw_sign()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(10)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._name)
        names.addWidget(self._trouble)
        names.addWidget(self._detail)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(self.check_button, 0, top)
        head.addWidget(self.disconnect_button, 0, top)
        self.disconnect_button.setProperty("tone", "danger")
        self._callback.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._callback.setContentsMargins(16, 0, 16, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._budget_row)
        column.addWidget(self._callback)
        column.addWidget(self.removal)

    def _connect_signals(self) -> None:
        self.check_button.clicked.connect(self._on_check_clicked)
        self.disconnect_button.clicked.connect(self._on_disconnect_clicked)
        self.budget.choice_made.connect(self._on_budget_chosen)
        self.removal.removal_requested.connect(self.removal_requested)
        self.confirming.timeout.connect(self._on_confirming_ended)

    def _draw_sign(self) -> None:
        health = self._shown.corp.health
        name, colour = ("warning", "bad") if health else ("check", "ok")
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap(name, self._theme.colour(colour), 18, ratio))

    def _show_health(self) -> None:
        corp = self._shown.corp
        self._trouble.setVisible(corp.health is not None)
        if corp.health is None:
            count = self._shown.accounts
            self._detail.setText(
                self.tr("连接正常 · {count} 个账号").format(count=count)
            )
            return
        explanation = explain(corp.health)
        self._trouble.setText(words(explanation.sentence))
        cure = words(explanation.cure) if explanation.cure else ""
        lines = (corp.health_detail, cure)
        self._detail.setText("\n".join(line for line in lines if line))

    def _callback_words(self) -> str:
        address = self._shown.callback_address
        if not address:
            return self.tr("回调地址：未配置，新消息靠轮询接收")
        return self.tr("回调地址：{address}").format(address=address)

    def _on_check_clicked(self) -> None:
        self.check_requested.emit(self.corp_id)

    def _on_disconnect_clicked(self) -> None:
        # The second click means it: this ends what nobody can take back for others.
        if self.confirming.isActive():
            self._on_confirming_ended()
            self.disconnect_requested.emit(self.corp_id)
            return
        self.disconnect_button.setText(self.tr("再点一次断开"))
        self.confirming.start()

    def _on_confirming_ended(self) -> None:
        self.confirming.stop()
        self.disconnect_button.setText(self.tr("断开"))

    def _on_budget_chosen(self, polls_a_minute: int) -> None:
        self.budget_chosen.emit(self.corp_id, polls_a_minute)
