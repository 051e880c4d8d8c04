"""Every key of the window in one table, so that one place can change them.

All carry Alt, Ctrl or are function keys: none is a letter or digit that an input
method composes with. `?` reaches the window only where no field takes it.
"""

import sys
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


class Command(StrEnum):
    """What a key of the window does."""

    NEXT_CONVERSATION = "next_conversation"
    PREVIOUS_CONVERSATION = "previous_conversation"
    NEXT_WAITING = "next_waiting"
    PREVIOUS_WAITING = "previous_waiting"
    END_SESSION = "end_session"
    PANEL_CUSTOMER = "panel_customer"
    ALL_KEYS = "all_keys"
    STEP_BACK = "step_back"


@dataclass(frozen=True, slots=True)
class KeyBinding:
    """The keys of one command, in the portable spelling of QKeySequence."""

    command: Command
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the sheet of all keys."""

    words: str
    keys: tuple[str, ...]


KEYS = (
    KeyBinding(Command.NEXT_CONVERSATION, ("Alt+Down",)),
    KeyBinding(Command.PREVIOUS_CONVERSATION, ("Alt+Up",)),
    KeyBinding(Command.NEXT_WAITING, ("Alt+Shift+Down",)),
    KeyBinding(Command.PREVIOUS_WAITING, ("Alt+Shift+Up",)),
    KeyBinding(Command.END_SESSION, ("Ctrl+Shift+E",)),
    KeyBinding(Command.PANEL_CUSTOMER, ("Ctrl+1",)),
    KeyBinding(Command.ALL_KEYS, ("F1", "?")),
    KeyBinding(Command.STEP_BACK, ("Esc",)),
)


def command_words(command: Command) -> str:
    """Return what a command does, in words."""
    translate = QCoreApplication.translate
    return {
        Command.NEXT_CONVERSATION: translate("Command", "下一个会话"),
        Command.PREVIOUS_CONVERSATION: translate("Command", "上一个会话"),
        Command.NEXT_WAITING: translate("Command", "下一个待回复"),
        Command.PREVIOUS_WAITING: translate("Command", "上一个待回复"),
        Command.END_SESSION: translate("Command", "结束会话"),
        Command.PANEL_CUSTOMER: translate("Command", "客户资料栏"),
        Command.ALL_KEYS: translate("Command", "全部快捷键"),
        Command.STEP_BACK: translate("Command", "关闭、返回"),
    }[command]


def key_lines(bindings: tuple[KeyBinding, ...]) -> tuple[KeyLine, ...]:
    """Return the lines of the sheet for a table of keys."""
    return tuple(KeyLine(command_words(each.command), each.keys) for each in bindings)


_SIGNS = (
    ("Down", "↓"),
    ("Up", "↑"),
    ("Left", "←"),
    ("Right", "→"),
    ("Return", "Enter"),
)


def shown_key(key: str) -> str:
    """Return a key as this system writes it: arrows as arrows, Enter, not Return."""
    # Elsewhere Qt's native form translates names: 回车, which no key cap says.
    form = QKeySequence.SequenceFormat
    written = form.NativeText if sys.platform == "darwin" else form.PortableText
    native = QKeySequence(key).toString(written)
    words = native or key
    for name, sign in _SIGNS:
        words = words.replace(name, sign)
    return words
