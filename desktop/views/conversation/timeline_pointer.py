"""What the mouse does in the timeline: clicks, selecting text, the context menu."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop.models.message import Message
from desktop.views.conversation.found_spans import FoundSpan, SpanKind
from desktop.views.conversation.message_face import TimelineContext, full_text
from desktop.views.conversation.message_menu import (
    MenuChoice,
    MessageMenu,
    menu_choices,
)
from desktop.views.conversation.row_layout import Hotspot, RowLayout
from desktop.views.conversation.send_words import Action
from desktop.views.conversation.text_selection import TextSelection


@dataclass(frozen=True, slots=True)
class Hit:
    """A row under the pointer; `point` is in the row's coordinates."""

    row: int
    layout: RowLayout
    point: QPoint


class Surface(Protocol):
    """What the pointer needs of the view."""

    def hit(self, position: QPoint) -> Hit | None:
        """Return the row under a position of the viewport."""

    def viewport(self) -> QWidget:
        """Return the widget that is painted."""

    def context(self) -> TimelineContext:
        """Return what all messages share."""


class TimelinePointer(QObject):
    """Turns mouse events into actions and into one selection.

    Signals:
        action_chosen(action, message_id, target): a word or a link was clicked.
        row_pressed(row): a row was pressed and becomes the current one.
    """

    action_chosen = Signal(object, object, str)
    row_pressed = Signal(int)

    def __init__(self, surface: Surface, parent: QObject) -> None:
        super().__init__(parent)
        self._surface = surface
        self._pressed: Hotspot | None = None
        self._pressed_span: FoundSpan | None = None
        self._selecting = False
        self._menu: MessageMenu | None = None
        self.selection = TextSelection()
        self.selected_text = ""

    def reset(self) -> None:
        """Forget selection and presses; the rows are other ones now."""
        self._pressed, self._pressed_span = None, None
        self._selecting = False
        self._select_nothing()

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a selection."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        hit = self._surface.hit(event.position().toPoint())
        self._select_nothing()
        self._pressed = self._pressed_span = None
        if hit is None:
            return
        self.row_pressed.emit(hit.row)
        self._pressed = hit.layout.hotspot_at(hit.point)
        if self._pressed is None and hit.layout.in_bubble(hit.point):
            self._begin_selection(hit)

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection, or show what the pointer is over."""
        position = event.position().toPoint()
        if self._selecting:
            self._extend_selection(position)
            return
        self._surface.viewport().setCursor(self._shape_at(position))

    def release(self, event: QMouseEvent) -> None:
        """Finish a click: it counts where it began."""
        self._selecting = False
        hit = self._surface.hit(event.position().toPoint())
        if hit is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        hotspot = hit.layout.hotspot_at(hit.point)
        message_id = hit.layout.message.id
        if hotspot is not None and hotspot is self._pressed:
            self.action_chosen.emit(hotspot.action, message_id, hotspot.target)
        span = self._span_at(hit)
        if span is not None and span is self._pressed_span and not self.selected_text:
            self.action_chosen.emit(Action.OPEN_LINK, message_id, span.value)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word under the pointer."""
        hit = self._surface.hit(event.position().toPoint())
        if hit is None or not hit.layout.in_bubble(hit.point):
            return
        point = hit.layout.body_point(hit.point)
        if point is not None and hit.layout.body is not None:
            block = hit.layout.body.block
            start, end = block.word_at(point)
            self.selection.take(hit.layout.message.id, start, end)
            self.selected_text = block.text_between(start, end)
            self._pressed_span = None
            self._surface.viewport().update()

    def copy(self, current: Message | None) -> None:
        """Copy the selection, or the whole current message."""
        if self.selected_text:
            _to_clipboard(self.selected_text)
        elif current is not None:
            _to_clipboard(full_text(current))

    def show_menu(self, message: Message, position: QPoint) -> None:
        """Open the context menu of a message at a position of the viewport."""
        chosen = self.selection.range_in(message.id) is not None
        selected = self.selected_text if chosen else ""
        lines = menu_choices(message, self._surface.context(), selected)
        if not lines:
            return
        if self._menu is not None:
            self._menu.deleteLater()
        viewport = self._surface.viewport()
        self._menu = MessageMenu(lines, viewport)
        self._menu.triggered.connect(self._on_menu_triggered)
        self._menu.popup(viewport.mapToGlobal(position))

    def _on_menu_triggered(self, chosen: QAction) -> None:
        choice = chosen.data()
        if not isinstance(choice, MenuChoice):
            return
        if choice.action is None:
            _to_clipboard(choice.copied)
        else:
            self.action_chosen.emit(choice.action, choice.message_id, choice.target)

    def _begin_selection(self, hit: Hit) -> None:
        point = hit.layout.body_point(hit.point)
        if point is None or hit.layout.body is None:
            return
        self._pressed_span = self._span_at(hit)
        position = hit.layout.body.block.cursor_at(point)
        self.selection.begin(hit.layout.message.id, position)
        self._selecting = True

    def _extend_selection(self, position: QPoint) -> None:
        """Move the loose end; outside the bubble it sticks to the text's ends."""
        hit = self._surface.hit(position)
        if hit is None or hit.layout.message.id != self.selection.message_id:
            return
        point = hit.layout.body_point(hit.point)
        if point is None or hit.layout.body is None:
            return
        block = hit.layout.body.block
        end = 0 if point.y() < 0 else block.cursor_at(point)
        if point.y() > block.size.height():
            end = block.length()
        self.selection.extend(end)
        chosen = self.selection.range_in(hit.layout.message.id)
        self.selected_text = block.text_between(*chosen) if chosen else ""
        self._surface.viewport().update()

    def _shape_at(self, position: QPoint) -> Qt.CursorShape:
        hit = self._surface.hit(position)
        if hit is None:
            return Qt.CursorShape.ArrowCursor
        if hit.layout.hotspot_at(hit.point) or self._span_at(hit):
            return Qt.CursorShape.PointingHandCursor
        if hit.layout.body is not None and hit.layout.in_bubble(hit.point):
            return Qt.CursorShape.IBeamCursor
        return Qt.CursorShape.ArrowCursor

    def _span_at(self, hit: Hit) -> FoundSpan | None:
        """Return the address under the pointer."""
        point = hit.layout.body_point(hit.point)
        if point is None or hit.layout.body is None:
            return None
        span = hit.layout.body.block.span_at(point)
        return span if span is not None and span.kind is SpanKind.LINK else None

    def _select_nothing(self) -> None:
        self.selection.clear()
        self.selected_text = ""
        self._surface.viewport().update()


def _to_clipboard(text: str) -> None:
    """Copy as plain text only."""
    QGuiApplication.clipboard().setText(text)
