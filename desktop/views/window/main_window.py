"""The desk's window: it stands at once and takes its parts as they are built."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.views.theme.theme import Theme
from desktop.views.window.column_focus import ColumnFocus
from desktop.views.window.columns import Columns
from desktop.views.window.keys import (
    KEYS,
    Command,
    KeyBinding,
    command_words,
    key_lines,
)
from desktop.views.window.pages import Page
from desktop.views.window.rail_view import RailView
from desktop.views.window.toast_view import ToastView
from desktop.views.window.veil import Veil

if TYPE_CHECKING:
    from desktop.models.engine_status import EngineStatus
    from desktop.views.window.banner_view import BannerView
    from desktop.views.window.keys_sheet_view import KeysSheetView
    from desktop.views.window.notices import Notice

USUAL_SIZE = QSize(1440, 900)
SMALLEST_SIZE = QSize(560, 380)

_WIDTH_STEP = 24
"""Logical pixels by which a key changes the width of a column."""
_FRAME = QSize(16, 40)
"""What title bar and borders take of a screen at most, before they are known."""


class MainWindow(QWidget):
    """Rail, pages, banner, toast and the keys.

    Signals:
        close_requested: the person wants the window gone; `allow_close` lets it go.
        command_requested: a Command that others carry out.
        page_requested: a Page that is wanted and was not given yet (`set_page`).
        page_shown: the Page now on screen.
        banner_action_requested: the key of the notice whose button was pressed.
        undo_requested, toast_expired: the key that a toast was shown with.
        step_back_requested: Esc, with nothing of the window's own left to close.
        keys_page_requested: the settings of the keys are wanted.
    """

    close_requested = Signal()
    command_requested = Signal(object)
    page_requested = Signal(object)
    page_shown = Signal(object)
    banner_action_requested = Signal(str)
    undo_requested = Signal(object)
    toast_expired = Signal(object)
    step_back_requested = Signal()
    keys_page_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._may_close = False
        self._holds_commands = False
        self._held_command: Command | None = None
        self._pages: dict[Page, QWidget] = {}
        self._cover: QWidget | None = None
        self._sheet: KeysSheetView | None = None
        self._before_sheet: QWidget | None = None
        self._bindings: tuple[KeyBinding, ...] = KEYS
        self._column_focus = ColumnFocus()
        self._unread = 0
        self.veil = Veil(self)
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("总机 Switchboard"))
        self.setMinimumSize(SMALLEST_SIZE)
        self.rail = RailView(theme, self)
        self._banner: BannerView | None = None
        self.columns = Columns(theme, self)
        self.toast = ToastView(self)
        self._stack = QStackedWidget(self)
        self._right = QVBoxLayout()
        self._build()
        self._connect_signals()
        self._own = self._own_actions()
        self._actions = {
            each.command: self._action(each) for each in KEYS if not each.in_field
        }
        self._fit_to_screen()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts, given by the composition root

    def set_list(self, widget: QWidget, fold: Callable[[bool], None]) -> None:
        """Take the conversation list; `fold` is told whether only avatars fit."""
        self.columns.set_list(widget, fold)

    def set_conversation(self, widget: QWidget) -> None:
        """Take the conversation with its composer."""
        self.columns.set_conversation(widget)

    def set_panel(self, widget: QWidget) -> None:
        """Take the side panel."""
        self.columns.set_panel(widget)

    def set_page(self, page: Page, widget: QWidget) -> None:
        """Take the widget of a page that was asked for, and show it."""
        self._pages[page] = widget
        self._stack.addWidget(widget)
        self.show_page(page)

    # What is shown

    def show_page(self, page: Page) -> None:
        """Go to a page; one that was not given yet is asked for."""
        widget = self._pages.get(page)
        if widget is None:
            self.rail.show_page(self.current_page)
            self.page_requested.emit(page)
            return
        self.rail.show_page(page)
        if self._cover is None:
            self._stack.setCurrentWidget(widget)
            if page is not Page.CONVERSATIONS:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    @property
    def current_page(self) -> Page:
        """The page on screen, or behind the cover."""
        shown = self._stack.currentWidget()
        return next(
            (page for page, widget in self._pages.items() if widget is shown),
            Page.CONVERSATIONS,
        )

    def show_cover(self, widget: QWidget) -> None:
        """Lay a page over rail and columns, as connecting a corp does."""
        self._cover = widget
        self.rail.hide()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_cover(self) -> QWidget | None:
        """Take the cover off and hand it back, for its owner to keep or delete."""
        cover, self._cover = self._cover, None
        if cover is not None:
            self._stack.removeWidget(cover)
            self.rail.show()
            self.show_page(Page.CONVERSATIONS)
        return cover

    def toggle_panel(self) -> None:
        """Show or hide the side panel."""
        self.columns.show_panel(not self.columns.panel_shown)

    @property
    def banner(self) -> "BannerView":
        """The line on top, made when first there is something to say."""
        if self._banner is None:
            # Imported here: the first window must not wait for it.
            from desktop.views.window.banner_view import BannerView

            self._banner = BannerView(self._theme, self)
            self._banner.action_requested.connect(self.banner_action_requested)
            self._right.insertWidget(0, self._banner)
        return self._banner

    def set_operator(self, name: str) -> None:
        """Show who sits at this desk."""
        self.rail.set_operator(name)

    def set_engine(self, status: "EngineStatus | None", now: datetime) -> None:
        """Show whether messages are coming in; None while nothing is known."""
        self.rail.set_engine(status, now)

    def set_unread(self, count: int) -> None:
        """Show the number of unread messages in the rail and in the title."""
        self._unread = count
        self.rail.set_unread(count)
        self._show_title()

    def show_notice(self, notice: "Notice") -> None:
        """Show a line on top; the gravest is shown first."""
        self.banner.show_notice(notice)

    def clear_notice(self, key: str) -> None:
        """Drop the line with this key."""
        if self._banner is not None:
            self._banner.clear_notice(key)

    def show_toast(self, words: str, undo_key: object = None) -> None:
        """Say what was done; with a key other than None an undo is offered.

        While the contents are covered nothing is said: words may name a customer.
        """
        if not self.veil.drawn:
            self.toast.show_words(words, undo_key)

    def cover_contents(self, cover: QWidget) -> None:
        """Hide all contents behind a widget, the number in the title too."""
        self.close_keys_sheet()
        self.veil.draw(cover)
        self._show_title()

    def uncover_contents(self) -> QWidget | None:
        """Show the contents again; hands the cover back."""
        cover = self.veil.lift()
        self._show_title()
        return cover

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; the parts given from outside are told by their owner."""
        self._theme = theme
        self.close_keys_sheet()
        self.rail.set_theme(theme)
        self.columns.set_theme(theme)
        if self._banner is not None:
            self._banner.set_theme(theme)

    # Keys

    def set_keys(self, bindings: tuple[KeyBinding, ...]) -> None:
        """Give commands other keys; those of the field are for the sheet alone."""
        changed = {each.command: each for each in bindings}
        self._bindings = tuple(
            changed.get(each.command, each) for each in self._bindings
        )
        for binding in bindings:
            if not binding.in_field:
                self._actions[binding.command].setShortcuts(_sequences(binding))

    def carry_out(self, command: Command) -> None:
        """Do what the keys of a command do."""
        self._actions[command].trigger()

    def hold_commands(self) -> None:
        """Keep the last command from now on, until there is somebody to hear it."""
        self._holds_commands = True

    def release_commands(self) -> None:
        """Do what was wanted since `hold_commands`; with a veil drawn it is forgotten.

        The last key alone counts: who saw nothing happen pressed the same key again.
        """
        self._holds_commands = False
        held, self._held_command = self._held_command, None
        if held is not None:
            self.carry_out(held)

    def show_keys_sheet(self) -> None:
        """List all keys, or put the list away when it is open."""
        if self._sheet is not None:
            self.close_keys_sheet()
            return
        from desktop.views.window.fixed_keys import fixed_lines
        from desktop.views.window.keys_sheet_view import KeysSheetView

        self._before_sheet = QApplication.focusWidget()
        lines = key_lines(self._bindings) + fixed_lines()
        self._sheet = KeysSheetView(lines, self._theme, self)
        self._sheet.change_requested.connect(self._on_change_of_keys_requested)
        self._sheet.closed.connect(self.close_keys_sheet)
        self._sheet.show()
        self._sheet.raise_()

    def close_keys_sheet(self) -> None:
        """Put the list of keys away."""
        if self._sheet is not None:
            self._sheet.hide()
            self._sheet.deleteLater()
            self._sheet = None
            before, self._before_sheet = self._before_sheet, None
            if before is not None and isValid(before) and before.isVisible():
                before.setFocus(Qt.FocusReason.PopupFocusReason)

    # Closing and place on screen

    def allow_close(self) -> None:
        """Let the next close really close."""
        self._may_close = True

    def geometry_bytes(self) -> bytes:
        """Return place and size, to be stored."""
        return bytes(self.saveGeometry().data())

    def restore_geometry_bytes(self, stored: bytes) -> bool:
        """Take a stored place and size; false when they are not usable."""
        return self.restoreGeometry(QByteArray(stored))

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        # In a widget of their own: what comes while they are covered stays hidden.
        contents = QWidget(self)
        row = QHBoxLayout(contents)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._right.setSpacing(0)
        self._right.addWidget(self._stack, 1)
        row.addWidget(self.rail)
        row.addLayout(self._right, 1)
        outer.addWidget(contents, 1)
        self.toast.raise_()
        self._pages[Page.CONVERSATIONS] = self.columns
        self._stack.addWidget(self.columns)

    def _connect_signals(self) -> None:
        self.rail.page_chosen.connect(self.show_page)
        self.toast.undo_requested.connect(self.undo_requested)
        self.toast.expired.connect(self.toast_expired)

    def _action(self, binding: KeyBinding) -> QAction:
        action = QAction(command_words(binding.command), self)
        action.setObjectName(binding.command.value)
        action.setData(binding.command)
        action.setShortcuts(_sequences(binding))
        action.triggered.connect(self._on_action_triggered)
        self.addAction(action)
        return action

    def _fit_to_screen(self) -> None:
        room = self.screen().availableSize() - _FRAME
        self.resize(USUAL_SIZE.boundedTo(room))

    def _on_action_triggered(self) -> None:
        action = self.sender()
        if not isinstance(action, QAction):
            return
        command = Command(action.data())
        if self.veil.drawn:
            return  # Esc too: what lies behind must not be moved unseen.
        if command is Command.ALL_KEYS:
            self.show_keys_sheet()
        elif command is Command.STEP_BACK:
            self._step_back()
        elif self._cover is not None:
            return
        elif command in self._own:
            self._own[command]()
        elif self._holds_commands:
            self._held_command = command
        else:
            self.command_requested.emit(command)

    def _own_actions(self) -> dict[Command, Callable[[], None]]:
        return {
            Command.NEXT_COLUMN: partial(self._step_columns, 1),
            Command.PREVIOUS_COLUMN: partial(self._step_columns, -1),
            Command.WIDER_COLUMN: partial(self._widen_column, _WIDTH_STEP),
            Command.NARROWER_COLUMN: partial(self._widen_column, -_WIDTH_STEP),
            Command.USUAL_COLUMNS: self.columns.restore_widths,
        }

    def _step_columns(self, by: int) -> None:
        self._column_focus.step(self._stops(), by)

    def _widen_column(self, by: int) -> None:
        """Let the column that has the keyboard grow or shrink."""
        focused = QApplication.focusWidget()
        for column in self.columns.parts:
            if focused is not None and column.isAncestorOf(focused):
                self.columns.widen(column, by)

    def _stops(self) -> tuple[QWidget, ...]:
        """Return where F6 stops on the page that is on screen."""
        shown = self._stack.currentWidget()
        if shown is self.columns:
            return (self.rail, *self.columns.parts)
        return (self.rail, self._stack)

    def _show_title(self) -> None:
        title = self.tr("总机 Switchboard")
        count = 0 if self.veil.drawn else self._unread
        self.setWindowTitle(f"({count}) {title}" if count else title)

    def _on_change_of_keys_requested(self) -> None:
        self.close_keys_sheet()
        self.keys_page_requested.emit()

    def _step_back(self) -> None:
        if self._sheet is not None:
            self.close_keys_sheet()
        elif self._cover is None and self._stack.currentWidget() is not self.columns:
            self.show_page(Page.CONVERSATIONS)
        elif self.columns.panel_overlays and self.columns.panel_shown:
            self.columns.show_panel(False)
        else:
            self.step_back_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.toast.place()
        self.veil.place()
        if self._sheet is not None:
            self._sheet.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()


def _sequences(binding: KeyBinding) -> list[QKeySequence]:
    return [QKeySequence(key) for key in binding.keys]
