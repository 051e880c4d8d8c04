"""The context menu of a message: copy, quote, open, and what its state allows."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.content import Note, Text
from desktop.models.display_text import one_line
from desktop.models.message import Message, Origin
from desktop.views.timeline.card_face import Card
from desktop.views.timeline.found_spans import FoundSpan, SpanKind
from desktop.views.timeline.message_face import (
    Extras,
    Face,
    TimelineContext,
    face_of,
    full_text,
    who_says,
)
from desktop.views.timeline.row_frame import is_line
from desktop.views.timeline.send_words import Action, action_word

_SHOWN = 32


@dataclass(frozen=True, slots=True)
class MenuChoice:
    """What a line of the menu stands for: an action, or a text to copy."""

    message_id: int
    action: Action | None = None
    target: str = ""
    copied: str = ""


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the menu; without words it separates, with lines it opens more."""

    words: str = ""
    choice: MenuChoice | None = None
    lines: tuple["MenuLine", ...] = ()


def menu_lines(
    message: Message,
    context: TimelineContext,
    selected: str = "",
    extras: Extras | None = None,
) -> tuple[MenuLine, ...]:
    """Return what the menu of a message offers; `selected` is what would be copied."""
    face = face_of(message, context, closes_group=True, extras=extras)
    lines: list[MenuLine] = []
    if selected:
        words = QCoreApplication.translate("MessageMenu", "复制所选文字")
        lines.append(MenuLine(words, MenuChoice(message.id, copied=selected)))
    text = full_text(message, context)
    if text:
        words = QCoreApplication.translate("MessageMenu", "复制整条消息")
        lines.append(MenuLine(words, MenuChoice(message.id, copied=text)))
    foreign = not is_line(message) and message.origin is not Origin.NOTE
    if text and foreign and context.quotable:
        choice = MenuChoice(message.id, Action.QUOTE)
        lines.append(MenuLine(action_word(Action.QUOTE), choice))
    if text and isinstance(message.content, Text | Note):
        lines += [
            MenuLine(action_word(action), MenuChoice(message.id, action, text))
            for action in (Action.KEEP_AS_REPLY, Action.FIND_REPLIES)
        ]
    for span in face.spans:
        lines += found_lines(message.id, span)
    actions = _action_lines(message, face)
    if actions:
        lines += [MenuLine(), *actions]
    if message.id > 0:
        lines += [MenuLine(), _details(message, context)]
    return tuple(lines)


def found_lines(message_id: int, span: FoundSpan) -> tuple[MenuLine, ...]:
    """Return what can be done with an address, phone or number in a text."""
    shown = one_line(span.value, _SHOWN)
    if span.kind is SpanKind.LINK:
        copy = QCoreApplication.translate("MessageMenu", "复制链接 {value}")
    elif span.kind is SpanKind.PHONE:
        copy = QCoreApplication.translate("MessageMenu", "复制电话 {value}")
    else:
        copy = QCoreApplication.translate("MessageMenu", "复制单号 {value}")
    copying = MenuChoice(message_id, copied=span.value)
    lines = (MenuLine(copy.format(value=shown), copying),)
    if span.kind is SpanKind.LINK:
        return lines
    search = QCoreApplication.translate("MessageMenu", "搜索 {value}")
    looking = MenuChoice(message_id, Action.LOOK_FOR, span.value)
    return (*lines, MenuLine(search.format(value=shown), looking))


def _action_lines(message: Message, face: Face) -> list[MenuLine]:
    lines = [] if face.card is None else _card_lines(message, face.card)
    further = () if face.part is None else face.part.actions
    lines += [
        MenuLine(action_word(action), MenuChoice(message.id, action))
        for action in (*further, *face.actions)
    ]
    for span in face.spans:
        if span.kind is SpanKind.LINK:
            words = f"{action_word(Action.OPEN_LINK)} {one_line(span.value, _SHOWN)}"
            choice = MenuChoice(message.id, Action.OPEN_LINK, span.value)
            lines.append(MenuLine(words, choice))
    return lines


def _card_lines(message: Message, card: Card) -> list[MenuLine]:
    lines = []
    for action in card.actions:
        words = card.word_of(action)
        choice = MenuChoice(message.id, action, card.target_of(action))
        lines.append(MenuLine(words, choice))
    return lines


def _details(message: Message, context: TimelineContext) -> MenuLine:
    """Return the facts of a message behind a line of their own; a click copies one."""
    translate = QCoreApplication.translate
    moment = message.sent_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    who = who_says(message, context)
    facts = (
        (translate("MessageMenu", "时间 {value}"), moment),
        (translate("MessageMenu", "发送者 {value}"), who),
        (translate("MessageMenu", "账号 {value}"), context.account_name),
    )
    lines = [
        MenuLine(
            words.format(value=one_line(value, _SHOWN)),
            MenuChoice(message.id, copied=value),
        )
        for words, value in facts
        if value
    ]
    if message.msgid:
        words = translate("MessageMenu", "复制消息编号")
        lines.append(MenuLine(words, MenuChoice(message.id, copied=message.msgid)))
    return MenuLine(translate("MessageMenu", "详情"), lines=tuple(lines))


class MessageMenu(QMenu):
    """Shows the choices.

    `triggered` hands out actions whose data is a MenuChoice, those of inner menus too.
    """

    def __init__(self, lines: tuple[MenuLine, ...], parent: QWidget) -> None:
        super().__init__(parent)
        _fill(self, lines)


def _fill(menu: QMenu, lines: tuple[MenuLine, ...]) -> None:
    for line in lines:
        # A lone & would underline the letter that a stranger wrote after it.
        words = line.words.replace("&", "&&")
        if line.lines:
            inner = QMenu(words, menu)
            _fill(inner, line.lines)
            menu.addMenu(inner)
        elif line.choice is None:
            menu.addSeparator()
        else:
            action = QAction(words, menu)
            action.setData(line.choice)
            menu.addAction(action)
