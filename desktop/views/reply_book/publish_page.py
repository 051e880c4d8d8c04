"""The page that publishes or withdraws: what changes, why, and how strictly."""

from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from desktop.views.reply_book.page_frame import PageFrame
from desktop.views.reply_book.styled_sheet import Run, StyledSheet
from desktop.views.theme.theme import Theme

_LONGEST_NOTE = 120


class Step(StrEnum):
    """What the page asks to be done."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    NEWS = "news"
    """Nothing: it tells what others did."""


class PublishPage(PageFrame):
    """Shows what becomes of entries, and does it once a person says so.

    Signals:
        confirmed(Step): do it; `note` and `stops_old` say how.
    """

    confirmed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._step = Step.NEWS
        self.sheet = StyledSheet(theme, self)
        self.note_field = QLineEdit(self)
        self.stop_box = QCheckBox(self.tr("旧内容立即停发"), self)
        self.confirm_button = QPushButton(self)
        self._build()

    @property
    def step(self) -> Step:
        """What is asked."""
        return self._step

    @property
    def note(self) -> str:
        """Why, as the person wrote it."""
        return self.note_field.text().strip()

    @property
    def stops_old(self) -> bool:
        """Whether old versions that are on their way are stopped."""
        return self.stop_box.isChecked()

    def ask(self, step: Step, title: str, words: str, runs: tuple[Run, ...]) -> None:
        """Show what becomes of the entries."""
        self._step = step
        self.say(title, words)
        self.sheet.write(runs)
        asks = step is not Step.NEWS
        self.note_field.setVisible(asks)
        self.note_field.clear()
        self.note_field.setPlaceholderText(
            self.tr("撤回原因，会告诉每个坐席")
            if step is Step.WITHDRAW
            else self.tr("说明，会告诉每个坐席")
        )
        self.stop_box.setVisible(step is Step.PUBLISH)
        self.stop_box.setChecked(False)
        names = {
            Step.PUBLISH: self.tr("发布"),
            Step.WITHDRAW: self.tr("撤回"),
            Step.NEWS: self.tr("知道了"),
        }
        self.confirm_button.setText(names[step])
        self.confirm_button.setProperty(
            "tone", "danger" if step is Step.WITHDRAW else "primary"
        )
        self.confirm_button.style().polish(self.confirm_button)
        first = self.note_field if asks else self.confirm_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Take no second wish while the first is being carried out."""
        self.confirm_button.setEnabled(not busy)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.sheet.set_theme(theme)

    def _build(self) -> None:
        self.sheet.setAccessibleName(self.tr("改动"))
        self.contents.addWidget(self.sheet, 1)
        self.note_field.setMaxLength(_LONGEST_NOTE)
        self.note_field.setAccessibleName(self.tr("说明"))
        self.foot.addWidget(self.note_field, 1)
        self.foot.addWidget(self.stop_box)
        self.foot.addWidget(self.confirm_button, 0, Qt.AlignmentFlag.AlignRight)
        self.note_field.returnPressed.connect(self._on_confirmed)
        self.confirm_button.clicked.connect(self._on_confirmed)

    def _on_confirmed(self) -> None:
        if self.confirm_button.isEnabled():
            self.confirmed.emit(self._step)
