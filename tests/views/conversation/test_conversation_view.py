"""The header, the held queue, the empty page: what they offer and what they say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.service_state import ServiceState, legal_next
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.handover_menu import HandOver
from desktop.views.conversation.header_parts import Chip
from desktop.views.theme.plain_text import ElidedLabel
from desktop.views.theme.style import theme_named
from tests.views.timeline.builders import (
    CONVERSATION,
    NOON,
    OPERATOR,
    account,
    messages,
    opened,
    summary,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def view(qtbot: QtBot) -> ConversationView:
    made = ConversationView(theme_named("light"), NOON)
    qtbot.addWidget(made)
    made.resize(732, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def buttons(view: ConversationView) -> list[str]:
    """Return the words of the header's visible buttons."""
    found = view.header.findChildren(QPushButton)
    return [button.text() for button in found if button.isVisible()]


def button(parent: QWidget, words: str) -> QPushButton:
    for found in parent.findChildren(QPushButton):
        if found.text() == words:
            return found
    raise AssertionError(f"no button {words}")


def label(view: ConversationView, name: str) -> str:
    found = view.findChild(ElidedLabel, name)
    assert isinstance(found, ElidedLabel)
    return found.text()


def chips(view: ConversationView) -> list[str]:
    found = view.header.findChildren(Chip)
    return [chip.text() for chip in found if chip.isVisible()]


def steps(view: ConversationView) -> list[ServiceState]:
    view.header.show_handover(())
    opened = [menu for menu in view.header.findChildren(QMenu) if menu.isVisible()]
    found = [action.data().state for menu in opened for action in menu.actions()]
    for menu in opened:
        menu.close()
    return found


def test_without_a_conversation_the_page_says_what_to_do(view: ConversationView):
    words = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    assert "从左边选一个会话" in words
    assert "F1" in words


def test_the_header_says_who_through_what_and_how_it_stands(view: ConversationView):
    view.show_conversation(opened())
    assert label(view, "header_name") == "林小满"
    assert label(view, "header_way") == "旗舰店客服（微信客服） · 总机接待中 · 周晓"


def test_an_unknown_customer_has_words_for_a_name(view: ConversationView):
    view.show_conversation(opened(customer_name=""))
    assert label(view, "header_name") == "客户 1234"


@pytest.mark.parametrize("state", list(ServiceState))
def test_only_legal_steps_are_offered(view: ConversationView, state: ServiceState):
    view.show_conversation(opened(service_state=state))
    legal = legal_next(state)
    assert steps(view) == [step for step in legal if step is not ServiceState.ENDED]
    assert ("结束会话" in buttons(view)) is (ServiceState.ENDED in legal)
    assert ("转接 ▾" in buttons(view)) is bool(steps(view))


def test_mine_can_be_given_back_and_others_taken(view: ConversationView):
    view.show_conversation(opened())
    assert "放回" in buttons(view)
    assert "接手" not in buttons(view)
    view.show_conversation(opened("", assigned_to=None))
    assert "接手" in buttons(view)
    assert "放回" not in buttons(view)
    assert label(view, "header_way").endswith("未分配")


def test_an_account_that_may_not_be_managed_offers_no_steps(view: ConversationView):
    locked = account(manageable=False)
    view.show_conversation(OpenConversation(summary(), locked, OPERATOR, "周晓"))
    assert "结束会话" not in buttons(view)
    assert "转接 ▾" not in buttons(view)


def test_a_narrow_header_drops_the_kind_of_account_before_the_state(
    view: ConversationView, qtbot: QtBot
):
    view.show_conversation(opened())
    assert "微信客服" in label(view, "header_way")
    view.resize(420, 700)
    qtbot.waitUntil(lambda: "微信客服" not in label(view, "header_way"))
    assert label(view, "header_way").startswith("旗舰店客服 · 总机接待中")


def test_every_button_asks_for_what_it_says(view: ConversationView, qtbot: QtBot):
    asked: list[object] = []
    header = view.header
    header.release_requested.connect(lambda: asked.append("release"))
    header.take_requested.connect(lambda: asked.append("take"))
    header.end_requested.connect(lambda: asked.append("end"))
    header.state_requested.connect(asked.append)
    view.show_conversation(opened())
    qtbot.mouseClick(button(header, "放回"), LEFT)
    qtbot.mouseClick(button(header, "结束会话"), LEFT)
    header.show_handover(())
    (menu,) = (one for one in header.findChildren(QMenu) if one.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    view.show_conversation(opened("", assigned_to=None))
    qtbot.mouseClick(button(header, "接手"), LEFT)
    assert asked == ["release", "end", HandOver(ServiceState.QUEUED), "take"]


def test_the_wait_runs_in_the_header_and_turns_late(view: ConversationView):
    view.show_conversation(opened(waiting_since=NOON))
    view.tick(NOON + timedelta(seconds=70))
    assert "等待 01:10" in chips(view)
    view.tick(NOON + timedelta(seconds=200))
    assert "超时 03:20" in chips(view)


def test_chips_give_way_to_the_name_in_a_narrow_window(view: ConversationView):
    view.show_conversation(opened(waiting_since=NOON, held=True))
    assert len(chips(view)) == 3
    view.resize(view.minimumSizeHint().width(), 700)
    assert len(chips(view)) < 3


def test_a_held_queue_says_so_and_can_go_on(view: ConversationView, qtbot: QtBot):
    released: list[object] = []
    view.release_queue_requested.connect(released.append)
    view.show_conversation(opened(held=True))
    go_on = button(view, "不等了，继续发后面的")
    assert go_on.isVisible()
    qtbot.mouseClick(go_on, LEFT)
    assert released == [CONVERSATION]
    view.show_conversation(opened())
    assert not go_on.isVisible()


def test_the_composer_stands_below_the_timeline(view: ConversationView):
    composer = QLabel("composer")
    view.set_composer(composer)
    view.show_conversation(opened())
    assert composer.isVisible()
    assert composer.geometry().top() >= view.timeline.geometry().bottom()


def test_a_closed_conversation_lets_its_messages_go(view: ConversationView):
    view.show_conversation(opened())
    view.model.set_page(CONVERSATION, messages(1, 9), has_older=False, has_newer=False)
    view.close_conversation()
    assert len(view.model) == 0
    assert not view.timeline.isVisible()


def test_a_clicked_link_is_asked_about_in_place(view: ConversationView):
    view.show_conversation(opened())
    view.timeline.open_link_requested.emit("https://example.com/a")
    assert "example.com" in label(view, "open_link_host")
    other = replace(opened(), summary=summary(id=CONVERSATION + 1))
    view.show_conversation(other)
    strip = view.findChild(QWidget, "open_link_strip")
    assert strip is not None
    assert not strip.isVisible()


def test_both_themes_can_be_switched_live(view: ConversationView):
    view.show_conversation(opened())
    view.set_theme(theme_named("dark"))
    view.set_theme(theme_named("light"))
    assert label(view, "header_name") == "林小满"
