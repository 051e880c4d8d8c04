"""The steps that make sense for some rows, as a menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.conversation import ConversationSummary
from desktop.models.flow_step import FlowStep
from desktop.views.inbox.flow_words import step_words


class OpenWay(StrEnum):
    """How a single conversation can be opened besides a click."""

    OWN_WINDOW = "own_window"
    BESIDE = "beside"
    QUIETLY = "quietly"


@dataclass(frozen=True, slots=True)
class RowSteps:
    """The steps for some rows, each in the direction that changes something."""

    steps: tuple[FlowStep, ...]

    @classmethod
    def of(
        cls,
        rows: Sequence[ConversationSummary],
        operator_id: int | None,
        now: datetime | None,
    ) -> "RowSteps":
        """Return the steps; `now` tells whether a snooze has ended."""
        unread = any(row.unread for row in rows)
        found = [
            FlowStep.READ if unread else FlowStep.UNREAD,
            FlowStep.UNPIN if all(row.pinned for row in rows) else FlowStep.PIN,
            FlowStep.UNSTAR if all(row.starred for row in rows) else FlowStep.STAR,
            FlowStep.SNOOZE,
        ]
        if now is not None and any(row.snoozed(now) for row in rows):
            found.append(FlowStep.WAKE)
        if any(row.assigned_to != operator_id for row in rows):
            found.append(FlowStep.TAKE)
        if any(row.assigned_to is not None for row in rows):
            found.append(FlowStep.RELEASE)
        if any(row.waiting_since is not None for row in rows):
            found.append(FlowStep.DONE)
        return cls(tuple(found))


class FlowMenu(QMenu):
    """Shows the steps; the data of an action is a FlowStep or an OpenWay."""

    def __init__(self, steps: RowSteps, parent: QWidget, *, single: bool) -> None:
        """Make the menu; `single` offers ways of opening the one row, too."""
        super().__init__(parent)
        for step in steps.steps:
            if step in (FlowStep.SNOOZE, FlowStep.TAKE):
                self.addSeparator()
            self._add(step_words(step), step)
        if single:
            self.addSeparator()
            for way in OpenWay:
                self._add(way_words(way), way)

    def _add(self, words: str, data: StrEnum) -> None:
        action = QAction(words, self)
        action.setData(data)
        self.addAction(action)


def way_words(way: OpenWay) -> str:
    """Return how a conversation is opened."""
    translate = QCoreApplication.translate
    return {
        OpenWay.OWN_WINDOW: translate("FlowMenu", "在新窗口打开"),
        OpenWay.BESIDE: translate("FlowMenu", "在旁边打开"),
        OpenWay.QUIETLY: translate("FlowMenu", "只看，不标已读"),
    }[way]
