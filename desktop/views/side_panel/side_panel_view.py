"""The side panel: tabs, and the page of each, built when it is opened first."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme.plain_text import set_tooltip
from desktop.views.window.key_hints import name_keys
from desktop.views.window.keys import Command


@dataclass(slots=True)
class _Slot:
    """One tab; its page is made when it is shown first."""

    tab: QPushButton
    make: Callable[[], QWidget]
    page: QWidget | None = None


class SidePanelView(QWidget):
    """What is known beside the conversation; pages are named by keys.

    Signals:
        page_shown(key): another page is on top now.
    """

    page_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "panel")
        self._slots: dict[str, _Slot] = {}
        self._current = ""
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_tab_clicked)
        tabs = QFrame(self)
        tabs.setProperty("role", "panel_tabs")
        self._tabs = QHBoxLayout(tabs)
        self._tabs.setContentsMargins(8, 0, 40, 0)
        self._tabs.setSpacing(0)
        self._tabs.addStretch(1)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tabs)
        column.addWidget(self._stack, 1)

    @property
    def current(self) -> str:
        """The key of the page on top, empty before there is one."""
        return self._current

    def add_page(
        self,
        key: str,
        title: str,
        make: Callable[[], QWidget],
        command: Command | None = None,
    ) -> None:
        """Add a tab at the end; the first one is shown at once.

        `make` is called when the page is opened first; `command` is named in the
        tool tip.
        """
        tab = QPushButton(title, self)
        tab.setProperty("role", "panel_tab")
        # A click on the panel leaves the keyboard where the person types.
        tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tab.setCheckable(True)
        if command is None:
            set_tooltip(tab, title)
        else:
            name_keys(tab, title, command)
        self._group.addButton(tab)
        self._tabs.insertWidget(
            self._tabs.count() - 1, tab, 0, Qt.AlignmentFlag.AlignBottom
        )
        self._slots[key] = _Slot(tab, make)
        if not self._current:
            self.show_page(key)

    def has_page(self, key: str) -> bool:
        """Return whether there is a tab of that name."""
        return key in self._slots

    def page(self, key: str) -> QWidget | None:
        """Return a page that was opened before, else None."""
        return self._slots[key].page if key in self._slots else None

    def show_page(self, key: str) -> None:
        """Bring a page to the top, built first where need be."""
        slot = self._slots[key]
        if slot.page is None:
            slot.page = slot.make()
            self._stack.addWidget(slot.page)
        slot.tab.setChecked(True)
        self._stack.setCurrentWidget(slot.page)
        if key != self._current:
            self._current = key
            self.page_shown.emit(key)

    def _on_tab_clicked(self, tab: QPushButton) -> None:
        self.show_page(
            next(key for key, slot in self._slots.items() if slot.tab is tab)
        )
