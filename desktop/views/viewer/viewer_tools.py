"""The row of buttons under the picture: along, closer, turn, copy, save."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.theme.theme import Theme

_ICON = 18


class Tool(Enum):
    """What the viewer can be asked for; the value names the icon."""

    PREVIOUS = "viewer_previous"
    NEXT = "viewer_next"
    FARTHER = "viewer_farther"
    CLOSER = "viewer_closer"
    FIT = "viewer_fit"
    ACTUAL = "viewer_actual"
    TURN_LEFT = "viewer_left"
    TURN_RIGHT = "viewer_right"
    COPY = "viewer_copy"
    SAVE = "viewer_save"


FOR_PICTURES = frozenset(Tool) - {Tool.PREVIOUS, Tool.NEXT, Tool.SAVE}
"""Tools that a film or a broken file has no use for."""


@dataclass(frozen=True, slots=True)
class ToolKey:
    """The keys of a tool: the first is shown, all work."""

    tool: Tool
    keys: tuple[str, ...]


TOOL_KEYS = (
    ToolKey(Tool.PREVIOUS, ("Left", "PgUp")),
    ToolKey(Tool.NEXT, ("Right", "PgDown")),
    ToolKey(Tool.FARTHER, ("-", "Ctrl+-")),
    ToolKey(Tool.CLOSER, ("+", "=", "Ctrl++", "Ctrl+=")),
    ToolKey(Tool.FIT, ("0", "Ctrl+0")),
    ToolKey(Tool.ACTUAL, ("1", "Ctrl+1")),
    ToolKey(Tool.TURN_LEFT, ("Shift+R",)),
    ToolKey(Tool.TURN_RIGHT, ("R",)),
    ToolKey(Tool.COPY, ("Ctrl+C",)),
    ToolKey(Tool.SAVE, ("Ctrl+S",)),
)


def tool_words(tool: Tool) -> str:
    """Return what a tool does, in words."""
    translate = QCoreApplication.translate
    return {
        Tool.PREVIOUS: translate("ViewerTools", "上一张"),
        Tool.NEXT: translate("ViewerTools", "下一张"),
        Tool.FARTHER: translate("ViewerTools", "缩小"),
        Tool.CLOSER: translate("ViewerTools", "放大"),
        Tool.FIT: translate("ViewerTools", "适合窗口"),
        Tool.ACTUAL: translate("ViewerTools", "原始大小"),
        Tool.TURN_LEFT: translate("ViewerTools", "向左旋转"),
        Tool.TURN_RIGHT: translate("ViewerTools", "向右旋转"),
        Tool.COPY: translate("ViewerTools", "复制图片"),
        Tool.SAVE: translate("ViewerTools", "另存为"),
    }[tool]


class ViewerTools(QFrame):
    """Shows the tools, which picture of how many this is, and its zoom.

    Signals:
        chosen(Tool): a button was clicked.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("viewer_foot")
        self._theme = theme
        self._buttons = {tool: QToolButton(self) for tool in Tool}
        self._place = PlainLabel(parent=self)
        self._place.setObjectName("viewer_place")
        self._zoom = PlainLabel(parent=self)
        self._zoom.setObjectName("viewer_zoom")
        self._build_layout()
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._on_clicked)
        self._say()
        self.set_theme(theme)

    def button(self, tool: Tool) -> QToolButton:
        """Return the button of a tool."""
        return self._buttons[tool]

    def show_place(self, number: int, count: int) -> None:
        """Show that this is the `number`th of `count`; 0 while that is not known."""
        self._place.setText(f"{number} / {count}" if number else "")
        self._buttons[Tool.PREVIOUS].setEnabled(number > 1)
        self._buttons[Tool.NEXT].setEnabled(0 < number < count)

    def show_zoom(self, zoom: float) -> None:
        """Show how large the picture is."""
        self._zoom.setText(f"{round(zoom * 100)}%")

    def offer_picture_tools(self, offered: bool) -> None:
        """Offer what can be done with a picture, or only the rest."""
        for tool in FOR_PICTURES:
            self._buttons[tool].setVisible(offered)
        self._zoom.setVisible(offered)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        text, faint = theme.colour("viewer_text"), theme.colour("viewer_hover")
        for tool, button in self._buttons.items():
            button.setIcon(icon(tool.value, text, _ICON, faint))

    def _build_layout(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(4)
        self._place.setMinimumWidth(56)
        self._place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(48)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        parts: list[QWidget | None] = [
            self._buttons[Tool.PREVIOUS], self._place, self._buttons[Tool.NEXT], None,
            self._buttons[Tool.FARTHER], self._zoom, self._buttons[Tool.CLOSER],
            self._buttons[Tool.FIT], self._buttons[Tool.ACTUAL],
            self._buttons[Tool.TURN_LEFT], self._buttons[Tool.TURN_RIGHT], None,
            self._buttons[Tool.COPY], self._buttons[Tool.SAVE],
        ]  # fmt: skip
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)

    def _say(self) -> None:
        for each in TOOL_KEYS:
            button, words = self._buttons[each.tool], tool_words(each.tool)
            button.setAccessibleName(words)
            set_tooltip(button, f"{words}  {each.keys[0]}")

    def _on_clicked(self) -> None:
        sender = self.sender()
        for tool, button in self._buttons.items():
            if button is sender:
                self.chosen.emit(tool)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
