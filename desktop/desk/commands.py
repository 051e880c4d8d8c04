"""What each key of the window does: the parts of the desk name their own commands."""

from collections.abc import Callable, Mapping

from desktop.views.window.keys import Command

Action = Callable[[], object]


class DeskCommands:
    """The actions behind the commands of the window, the palette and the menus."""

    def __init__(self) -> None:
        self._actions: dict[Command, Action] = {}

    def add(self, actions: Mapping[Command, Action]) -> None:
        """Take the actions of a part of the desk; each command has one."""
        twice = self._actions.keys() & actions.keys()
        if twice:
            raise ValueError(f"two actions for {sorted(twice)}")
        self._actions |= actions

    def known(self) -> frozenset[Command]:
        """Return the commands that do something here."""
        return frozenset(self._actions)

    def carry_out(self, command: Command) -> None:
        """Do what a command means; one that is heard elsewhere does nothing here."""
        action = self._actions.get(command)
        if action is not None:
            action()
