"""What the mouse does in the timeline: clicks, selecting text, the context menu."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QWidget

from desktop.models.message import Message
from desktop.views.timeline.found_spans import FoundSpan, SpanKind
from desktop.views.timeline.message_face import (
    Extras,
    TimelineContext,
    full_text,
)
from desktop.views.timeline.message_menu import (
    MenuChoice,
    MenuLine,
    MessageMenu,
    found_lines,
    menu_lines,
)
from desktop.views.timeline.row_layout import Hotspot, RowLayout
from desktop.views.timeline.send_words import Action
from desktop.views.timeline.timeline_selecting import TimelineSelecting


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

    def extras(self, message: Message) -> Extras:
        """Return what a message shows beyond itself."""


class TimelinePointer(QObject):
    """Turns mouse events into actions, and hands selecting on.

    Signals:
        action_chosen(action, message_id, target): a word or a link was clicked.
        voice_sought(message_id, fraction): a place of a waveform was clicked.
        row_pressed(row): a row was pressed and becomes the current one.
    """

    action_chosen = Signal(object, object, str)
    voice_sought = Signal(object, float)
    row_pressed = Signal(int)

    def __init__(
        self, surface: Surface, selecting: TimelineSelecting, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._surface = surface
        self._selecting = selecting
        self._pressed: Hotspot | None = None
        self._pressed_span: FoundSpan | None = None
        self._menu: MessageMenu | None = None

    def reset(self) -> None:
        """Forget selection and presses; the rows are other ones now."""
        self._pressed, self._pressed_span = None, None
        self._selecting.clear()

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a selection; with Shift extend the one there is."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        hit = self._surface.hit(event.position().toPoint())
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._pressed = self._pressed_span = None
        if hit is not None and extends and self._selecting.anything:
            self._selecting.extend(hit.layout, hit.point)
            self._selecting.dragging = True
            return
        self._selecting.clear()
        if hit is None:
            return
        self.row_pressed.emit(hit.row)
        self._pressed = hit.layout.hotspot_at(hit.point)
        if self._pressed is None:
            self._pressed_span = self._span_at(hit)
        self._selecting.begin(hit.layout, hit.point)

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection, or show what the pointer is over."""
        position = event.position().toPoint()
        if not self._selecting.dragging:
            self._surface.viewport().setCursor(self._shape_at(position))
            return
        height = self._surface.viewport().height()
        above, below = min(0, position.y()), max(0, position.y() - height + 1)
        self._selecting.drag_beyond(above or below)
        self.drag_to(position)

    def drag_to(self, position: QPoint) -> None:
        """Bring the loose end to a position, or to the edge nearest to it."""
        bottom = self._surface.viewport().height() - 1
        inside = QPoint(position.x(), min(bottom, max(0, position.y())))
        hit = self._surface.hit(inside)
        if hit is not None:
            self._selecting.extend(hit.layout, hit.point)

    def release(self, event: QMouseEvent) -> None:
        """Finish a click: it counts where it began, unless something was selected."""
        self._selecting.let_go()
        position = event.position().toPoint()
        hit = self._surface.hit(position)
        if hit is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._selecting.anything:
            return
        hotspot = hit.layout.hotspot_at(hit.point)
        if hotspot is not None and hotspot == self._pressed:
            self._click(hotspot, hit)
        span = self._span_at(hit)
        if span is None or span != self._pressed_span:
            return
        message_id = hit.layout.message.id
        if span.kind is SpanKind.LINK:
            self.action_chosen.emit(Action.OPEN_LINK, message_id, span.value)
        else:
            self._popup(found_lines(message_id, span), position)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word under the pointer."""
        hit = self._surface.hit(event.position().toPoint())
        if hit is not None and hit.layout.in_bubble(hit.point):
            self._selecting.take_word(hit.layout, hit.point)
            self._pressed_span = None

    def copy(self, current: Message | None) -> None:
        """Copy the selection, or the whole current message."""
        context = self._surface.context()
        if self._selecting.anything:
            _to_clipboard(self._selecting.text(context))
        elif current is not None:
            _to_clipboard(full_text(current, context))

    def show_menu(self, message: Message, position: QPoint) -> None:
        """Open the context menu of a message at a position of the viewport."""
        context = self._surface.context()
        chosen = self._selecting.range_in(message.id) is not None
        selected = self._selecting.text(context) if chosen else ""
        extras = self._surface.extras(message)
        self._popup(menu_lines(message, context, selected, extras), position)

    def _popup(self, lines: tuple[MenuLine, ...], position: QPoint) -> None:
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
            self._act(choice.action, choice.message_id, choice.target)

    def _click(self, hotspot: Hotspot, hit: Hit) -> None:
        message_id = hit.layout.message.id
        if hotspot.action is Action.SEEK_VOICE:
            heard = (hit.point.x() - hotspot.rect.x()) / max(1, hotspot.rect.width())
            self.voice_sought.emit(message_id, heard)
        else:
            self._act(hotspot.action, message_id, hotspot.target)

    def _act(self, action: Action, message_id: int, target: str) -> None:
        if action is Action.COPY:
            _to_clipboard(target)
        else:
            self.action_chosen.emit(action, message_id, target)

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
        """Return the address, phone or number under the pointer."""
        point = hit.layout.body_point(hit.point)
        if point is None or hit.layout.body is None:
            return None
        return hit.layout.body.block.span_at(point)


def _to_clipboard(text: str) -> None:
    """Copy as plain text only."""
    QGuiApplication.clipboard().setText(text)
