"""Where a material went: each time in words, and the way to its conversation."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.material import SentMaterial
from desktop.models.send_state import SendState
from desktop.views.library.sent_list import SentList, sent_words
from desktop.views.theme.plain_text import PlainLabel
from tests.views.library.building import NOW


@pytest.fixture
def sent(qtbot: QtBot) -> SentList:
    page = SentList(None)  # type: ignore[arg-type]
    qtbot.addWidget(page)
    page.resize(320, 500)
    page.show()
    return page


def times(*customers: str) -> tuple[SentMaterial, ...]:
    return tuple(
        SentMaterial(
            number,
            100 + number,
            name,
            "旗舰店",
            NOW - timedelta(hours=number),
            2,
            SendState.ACCEPTED,
        )
        for number, name in enumerate(customers)
    )


def shown(page: SentList) -> list[str]:
    QCoreApplication.processEvents()
    return [each.text() for each in page.findChildren(PlainLabel) if each.isVisible()]


def test_each_time_is_told_with_customer_account_version_and_fate(sent: SentList):
    sent.show_count(1)
    sent.show_sent(times("安安"), NOW)
    words = shown(sent)
    assert "安安" in words
    (about,) = [each for each in words if "旗舰店" in each]
    assert "v2" in about
    assert "已发出" in about


def test_a_click_asks_for_the_conversation_of_its_row(sent: SentList):
    sent.show_sent(times("安安", "贝贝"), NOW)
    wanted: list[object] = []
    sent.conversation_requested.connect(wanted.append)
    QCoreApplication.processEvents()
    buttons = [each for each in sent.findChildren(QPushButton) if each.isVisible()]
    assert [each.text() for each in buttons] == ["打开会话"] * 2
    buttons[1].click()
    assert wanted == [101]


def test_the_rows_of_another_material_take_the_place_of_the_old_ones(sent: SentList):
    sent.show_sent(times("安安"), NOW)
    sent.show_sent(times("贝贝"), NOW)
    assert "安安" not in shown(sent)


def test_what_was_never_sent_says_so(sent: SentList):
    sent.show_count(0)
    assert shown(sent) == ["还没有发出过"]


def test_every_state_has_its_words():
    assert all(sent_words(state) for state in SendState)
    assert sent_words(None) == ""
