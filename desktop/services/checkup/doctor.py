"""The sub-command `switchboard doctor`: the check-up in the terminal."""

import argparse
import asyncio
import getpass
import json
import locale
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from desktop.config import Profile, add_profile_arguments, profile_of
from desktop.models.checkup import (
    DEFAULT_BASE_URL,
    CheckOutcome,
    CheckResult,
    SetupEntry,
)
from desktop.models.clock import SystemClock
from desktop.models.failures import Sentence
from desktop.services.checkup.check_up import CheckUp
from desktop.services.checkup.database_probe import database_fault
from desktop.services.credential_stores import (
    KeyFileStore,
    KeyringStore,
    PassphraseStore,
)
from desktop.services.credentials import (
    CredentialError,
    CredentialStore,
    callback_key,
    callback_token,
    corp_secret,
)

_MARKS = {
    CheckOutcome.OK: "✓",
    CheckOutcome.WARN: "!",
    CheckOutcome.BAD: "✗",
    CheckOutcome.WAITING: "·",
}
_OTHERS_CAN_READ = Sentence(
    "这个文件的权限过宽，请改为只有本人可读写（chmod 600）",
    "This file is readable by others; make it yours alone (chmod 600)",
)
_NO_SECRET_FILE = Sentence("读不到 Secret 文件", "The secret file cannot be read")


class _ImpossibleError(Exception):
    """The arguments cannot be followed."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class _Secrets:
    """What the check-up needs besides the corp id."""

    secret: str = field(repr=False)
    callback_token: str = field(default="", repr=False)
    callback_key: str = field(default="", repr=False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags of `switchboard doctor`; a secret is never one of them."""
    parser.allow_abbrev = False  # or `--secret x` would be taken for --secret-file
    add_profile_arguments(parser)
    parser.add_argument("--corpid", required=True, help="the company ID (ww…)")
    parser.add_argument(
        "--secret-file",
        type=Path,
        metavar="FILE",
        help="file with the app's secret, mode 0600 (default: the keyring, then asked)",
    )
    parser.add_argument("--base-url", default=DEFAULT_BASE_URL, metavar="URL")
    parser.add_argument("--proxy", default="", metavar="URL")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line and nothing else"
    )
    parser.add_argument("--language", choices=("zh", "en"), default=_own_language())


def run(arguments: argparse.Namespace) -> int:
    """Check and print; 0: nothing is bad, 1: something is, 2: it could not begin."""
    language: str = arguments.language
    try:
        store = _store_of(profile_of(arguments))
        secrets = _secrets(arguments, store)
        return asyncio.run(_check(arguments, store, secrets))
    except (_ImpossibleError, CredentialError) as error:
        sys.stderr.write(_in(language, error.sentence) + "\n")
        return 2


async def _check(
    arguments: argparse.Namespace, store: CredentialStore, secrets: _Secrets
) -> int:
    entry = SetupEntry(
        arguments.corpid,
        secrets.secret,
        base_url=arguments.base_url,
        proxy_url=arguments.proxy,
        callback_token=secrets.callback_token,
        encoding_aes_key=secrets.callback_key,
    )
    database = profile_of(arguments).database

    async def probe() -> Sentence | None:
        return await asyncio.to_thread(database_fault, database, store)

    check_up = CheckUp(entry, clock=SystemClock(), probe_database=probe)
    bad = False
    async for result in check_up.run():
        if result.outcome is not CheckOutcome.RUNNING:
            bad = bad or result.outcome is CheckOutcome.BAD
            _print(result, arguments.language, as_json=arguments.json)
    return 1 if bad else 0


def _store_of(profile: Profile) -> CredentialStore:
    if profile.key_file is not None:
        return KeyFileStore(profile.key_file)
    if profile.passphrase:
        return PassphraseStore(profile.sealed_secrets, getpass.getpass("Passphrase: "))
    return KeyringStore()


def _secrets(arguments: argparse.Namespace, store: CredentialStore) -> _Secrets:
    """The named file, else what is kept, else what a person types."""
    corpid: str = arguments.corpid
    if arguments.secret_file is not None:
        return _Secrets(_read_private(arguments.secret_file))
    try:
        kept = store.get(corp_secret(corpid))
        token = store.get(callback_token(corpid)) or ""
        key = store.get(callback_key(corpid)) or ""
    except CredentialError:
        if not sys.stdin.isatty():
            raise
        kept, token, key = None, "", ""
    return _Secrets(kept or getpass.getpass("Secret: "), token, key)


def _read_private(path: Path) -> str:
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise _ImpossibleError(_OTHERS_CAN_READ)
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise _ImpossibleError(_NO_SECRET_FILE) from None


def _print(result: CheckResult, language: str, *, as_json: bool) -> None:
    cure = "" if result.cure is None else _in(language, result.cure)
    title, detail = _in(language, result.title), _in(language, result.detail)
    if as_json:
        row = {
            "key": result.key,
            "outcome": result.outcome.value,
            "title": title,
            "detail": detail,
            "cure": cure,
            "copyable": result.copyable,
        }
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    sys.stdout.write(f"{_MARKS[result.outcome]} {title}\n    {detail}\n")
    if cure:
        sys.stdout.write(f"    → {cure}\n")


def _in(language: str, sentence: Sentence) -> str:
    return sentence.zh if language == "zh" else sentence.en


def _own_language() -> str:
    name = locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
