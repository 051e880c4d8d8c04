"""One step of a macro while it is written."""

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from desktop.models.macro import MacroStep, StepKind
from desktop.views.macros.macro_words import asks_for, kind_words


class MacroStepRow(QWidget):
    """What the step does, and what it says.

    `replies` are ids by what a person may type: code or title.

    Signals:
        removed: it shall go.
        raised: it shall come one place earlier.
    """

    removed = Signal()
    raised = Signal()

    def __init__(
        self, step: MacroStep, replies: Mapping[str, int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._kind = step.kind
        self._replies = replies
        self._names = {id_: name for name, id_ in reversed(list(replies.items()))}
        self.kind_button = QPushButton(self)
        self.kind_button.setProperty("tone", "line")
        self._menu = QMenu(self.kind_button)
        widest = max(map(kind_words, StepKind), key=len)
        metrics = self.kind_button.fontMetrics()
        self.kind_button.setMinimumWidth(metrics.horizontalAdvance(f"{widest} ▾") + 28)
        for kind in StepKind:
            self._menu.addAction(kind_words(kind)).setData(kind.value)
        self.field = QLineEdit(self)
        self._offered = QStringListModel(self)
        self._completer = QCompleter(self._offered, self)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(self._completer)
        self.raise_button = self._button("↑", self.tr("提前一步"))
        self.remove_button = self._button("✕", self.tr("去掉这一步"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.kind_button)
        row.addWidget(self.field, 1)
        row.addWidget(self.raise_button)
        row.addWidget(self.remove_button)
        self.kind_button.clicked.connect(self._on_kind_clicked)
        self._menu.triggered.connect(self._on_kind_triggered)
        self.raise_button.clicked.connect(self.raised)
        self.remove_button.clicked.connect(self.removed)
        self.set_kind(step.kind)
        self.field.setText(self._names.get(step.reply_id, "") or step.words)

    def step(self) -> MacroStep:
        """Return the step as it is written."""
        kind, typed = self._kind, self.field.text().strip()
        if kind is StepKind.SEND_REPLY:
            return MacroStep(kind, self._reply_of(typed))
        return MacroStep(kind, words=typed if asks_for(kind) else "")

    def _reply_of(self, typed: str) -> int:
        """Return the reply of a code or title, also of a title that holds it."""
        if typed in self._replies:
            return self._replies[typed]
        sought = typed.removeprefix("/").casefold()
        like = {id_ for name, id_ in self._replies.items() if sought in name.casefold()}
        return like.pop() if sought and len(like) == 1 else 0

    def set_kind(self, kind: StepKind) -> None:
        """Let it be another step; what was typed stays where it can."""
        self._kind = kind
        name, asked = kind_words(kind), asks_for(kind)
        self.kind_button.setText(f"{name} ▾")
        self.kind_button.setAccessibleName(self.tr("做什么：{name}").format(name=name))
        self.field.setEnabled(bool(asked))
        self.field.setPlaceholderText(asked)
        self.field.setAccessibleName(asked or name)
        sends = kind is StepKind.SEND_REPLY
        self._offered.setStringList(list(self._replies) if sends else [])
        if not asked:
            self.field.clear()

    def _on_kind_clicked(self) -> None:
        corner = self.kind_button.rect().bottomLeft()
        self._menu.popup(self.kind_button.mapToGlobal(corner))

    def _on_kind_triggered(self, action: QAction) -> None:
        self.set_kind(StepKind(action.data()))

    def _button(self, sign: str, name: str) -> QPushButton:
        button = QPushButton(sign, self)
        button.setAccessibleName(name)
        button.setProperty("tone", "line")
        button.setFixedWidth(button.fontMetrics().height() + 16)
        return button
