"""Removing all that is kept of a corp: asked for by typing its name, no way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.views.settings.choice_row import SettingRow
from desktop.views.theme.plain_text import PlainLabel

_LONGEST_NAME = 60


class RemovalRow(QWidget):
    """A row that opens into a field; only the corp's name makes the button count.

    Signals:
        removal_requested: the corp's id.
    """

    removal_requested = Signal(object)

    def __init__(self, corp_id: int, corp: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._corp_id = corp_id
        self._name = one_line(corp, _LONGEST_NAME)
        self.open_button = QPushButton(self.tr("删除…"), self)
        self.open_button.setProperty("tone", "danger")
        self.field = QLineEdit(self)
        self.cancel_button = QPushButton(self.tr("取消"), self)
        self.remove_button = QPushButton(self.tr("永久删除"), self)
        self.remove_button.setProperty("tone", "danger")
        self._asking = QWidget(self)
        self._build(title)
        self._ask(wanted=False)
        self.open_button.clicked.connect(self._on_open_clicked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self._on_remove_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)

    def _build(self, title: str) -> None:
        explanation = self.tr(
            "聊天记录、文件、草稿、备注、定时和还没发出的消息都从这台电脑删除，"
            "无法恢复；企业微信里的不受影响"
        )
        row = SettingRow(title, explanation, self.open_button, self)
        prompt = self.tr("输入「{name}」以确认").format(name=self._name)
        self.field.setAccessibleName(prompt)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.cancel_button)
        line.addWidget(self.remove_button)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(16, 0, 16, 12)
        asking.setSpacing(6)
        asking.addWidget(PlainLabel(prompt, self._asking, role="small", wraps=True))
        asking.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(self._asking)

    def _ask(self, *, wanted: bool) -> None:
        self.field.clear()
        self.remove_button.setEnabled(False)
        self._asking.setVisible(wanted)
        self.open_button.setVisible(not wanted)

    def _on_open_clicked(self) -> None:
        self._ask(wanted=True)
        self.field.setFocus()

    def _on_cancel_clicked(self) -> None:
        self._ask(wanted=False)
        self.open_button.setFocus()

    def _on_text_changed(self, text: str) -> None:
        self.remove_button.setEnabled(text.strip() == self._name.strip())

    def _on_remove_clicked(self) -> None:
        if self.remove_button.isEnabled():
            self._ask(wanted=False)
            self.removal_requested.emit(self._corp_id)
