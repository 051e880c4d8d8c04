"""What goes on in the library: what comes in, what was refused, look-alikes."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.models.display_text import one_line
from desktop.views.theme.plain_text import PlainLabel

_MOST_SHOWN = 500
"""Refused files that are listed; the number says how many there are."""
_ROWS_SHOWN = 6
"""Of them without scrolling."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """A file that the library may have already."""

    key: object
    """What the owner knows the question by."""
    name: str
    existing: str
    """Name of the material that is the same, or looks alike."""
    same: bool
    """Whether every byte is the same."""


class NewsStrip(QWidget):
    """One line for what comes in, one for the report, one for each likeness.

    Signals:
        cancel_requested(): nothing more shall come in
        shown_requested, added_requested, version_requested(object key): what shall be
            done about a likeness
        likeness_dismissed(object key): nothing shall be done
    """

    cancel_requested = Signal()
    shown_requested = Signal(object)
    added_requested = Signal(object)
    version_requested = Signal(object)
    likeness_dismissed = Signal(object)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.progress = self._card()
        self._bar = QProgressBar(self.progress)
        self._told = PlainLabel("", self.progress, role="small")
        self.cancel_button = QPushButton(self.tr("停止"), self.progress)
        self.report = self._card()
        self._summary = PlainLabel("", self.report, wraps=True)
        self.list = QListWidget(self.report)
        self.details_button = QPushButton(self.tr("看原因"), self.report)
        self.close_button = QPushButton(self.tr("知道了"), self.report)
        self._question: Likeness | None = None
        self._waiting: list[Likeness] = []
        self.likeness = self._card()
        self._asked = PlainLabel("", self.likeness, wraps=True)
        self._build()
        self._connect()

    def show_progress(self, done: int, whole: int) -> None:
        """Show how many files have come in; with 0 of 0 the line goes."""
        self.progress.setVisible(whole > 0)
        self._bar.setRange(0, whole)
        self._bar.setValue(done)
        said = self.tr("正在添加 {done} / {whole}")
        self._told.setText(said.format(done=done, whole=whole))

    def show_report(self, added: int, refused: Sequence[Refused]) -> None:
        """Say what came in and what did not, and why."""
        self.list.clear()
        for each in refused[:_MOST_SHOWN]:
            self.list.addItem(f"{one_line(each.name, 80)}：{each.reason}")
        self.list.hide()
        rows = min(len(refused), _ROWS_SHOWN) * self.list.sizeHintForRow(0)
        self.list.setFixedHeight(rows + 2 * self.list.frameWidth() + 2)
        said = self.tr("已添加 {added} 个，{refused} 个没有添加")
        self._summary.setText(said.format(added=added, refused=len(refused)))
        self.report.setVisible(bool(refused))

    def ask(self, likeness: Likeness) -> None:
        """Ask what to do with a file that may be here already; one at a time."""
        self._waiting.append(likeness)
        if self._question is None:
            self._next()

    def close_report(self) -> None:
        """Put the report away."""
        self.report.hide()

    def _card(self) -> QFrame:
        card = QFrame(self)
        card.setProperty("role", "library_news")
        card.hide()
        return card

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 0)
        column.setSpacing(6)
        for card in (self.progress, self.likeness, self.report):
            column.addWidget(card)
        row = QHBoxLayout(self.progress)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        row.addWidget(self._told)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel_button)
        self._build_report()
        self._build_likeness()

    def _build_report(self) -> None:
        column = QVBoxLayout(self.report)
        row = QHBoxLayout()
        row.addWidget(self._summary, 1)
        row.addWidget(self.details_button)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.list.setProperty("role", "report")
        self.list.setAccessibleName(self.tr("没有添加的文件"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        column.addWidget(self.list)

    def _build_likeness(self) -> None:
        self.show_button = QPushButton(self.tr("打开已有的"), self.likeness)
        self.version_button = QPushButton(self.tr("作为它的新版本"), self.likeness)
        self.add_anyway_button = QPushButton(self.tr("仍然添加"), self.likeness)
        self.leave_button = QPushButton(self.tr("不添加"), self.likeness)
        column = QVBoxLayout(self.likeness)
        column.addWidget(self._asked)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (
            self.show_button,
            self.version_button,
            self.add_anyway_button,
            self.leave_button,
        ):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.close_button.clicked.connect(self.close_report)
        self.details_button.clicked.connect(self._toggle_list)
        self.show_button.clicked.connect(self._on_shown)
        self.version_button.clicked.connect(self._on_version)
        self.add_anyway_button.clicked.connect(self._on_added)
        self.leave_button.clicked.connect(self._on_left)

    def _toggle_list(self) -> None:
        self.list.setVisible(self.list.isHidden())

    def _next(self) -> None:
        """Put the next question, if one waits."""
        self._question = self._waiting.pop(0) if self._waiting else None
        question = self._question
        self.likeness.setVisible(question is not None)
        if question is None:
            return
        said = (
            self.tr("“{name}”和素材“{existing}”内容完全一样")
            if question.same
            else self.tr("“{name}”和素材“{existing}”看起来很像")
        )
        names = one_line(question.name, 60), one_line(question.existing, 60)
        self._asked.setText(said.format(name=names[0], existing=names[1]))
        for button in (self.version_button, self.add_anyway_button):
            button.setVisible(not question.same)

    def _answered(self, signal: object) -> None:
        question = self._question
        if question is not None:
            self._next()
            signal.emit(question.key)  # type: ignore[attr-defined]

    def _on_shown(self) -> None:
        self._answered(self.shown_requested)

    def _on_version(self) -> None:
        self._answered(self.version_requested)

    def _on_added(self) -> None:
        self._answered(self.added_requested)

    def _on_left(self) -> None:
        self._answered(self.likeness_dismissed)
