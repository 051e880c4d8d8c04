"""The answers of this conversation that wait for their time, or were stopped."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.models.explanations import explain
from desktop.models.scheduling import Scheduled
from desktop.views.composer.time_words import coming_words
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import ElidedLabel

_WORDS_SHOWN = 120
_MOST_ROWS = 3


class ScheduledRow(QFrame):
    """One answer: when, its words, and what can be done.

    Signals:
        change_requested(id), now_requested(id), cancel_requested(id): a button
    """

    change_requested = Signal(object)
    now_requested = Signal(object)
    cancel_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make an empty row."""
        super().__init__(parent)
        self._id: int | None = None
        self.setProperty("role", "composer_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = ElidedLabel("", self, role="composer_bar_words")
        self.change_button = self._button(self.tr("改时间"))
        self.now_button = self._button(self.tr("现在发出"))
        self.cancel_button = self._button(self.tr("取消"))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.setSpacing(6)
        row.addWidget(self._words, 1)
        for button in (self.change_button, self.now_button, self.cancel_button):
            row.addWidget(button)
        self.change_button.clicked.connect(self._on_change_clicked)
        self.now_button.clicked.connect(self._on_now_clicked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)

    def show_answer(self, answer: Scheduled, now: datetime) -> None:
        """Show an answer that waits, or why it was stopped."""
        self._id = answer.id
        said = one_line(answer.words, _WORDS_SHOWN) or self.tr(
            "%n 个附件", None, len(answer.kinds)
        )
        stopped = answer.stopped is not None
        if answer.stopped is not None:
            reason = words(explain(answer.stopped).sentence)
            line = self.tr("定时没有发出：{reason} · {words}").format(
                reason=reason, words=said
            )
        else:
            when = coming_words(answer.due_at, now)
            line = self.tr("{when} 发出 · {words}").format(when=when, words=said)
        self._words.setText(line)
        self.setAccessibleName(line)
        self.now_button.setText(self.tr("仍然发送") if stopped else self.tr("现在发出"))
        tone = "warn" if stopped else "plain"
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def words(self) -> str:
        """Return what the row says."""
        return self._words.text()

    def _button(self, said: str) -> QPushButton:
        button = QPushButton(said, self)
        button.setProperty("role", "composer_bar_button")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _on_change_clicked(self) -> None:
        self.change_requested.emit(self._id)

    def _on_now_clicked(self) -> None:
        self.now_requested.emit(self._id)

    def _on_cancel_clicked(self) -> None:
        self.cancel_requested.emit(self._id)


class ScheduledBar(QWidget):
    """The rows over the composer; more than three are folded into a line.

    Signals:
        change_requested(id), now_requested(id), cancel_requested(id): of one answer
    """

    change_requested = Signal(object)
    now_requested = Signal(object)
    cancel_requested = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        """Make a hidden bar."""
        super().__init__(parent)
        self._answers: tuple[Scheduled, ...] = ()
        self._rows: list[ScheduledRow] = []
        self.more_button = QPushButton("", self)
        self.more_button.setProperty("role", "composer_fold")
        self.more_button.setCheckable(True)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.toggled.connect(self._on_more_toggled)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._now: datetime | None = None
        self.hide()

    @property
    def rows(self) -> tuple[ScheduledRow, ...]:
        """The rows that are shown."""
        return tuple(self._rows)

    def show_answers(self, answers: tuple[Scheduled, ...], now: datetime) -> None:
        """Show the answers that wait; hide for none."""
        stopped = [each for each in answers if each.stopped is not None]
        waiting = [each for each in answers if each.stopped is None]
        self._answers = (*stopped, *waiting)
        self._now = now
        self._fill(now)
        self.setVisible(bool(answers))

    def _on_more_toggled(self) -> None:
        if self._now is not None:
            self._fill(self._now)

    def _fill(self, now: datetime) -> None:
        opened = self.more_button.isChecked()
        shown = self._answers if opened else self._answers[:_MOST_ROWS]
        while len(self._rows) > len(shown):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(shown):
            self._rows.append(self._new_row())
        for row, answer in zip(self._rows, shown, strict=True):
            row.show_answer(answer, now)
        beyond = len(self._answers) - _MOST_ROWS
        self.more_button.setVisible(beyond > 0)
        self.more_button.setText(
            self.tr("收起")
            if opened
            else self.tr("还有 %n 条定时", None, max(0, beyond))
        )
        self.more_button.setAccessibleName(self.more_button.text())

    def _new_row(self) -> ScheduledRow:
        row = ScheduledRow(self)
        self._column.insertWidget(len(self._rows), row)
        row.change_requested.connect(self.change_requested)
        row.now_requested.connect(self.now_requested)
        row.cancel_requested.connect(self.cancel_requested)
        return row
