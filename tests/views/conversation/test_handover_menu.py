"""The menu that hands over offers what is legal, and who can take it."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.models.service_state import ServiceState
from desktop.models.servicer import Servicer
from desktop.views.conversation.handover_menu import (
    HandOver,
    fill_handover_menu,
    first_enabled,
)

HERE = Servicer("han-mei", 0, True)
AWAY = Servicer("li-lei", 0, False)


@pytest.fixture
def menu(qtbot: QtBot) -> QMenu:
    made = QMenu()
    qtbot.addWidget(made)
    return made


def offered(menu: QMenu) -> list[object]:
    return [action.data() for action in menu.actions() if action.isEnabled()]


def test_who_has_stopped_serving_is_named_and_cannot_be_chosen(menu: QMenu):
    fill_handover_menu(menu, ServiceState.ASSISTANT, (HERE, AWAY))
    named = {action.text(): action.isEnabled() for action in menu.actions()}
    assert named["转给 han-mei"]
    assert not named["li-lei（已停止接待）"]


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (ServiceState.ASSISTANT, [ServiceState.QUEUED, ServiceState.SERVICER]),
        (ServiceState.QUEUED, [ServiceState.SERVICER]),
        (ServiceState.SERVICER, [ServiceState.SERVICER]),
        (ServiceState.ENDED, []),
    ],
)
def test_only_legal_steps_are_offered(
    menu: QMenu, state: ServiceState, steps: list[ServiceState]
):
    fill_handover_menu(menu, state, ())
    assert offered(menu) == [HandOver(step) for step in steps]


def test_nobody_is_named_where_nobody_can_be_handed_to(menu: QMenu):
    fill_handover_menu(menu, ServiceState.ENDED, (HERE,))
    assert menu.actions() == []


def test_the_keyboard_begins_at_the_first_step(menu: QMenu):
    fill_handover_menu(menu, ServiceState.SERVICER, (HERE,))
    first = first_enabled(menu)
    assert first is not None
    assert first.data() == HandOver(ServiceState.SERVICER)


def test_an_ampersand_in_a_name_is_no_key(menu: QMenu):
    fill_handover_menu(menu, ServiceState.ASSISTANT, (Servicer("a&b", 0, True),))
    assert menu.actions()[-1].text() == "转给 a&&b"
