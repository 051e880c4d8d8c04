"""The doctor prints the check-up and never shows or takes a secret in the open."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.services.checkup.doctor import add_arguments, run
from tests.sandbox_fixture import Sandbox

Doctor = Callable[..., int]


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.touch(mode=0o600)
    path.write_text("secret\n", "utf-8")
    return path


@pytest.fixture
def doctor(sandbox: Sandbox, secret_file: Path, tmp_path: Path) -> Doctor:
    """Runs it against the sandbox, in a profile of its own."""

    def examine(*more: str) -> int:
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        given = ["--corpid", "wwtest", "--base-url", sandbox.base_url]
        given += ["--profile", str(tmp_path / "profile")]
        given += ["--secret-file", str(secret_file), *more]
        return run(parser.parse_args(given))

    return examine


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "企业可信 IP"), ("en", "Trusted IP")]
)
def test_a_sound_corp_ends_with_0_in_either_language(
    doctor: Doctor, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    assert doctor("--language", language) == 0
    printed = capsys.readouterr().out
    assert words in printed
    assert "secret" not in printed.replace("and secret", "")


def test_a_failure_ends_with_1_and_names_the_cure(
    doctor: Doctor, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    sandbox.control.rule(trusted_ip=False, seen_ip="198.51.100.9")
    assert doctor("--language", "zh") == 1
    printed = capsys.readouterr().out
    assert "198.51.100.9" in printed
    assert "→ 管理员：企业微信管理后台 →「应用管理 → 应用 → 企业可信IP」" in printed


def test_json_is_one_object_a_line_and_nothing_else(
    doctor: Doctor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor("--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["key"] for row in rows][:2] == ["network", "credentials"]
    assert {"key", "outcome", "title", "detail", "cure", "copyable"} == set(rows[0])


def test_a_wrong_secret_is_not_printed(
    doctor: Doctor, secret_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    secret_file.write_text("CANARYsecret", "utf-8")
    assert doctor() == 1
    captured = capfd.readouterr()
    assert "CANARY" not in captured.out + captured.err


def test_a_secret_file_that_others_can_read_is_refused(
    doctor: Doctor, secret_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret_file.chmod(0o644)
    assert doctor("--language", "en") == 2
    assert "chmod 600" in capsys.readouterr().err


def test_a_missing_secret_file_ends_with_2(doctor: Doctor, secret_file: Path) -> None:
    secret_file.unlink()
    assert doctor() == 2


def test_without_a_keyring_and_without_a_person_it_says_so(
    doctor: Doctor, sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    given = ["--corpid", "wwtest", "--base-url", sandbox.base_url, "--language", "en"]
    arguments = parser.parse_args([*given, "--profile", str(tmp_path / "profile")])
    assert run(arguments) == 2
    assert "keyring" in capsys.readouterr().err


def test_a_secret_kept_in_a_key_file_is_found(sandbox: Sandbox, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.touch(mode=0o600)
    keys.write_text(json.dumps({"corp-secret:wwtest": "secret"}), "utf-8")
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    given = ["--corpid", "wwtest", "--base-url", sandbox.base_url]
    given += ["--profile", str(tmp_path / "profile"), "--key-file", str(keys)]
    assert run(parser.parse_args(given)) == 0


def test_a_database_that_the_key_does_not_open_is_bad(
    doctor: Doctor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / "switchboard.db").write_bytes(b"not a database" * 500)
    keys = tmp_path / "keys"
    keys.touch(mode=0o600)
    keys.write_text(json.dumps({"database-key": "00" * 32}), "utf-8")
    assert doctor("--json", "--key-file", str(keys)) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[-1]["key"] == "database"
    assert rows[-1]["outcome"] == "bad"


def test_no_flag_takes_a_secret(doctor: Doctor) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args(["--corpid", "ww1", "--secret", "x"])
