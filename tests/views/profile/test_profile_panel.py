"""The side panel says what is known, and no more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.models.account import Account, AccountKind, SyncStanding
from desktop.models.allowance import SendAllowance
from desktop.models.conversation import ConversationSummary
from desktop.models.customer import ChannelsSource, Customer, EntryScene, Gender
from desktop.models.customer_card import CustomerCard
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.service_state import ServiceState, legal_next
from desktop.views.profile.card_words import step_words
from desktop.views.profile.profile_panel import ProfilePanel
from desktop.views.theme.style import theme_named

NOW = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
USERID = "wmExampleOfACustomer3t8g"
CARD = CustomerCard(
    customer=Customer(
        id=3,
        corp_id=1,
        external_userid=USERID,
        nickname="林小满",
        gender=Gender.FEMALE,
        first_seen_at=NOW - timedelta(days=370),
        last_seen_at=NOW - timedelta(minutes=3),
    ),
    entry=EntryScene("pkg_card", "包裹卡 2026"),
    conversation=ConversationSummary(
        id=9,
        account_id=7,
        customer_id=3,
        customer_name="林小满",
        external_userid=USERID,
        service_state=ServiceState.ASSISTANT,
        servicer="",
        assigned_to=1,
        preview=None,
        last_at=NOW,
        position=1,
        unread=0,
        waiting_since=None,
        draft="",
        allowance=SendAllowance(NOW, 0),
    ),
    account=Account(
        id=7,
        corp_id=1,
        kind=AccountKind.KF,
        open_kfid="wkExample",
        name="旗舰店客服",
        colour=0,
        enabled=True,
        manageable=True,
        standing=SyncStanding(NOW - timedelta(seconds=2), True),
    ),
    operator_name="周晓",
    mine=True,
)


@pytest.fixture
def panel(qtbot: QtBot) -> ProfilePanel:
    """A panel that shows CARD."""
    panel = ProfilePanel(theme_named("light"), NOW)
    qtbot.addWidget(panel)
    panel.resize(336, 800)
    panel.show_card(CARD)
    return panel


def _texts(panel: ProfilePanel) -> list[str]:
    """What can be read, top to bottom."""
    return [
        label.text()
        for label in panel.findChildren(QLabel)
        if label.isVisibleTo(panel) and label.text()
    ]


def _buttons(panel: ProfilePanel) -> dict[str, QPushButton]:
    return {
        button.text(): button
        for button in panel.findChildren(QPushButton)
        if button.isVisibleTo(panel)
    }


def _in_state(state: ServiceState, servicer: str = "") -> CustomerCard:
    conversation = replace(CARD.conversation, service_state=state, servicer=servicer)
    return replace(CARD, conversation=conversation)


def _with_standing(standing: SyncStanding) -> CustomerCard:
    return replace(CARD, account=replace(CARD.account, standing=standing))


def test_everything_that_is_known_is_shown(panel: ProfilePanel):
    texts = _texts(panel)
    for words in (
        "林小满", "♀ 微信", "pkg_card", "包裹卡 2026", "总机接待中", "周晓（我）",
        "旗舰店客服", USERID, "刚刚 · 已是最新",
    ):  # fmt: skip
        assert words in texts
    assert any(text.startswith("2025-11-15") for text in texts)


def test_without_a_customer_the_panel_says_what_it_is_for(panel: ProfilePanel):
    panel.show_card(None)
    assert "打开一个会话，这里就显示客户是谁" in _texts(panel)
    assert list(_buttons(panel)) == []


def test_an_unknown_customer_has_the_end_of_the_id_as_name_and_a_reason(
    panel: ProfilePanel,
):
    customer = replace(CARD.customer, nickname="", gender=Gender.UNKNOWN)
    panel.show_card(replace(CARD, customer=customer))
    texts = _texts(panel)
    assert "客户 3t8g" in texts
    assert "微信" in texts
    assert any("48 小时内" in text for text in texts)


@pytest.mark.parametrize(
    ("scene", "place"),
    [
        (1, "视频号主页"),
        (2, "直播间商品列表"),
        (3, "商品橱窗"),
        (4, "商品详情页"),
        (5, "订单页"),
        (99, "视频号"),
    ],
)
def test_a_channels_source_is_told_in_words(
    panel: ProfilePanel, scene: int, place: str
):
    entry = EntryScene(channels=ChannelsSource("总机女装", scene))
    panel.show_card(replace(CARD, entry=entry))
    assert f"总机女装 · {place}" in _texts(panel)
    assert "场景" not in _texts(panel)


def test_no_source_is_said_as_such(panel: ProfilePanel):
    panel.show_card(replace(CARD, entry=EntryScene()))
    assert "进入时的链接没有带来源" in _texts(panel)


@pytest.mark.parametrize("state", list(ServiceState))
def test_the_steps_are_those_that_are_legal(panel: ProfilePanel, state: ServiceState):
    panel.show_card(_in_state(state))
    asked: list[int] = []
    panel.state_requested.connect(asked.append)
    buttons = _buttons(panel)
    offered = {step for step in ServiceState if step_words(step) in buttons}
    assert offered == set(legal_next(state))
    for step in legal_next(state):
        buttons[step_words(step)].click()
    assert asked == [step.value for step in legal_next(state)]


def test_the_servicer_who_has_the_session_is_named(panel: ProfilePanel):
    panel.show_card(_in_state(ServiceState.SERVICER, "王芳"))
    assert "王芳 在企业微信里接待" in _texts(panel)


def test_an_account_that_may_not_move_sessions_offers_no_steps(panel: ProfilePanel):
    account = replace(CARD.account, manageable=False)
    panel.show_card(replace(CARD, account=account))
    assert "账号没有授权给本应用，不能改变接待状态" in _texts(panel)
    assert not {step_words(step) for step in ServiceState} & _buttons(panel).keys()


def test_mine_can_be_released_and_all_others_taken(panel: ProfilePanel):
    heard: list[str] = []
    panel.release_requested.connect(lambda: heard.append("release"))
    panel.take_requested.connect(lambda: heard.append("take"))
    _buttons(panel)["放回"].click()
    panel.show_card(replace(CARD, operator_name=None, mine=False))
    assert "未分配" in _texts(panel)
    assert "放回" not in _buttons(panel)
    _buttons(panel)["接手"].click()
    panel.show_card(replace(CARD, operator_name="李组长", mine=False))
    assert "李组长" in _texts(panel)
    _buttons(panel)["接手"].click()
    assert heard == ["release", "take", "take"]


def test_the_id_can_be_copied_whole(panel: ProfilePanel):
    copied: list[str] = []
    panel.copied.connect(copied.append)
    _buttons(panel)["复制"].click()
    assert copied == [USERID]
    assert QGuiApplication.clipboard().text() == USERID


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (SyncStanding(None, False), "还没有同步过"),
        (SyncStanding(NOW - timedelta(minutes=5), True), "5 分钟前 · 已是最新"),
        (SyncStanding(NOW, False), "刚刚 · 还有消息在读取"),
        (
            SyncStanding(NOW - timedelta(days=2, hours=7), True),
            "2 天 7 小时前 · 再过 17 小时 会开始丢失消息",
        ),
        (
            SyncStanding(NOW - timedelta(days=4), True),
            "4 天前 · 超过 3 天，有消息可能已丢失",
        ),
    ],
)
def test_the_last_sync_says_what_may_be_lost(
    panel: ProfilePanel, standing: SyncStanding, words: str
):
    panel.show_card(_with_standing(standing))
    assert words in _texts(panel)


def test_a_failing_sync_says_why(panel: ProfilePanel):
    failure = FailureReason(FailureSource.ERRCODE, 60020)
    panel.show_card(_with_standing(SyncStanding(NOW, True, failure)))
    assert any("IP" in text for text in _texts(panel))


def test_times_follow_the_clock(panel: ProfilePanel):
    panel.tick(NOW + timedelta(minutes=10))
    assert "10 分钟前 · 已是最新" in _texts(panel)


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src='file:///etc/hostname'>",
        "<b>bold</b>&lt;",
        "{name}{0}%s%n",
        "# markdown [x](file:///x)",
    ],
)
def test_hostile_names_are_shown_literally(panel: ProfilePanel, hostile: str):
    panel.show_card(
        replace(
            CARD,
            customer=replace(CARD.customer, nickname=hostile),
            entry=EntryScene(hostile, hostile, ChannelsSource(hostile, 1)),
            conversation=replace(
                CARD.conversation,
                service_state=ServiceState.SERVICER,
                servicer=hostile,
            ),
            account=replace(CARD.account, name=hostile),
            operator_name=hostile,
            mine=False,
        )
    )
    texts = _texts(panel)
    assert texts.count(hostile) == 5
    labels = panel.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_direction_tricks_and_lines_are_taken_out_of_names(panel: ProfilePanel):
    customer = replace(CARD.customer, nickname="a\u202egnp\n.exe\x00")
    panel.show_card(replace(CARD, customer=customer))
    assert "agnp .exe" in _texts(panel)


def test_a_long_name_does_not_widen_the_panel(panel: ProfilePanel):
    width = panel.minimumSizeHint().width()
    long = "x" * 500
    panel.show_card(
        replace(
            CARD,
            customer=replace(CARD.customer, nickname=long, external_userid=long),
            entry=EntryScene(long, long),
            account=replace(CARD.account, name=long),
            operator_name=long,
        )
    )
    assert panel.minimumSizeHint().width() == width <= 336


def test_all_buttons_can_be_reached_with_the_keyboard(panel: ProfilePanel):
    for button in _buttons(panel).values():
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    taken: list[bool] = []
    panel.release_requested.connect(lambda: taken.append(True))
    QTest.keyClick(_buttons(panel)["放回"], Qt.Key.Key_Space)
    assert taken == [True]


def test_both_themes_paint(panel: ProfilePanel):
    for name in ("light", "dark"):
        panel.set_theme(theme_named(name))
        assert not panel.grab().isNull()
