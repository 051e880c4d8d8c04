"""The menu that hands a session over: only what is legal, and who serves now."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.models.display_text import one_line
from desktop.models.service_state import ServiceState, legal_next
from desktop.models.servicer import Servicer
from desktop.views.conversation.header_words import step_words

MOST_NAMED = 30
"""Colleagues in the menu; an account may have more (doc 94645: 2,000)."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """Where a session is to go; the servicer is empty for any who serves now."""

    state: ServiceState
    servicer: str = ""


def fill_handover_menu(
    menu: QMenu, state: ServiceState, servicers: tuple[Servicer, ...]
) -> None:
    """Put the legal steps into the menu, and below them the colleagues by name.

    Who has stopped serving stands there, but cannot be chosen (errcode 95019).
    """
    menu.clear()
    steps = [step for step in legal_next(state) if step is not ServiceState.ENDED]
    for step in steps:
        _add(menu, step_words(step, state), HandOver(step))
    if ServiceState.SERVICER not in steps or not servicers:
        return
    menu.addSeparator()
    for servicer in servicers[:MOST_NAMED]:
        name = one_line(servicer.userid, 40).replace("&", "&&")
        hand_over = HandOver(ServiceState.SERVICER, servicer.userid)
        if servicer.serving:
            _add(menu, _translate("转给 {name}").format(name=name), hand_over)
        else:
            away = _translate("{name}（已停止接待）").format(name=name)
            _add(menu, away, hand_over).setEnabled(False)


def first_enabled(menu: QMenu) -> QAction | None:
    """Return the line on which the keyboard begins."""
    return next((action for action in menu.actions() if action.isEnabled()), None)


def _add(menu: QMenu, words: str, hand_over: HandOver) -> QAction:
    action = QAction(words, menu)
    action.setData(hand_over)
    menu.addAction(action)
    return action


def _translate(text: str) -> str:
    return QCoreApplication.translate("HandoverMenu", text)
