"""The sub-command `switchboard checkup`: how a desk has a corp checked.

The desk itself never talks to WeCom. The entry comes as one line of JSON on standard
input, never in arguments or the environment; results leave as lines of JSON. The
child ends with its pipe.
"""

import argparse
import asyncio
import os
import sys
import threading
from dataclasses import replace

from desktop.config import (
    Profile,
    add_profile_arguments,
    private_by_default,
    profile_of,
)
from desktop.models.checkup import CheckOutcome, CheckResult, SetupEntry
from desktop.models.clock import SystemClock
from desktop.models.explanations import explain
from desktop.models.failures import Sentence
from desktop.models.local_failures import LocalFailure
from desktop.services.checkup.check_up import CheckUp
from desktop.services.checkup.database_probe import database_fault
from desktop.services.checkup.report import (
    CheckReport,
    UnreadableReportError,
    read_entry,
    written_report,
)
from desktop.services.checkup.rows import CREDENTIALS, LATER, TITLES, unchecked
from desktop.services.credentials import (
    CredentialError,
    CredentialStore,
    callback_key,
    callback_token,
    corp_secret,
)
from desktop.services.engine.command import credential_store
from desktop.services.logs import start_logging

UNREADABLE_ENTRY = 2
"""Exit status when standard input does not begin with an entry."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `switchboard checkup`."""
    add_profile_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check the entry that comes on standard input."""
    private_by_default()
    profile = profile_of(arguments)
    start_logging(profile.logs, "checkup")
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    store = credential_store(profile)
    try:
        entry = read_entry(sys.stdin.readline())
    except UnreadableReportError:
        return UNREADABLE_ENTRY
    _end_with_the_pipe()
    asyncio.run(_check(entry, profile, store))
    return 0


async def _check(entry: SetupEntry, profile: Profile, store: CredentialStore) -> None:
    try:
        whole = await asyncio.to_thread(completed, entry, store)
    except CredentialError as error:
        _tell_no_secret(error.sentence, None)
        return
    if not whole.secret:
        missing = explain(LocalFailure.SECRET_MISSING.reason)
        _tell_no_secret(missing.sentence, missing.cure)
        return

    async def probe() -> Sentence | None:
        return await asyncio.to_thread(database_fault, profile.database, store)

    check_up = CheckUp(whole, clock=SystemClock(), probe_database=probe)
    listed = False
    async for result in check_up.run():
        if check_up.accounts and not listed:
            listed = True
            _tell(CheckReport(accounts=check_up.accounts))
        _tell(CheckReport(result))
    _tell(CheckReport(ended=True))


def completed(entry: SetupEntry, store: CredentialStore) -> SetupEntry:
    """Return an entry with what is kept of its corp where nothing was typed.

    Blocking. Raises CredentialError when only the store could know the secret.
    """
    try:
        secret = entry.secret or store.get(corp_secret(entry.corpid)) or ""
        if entry.callback_token or entry.encoding_aes_key:
            return replace(entry, secret=secret)
        return replace(
            entry,
            secret=secret,
            callback_token=store.get(callback_token(entry.corpid)) or "",
            encoding_aes_key=store.get(callback_key(entry.corpid)) or "",
        )
    except CredentialError:
        if not entry.secret:
            raise
        return entry


def _tell_no_secret(detail: Sentence, cure: Sentence | None) -> None:
    """Without a secret WeCom is not asked: that row is bad, all others wait."""
    title = TITLES[CREDENTIALS]
    bad = CheckResult(CREDENTIALS, title, CheckOutcome.BAD, detail, cure)
    for row in unchecked(LATER):
        _tell(CheckReport(bad if row.key == CREDENTIALS else row))
    _tell(CheckReport(ended=True))


def _tell(report: CheckReport) -> None:
    sys.stdout.write(written_report(report))
    sys.stdout.flush()


def _end_with_the_pipe() -> None:
    """Leave at once when the desk hangs up or dies: nothing here is worth keeping."""
    descriptor = sys.stdin.fileno()

    def wait() -> None:
        # Not through `sys.stdin`: its lock would be held when the interpreter ends.
        while os.read(descriptor, 1024):
            continue
        os._exit(1)

    threading.Thread(target=wait, name="pipe", daemon=True).start()
