"""A card finds its place: above what it belongs to, else below, never outside."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.composer.popover import Popover

CARD = (200, 150)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def opened(window: QWidget, anchor: QRect) -> QRect:
    button = QPushButton(window)
    button.setGeometry(anchor)
    card = Popover(window)
    card.setFixedSize(*CARD)
    card.open_above(button)
    return card.geometry()


def test_a_card_stands_above_its_button(window: QWidget) -> None:
    button = QRect(100, 300, 80, 30)
    place = opened(window, button)
    assert place.bottom() < button.top()
    assert place.left() == button.left()


def test_without_room_above_it_stands_below_and_covers_nothing_of_it(
    window: QWidget,
) -> None:
    button = QRect(100, 20, 80, 30)
    place = opened(window, button)
    assert place.top() > button.bottom()


def test_without_room_on_either_side_it_stays_inside_the_window(
    window: QWidget,
) -> None:
    place = opened(window, QRect(560, 130, 40, 160))
    assert window.rect().contains(place)
