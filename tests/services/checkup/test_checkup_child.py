"""A corp is checked in a child: secrets go through the pipe, the child ends with it."""

import asyncio
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from desktop.config import Profile
from desktop.models.checkup import CheckOutcome, CheckResult, SetupEntry, may_go_on
from desktop.services.checkup.child import CheckUpChild
from desktop.services.checkup.command import completed
from desktop.services.checkup.report import (
    CheckReport,
    UnreadableReportError,
    read_entry,
    read_report,
    written_entry,
)
from desktop.services.checkup.rows import TITLES
from desktop.services.credential_stores import KeyFileStore, PassphraseStore, opening_of
from desktop.services.credentials import (
    CredentialError,
    callback_key,
    callback_token,
    corp_secret,
)
from desktop.services.launch import checkup_command
from tests.sandbox_fixture import Sandbox

OK, BAD, WAITING = CheckOutcome.OK, CheckOutcome.BAD, CheckOutcome.WAITING


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile", tmp_path / "keys.json")


@pytest.fixture
def store(profile: Profile) -> KeyFileStore:
    assert profile.key_file is not None
    return KeyFileStore(profile.key_file)


def entry_for(sandbox: Sandbox, **changes: str) -> SetupEntry:
    entry = SetupEntry(sandbox.corp_id, sandbox.secret, base_url=sandbox.base_url)
    return replace(entry, **changes)


async def told(
    profile: Profile, entry: SetupEntry, opening: str = ""
) -> list[CheckReport]:
    """Everything that a child said, which came to its end."""
    reports: list[CheckReport] = []
    child = CheckUpChild(profile, entry, reports.append, opening=opening)
    assert await child.run()
    assert reports[-1].ended
    return reports


def rows(reports: list[CheckReport]) -> dict[str, CheckResult]:
    """The last result of each row."""
    found = [report.result for report in reports if report.result is not None]
    return {result.key: result for result in found}


async def test_rows_come_as_they_are_found_and_accounts_before_one_can_go_on(
    profile: Profile, sandbox: Sandbox
):
    reports = await told(profile, entry_for(sandbox))
    found = rows(reports)
    assert list(found) == list(TITLES)
    assert may_go_on(tuple(found.values()))
    (at,) = [at for at, one in enumerate(reports) if one.accounts is not None]
    listed = reports[at].accounts or ()
    assert [one.open_kfid for one in listed] == sandbox.control.accounts()
    assert not may_go_on(tuple(rows(reports[:at]).values()))


async def test_a_wrong_secret_is_said_in_its_row_and_nowhere_else(
    profile: Profile, sandbox: Sandbox
):
    reports = await told(profile, entry_for(sandbox, secret="CANARYwrong"))
    assert rows(reports)["credentials"].outcome is BAD
    assert "CANARY" not in repr(reports)
    written = [each.read_text("utf-8") for each in profile.logs.glob("*")]
    assert not any("CANARY" in text for text in written)


async def test_the_refused_address_can_be_copied(profile: Profile, sandbox: Sandbox):
    sandbox.control.rule(trusted_ip=False, seen_ip="198.51.100.9")
    row = rows(await told(profile, entry_for(sandbox)))["trusted_ip"]
    assert (row.outcome, row.copyable) == (BAD, "198.51.100.9")


@pytest.mark.parametrize("code", [48002, 95012])
async def test_a_missing_permission_comes_with_its_cure(
    profile: Profile, sandbox: Sandbox, code: int
):
    sandbox.control.rule(kf_refusal=code)
    row = rows(await told(profile, entry_for(sandbox)))["permission"]
    assert row.outcome is BAD
    assert row.cure is not None
    assert str(code) in row.detail.zh


async def test_a_wrong_callback_key_is_bad(profile: Profile, sandbox: Sandbox):
    entry = entry_for(sandbox, callback_token="t1", encoding_aes_key="!" * 43)
    assert rows(await told(profile, entry))["callback"].outcome is BAD


async def test_a_secret_that_is_kept_is_read_by_the_child(
    profile: Profile, sandbox: Sandbox, store: KeyFileStore
):
    store.set(corp_secret(sandbox.corp_id), sandbox.secret)
    found = rows(await told(profile, entry_for(sandbox, secret="")))
    assert may_go_on(tuple(found.values()))


async def test_a_passphrase_goes_to_the_child_through_the_pipe(
    profile: Profile, sandbox: Sandbox
):
    sealed = Profile(profile.folder, None, passphrase=True)
    store = PassphraseStore(sealed.sealed_secrets, "open sesame")
    store.set(corp_secret(sandbox.corp_id), sandbox.secret)
    entry = entry_for(sandbox, secret="")
    found = rows(await told(sealed, entry, opening_of(store)))
    assert may_go_on(tuple(found.values()))
    wrong = rows(await told(sealed, entry, "guess\n"))
    assert wrong["credentials"].outcome is BAD


async def test_without_any_secret_wecom_is_not_asked(
    profile: Profile, sandbox: Sandbox
):
    found = rows(await told(profile, entry_for(sandbox, secret="")))
    assert found["credentials"].outcome is BAD
    assert found["credentials"].cure is not None
    others = [row for key, row in found.items() if key != "credentials"]
    assert {row.outcome for row in others} == {WAITING}
    assert sandbox.control.metrics()["requests"] == {}


async def test_cancelling_ends_the_child(profile: Profile, sandbox: Sandbox):
    sandbox.control.hold("gettoken", before=True)
    begun = asyncio.Event()
    child = CheckUpChild(profile, entry_for(sandbox), lambda report: begun.set())
    task = asyncio.create_task(child.run())
    async with asyncio.timeout(20):
        await begun.wait()
    (process,) = psutil.Process().children()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.to_thread(process.wait, 10)
    sandbox.control.release()


def test_the_child_ends_when_its_pipe_closes(profile: Profile, sandbox: Sandbox):
    sandbox.control.hold("gettoken", before=True)
    with subprocess.Popen(
        checkup_command(profile),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(written_entry(entry_for(sandbox)))
        process.stdin.flush()
        assert read_report(process.stdout.readline()).result is not None
        process.stdin.close()
        assert process.wait(10) == 1
    sandbox.control.release()


async def test_a_child_that_dies_is_told_from_one_that_ended(
    profile: Profile, sandbox: Sandbox
):
    sandbox.control.hold("gettoken", before=True)

    def kill(report: CheckReport) -> None:
        for process in psutil.Process().children():
            with suppress(psutil.NoSuchProcess):
                process.kill()

    child = CheckUpChild(profile, entry_for(sandbox), kill)
    assert await child.run() is False
    sandbox.control.release()


def test_no_argument_carries_a_secret(profile: Profile):
    entry = SetupEntry("ww1", "CANARY", proxy_url="http://user:CANARY@p:1")
    assert not any("CANARY" in word for word in checkup_command(profile))
    assert "CANARY" not in repr(CheckUpChild(profile, entry, print))


def test_what_is_no_entry_ends_the_child_without_repeating_it(profile: Profile):
    done = subprocess.run(
        checkup_command(profile),
        input='{"corpid": "CANARY"\n',
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "CANARY" not in done.stdout + done.stderr


def test_lines_that_are_not_ours_are_refused():
    for line in ("", "{", json.dumps({"result": {"key": 1}})):
        with pytest.raises(UnreadableReportError):
            read_report(line)
    entry = SetupEntry("ww1", "s", "名称", callback_token="t", encoding_aes_key="k")
    assert read_entry(written_entry(entry)) == entry


def test_what_was_not_typed_is_taken_from_the_store(store: KeyFileStore):
    for name in (corp_secret, callback_token, callback_key):
        store.set(name("ww1"), f"kept-{name.__name__}")
    whole = completed(SetupEntry("ww1", ""), store)
    assert whole.secret == "kept-corp_secret"
    assert whole.encoding_aes_key == "kept-callback_key"
    typed = completed(SetupEntry("ww1", "typed", callback_token="mine"), store)
    assert (typed.secret, typed.callback_token) == ("typed", "mine")
    assert typed.encoding_aes_key == ""


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_store_that_fails_matters_only_where_nothing_was_typed(
    store: KeyFileStore, profile: Profile
):
    store.set("x", "y")
    assert profile.key_file is not None
    profile.key_file.chmod(0o644)
    typed = SetupEntry("ww1", "typed")
    assert completed(typed, store) == typed
    with pytest.raises(CredentialError):
        completed(SetupEntry("ww1", ""), store)
