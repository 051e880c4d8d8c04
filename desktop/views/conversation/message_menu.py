"""The context menu of a message: copy, open, and what its state allows."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.display_text import one_line
from desktop.models.message import Message
from desktop.views.conversation.found_spans import SpanKind
from desktop.views.conversation.message_face import (
    Face,
    TimelineContext,
    face_of,
    full_text,
)
from desktop.views.conversation.send_words import Action, action_word

_SHOWN = 32


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """What a line of the menu stands for: an action, or a text to copy."""

    message_id: int
    action: Action | None = None
    target: str = ""
    copied: str = ""


def menu_choices(
    message: Message, context: TimelineContext, selected: str = ""
) -> list[tuple[str, MenuChoice | None]]:
    """Return words and meaning of each line; a line without meaning separates."""
    face = face_of(message, context, closes_group=True)
    lines: list[tuple[str, MenuChoice | None]] = []
    if selected:
        words = QCoreApplication.translate("MessageMenu", "复制所选文字")
        lines.append((words, MenuChoice(message.id, copied=selected)))
    text = full_text(message)
    if text:
        words = QCoreApplication.translate("MessageMenu", "复制整条消息")
        lines.append((words, MenuChoice(message.id, copied=text)))
    lines += _found_lines(message, face)
    actions = _action_lines(message, face)
    if actions:
        lines += [("", None), *actions]
    return lines


def _found_lines(message: Message, face: Face) -> list[tuple[str, MenuChoice | None]]:
    named = {
        SpanKind.LINK: QCoreApplication.translate("MessageMenu", "复制链接 {value}"),
        SpanKind.PHONE: QCoreApplication.translate("MessageMenu", "复制电话 {value}"),
        SpanKind.NUMBER: QCoreApplication.translate("MessageMenu", "复制单号 {value}"),
    }
    return [
        (
            named[span.kind].format(value=one_line(span.value, _SHOWN)),
            MenuChoice(message.id, copied=span.value),
        )
        for span in face.spans
    ]


def _action_lines(message: Message, face: Face) -> list[tuple[str, MenuChoice | None]]:
    card_actions = face.card.actions if face.card else ()
    target = face.card.target if face.card else ""
    lines: list[tuple[str, MenuChoice | None]] = [
        (action_word(action), MenuChoice(message.id, action, target))
        for action in (*card_actions, *face.actions)
    ]
    for span in face.spans:
        if span.kind is SpanKind.LINK:
            words = action_word(Action.OPEN_LINK)
            choice = MenuChoice(message.id, Action.OPEN_LINK, span.value)
            lines.append((f"{words} {one_line(span.value, _SHOWN)}", choice))
    return lines


class MessageMenu(QMenu):
    """Shows the choices; `triggered` hands out actions whose data is a MenuChoice."""

    def __init__(
        self, lines: list[tuple[str, MenuChoice | None]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        for words, choice in lines:
            if choice is None:
                self.addSeparator()
                continue
            # A lone & would underline the letter that a stranger wrote after it.
            action = QAction(words.replace("&", "&&"), self)
            action.setData(choice)
            self.addAction(action)
