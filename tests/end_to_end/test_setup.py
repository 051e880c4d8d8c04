"""Connecting a corp at the desk: what WeCom answers decides how far one comes."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.services.credentials import corp_secret
from desktop.views.setup.step_list import SetupStep
from tests.end_to_end.desk_run import (
    RunningDesk,
    profile_in,
    running_desk,
    texts_of,
)
from tests.sandbox_fixture import MakeSandbox, Sandbox


def rows_read(desk: RunningDesk) -> int:
    return desk.session.views.inbox.list.list_model.rowCount()


async def test_a_corp_is_connected_from_the_first_start_to_its_first_customers(
    qapp: QApplication, make_sandbox: MakeSandbox, tmp_path: Path
):
    sandbox = make_sandbox(accounts=3, corps=(("wwtest", "canary0123456789"),))
    accounts, customers = sandbox.control.accounts(), sandbox.control.customers()
    for number, customer in enumerate(customers):
        sandbox.control.say(accounts[number % 3], customer, f"在吗 {number}")
    async with running_desk(tmp_path) as desk:
        await desk.enter(sandbox)
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")
        assert desk.says("可管理 3 个客服账号")
        desk.press("继续")
        assert desk.setup.step is SetupStep.ACCOUNTS
        assert not any(
            edit.text() == sandbox.secret for edit in desk.setup.findChildren(QLineEdit)
        )
        desk.press("开始同步")
        await desk.until(lambda: desk.can_press("继续"), "the first sync")
        assert desk.says(f"3 / 3 个账号已完成，共 {len(customers)} 条消息")
        desk.press("继续")
        desk.press("打开收件箱")
        assert not desk.setup_open
        await desk.until(lambda: rows_read(desk) == len(customers), "rows")
    kept = json.loads((tmp_path / "keys.json").read_text("utf-8"))
    assert kept[corp_secret(sandbox.corp_id)] == sandbox.secret
    files = [path for path in (tmp_path / "profile").rglob("*") if path.is_file()]
    assert profile_in(tmp_path).database in files
    found = [path for path in files if sandbox.secret.encode() in path.read_bytes()]
    assert found == []


async def test_a_wrong_secret_can_be_put_right_without_starting_over(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    async with running_desk(tmp_path, engine=None) as desk:
        await desk.enter(sandbox, **{"应用 Secret": "CANARY"})
        await desk.until(lambda: desk.can_press("重试"), "a bad row")
        assert not desk.can_press("继续")
        desk.press("上一步")
        desk.type_in("应用 Secret", sandbox.secret)
        desk.press("开始体检")
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")
    assert "CANARY" not in (tmp_path / "keys.json").read_text("utf-8")


async def test_the_refused_address_is_copied_and_cured_by_a_retry(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    sandbox.control.rule(trusted_ip=False, seen_ip="198.51.100.9")
    async with running_desk(tmp_path, engine=None) as desk:
        await desk.enter(sandbox)
        await desk.until(lambda: desk.can_press("复制 IP"), "the address")
        assert desk.says("198.51.100.9")
        desk.press("复制 IP")
        assert qapp.clipboard().text() == "198.51.100.9"
        sandbox.control.rule(trusted_ip=True)
        desk.press("重试")
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")


@pytest.mark.parametrize(
    ("code", "place"), [(48002, "可调用接口的应用"), (95012, "独立版")]
)
async def test_a_missing_permission_says_where_it_is_given(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path, code: int, place: str
):
    sandbox.control.rule(kf_refusal=code)
    async with running_desk(tmp_path, engine=None) as desk:
        await desk.enter(sandbox)
        await desk.until(lambda: desk.can_press("重试"), "a bad row")
        assert desk.says(place)
        sandbox.control.rule(kf_refusal=0)
        await desk.until(lambda: desk.can_press("全部重试"), "the end of the check-up")
        desk.press("全部重试")
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")


async def test_a_set_up_that_is_left_keeps_nothing(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    async with running_desk(tmp_path, engine=None) as desk:
        await desk.enter(sandbox)
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")
        desk.press("上一步")
        desk.press("返回")
        assert not desk.setup_open
        assert "还没有接入企业" in texts_of(desk.window)
    assert sandbox.secret not in (tmp_path / "keys.json").read_text("utf-8")


async def test_when_the_secret_cannot_be_kept_it_says_so_and_nothing_is_connected(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    async with running_desk(tmp_path, engine=None) as desk:
        await desk.enter(sandbox)
        await desk.until(lambda: desk.can_press("继续"), "a good check-up")
        desk.press("继续")
        (tmp_path / "keys.json").chmod(0o644)
        desk.press("开始同步")
        await desk.until(lambda: desk.says("chmod 600"), "words")
        assert desk.setup.step is SetupStep.ACCOUNTS
        (tmp_path / "keys.json").chmod(0o600)
        desk.press("开始同步")
        await desk.reach(SetupStep.SYNC)
        desk.press("在后台继续")
        desk.press("打开收件箱")
        await desk.until(
            lambda: "还没有接入企业" not in texts_of(desk.window), "accounts"
        )
