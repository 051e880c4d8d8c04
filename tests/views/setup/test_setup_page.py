"""The way through the set-up, and that secrets are handed over once."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListView,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.checkup import (
    AccountProgress,
    CheckOutcome,
    CheckResult,
    FoundAccount,
    SetupEntry,
    SyncPhase,
)
from desktop.models.failures import Sentence
from desktop.views.setup.account_choice_model import AccountChoiceModel
from desktop.views.setup.setup_page import SetupPage
from desktop.views.setup.step_list import SetupStep
from desktop.views.theme.style import theme_named

SECRET = "canary-Secret-0123456789"
IP = CheckResult(
    key="ip",
    title=Sentence("企业可信 IP", "Trusted IP"),
    outcome=CheckOutcome.BAD,
    detail=Sentence("当前出口 IP 203.0.113.7 不在白名单", "Not trusted"),
    cure=Sentence("请管理员添加", "Ask the administrator"),
    copyable="203.0.113.7",
)
GOOD = replace(IP, key="secret", outcome=CheckOutcome.OK, cure=None, copyable="")
ACCOUNTS = (
    FoundAccount("wk1", "旗舰店客服", True),
    FoundAccount("wk2", "南京路店", False),
    FoundAccount("wk3", "", True),
)


@pytest.fixture
def page(qtbot: QtBot) -> SetupPage:
    """A set-up at its first step."""
    page = SetupPage(theme_named("light"))
    qtbot.addWidget(page)
    page.resize(1440, 900)
    return page


@pytest.fixture
def entries(page: SetupPage) -> list[SetupEntry]:
    """What is handed over."""
    entries: list[SetupEntry] = []
    page.check_requested.connect(entries.append)
    return entries


def _edits(page: SetupPage) -> dict[str, QLineEdit]:
    return {edit.accessibleName(): edit for edit in page.findChildren(QLineEdit)}


def _buttons(page: QWidget) -> dict[str, QPushButton]:
    return {
        button.text(): button
        for button in page.findChildren(QPushButton)
        if button.isVisibleTo(page)
    }


def _texts(page: QWidget) -> list[str]:
    return [
        label.text()
        for label in page.findChildren(QLabel)
        if label.isVisibleTo(page) and label.text()
    ]


def _enter(page: SetupPage) -> None:
    _edits(page)["企业 ID"].setText(" ww0123456789abcdef ")
    _edits(page)["应用 Secret"].setText(SECRET)
    _buttons(page)["开始体检"].click()


def test_an_entry_is_handed_over_once_and_the_check_up_begins(
    page: SetupPage, entries: list[SetupEntry]
):
    _enter(page)
    (entry,) = entries
    assert (entry.corpid, entry.secret) == ("ww0123456789abcdef", SECRET)
    assert entry.base_url == "https://qyapi.weixin.qq.com/cgi-bin/"
    assert page.step is SetupStep.CHECKUP


def test_enter_in_a_field_begins_the_check_up(
    page: SetupPage, entries: list[SetupEntry]
):
    _edits(page)["企业 ID"].setText("ww1")
    _edits(page)["应用 Secret"].setText(SECRET)
    QTest.keyClick(_edits(page)["应用 Secret"], Qt.Key.Key_Return)
    assert len(entries) == 1


def test_secrets_are_shown_as_dots_and_kept_from_input_methods(page: SetupPage):
    for name in ("应用 Secret", "回调 Token", "回调 EncodingAESKey"):
        edit = _edits(page)[name]
        assert edit.echoMode() is QLineEdit.EchoMode.Password
        assert edit.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData


def test_secrets_are_wiped_once_the_check_up_has_been_passed(page: SetupPage):
    _enter(page)
    page.show_checks((IP,))
    assert _edits(page)["应用 Secret"].text() == SECRET
    page.show_checks((GOOD,))
    _buttons(page)["继续"].click()
    assert page.step is SetupStep.ACCOUNTS
    edit = _edits(page)["应用 Secret"]
    edit.undo()
    assert edit.text() == ""
    assert _edits(page)["企业 ID"].text().strip() == "ww0123456789abcdef"


def test_what_is_missing_is_said_at_its_field_and_nothing_is_asked(
    page: SetupPage, entries: list[SetupEntry]
):
    _buttons(page)["开始体检"].click()
    assert (entries, page.step) == ([], SetupStep.CONNECT)
    assert _texts(page).count("请填写") == 2
    QTest.keyClicks(_edits(page)["企业 ID"], "ww1")
    assert _texts(page).count("请填写") == 1


def test_a_fault_in_an_advanced_field_opens_them(
    page: SetupPage, entries: list[SetupEntry]
):
    address = _edits(page)["接口地址"]
    assert not address.isVisibleTo(page)
    address.setText("http://example.com")
    _enter(page)
    assert entries == []
    assert address.isVisibleTo(page)
    address.setText("http://127.0.0.1:8080/cgi-bin")
    _buttons(page)["开始体检"].click()
    assert entries[0].base_url == "http://127.0.0.1:8080/cgi-bin/"


def test_a_fault_out_of_sight_is_scrolled_to(qtbot: QtBot, page: SetupPage):
    page.resize(900, 420)
    key = _edits(page)["回调 EncodingAESKey"]
    key.setText("too short")
    _edits(page)["回调 Token"].setText("Token1")
    _enter(page)
    page.grab()
    area = next(
        each for each in page.findChildren(QScrollArea) if each.isAncestorOf(key)
    )
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0)


def test_a_bad_check_names_its_cure_and_can_be_copied_and_asked_again(
    page: SetupPage,
):
    page.show_step(SetupStep.CHECKUP)
    page.show_checks((GOOD, IP))
    assert "当前出口 IP 203.0.113.7 不在白名单\n请管理员添加" in _texts(page)
    buttons = _buttons(page)
    assert not buttons["继续"].isEnabled()
    retried: list[str] = []
    page.retry_requested.connect(retried.append)
    buttons["重试"].click()
    assert retried == ["ip"]
    buttons["复制 IP"].click()
    assert QGuiApplication.clipboard().text() == "203.0.113.7"


def test_all_checks_are_asked_again_only_when_none_is_running(page: SetupPage):
    page.show_step(SetupStep.CHECKUP)
    asked: list[bool] = []
    page.retry_all_requested.connect(lambda: asked.append(True))
    assert not _buttons(page)["全部重试"].isEnabled()
    page.show_checks((GOOD, replace(IP, outcome=CheckOutcome.RUNNING)))
    assert not _buttons(page)["全部重试"].isEnabled()
    page.show_checks((GOOD, IP))
    _buttons(page)["全部重试"].click()
    assert asked == [True]


def test_a_warning_lets_one_go_on_and_explains_itself_when_asked(page: SetupPage):
    page.show_step(SetupStep.CHECKUP)
    page.show_checks((replace(IP, outcome=CheckOutcome.WARN),))
    assert _buttons(page)["继续"].isEnabled()
    assert "请管理员添加" not in "".join(_texts(page))
    _buttons(page)["了解"].click()
    assert "请管理员添加" in "".join(_texts(page))
    _buttons(page)["收起"].click()
    assert "请管理员添加" not in "".join(_texts(page))


def test_fewer_checks_leave_no_old_rows(page: SetupPage):
    page.show_step(SetupStep.CHECKUP)
    page.show_checks((GOOD, IP))
    page.show_checks((GOOD,))
    assert "重试" not in _buttons(page)


def test_tab_walks_through_the_rows_before_the_buttons_below(page: SetupPage):
    page.show_step(SetupStep.CHECKUP)
    page.show_checks((IP, GOOD, replace(IP, key="other")))
    walk: list[str] = []
    widget: QWidget | None = _buttons(page)["复制 IP"]
    while widget is not None and len(walk) < 7:
        if isinstance(widget, QPushButton) and widget.isVisibleTo(page):
            walk.append(widget.text())
        widget = widget.nextInFocusChain()
    first = walk.index("上一步")
    assert walk[:first] in (["复制 IP", "重试"] * 2, ["复制 IP", "重试"])
    assert walk[first : first + 3] == ["上一步", "全部重试", "继续"]


def test_one_can_go_back_and_leave(page: SetupPage):
    steps: list[object] = []
    left: list[bool] = []
    page.step_changed.connect(steps.append)
    page.back_requested.connect(lambda: left.append(True))
    page.show_step(SetupStep.ACCOUNTS)
    _buttons(page)["上一步"].click()
    _buttons(page)["上一步"].click()
    assert steps[1:] == [SetupStep.CHECKUP, SetupStep.CONNECT]
    _buttons(page)["返回"].click()
    assert left == [True]


def test_manageable_accounts_are_chosen_at_first_and_handed_on_in_order(
    page: SetupPage,
):
    page.show_accounts(ACCOUNTS)
    page.show_step(SetupStep.ACCOUNTS)
    assert "已选 2 / 3" in _texts(page)
    assert any("企业内部开发" in text for text in _texts(page))
    chosen: list[object] = []
    page.accounts_chosen.connect(chosen.append)
    _buttons(page)["全选"].click()
    _buttons(page)["开始同步"].click()
    assert chosen == [("wk1", "wk2", "wk3")]
    assert page.step is SetupStep.SYNC


def test_without_a_chosen_account_one_cannot_go_on(page: SetupPage):
    page.show_accounts(ACCOUNTS)
    page.show_step(SetupStep.ACCOUNTS)
    _buttons(page)["全不选"].click()
    assert not _buttons(page)["开始同步"].isEnabled()
    page.show_accounts(())
    assert any("没有列出客服账号" in text for text in _texts(page))


def test_the_space_bar_checks_an_account(page: SetupPage):
    page.show_accounts(ACCOUNTS)
    page.show_step(SetupStep.ACCOUNTS)
    found = page.findChild(QListView)
    assert isinstance(found, QListView)
    found.setCurrentIndex(found.model().index(1, 0))
    QTest.keyClick(found, Qt.Key.Key_Space)
    assert "已选 3 / 3" in _texts(page)


def test_the_choice_keeps_the_rules_of_item_models(
    qtmodeltester: ModelTester, page: SetupPage
):
    model = AccountChoiceModel(page)
    qtmodeltester.check(model)
    model.set_accounts(ACCOUNTS)
    model.choose_all(True)
    model.setData(
        model.index(0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert model.chosen() == ("wk2", "wk3")
    model.set_accounts((*ACCOUNTS[:2], FoundAccount("wk4", "新", True)))
    assert model.chosen() == ("wk2", "wk4")


def test_the_first_sync_shows_each_account_and_goes_on_in_the_background(
    page: SetupPage,
):
    page.show_step(SetupStep.SYNC)
    page.show_progress(
        (
            AccountProgress("wk1", "旗舰店客服", SyncPhase.RUNNING, 40, 0.5),
            AccountProgress("wk2", "南京路店", SyncPhase.DONE, 2),
        )
    )
    bars = [bar.value() for bar in page.findChildren(QProgressBar)]
    assert bars == [500, 1000]
    assert "已读 40 条消息" in _texts(page)
    assert "企业微信只保留最近 3 天。1 / 2 个账号已完成，共 42 条消息。" in _texts(page)
    assert not _buttons(page)["继续"].isEnabled()
    cancelled: list[bool] = []
    page.sync_cancelled.connect(lambda: cancelled.append(True))
    _buttons(page)["在后台继续"].click()
    assert cancelled == [True]
    assert page.step is SetupStep.DONE


def test_a_finished_sync_goes_on_to_the_inbox(page: SetupPage):
    page.show_step(SetupStep.SYNC)
    failed = AccountProgress(
        "wk1", "旗舰店客服", SyncPhase.FAILED, failure=Sentence("网络不通", "Down")
    )
    page.show_progress((failed,))
    assert "网络不通" in _texts(page)
    assert "在后台继续" not in _buttons(page)
    _buttons(page)["继续"].click()
    finished: list[bool] = []
    page.finished.connect(lambda: finished.append(True))
    _buttons(page)["打开收件箱"].click()
    assert finished == [True]


def test_hostile_words_are_shown_literally(page: SetupPage):
    hostile = "<img src='file:///etc/hostname'>{x}%n"
    words = Sentence(hostile, hostile)
    page.show_step(SetupStep.CHECKUP)
    page.show_checks((replace(IP, title=words, detail=words, cure=None),))
    assert _texts(page).count(hostile) == 2
    page.show_accounts((FoundAccount("wk1", hostile + "\n\u202e", True),))
    page.show_progress((AccountProgress("wk1", hostile, SyncPhase.RUNNING),))
    page.show_step(SetupStep.SYNC)
    assert hostile in _texts(page)
    formats = {label.textFormat() for label in page.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("step", list(SetupStep))
@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_step_paints_in_both_themes(page: SetupPage, step: SetupStep, name: str):
    page.show_checks((GOOD, IP, replace(IP, outcome=CheckOutcome.WAITING)))
    page.show_accounts(ACCOUNTS)
    page.set_theme(theme_named("dark" if name == "dark" else "light"))
    page.show_step(step)
    assert not page.grab().isNull()


def test_the_card_fits_a_small_window(page: SetupPage):
    page.show_checks((GOOD, IP) * 5)
    for step in SetupStep:
        page.show_step(step)
        hint = page.minimumSizeHint()
        assert hint.width() <= 900
        assert hint.height() <= 500


def test_a_connected_corp_is_filled_in_without_its_secrets(page: SetupPage):
    page.show_entry(
        SetupEntry("ww1", "", "云裳服饰", "https://api.example/", "http://p:1")
    )
    edits = _edits(page)
    assert edits["企业 ID"].text() == "ww1"
    assert edits["名称（可不填）"].text() == "云裳服饰"
    assert edits["接口地址"].text() == "https://api.example/"
    assert edits["出口代理"].text() == "http://p:1"
    assert edits["应用 Secret"].text() == ""
    page.show_entry(SetupEntry("ww2", ""))
    assert edits["接口地址"].text() == ""


def test_of_a_connected_corp_those_in_use_are_chosen_at_first(
    page: SetupPage,
):
    chosen: list[tuple[str, ...]] = []
    page.accounts_chosen.connect(chosen.append)
    page.show_accounts(ACCOUNTS, frozenset({"wk2"}))
    page.show_step(SetupStep.ACCOUNTS)
    _buttons(page)["开始同步"].click()
    assert chosen == [("wk2",)]
    page.show_step(SetupStep.ACCOUNTS)
    _buttons(page)["全不选"].click()
    page.show_accounts(ACCOUNTS, frozenset({"wk2"}))
    assert not _buttons(page)["开始同步"].isEnabled()


def test_a_refusal_leads_back_to_the_accounts_and_is_said_until_the_next_try(
    page: SetupPage,
):
    page.show_accounts(ACCOUNTS)
    page.show_step(SetupStep.SYNC)
    page.show_refusal("系统凭据库不可用")
    assert page.step is SetupStep.ACCOUNTS
    assert "系统凭据库不可用" in _texts(page)
    _buttons(page)["开始同步"].click()
    page.show_step(SetupStep.ACCOUNTS)
    assert "系统凭据库不可用" not in _texts(page)


def test_reading_is_shown_without_the_steps(page: SetupPage):
    page.show_reading()
    assert page.step is SetupStep.SYNC
    assert "接入一个企业" not in _texts(page)
    assert "同步最近 3 天消息" in _texts(page)


def test_what_was_wiped_cannot_be_undone(page: SetupPage):
    edit = _edits(page)["出口代理"]
    QTest.keyClicks(edit, "http://me:canary@p:1")
    page.show_step(SetupStep.ACCOUNTS)
    edit.undo()
    assert edit.text() == ""
