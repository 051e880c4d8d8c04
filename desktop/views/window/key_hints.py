"""The keys in force, for tool tips and menus; they follow when a key is changed."""

import weakref
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.views.theme.plain_text import set_tooltip
from desktop.views.window.keys import KEYS, Command, KeyBinding, shown_key


@dataclass(slots=True)
class _Hint:
    widget: "weakref.ref[QWidget]"
    words: str
    command: Command


_in_force: dict[Command, tuple[str, ...]] = {each.command: each.keys for each in KEYS}
_hints: list[_Hint] = []


def set_bindings(bindings: tuple[KeyBinding, ...]) -> None:
    """Take other keys and bring every tool tip that names one up to date."""
    _in_force.update({each.command: each.keys for each in bindings})
    _hints[:] = [hint for hint in _hints if _tell(hint)]


def keys_of(command: Command) -> tuple[str, ...]:
    """Return the keys of a command, in the portable spelling of QKeySequence."""
    return _in_force.get(command, ())


def shown_keys(command: Command) -> str:
    """Return the first key of a command as it is shown, empty without one."""
    keys = _in_force.get(command, ())
    return shown_key(keys[0]) if keys else ""


def with_keys(words: str, command: Command) -> str:
    """Return words with the key behind them, as tool tips and menus say it."""
    keys = shown_keys(command)
    if not words or not keys:
        return words or keys
    return f"{words} ({keys})"


def hint(widget: QWidget, words: str, command: Command) -> None:
    """Give a widget a tool tip that names the key of a command, now and later."""
    made = _Hint(weakref.ref(widget), words, command)
    _hints.append(made)
    _tell(made)


def _tell(hint: _Hint) -> bool:
    """Set the tool tip; false when the widget is gone."""
    widget = hint.widget()
    if widget is None or not isValid(widget):
        return False
    set_tooltip(widget, with_keys(hint.words, hint.command))
    return True
