"""The keys in force, for tool tips, labels and menus; they follow every change."""

import weakref
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.views.theme.plain_text import PlainLabel, set_tooltip
from desktop.views.window.keys import KEYS, Command, KeyBinding, shown_key


@dataclass(frozen=True, slots=True)
class _Hint:
    """What names the keys of some commands: a label in its text, else the tool tip."""

    widget: "weakref.ref[QWidget]"
    words: str
    commands: tuple[Command, ...]

    def tell(self) -> bool:
        """Name the keys in force; false when the widget is gone."""
        widget = self.widget()
        if widget is None or not isValid(widget):
            return False
        keys = "  ".join(filter(None, map(shown_keys, self.commands)))
        if isinstance(widget, PlainLabel):
            widget.setText(keys)
        else:
            words = f"{self.words} ({keys})" if self.words and keys else self.words
            set_tooltip(widget, words or keys)
        return True


_in_force: dict[Command, tuple[str, ...]] = {each.command: each.keys for each in KEYS}
_hints: list[_Hint] = []


def set_bindings(bindings: tuple[KeyBinding, ...]) -> None:
    """Take other keys and bring all that names one up to date."""
    _in_force.update({each.command: each.keys for each in bindings})
    _hints[:] = [hint for hint in _hints if hint.tell()]


def keys_of(command: Command) -> tuple[str, ...]:
    """Return the keys of a command that are in force, in portable form."""
    return _in_force.get(command, ())


def shown_keys(command: Command) -> str:
    """Return the first key of a command as it is shown, empty without one."""
    keys = keys_of(command)
    return shown_key(keys[0]) if keys else ""


def name_keys(widget: QWidget, words: str, *commands: Command) -> None:
    """Let a tool tip say words with the keys of commands, now and after a change.

    A label shows the keys alone, as caps do.
    """
    for hint in [each for each in _hints if each.widget() is widget]:
        _hints.remove(hint)
    made = _Hint(weakref.ref(widget), words, commands)
    _hints.append(made)
    made.tell()
