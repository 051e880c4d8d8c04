"""What stands in the place of an empty list: words, and a way on."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.models.conversation import Lane
from desktop.views.theme.icons import pixmap
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_SIGN = 44


class EmptyStateView(QWidget):
    """A sign, a sentence, a hint and perhaps a button.

    Signals:
        action_requested: the button was pressed.
    """

    action_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign_name = "inbox_empty"
        self._sign = PlainLabel(parent=self)
        self._sentence = PlainLabel(parent=self, role="heading", wraps=True)
        self._hint = PlainLabel(parent=self, role="small", wraps=True)
        self.button = QPushButton(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 12, 28, 60)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self._sign, self._sentence, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.button.clicked.connect(self.action_requested)

    @property
    def sentence(self) -> str:
        """The sentence on show."""
        return self._sentence.text()

    def show_unconnected(self) -> None:
        """Say that no corp is connected, and offer to connect one."""
        self._show(
            "connect",
            self.tr("还没有接入企业"),
            self.tr("接入后，所有客服账号的客户会话都汇集到这里。"),
            self.tr("接入企业"),
        )
        self.button.setProperty("tone", "primary")
        self._repolish()

    def show_no_match(self, searched: str) -> None:
        """Say that no customer has such a name, and offer to show all again."""
        self._show(
            "search",
            self.tr("没有名字包含“{name}”的客户").format(name=searched),
            self.tr("试试昵称里的另外几个字，或者拼音首字母。"),
            self.tr("清除搜索"),
        )
        self.button.setProperty("tone", "")
        self._repolish()

    def show_narrowed(self) -> None:
        """Say that nothing passes the filter, and offer to show all again."""
        self._show(
            "filter",
            self.tr("没有符合筛选的会话"),
            self.tr("少选一个条件，或者看看全部。"),
            self.tr("取消筛选"),
        )
        self.button.setProperty("tone", "")
        self._repolish()

    def show_lane(self, lane: Lane) -> None:
        """Say that a lane is empty, and where its conversations come from."""
        sentence, hint = _lane_sentences(lane)
        self._show("inbox_empty", sentence, hint, "")

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._draw_sign()

    def _show(self, sign: str, sentence: str, hint: str, action: str) -> None:
        self._sign_name = sign
        self._draw_sign()
        self._sentence.setText(sentence)
        self._hint.setText(hint)
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _draw_sign(self) -> None:
        colour = self._theme.colour("pip_off")
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap(self._sign_name, colour, _SIGN, ratio))

    def _repolish(self) -> None:
        self.style().unpolish(self.button)
        self.style().polish(self.button)


def _lane_sentences(lane: Lane) -> tuple[str, str]:
    translate = QCoreApplication.translate
    return {
        Lane.MINE: (
            translate("EmptyStateView", "没有由你接待的会话"),
            translate("EmptyStateView", "接手或回复过的会话会出现在这里。"),
        ),
        Lane.UNASSIGNED: (
            translate("EmptyStateView", "没有客户在等人接待"),
            translate("EmptyStateView", "新客户发来消息时会先到这里。"),
        ),
        Lane.ALL: (
            translate("EmptyStateView", "还没有会话"),
            translate("EmptyStateView", "客户发来第一条消息后，会话会出现在这里。"),
        ),
        Lane.OVERDUE: (
            translate("EmptyStateView", "没有超时的客户"),
            translate("EmptyStateView", "等待超过 3 分钟的客户会出现在这里。"),
        ),
        Lane.SNOOZED: (
            translate("EmptyStateView", "没有稍后再看的会话"),
            translate(
                "EmptyStateView", "设了稍后提醒的会话在这里等到时间，或等到客户来信。"
            ),
        ),
    }[lane]
