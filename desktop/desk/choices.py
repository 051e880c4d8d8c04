"""What a desk keeps of itself between two runs, written as soon as it changes."""

import asyncio
import logging
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.config import Profile
from desktop.models.column_widths import ColumnWidths
from desktop.models.list_order import ListOrder
from desktop.models.preferences import Preferences
from desktop.services.preferences_store import DeskState, keep_desk_state
from desktop.services.tasks import Refresher, TaskGroup

logger = logging.getLogger(__name__)

PAUSE = 0.3
"""Seconds in which choices that follow each other are written as one."""


class DeskChoices(QObject):
    """Keeps preferences and the state of the window.

    Signals:
        shown_changed(Preferences): the settings page should show these.
    """

    shown_changed = Signal(object)

    def __init__(self, profile: Profile, state: DeskState, parent: QObject) -> None:
        super().__init__(parent)
        self._profile = profile
        self._state = state
        self.tasks = TaskGroup("choices")
        self._writer = Refresher(
            self.tasks, self._write, pause=PAUSE, name="keep choices"
        )

    @property
    def preferences(self) -> Preferences:
        """Return what was chosen last."""
        return self._state.preferences

    @property
    def auto_next(self) -> bool:
        """Return whether sending goes on to the next customer who waits."""
        return self._state.auto_next

    @property
    def panel(self) -> bool:
        """Return whether the side panel stands beside the conversation."""
        return self._state.panel

    @property
    def columns(self) -> ColumnWidths:
        """Return how wide list and side panel are drawn."""
        return self._state.columns

    @property
    def pane_size(self) -> tuple[int, int] | None:
        """Return how large the last conversation window was."""
        return self._state.pane_size

    def keep(self, preferences: Preferences) -> None:
        """Keep choices, and have them shown."""
        self._keep(replace(self._state, preferences=preferences))
        self.shown_changed.emit(preferences)

    def keep_order(self, order: ListOrder) -> None:
        """Keep how the list is sorted."""
        self.keep(replace(self.preferences, list_order=order))

    def keep_emoji(self, recent: tuple[str, ...]) -> None:
        """Keep which emoji were used last."""
        self.keep(replace(self.preferences, recent_emoji=recent))

    def keep_auto_next(self, on: bool) -> None:
        """Keep whether sending goes on to the next customer."""
        self._keep(replace(self._state, auto_next=on))

    def keep_columns(self, widths: ColumnWidths) -> None:
        """Keep how wide the columns are drawn."""
        self._keep(replace(self._state, columns=widths))

    def keep_pane_size(self, size: tuple[int, int]) -> None:
        """Keep how large a conversation window was when it went."""
        self._keep(replace(self._state, pane_size=size))

    async def close(self, geometry: bytes, *, panel: bool) -> None:
        """Write everything, and where the window stood and what stood in it."""
        await self.tasks.drained()  # two writers would spoil each other's file
        self._state = replace(self._state, geometry=geometry, panel=panel)
        await self._write()

    def _keep(self, state: DeskState) -> None:
        self._state = state
        self._writer.wish()

    async def _write(self) -> None:
        try:
            await asyncio.to_thread(keep_desk_state, self._profile, self._state)
        except OSError:
            logger.warning("the desk's state could not be kept")
