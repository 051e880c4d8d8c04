"""The menu of filters: named ones, single conditions, and what is done with them."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.saved_filter import EVERYTHING, Narrowing, SavedFilter
from desktop.models.service_state import ServiceState

_NUMBERED = 9


class FilterTask(StrEnum):
    """What can be done with filters besides choosing one."""

    SAVE = "save"
    UPDATE = "update"
    RENAME = "rename"
    DELETE = "delete"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """What a line of the menu stands for: exactly one of the three."""

    saved: SavedFilter | None = None
    narrowing: Narrowing | None = None
    task: FilterTask | None = None


class FilterMenu(QMenu):
    """Built anew each time from what is saved and in force.

    Signals:
        chosen(FilterChoice)
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.triggered.connect(self._on_triggered)

    def fill(
        self,
        saved: tuple[SavedFilter, ...],
        active: SavedFilter | None,
        narrowing: Narrowing,
        *,
        may_save: bool,
    ) -> None:
        """Offer these filters, with marks at what is in force."""
        self.clear()
        for number, one in enumerate(saved, 1):
            # A lone & would underline a letter; ours stands before the number.
            key = f"&{number} " if number <= _NUMBERED else ""
            words = key + one.name.replace("&", "&&")
            self._add(self, words, FilterChoice(saved=one), one is active)
        if saved:
            self.addSeparator()
        self._add_conditions(narrowing)
        self.addSeparator()
        self._add_tasks(active, narrowing, may_save=may_save)

    def _add_conditions(self, now: Narrowing) -> None:
        for words, toggled, on in (
            (self.tr("只看未读"), replace(now, unread=not now.unread), now.unread),
            (
                self.tr("只看等待回复"),
                replace(now, waiting=not now.waiting),
                now.waiting,
            ),
            (self.tr("只看星标"), replace(now, starred=not now.starred), now.starred),
        ):
            self._add(self, words, FilterChoice(narrowing=toggled), on)
        states = self.addMenu(self.tr("接待状态"))
        for state in ServiceState:
            toggled = replace(now, states=now.states ^ {state})
            on = state in now.states
            self._add(states, state_words(state), FilterChoice(narrowing=toggled), on)

    def _add_tasks(
        self, active: SavedFilter | None, narrowing: Narrowing, *, may_save: bool
    ) -> None:
        lines: list[tuple[str, FilterTask]] = []
        if may_save:
            lines.append((self.tr("保存当前筛选…"), FilterTask.SAVE))
        if active is not None:
            name = active.name.replace("&", "&&")
            if may_save:
                words = self.tr("把“{name}”改为当前条件")
                lines.append((words.format(name=name), FilterTask.UPDATE))
            words = self.tr("重命名“{name}”…")
            lines.append((words.format(name=name), FilterTask.RENAME))
            words = self.tr("删除“{name}”")
            lines.append((words.format(name=name), FilterTask.DELETE))
        if active is not None or narrowing != EVERYTHING:
            lines.append((self.tr("取消筛选"), FilterTask.CLEAR))
        for words, task in lines:
            self._add(self, words, FilterChoice(task=task), None)

    def _add(
        self, menu: QMenu, words: str, choice: FilterChoice, on: bool | None
    ) -> None:
        action = QAction(words, menu)
        action.setData(choice)
        if on is not None:
            action.setCheckable(True)
            action.setChecked(on)
        menu.addAction(action)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())


def state_words(state: ServiceState) -> str:
    """Return a service state as a filter names it."""
    translate = QCoreApplication.translate
    return {
        ServiceState.NEW: translate("FilterMenu", "未处理"),
        ServiceState.ASSISTANT: translate("FilterMenu", "总机接待"),
        ServiceState.QUEUED: translate("FilterMenu", "排队中"),
        ServiceState.SERVICER: translate("FilterMenu", "同事接待"),
        ServiceState.ENDED: translate("FilterMenu", "已结束"),
    }[state]


def narrowing_words(narrowing: Narrowing) -> str:
    """Return all conditions on one line."""
    translate = QCoreApplication.translate
    found = [
        words
        for on, words in (
            (narrowing.unread, translate("FilterMenu", "未读")),
            (narrowing.waiting, translate("FilterMenu", "等待回复")),
            (narrowing.starred, translate("FilterMenu", "星标")),
        )
        if on
    ]
    found += [state_words(state) for state in sorted(narrowing.states)]
    return " · ".join(found)
