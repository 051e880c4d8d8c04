"""The line over the field: what can be put in, and for whom one writes."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from desktop.views.composer.written import WritingMode
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import set_tooltip
from desktop.views.theme.theme import Theme
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command

_ICON = 18


class ComposerTools(QWidget):
    """Buttons on the left, the two modes on the right.

    Signals:
        emoji_requested(), picture_requested(), file_requested(), replies_requested(),
            more_requested(), materials_requested(): a button was pressed
        mode_requested(object mode): a WritingMode was chosen
    """

    emoji_requested = Signal()
    picture_requested = Signal()
    file_requested = Signal()
    replies_requested = Signal()
    more_requested = Signal()
    materials_requested = Signal()
    mode_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make the line in the mode of answering."""
        super().__init__(parent)
        self._icons: list[tuple[QToolButton, str]] = []
        self._allowed = True
        self._note = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.emoji_button = self._tool("smile", self.tr("表情"))
        self.picture_button = self._tool("message_picture", self.tr("发送图片"))
        self.file_button = self._tool("paperclip", self.tr("发送文件"))
        self.reply_button = self._tool("bolt", self.tr("快捷回复"))
        self.more_button = self._tool("more", self.tr("位置、链接、小程序、菜单"))
        self.material_button = self._tool("materials", self.tr("素材"))
        self.material_button.hide()
        for button, _ in self._icons:
            row.addWidget(button)
        row.addStretch(1)
        self.answer_button = self._mode(self.tr("回复客户"))
        self.note_button = self._mode(self.tr("内部备注"))
        self.note_button.setProperty("for", "note")
        name_keys(
            self.note_button, self.tr("写给同事，不会发给客户"), Command.WRITE_NOTE
        )
        name_keys(self.emoji_button, self.tr("表情"), Command.PICK_EMOJI)
        name_keys(self.file_button, self.tr("发送文件"), Command.ATTACH_FILES)
        name_keys(self.reply_button, self.tr("快捷回复"), Command.QUICK_REPLIES)
        row.addWidget(self.answer_button)
        row.addWidget(self.note_button)
        self.emoji_button.clicked.connect(self.emoji_requested)
        self.picture_button.clicked.connect(self.picture_requested)
        self.file_button.clicked.connect(self.file_requested)
        self.reply_button.clicked.connect(self.replies_requested)
        self.more_button.clicked.connect(self.more_requested)
        self.material_button.clicked.connect(self.materials_requested)
        self.answer_button.clicked.connect(self._on_answer_clicked)
        self.note_button.clicked.connect(self._on_note_clicked)
        self.set_theme(theme)
        self.show_mode(WritingMode.ANSWER)

    def offer_materials(self) -> None:
        """Show the button of the library: there is a panel that it opens."""
        self.material_button.show()
        name_keys(self.material_button, self.tr("素材"), Command.PANEL_MATERIALS)

    def show_mode(self, mode: WritingMode) -> None:
        """Mark the mode; a note takes words alone."""
        note = mode is WritingMode.NOTE
        self.answer_button.setChecked(not note)
        self.note_button.setChecked(note)
        self._note = note
        self._allow()

    def allow_answering(self, allowed: bool) -> None:
        """Let things be put into the field or not."""
        if allowed != self._allowed:
            self._allowed = allowed
            self._allow()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for button, name in self._icons:
            button.setIcon(
                icon(name, theme.colour("muted"), _ICON, theme.colour("pip_off"))
            )

    def _allow(self) -> None:
        self.emoji_button.setEnabled(self._allowed)
        for button in (
            self.picture_button,
            self.file_button,
            self.reply_button,
            self.more_button,
            self.material_button,
        ):
            button.setEnabled(self._allowed and not self._note)

    def _tool(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "composer_tool")
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words)
        set_tooltip(button, words)
        self._icons.append((button, name))
        return button

    def _mode(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "composer_mode")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _on_answer_clicked(self) -> None:
        self.answer_button.setChecked(True)
        self.mode_requested.emit(WritingMode.ANSWER)

    def _on_note_clicked(self) -> None:
        self.note_button.setChecked(True)
        self.mode_requested.emit(WritingMode.NOTE)
