"""Everything that a desk shows as words just now, with what is wrong about it."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

_TRICKS = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What turns or hides text, and what is no character at all."""
_LONGEST = 5_000
"""Characters at one place: a folded message is read aloud as far as it is shown."""
_WIDEST = 1_180
"""Pixels below which a window can always be made: the one that the test opens."""
_MOST_ROWS = 60
_MARKUP = re.compile(r"<\s*(img|a|table|script|b)\b", re.I)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
)


def complaints() -> list[str]:
    """Return what no hostile name may bring about, for all windows of the desk."""
    found: list[str] = []
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            found += _of_widget(widget)
        if top.isVisible() and top.minimumSizeHint().width() > _WIDEST:
            found.append(f"{_name(top)} is forced to be {top.minimumSizeHint()}")
    return found


def _of_widget(widget: QWidget) -> Iterator[str]:
    tip = widget.toolTip()
    if _MARKUP.search(tip.removeprefix("<qt>")):
        yield f"{_name(widget)} has markup in its tool tip: {tip[:60]!r}"
    for what, words in _words_of(widget):
        if _TRICKS.search(words):
            yield f"{_name(widget)} has tricks in its {what}: {words[:60]!r}"
        if len(words) > _LONGEST:
            yield f"{_name(widget)} has {len(words)} characters as {what}"
    if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"{_name(widget)} guesses the format of {widget.text()[:60]!r}"
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(_name(widget), widget.model())


def _words_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "title", widget.windowTitle()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "tool tip", widget.toolTip()
    for action in widget.actions():
        yield from _of_action(action)
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield "choice", widget.currentText()


def _of_action(action: QAction) -> Iterator[tuple[str, str]]:
    yield "action", action.text()
    # Qt makes a tool tip of the text where none is given; menus do not show it.


def _of_model(name: str, model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(model.rowCount(QModelIndex()), _MOST_ROWS)):
        for role in _ROLES:
            value = model.data(model.index(row, 0), role)
            if not isinstance(value, str):
                continue
            if _TRICKS.search(value):
                yield f"row {row} of {name} has tricks in {role}: {value[:60]!r}"
            if role is Qt.ItemDataRole.ToolTipRole and _MARKUP.search(value):
                yield f"row {row} of {name} has markup in its tool tip"


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".strip()
