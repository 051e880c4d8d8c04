"""What the middle of the window shows while no conversation is open."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.views.theme.icons import pixmap
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command

_ICON = 48
_COMMANDS = (
    (Command.NEXT_CONVERSATION, Command.PREVIOUS_CONVERSATION),
    (Command.NEXT_WAITING,),
    (Command.PALETTE,),
    (Command.ALL_KEYS,),
)


class EmptyPage(QWidget):
    """Says what to do, and the keys for it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversation_empty")
        self._icon = PlainLabel("", self)
        self._title = PlainLabel("", self)
        self._title.setObjectName("conversation_empty_title")
        self._keys = [self._cap(*commands) for commands in _COMMANDS]
        self._words = [PlainLabel("", self, role="quiet") for _ in self._keys]
        self._build_layout()
        self.set_theme(theme)
        self._say()

    def set_theme(self, theme: Theme) -> None:
        """Switch the colours."""
        ratio = self.devicePixelRatioF()
        picture = pixmap("conversations", theme.colour("faint"), _ICON, ratio)
        self._icon.setPixmap(picture)

    def _cap(self, *commands: Command) -> PlainLabel:
        cap = PlainLabel("", self, role="key")
        name_keys(cap, "", *commands)
        return cap

    def _build_layout(self) -> None:
        centre = Qt.AlignmentFlag.AlignCenter
        self._icon.setAlignment(centre)
        self._title.setAlignment(centre)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        for row, (key, words) in enumerate(zip(self._keys, self._words, strict=True)):
            grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, row, 2)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addWidget(self._title)
        column.addSpacing(8)
        column.addLayout(grid)
        column.addStretch(3)

    def _say(self) -> None:
        self._title.setText(self.tr("从左边选一个会话"))
        texts = (
            self.tr("下一个、上一个会话"),
            self.tr("下一个等待回复的客户"),
            self.tr("搜索消息、客户和命令"),
            self.tr("全部快捷键"),
        )
        for label, text in zip(self._words, texts, strict=True):
            label.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
