"""The check-up asks WeCom, and every failure says in which row who must act."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.models.checkup import (
    CheckOutcome,
    CheckResult,
    SetupEntry,
    may_go_on,
)
from desktop.models.clock import SettableClock
from desktop.models.failures import Sentence
from desktop.services.checkup.check_up import CheckUp
from desktop.services.checkup.rows import TITLES, unchecked
from tests.sandbox_fixture import MakeSandbox, Sandbox

OK, WARN, BAD = CheckOutcome.OK, CheckOutcome.WARN, CheckOutcome.BAD
WAITING = CheckOutcome.WAITING
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


async def healthy() -> Sentence | None:
    return None


def entry_for(sandbox: Sandbox, **changes: str) -> SetupEntry:
    values = {
        "corpid": sandbox.corp_id,
        "secret": sandbox.secret,
        "base_url": sandbox.base_url,
        **changes,
    }
    return SetupEntry(**values)


async def results(
    entry: SetupEntry, *, ahead: timedelta = timedelta(0)
) -> dict[str, CheckResult]:
    """The finished rows of one run, by key."""
    clock = SettableClock(datetime.now(UTC) + ahead)
    check_up = CheckUp(entry, clock=clock, probe_database=healthy)
    rows = [row async for row in check_up.run()]
    finished = [row for row in rows if row.outcome is not CheckOutcome.RUNNING]
    assert [row.key for row in finished] == list(TITLES)
    running = [row.key for row in rows if row.outcome is CheckOutcome.RUNNING]
    assert running == list(TITLES)
    return {row.key: row for row in finished}


async def test_a_sound_corp_may_go_on(sandbox: Sandbox) -> None:
    found = await results(entry_for(sandbox))
    assert may_go_on(tuple(found.values()))
    assert found["credentials"].detail.zh.startswith("已取得 access_token，有效 ")
    assert "可管理 2 个客服账号" in found["permission"].detail.zh
    assert found["trusted_ip"].outcome is OK
    assert found["clock"].outcome is OK
    assert found["database"].outcome is OK


async def test_the_accounts_are_at_hand_for_the_choice(sandbox: Sandbox) -> None:
    check_up = CheckUp(
        entry_for(sandbox),
        clock=SettableClock(datetime.now(UTC)),
        probe_database=healthy,
    )
    async for _ in check_up.run():
        continue
    assert [one.open_kfid for one in check_up.accounts] == sandbox.control.accounts()


async def test_polling_names_the_real_worst_delay(make_sandbox: MakeSandbox) -> None:
    found = await results(entry_for(make_sandbox(accounts=12)))
    assert found["callback"].outcome is WARN
    assert "48 秒" in found["callback"].detail.zh
    assert "48 s" in found["callback"].detail.en
    assert found["callback"].cure is not None


async def test_a_callback_that_is_set_is_checked_for_its_form(sandbox: Sandbox) -> None:
    good = entry_for(sandbox, callback_token="t1", encoding_aes_key=AES_KEY)
    assert (await results(good))["callback"].outcome is OK
    bad = entry_for(sandbox, callback_token="t1", encoding_aes_key="short")
    row = (await results(bad))["callback"]
    assert row.outcome is BAD
    assert row.cure is not None
    assert "43" in row.cure.zh


async def test_a_wrong_secret_is_the_credentials_row(sandbox: Sandbox) -> None:
    found = await results(entry_for(sandbox, secret="CANARYwrong"))
    assert found["network"].outcome is OK
    assert found["credentials"].outcome is BAD
    assert found["credentials"].cure is not None
    assert "应用管理" in found["credentials"].cure.zh
    assert found["permission"].outcome is WAITING
    assert not may_go_on(tuple(found.values()))
    assert "CANARY" not in repr(found)


async def test_an_unknown_corp_is_the_credentials_row(sandbox: Sandbox) -> None:
    found = await results(entry_for(sandbox, corpid="wwnobody"))
    assert found["credentials"].outcome is BAD


@pytest.mark.parametrize("at_sign_in", [True, False])
async def test_the_untrusted_address_can_be_copied(
    sandbox: Sandbox, at_sign_in: bool
) -> None:
    sandbox.control.rule(
        trusted_ip=False, trusted_ip_for_token=at_sign_in, seen_ip="198.51.100.9"
    )
    found = await results(entry_for(sandbox))
    row = found["trusted_ip"]
    assert row.outcome is BAD
    assert row.copyable == "198.51.100.9"
    assert "198.51.100.9" in row.detail.zh
    assert row.cure is not None
    assert "企业可信IP" in row.cure.zh
    assert found["credentials"].outcome is (WAITING if at_sign_in else OK)
    assert not may_go_on(tuple(found.values()))


@pytest.mark.parametrize(
    ("code", "place"),
    [
        (48002, "可调用接口的应用"),
        (48007, "通过API管理会话消息"),
        (95011, "联合版"),
        (95012, "独立版"),
        (95017, "通过API管理会话消息"),
    ],
)
async def test_a_missing_permission_names_the_place_in_the_console(
    sandbox: Sandbox, code: int, place: str
) -> None:
    sandbox.control.rule(kf_refusal=code)
    found = await results(entry_for(sandbox))
    row = found["permission"]
    assert (found["credentials"].outcome, row.outcome) == (OK, BAD)
    assert row.cure is not None
    assert place in row.cure.zh


@pytest.mark.parametrize(
    "base_url",
    ["http://127.0.0.1:9/cgi-bin/", "http://qyapi.weixin.qq.com/", "nonsense"],
)
async def test_an_address_that_cannot_be_asked_is_the_network_row(
    sandbox: Sandbox, base_url: str
) -> None:
    found = await results(entry_for(sandbox, base_url=base_url))
    assert found["network"].outcome is BAD
    assert found["network"].cure is not None
    assert found["clock"].outcome is WAITING


@pytest.mark.parametrize(
    ("ahead", "outcome"), [(0, OK), (-20, OK), (90, WARN), (-90, WARN), (400, BAD)]
)
async def test_the_clock_is_measured_against_wecoms(
    sandbox: Sandbox, ahead: int, outcome: CheckOutcome
) -> None:
    found = await results(entry_for(sandbox), ahead=timedelta(seconds=ahead))
    assert found["clock"].outcome is outcome


async def test_a_fault_of_the_database_is_shown_in_its_words(sandbox: Sandbox) -> None:
    async def broken() -> Sentence | None:
        return Sentence("坏了", "broken")

    clock = SettableClock(datetime.now(UTC))
    check_up = CheckUp(entry_for(sandbox), clock=clock, probe_database=broken)
    rows = {row.key: row async for row in check_up.run()}
    assert rows["database"].outcome is BAD
    assert rows["database"].detail.zh == "坏了"


async def test_a_check_up_asks_little_of_wecom(sandbox: Sandbox) -> None:
    await results(entry_for(sandbox, secret="wrong"))
    await results(entry_for(sandbox))
    asked = sandbox.control.metrics()["requests"]
    assert asked == {"gettoken": 2, "kf/account/list": 1}


def test_before_it_begins_every_row_waits() -> None:
    rows = unchecked()
    assert [row.key for row in rows] == list(TITLES)
    assert {row.outcome for row in rows} == {WAITING}
    assert not may_go_on(rows)
