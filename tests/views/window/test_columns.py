"""Columns are drawn by mouse and keys, within limits, and never crowd each other."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.column_widths import LIST_LIMITS, PANEL_LIMITS, ColumnWidths
from desktop.views.theme.style import theme_named
from desktop.views.window.column_grip import ColumnGrip
from desktop.views.window.columns import LEAST_BESIDE
from desktop.views.window.main_window import MainWindow

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class Stage:
    """A window whose three columns each hold a field."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(theme_named("light"))
        qtbot.addWidget(self.window)
        self.window.allow_close()
        self.window.resize(1440, 900)
        self.fields: list[QLineEdit] = []
        self.list, self.conversation, self.panel = (self._part() for _ in range(3))
        self.window.set_list(self.list, lambda _: None)
        self.window.set_conversation(self.conversation)
        self.window.set_panel(self.panel)
        self.window.show()
        self.window.activateWindow()
        self.chosen: list[ColumnWidths] = []
        self.window.columns.widths_chosen.connect(self.chosen.append)

    def _part(self) -> QWidget:
        part = QWidget()
        self.fields.append(QLineEdit(part))
        QVBoxLayout(part).addWidget(self.fields[-1])
        return part

    def key(self, qtbot: QtBot, column: int, key: Qt.Key) -> None:
        self.fields[column].setFocus()
        qtbot.keyClick(self.fields[column], key, ALT_SHIFT)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def drag(grip: ColumnGrip, by: int) -> None:
    start = QPointF(3, 100)
    for kind, at in (
        (QEvent.Type.MouseButtonPress, 0),
        (QEvent.Type.MouseMove, by // 2),
        (QEvent.Type.MouseMove, by),
        (QEvent.Type.MouseButtonRelease, by),
    ):
        # The grip moves under the mouse, which stays where it is on the screen.
        place = QPointF(grip.mapToGlobal(QPoint(0, 0))) + start
        if kind is QEvent.Type.MouseButtonPress:
            begun = place
        button = Qt.MouseButton.LeftButton
        QApplication.sendEvent(
            grip,
            QMouseEvent(
                kind,
                start,
                begun + QPointF(at, 0),
                button,
                button,
                Qt.KeyboardModifier.NoModifier,
            ),
        )


def test_the_list_is_dragged_wider_and_told_once_at_the_end(stage: Stage):
    before = stage.conversation.width()
    drag(stage.window.columns.list_grip, 60)
    assert stage.list.width() == 371
    assert stage.conversation.width() == before - 60
    assert stage.chosen == [ColumnWidths(372)]


def test_the_panel_is_dragged_from_its_left_edge(stage: Stage):
    drag(stage.window.columns.panel_grip, -40)
    assert stage.panel.width() == 376
    assert stage.chosen == [ColumnWidths(panel=376)]


def test_dragging_stops_at_the_limits_and_turns_back_at_once(stage: Stage):
    columns = stage.window.columns
    drag(columns.list_grip, -400)
    assert stage.list.width() + 1 == LIST_LIMITS[0]
    drag(columns.panel_grip, 400)
    assert stage.panel.width() == PANEL_LIMITS[0]
    drag(columns.list_grip, 1000)
    widest = stage.list.width()
    assert stage.conversation.width() >= LEAST_BESIDE
    drag(columns.list_grip, -10)
    assert stage.list.width() == widest - 10


def test_a_double_click_restores_one_column(stage: Stage, qtbot: QtBot):
    columns = stage.window.columns
    columns.set_widths(ColumnWidths(400, 400))
    qtbot.mouseDClick(columns.list_grip, Qt.MouseButton.LeftButton)
    assert stage.chosen[-1] == ColumnWidths(panel=400)
    qtbot.mouseDClick(columns.panel_grip, Qt.MouseButton.LeftButton)
    assert stage.chosen[-1] == ColumnWidths()


def test_keys_widen_the_column_that_has_the_keyboard(stage: Stage, qtbot: QtBot):
    stage.key(qtbot, 0, Qt.Key.Key_Right)
    assert stage.chosen[-1] == ColumnWidths(336)
    stage.key(qtbot, 2, Qt.Key.Key_Right)
    assert stage.chosen[-1] == ColumnWidths(336, 360)
    before = stage.conversation.width()
    stage.key(qtbot, 1, Qt.Key.Key_Right)
    assert stage.conversation.width() == before + 24
    stage.key(qtbot, 0, Qt.Key.Key_Home)
    assert stage.chosen[-1] == ColumnWidths()


@pytest.mark.parametrize("width", [1000, 1180, 1440, 1920])
def test_wide_columns_fold_and_cover_nothing_that_usual_ones_leave(
    stage: Stage, width: int
):
    columns = stage.window.columns
    stage.window.resize(width, 800)
    folded, overlays = columns.folded, columns.panel_overlays
    columns.set_widths(ColumnWidths(9999, 9999))
    assert (columns.folded, columns.panel_overlays) == (folded, overlays)
    if not overlays:
        assert stage.conversation.width() >= LEAST_BESIDE - 1
    stage.window.resize(1440, 900)
    columns.set_widths(ColumnWidths())
    assert stage.list.width() == 311


def test_a_folded_list_and_a_panel_on_top_have_no_grip(stage: Stage):
    columns = stage.window.columns
    stage.window.resize(800, 700)
    assert not columns.list_grip.isVisible()
    stage.window.toggle_panel()
    assert columns.panel_shown
    assert not columns.panel_grip.isVisible()
