"""One row of the check-up: mark, title, what was found, and who cures it where."""

from ipaddress import ip_address

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.checkup import CheckOutcome, CheckResult
from desktop.views.theme import icons
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme

_MARK = 16
_LOWER = 2
"""Puts the mark beside the middle of the title."""
_LOOKS = {
    CheckOutcome.OK: ("check", "ok"),
    CheckOutcome.WARN: ("warning", "warn"),
    CheckOutcome.BAD: ("close", "bad"),
    CheckOutcome.RUNNING: ("clock", "accent"),
}


class OutcomeMark(QWidget):
    """A tick, a cross, a warning, a clock, or a dot for what has not begun."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Mark something that has not begun."""
        super().__init__(parent)
        self._theme = theme
        self._outcome = CheckOutcome.WAITING
        self.setFixedSize(QSize(_MARK, _MARK + 2 * _LOWER))

    def show_outcome(self, outcome: CheckOutcome, spoken: str) -> None:
        """Show another mark and name it for those who listen."""
        self._outcome = outcome
        self.setAccessibleName(spoken)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        look = _LOOKS.get(self._outcome)
        if look is None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("pip_off"))
            painter.drawEllipse(QPointF(_MARK / 2, _MARK / 2 + _LOWER), 4, 4)
            return
        name, colour = look
        ratio = self.devicePixelRatioF()
        drawn = icons.pixmap(name, self._theme.colour(colour), _MARK, ratio)
        painter.drawPixmap(0, _LOWER, drawn)


class CheckRow(QFrame):
    """What one check found.

    Signals:
        retry_requested(str key)
    """

    retry_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make a row without a result."""
        super().__init__(parent)
        self.setProperty("role", "setup_row")
        self._result: CheckResult | None = None
        self._mark = OutcomeMark(theme, self)
        self._title = PlainLabel("", self, role="heading")
        self._detail = PlainLabel("", self, role="quiet", wraps=True)
        self._detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._copy = QPushButton(self)
        self._more = QPushButton(self.tr("了解"), self)
        self._more.setCheckable(True)
        self._retry = QPushButton(self.tr("重试"), self)
        self._retry.setProperty("tone", "primary")
        self.buttons = (self._copy, self._more, self._retry)
        self._build()
        self._copy.clicked.connect(self._copy_value)
        self._more.toggled.connect(self._show_cure)
        self._retry.clicked.connect(self._ask_again)

    def show_result(self, result: CheckResult) -> None:
        """Show a result; the cure of a bad one is shown at once."""
        if self._result is None or result.key != self._result.key:
            self._more.setChecked(False)
        self._result = result
        outcome = result.outcome
        self._mark.show_outcome(outcome, self._outcome_words(outcome))
        self._title.setText(words(result.title))
        bad = outcome is CheckOutcome.BAD
        self._retry.setVisible(bad)
        self._retry.setAccessibleName(
            self.tr("重试：{title}").format(title=words(result.title))
        )
        self._copy.setText(self._copy_words(result.copyable))
        self._copy.setVisible(bool(result.copyable) and bad)
        self._more.setVisible(outcome is CheckOutcome.WARN and result.cure is not None)
        self._show_detail()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._mark.set_theme(theme)

    def _show_detail(self) -> None:
        result = self._result
        if result is None:
            return
        lines = [words(result.detail)]
        open_ = result.outcome is CheckOutcome.BAD or self._more.isChecked()
        if result.cure is not None and open_:
            lines.append(words(result.cure))
        self._detail.setText("\n".join(lines))
        self._detail.setVisible(any(lines))

    def _show_cure(self, shown: bool) -> None:
        self._more.setText(self.tr("收起") if shown else self.tr("了解"))
        self._show_detail()

    def _copy_value(self) -> None:
        if self._result is not None:
            QGuiApplication.clipboard().setText(self._result.copyable)
            self._copy.setText(self.tr("已复制"))

    def _ask_again(self) -> None:
        if self._result is not None:
            self.retry_requested.emit(self._result.key)

    def _copy_words(self, value: str) -> str:
        try:
            ip_address(value)
        except ValueError:
            return self.tr("复制")
        return self.tr("复制 IP")

    def _outcome_words(self, outcome: CheckOutcome) -> str:
        return {
            CheckOutcome.OK: self.tr("通过"),
            CheckOutcome.WARN: self.tr("注意"),
            CheckOutcome.BAD: self.tr("没有通过"),
            CheckOutcome.RUNNING: self.tr("正在检查"),
            CheckOutcome.WAITING: self.tr("还没有检查"),
        }[outcome]

    def _build(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._mark, 0, top)
        row.addLayout(texts, 1)
        for button in self.buttons:
            row.addWidget(button, 0, top)
