"""Steps 4 and 5: the first sync of each account, and what comes after it."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.models.checkup import AccountProgress, SyncPhase
from desktop.models.display_text import one_line
from desktop.views.setup.step_page import StepPage
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel

_WHOLE = 1000
_ENDED = frozenset({SyncPhase.DONE, SyncPhase.FAILED})


class ProgressRow(QFrame):
    """How far one account has come."""

    def __init__(self, parent: QWidget) -> None:
        """Make a row without an account."""
        super().__init__(parent)
        self.setProperty("role", "setup_row")
        self._name = ElidedLabel("", self, role="heading")
        self._words = PlainLabel("", self, role="quiet")
        self._bar = QProgressBar(self)
        self._bar.setRange(0, _WHOLE)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._failure = PlainLabel("", self, role="setup_fault", wraps=True)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 11)
        column.setSpacing(5)
        column.addLayout(top)
        column.addWidget(self._bar)
        column.addWidget(self._failure)

    def show_progress(self, progress: AccountProgress) -> None:
        """Show an account's progress."""
        self._name.setText(one_line(progress.name, 60))
        self._words.setText(self._phase_words(progress))
        done = progress.phase is SyncPhase.DONE
        share = 1.0 if done else min(1.0, max(0.0, progress.fraction))
        self._bar.setValue(round(share * _WHOLE))
        self._bar.setAccessibleName(self._name.text())
        failure = "" if progress.failure is None else words(progress.failure)
        self._failure.setText(failure)
        self._failure.setVisible(bool(failure))

    def _phase_words(self, progress: AccountProgress) -> str:
        if progress.phase is SyncPhase.WAITING:
            return self.tr("等待中")
        if progress.phase is SyncPhase.FAILED:
            return self.tr("没有完成")
        count = QLocale().toString(progress.messages)
        if progress.phase is SyncPhase.DONE:
            return self.tr("完成 · {count} 条消息").format(count=count)
        return self.tr("已读 {count} 条消息").format(count=count)


class SyncPage(StepPage):
    """A row for each account; nobody has to wait for the end.

    Signals:
        sync_cancelled(): go on in the background
        completed(): all accounts are done or failed, and a person goes on
    """

    sync_cancelled = Signal()
    completed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make a page without accounts."""
        super().__init__(parent)
        self._rows: list[ProgressRow] = []
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self._box = QFrame(holder)
        self._box.setProperty("role", "setup_box")
        self._lines = QVBoxLayout(self._box)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        column.addWidget(self._box)
        column.addStretch(1)
        self.add_content(holder, scrolls=True)
        self._background = self.button(self.tr("在后台继续"))
        self._go_on = self.button(self.tr("继续"), primary=True)
        self._background.clicked.connect(self.sync_cancelled)
        self._go_on.clicked.connect(self.completed)
        self.show_progress(())

    def show_progress(self, accounts: tuple[AccountProgress, ...]) -> None:
        """Show how far each account has come."""
        while len(self._rows) < len(accounts):
            row = ProgressRow(self._box)
            self._rows.append(row)
            self._lines.addWidget(row)
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(accounts))
        for row, progress in zip(self._rows, accounts, strict=False):
            row.show_progress(progress)
        self._box.setVisible(bool(accounts))
        ended = bool(accounts) and all(each.phase in _ENDED for each in accounts)
        self._go_on.setEnabled(ended)
        self._background.setVisible(not ended)
        self._say_sum(accounts)

    def _say_sum(self, accounts: tuple[AccountProgress, ...]) -> None:
        done = sum(each.phase is SyncPhase.DONE for each in accounts)
        count = sum(each.messages for each in accounts)
        self.say(
            self.tr("同步最近 3 天消息"),
            self.tr(
                "企业微信只保留最近 3 天。{done} / {all} 个账号已完成，"
                "共 {count} 条消息。"
            ).format(done=done, all=len(accounts), count=QLocale().toString(count)),
        )


class DonePage(StepPage):
    """The end: what works now and what is good to know.

    Signals:
        finished()
    """

    finished = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make the page."""
        super().__init__(parent)
        self.say(self.tr("完成"), self.tr("企业已接入，收件箱可以用了。"))
        for line in (
            self.tr("客户的新消息会自己出现在收件箱里，等得最久的排在最前。"),
            self.tr(
                "客户写来一条后，48 小时内最多可回 5 条；输入框下方一直显示还剩多少。"
            ),
            self.tr(
                "企业微信只保留 3 天的消息：总机连续关闭超过 3 天，"
                "这之间的消息就取不回来了。"
            ),
            self.tr("要再接入一个企业、重新体检或换账号，请到「设置」。"),
        ):
            label = PlainLabel(f"· {line}", self, wraps=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.add_content(label)
        self.add_stretch()
        self._open = self.button(self.tr("打开收件箱"), primary=True)
        self._open.clicked.connect(self.finished)

    def start(self) -> None:
        """Put the keyboard on the way on."""
        self._open.setFocus()
