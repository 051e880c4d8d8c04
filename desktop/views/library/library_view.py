"""The page 资料库: tabs with a tree, their contents, details at the right."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.views.theme.fonts import BASE_SIZE
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme
from desktop.views.window.columns import GROWTH

_WIDE = 1300
"""Width of the page from which side and detail have their usual widths."""
_SIDE, _NARROW_SIDE = 210, 176
_DETAIL, _NARROW_DETAIL = 336, 288


class LibraryTab(Protocol):
    """What a tab of the library consists of; each part is a widget of its own."""

    @property
    def side(self) -> QWidget:
        """What stands below the tabs at the left: a tree."""

    @property
    def centre(self) -> QWidget:
        """The contents."""

    @property
    def detail(self) -> QWidget:
        """What is said of the chosen one, at the right."""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""


TabFactory = Callable[[Theme, QWidget], LibraryTab]
"""Makes a tab when it is first shown; its parts get the widget for a parent."""


class LibraryView(QWidget):
    """The shell of the page: `add_tab` gives it its contents.

    Signals:
        tab_shown(str key): a tab is on screen now
    """

    tab_shown = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setAccessibleName(self.tr("资料库"))
        self._theme = theme
        self._factories: dict[str, TabFactory] = {}
        self._tabs: dict[str, LibraryTab] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._side_column = QFrame(self)
        self._sides = QStackedWidget(self._side_column)
        self._centres = QStackedWidget(self)
        self._details = QStackedWidget(self)
        self._heads = QHBoxLayout()
        self._shown = ""
        self._build()
        self._group.buttonClicked.connect(self._on_tab_clicked)

    @property
    def shown(self) -> str:
        """Key of the tab on screen, empty before there is one."""
        return self._shown

    def add_tab(self, key: str, title: str, factory: TabFactory) -> None:
        """Take a tab; it is made when it is first shown. The first one is shown."""
        button = QPushButton(title, self._side_column)
        button.setProperty("role", "library_tab")
        button.setProperty("key", key)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._group.addButton(button)
        self._heads.insertWidget(self._heads.count() - 1, button)
        self._buttons[key] = button
        self._factories[key] = factory

    def tab(self, key: str) -> LibraryTab:
        """Return a tab, made now if it was not shown yet."""
        made = self._tabs.get(key)
        if made is None:
            made = self._tabs[key] = self._factories[key](self._theme, self)
            self._sides.addWidget(made.side)
            self._centres.addWidget(made.centre)
            self._details.addWidget(made.detail)
        return made

    def show_tab(self, key: str) -> None:
        """Go to a tab."""
        made = self.tab(key)
        self._buttons[key].setChecked(True)
        self._sides.setCurrentWidget(made.side)
        self._centres.setCurrentWidget(made.centre)
        self._details.setCurrentWidget(made.detail)
        self.setFocusProxy(made.centre)
        if key != self._shown:
            self._shown = key
            self.tab_shown.emit(key)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for each in self._tabs.values():
            each.set_theme(theme)

    def _build(self) -> None:
        self._side_column.setProperty("role", "library_side")
        self._details.setProperty("role", "library_detail")
        column = QVBoxLayout(self._side_column)
        column.setContentsMargins(0, 20, 0, 8)
        column.setSpacing(10)
        title = PlainLabel(self.tr("资料库"), self._side_column, role="title")
        title.setContentsMargins(14, 0, 14, 0)
        column.addWidget(title)
        self._heads.setContentsMargins(10, 0, 10, 0)
        self._heads.setSpacing(4)
        self._heads.addStretch(1)
        column.addLayout(self._heads)
        column.addWidget(self._sides, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side_column)
        row.addWidget(self._centres, 1)
        row.addWidget(self._details)

    def _on_tab_clicked(self, button: QPushButton) -> None:
        self.show_tab(str(button.property("key")))

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        growth = 1 + (self.font().pixelSize() / BASE_SIZE - 1) * GROWTH
        wide = self.width() >= _WIDE * growth
        side, detail = (_SIDE, _DETAIL) if wide else (_NARROW_SIDE, _NARROW_DETAIL)
        self._side_column.setFixedWidth(round(side * growth))
        self._details.setFixedWidth(round(detail * growth))
