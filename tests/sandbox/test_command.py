"""The sub-command: flags, the line it prints, how it ends."""

import argparse
import io
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from desktop.sandbox.command import add_arguments, read_settings, run
from desktop.sandbox.settings import CorpSettings

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import argparse, sys
from desktop.sandbox.command import add_arguments, run
parser = argparse.ArgumentParser()
add_arguments(parser)
sys.exit(run(parser.parse_args()))
"""


def parsed(*flags: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(flags)


def test_flags_become_settings() -> None:
    settings = read_settings(
        parsed(
            *("--corp", "ww1:a:b", "--corp", "ww2:c"),
            *("--accounts", "12", "--customers", "300", "--rate", "120"),
            *("--seed", "9", "--strict", "--chaos", "worst"),
            *("--duplicate", "late", "--rule", "trusted_ip=false"),
            *("--rule", "tokenless_sync_per_minute=30"),
            *("--callback", f"http://127.0.0.1:1/c?a=1,2,token,{'k' * 43}"),
        )
    )
    assert settings.corps == (CorpSettings("ww1", "a:b"), CorpSettings("ww2", "c"))
    assert (settings.accounts, settings.customers, settings.rate) == (12, 300, 120)
    assert settings.strict
    assert settings.rules.duplicate == "late"
    assert not settings.rules.trusted_ip
    assert settings.rules.tokenless_sync_per_minute == 30
    assert settings.callback is not None
    assert settings.callback.url == "http://127.0.0.1:1/c?a=1,2"


def test_secrets_can_be_read_from_standard_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ww1:a\n\nww2:b\n"))
    corps = read_settings(parsed("--corp", "-")).corps
    assert corps == (CorpSettings("ww1", "a"), CorpSettings("ww2", "b"))


@pytest.mark.parametrize(
    "flags",
    [
        ("--corp", "nosecret"),
        ("--rule", "gravity=1"),
        ("--rule", "trusted_ip"),
        ("--rule", "trusted_ip=perhaps"),
        ("--rule", "tokenless_sync_per_minute=many"),
        ("--rule", "transitions=none"),
        ("--rule", "duplicate=maybe"),
        ("--chaos", "terrible"),
        ("--callback", "url-only"),
        ("--dialogues", "/nowhere/at/all.jsonl"),
    ],
)
def test_impossible_flags_end_with_a_sentence(
    flags: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(parsed(*flags)) == 2
    said = capsys.readouterr()
    assert said.err.startswith("sandbox: ")
    assert said.out == ""


def test_it_says_where_it_listens_serves_and_stops_on_a_signal() -> None:
    command = [sys.executable, "-c", PROGRAM, "--port", "0", "--corp", "ww1:s"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as one:
        assert one.stdout is not None
        line = one.stdout.readline()
        found = re.fullmatch(r"sandbox listening on (http://127\.0\.0\.1:\d+)\n", line)
        assert found is not None
        query = {"corpid": "ww1", "corpsecret": "s"}
        reply = httpx.get(f"{found[1]}/cgi-bin/gettoken", params=query)
        assert reply.json()["errcode"] == 0
        one.send_signal(signal.SIGTERM)
        assert one.stdout.read() == ""
        one.wait(20)


def test_naming_the_command_loads_no_server() -> None:
    check = (
        "import sys, desktop.sandbox.command\n"
        "heavy = {'uvicorn', 'starlette', 'httpx', 'PySide6', 'sqlalchemy'}\n"
        "sys.exit(len(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False)
    assert done.returncode == 0


def test_the_sandbox_imports_nothing_of_ours_and_no_qt() -> None:
    check = (
        "import sys, desktop.sandbox.server\n"
        "ours = [m for m in sys.modules if m.startswith('desktop.')"
        " and not m.startswith('desktop.sandbox')]\n"
        "heavy = {'PySide6', 'sqlalchemy', 'sqlmodel'} & set(sys.modules)\n"
        "sys.exit(len(ours) + len(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False)
    assert done.returncode == 0
