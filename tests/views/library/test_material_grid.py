"""The grid: where cards lie, how they are chosen, what it asks for."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from pytestqt.qtbot import QtBot

from desktop.views.library.card_face import CardMeasures, FaceShelf
from desktop.views.library.material_grid import MaterialGrid
from desktop.views.library.materials_model import PAGE
from desktop.views.theme.fonts import application_font
from desktop.views.theme.style import theme_named
from tests.views.library.building import NOW, material, materials

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(qtbot: QtBot) -> MaterialGrid:
    grid = MaterialGrid(theme_named("light"), None)
    qtbot.addWidget(grid)
    grid.setFont(application_font())
    grid.resize(840, 600)
    grid.set_now(NOW)
    grid.list_model.start_over(50_000)
    grid.list_model.put_page(0, materials(1, PAGE))
    grid.show()
    return grid


def click(qtbot: QtBot, grid: MaterialGrid, row: int, modifier=None) -> None:
    place = grid.visualRect(grid.list_model.index(row)).center()
    modifier = modifier or Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def picked(grid: MaterialGrid) -> list[int]:
    return [each.id for each in grid.picked_materials]


def test_every_card_is_found_where_it_is_painted(grid: MaterialGrid):
    for row in (0, 1, 5, 119, 25_000, 49_999):
        index = grid.list_model.index(row)
        grid.scrollTo(index)
        card = grid.visualRect(index)
        assert grid.indexAt(card.center()) == index
        assert grid.viewport().rect().intersects(card)


def test_between_cards_and_beyond_the_last_there_is_nothing(grid: MaterialGrid):
    card = grid.visualRect(grid.list_model.index(0))
    assert not grid.indexAt(card.topRight() + QPoint(6, 10)).isValid()
    assert not grid.indexAt(QPoint(2, 2)).isValid()
    grid.list_model.start_over(1)
    assert not grid.indexAt(card.center() + QPoint(card.width() + 20, 0)).isValid()


def test_scrolling_to_the_end_shows_the_last_row(grid: MaterialGrid):
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert grid.visible_rows().stop == 50_000


def test_what_is_on_screen_is_told_once_after_a_scroll(
    qtbot: QtBot, grid: MaterialGrid
):
    with qtbot.wait_signal(grid.rows_shown):
        grid.updateGeometries()
    seen: list[Any] = []
    grid.rows_shown.connect(lambda first, last: seen.append((first, last)))
    for value in (4_000, 8_000, 12_000):
        grid.verticalScrollBar().setValue(value)
    qtbot.wait_until(lambda: bool(seen))
    rows = grid.visible_rows()
    assert seen == [(rows.start, rows.stop - 1)]


def test_chosen_cards_are_numbered_in_the_order_of_the_clicks(
    qtbot: QtBot, grid: MaterialGrid
):
    click(qtbot, grid, 4)
    assert grid.order.number(4) == 0
    click(qtbot, grid, 1, CONTROL)
    click(qtbot, grid, 7, CONTROL)
    assert picked(grid) == [5, 2, 8]
    assert [grid.order.number(row) for row in (4, 1, 7)] == [1, 2, 3]
    click(qtbot, grid, 1, CONTROL)
    assert [grid.order.number(row) for row in (4, 7)] == [1, 2]


def test_shift_takes_all_between(qtbot: QtBot, grid: MaterialGrid):
    click(qtbot, grid, 1)
    click(qtbot, grid, 5, SHIFT)
    assert sorted(picked(grid)) == [2, 3, 4, 5, 6]


def test_arrows_walk_the_grid_and_stop_at_its_edges(qtbot: QtBot, grid: MaterialGrid):
    columns = grid.measures.columns
    grid.pick(0)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 0
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == columns
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert picked(grid) == [columns + 2]
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.currentIndex().row() == 49_999
    qtbot.keyClick(grid, Qt.Key.Key_Home)
    assert grid.currentIndex().row() == 0


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, CONTROL])
def test_enter_gives_the_chosen_ones_away_at_once_with_control(
    qtbot: QtBot, grid: MaterialGrid, modifier
):
    grid.pick(2)
    with qtbot.wait_signal(grid.chosen) as given:
        qtbot.keyClick(grid, Qt.Key.Key_Return, modifier)
    assert [each.id for each in given.args[0]] == [3]
    assert given.args[1] is (modifier == CONTROL)


def test_the_pointer_at_rest_asks_for_a_preview_and_leaving_takes_it_back(
    qtbot: QtBot, grid: MaterialGrid
):
    seen: list[Any] = []
    grid.preview_requested.connect(lambda material, card: seen.append(material))
    qtbot.mouseMove(grid.viewport(), QPoint(3, 3))
    place = grid.visualRect(grid.list_model.index(2)).center()
    qtbot.mouseMove(grid.viewport(), place)
    qtbot.wait_until(lambda: bool(seen) and seen[-1] is not None, timeout=5_000)
    assert seen[-1].id == 3
    grid.verticalScrollBar().setValue(100)
    assert seen[-1] is None


def test_another_width_keeps_what_was_at_the_top(qtbot: QtBot, grid: MaterialGrid):
    grid.verticalScrollBar().setValue(100 * grid.measures.row_height())
    first = grid.visible_rows().start
    grid.resize(QSize(1_300, 600))
    qtbot.wait_until(lambda: grid.measures.columns > 4)
    rows = grid.visible_rows()
    assert first in rows
    assert first - rows.start < 2 * grid.measures.columns


def test_another_question_begins_at_the_top_with_nothing_chosen(grid: MaterialGrid):
    grid.pick(5)
    grid.verticalScrollBar().setValue(5_000)
    grid.list_model.start_over(30)
    assert grid.verticalScrollBar().value() == 0
    assert grid.picked_materials == ()
    assert grid.visible_rows().start == 0


def test_what_was_chosen_stays_chosen_when_it_moves_to_the_top(grid: MaterialGrid):
    grid.pick(12)
    grid.list_model.put_page(0, (*materials(13, 1), *materials(1, 12)))
    assert picked(grid) == [13]
    assert grid.order.rows == (0,)


def test_what_has_left_the_list_leaves_no_other_card_chosen(grid: MaterialGrid):
    grid.pick(12)
    told: list[Any] = []
    grid.picked.connect(told.append)
    grid.list_model.put_page(0, (*materials(1, 12), *materials(14, 20)))
    assert picked(grid) == []
    assert told == []


def test_several_keep_their_order_when_rows_are_read_again(
    qtbot: QtBot, grid: MaterialGrid
):
    click(qtbot, grid, 3)
    click(qtbot, grid, 1, CONTROL)
    grid.list_model.put_page(0, (*materials(90, 1), *materials(1, 20)))
    assert picked(grid) == [4, 2]


@pytest.mark.parametrize("small", [False, True], ids=["large", "small"])
def test_a_card_says_that_the_customer_has_it(qapp, small: bool):
    measures = CardMeasures.of(application_font(), 400, small=small)
    has = FaceShelf().face(material(1), "王先生", measures, NOW)
    has_not = FaceShelf().face(material(1), "", measures, NOW)
    assert len(has.chips) == len(has_not.chips) + 1
    assert "已发" in has.chips[-1].words
