"""A crash leaves a report that a person can read, without words or secrets."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.services.crash_report import MOST_KEPT, delete, gather, reports
from tests.building import START

CRASH = """
import sys, faulthandler
from pathlib import Path
from desktop.services.logs import start_logging
start_logging(Path(sys.argv[1]), "desk")
secret = "客户的原话 corpsecret=abcdef"
{how}
"""


def crash(folder: Path, how: str) -> int:
    code = CRASH.format(how=how)
    return subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
    ).returncode


def test_a_run_that_ended_well_leaves_no_report(tmp_path: Path):
    assert crash(tmp_path, "pass") == 0
    assert gather(tmp_path, START) is None
    assert reports(tmp_path) == ()


def test_a_hard_crash_is_told_with_its_stack(tmp_path: Path):
    assert crash(tmp_path, "import ctypes; ctypes.string_at(0)") != 0
    report = gather(tmp_path, START)
    assert report is not None
    assert "Segmentation fault" in report.text or "access violation" in report.text
    assert "Python" in report.text
    assert "客户" not in report.text


def test_an_exception_that_nobody_caught_is_told_without_its_words(tmp_path: Path):
    assert crash(tmp_path, "raise RuntimeError(secret)") == 1
    report = gather(tmp_path, START)
    assert report is not None
    assert "RuntimeError" in report.text
    assert "客户" not in report.text
    assert "abcdef" not in report.text


def test_a_report_is_made_once_and_kept_until_it_is_deleted(tmp_path: Path):
    (tmp_path / "desk.crash").write_text("Fatal Python error: Aborted\n", "utf-8")
    report = gather(tmp_path, START)
    assert report is not None
    assert gather(tmp_path, START) is None
    assert [each.text for each in reports(tmp_path)] == [report.text]
    delete(tmp_path, report.name)
    delete(tmp_path, report.name)
    assert reports(tmp_path) == ()


def test_the_home_folder_is_not_named(tmp_path: Path, isolated_home: Path):
    trace = f'File "{isolated_home}/code.py", line 3 in run\n'
    (tmp_path / "desk.crash").write_text(trace, "utf-8")
    report = gather(tmp_path, START)
    assert report is not None
    assert str(isolated_home) not in report.text
    assert "~/code.py" in report.text


def test_only_reports_can_be_deleted(tmp_path: Path):
    kept = tmp_path / "report-1.txt"
    inner = tmp_path / "logs"
    inner.mkdir()
    kept.write_text("x", "utf-8")
    delete(inner, "../report-1.txt")
    (inner / "desk.log").write_text("x", "utf-8")
    delete(inner, "desk.log")
    assert kept.exists()
    assert (inner / "desk.log").exists()


@pytest.mark.parametrize("count", [MOST_KEPT + 5])
def test_old_reports_make_room(tmp_path: Path, count: int):
    for number in range(count):
        (tmp_path / "desk.crash").write_text(f"crash {number}\n", "utf-8")
        gather(tmp_path, START + timedelta(seconds=number))
    found = reports(tmp_path)
    assert len(found) == MOST_KEPT
    assert f"crash {count - 1}" in found[0].text


def test_a_crash_that_writes_without_end_makes_a_short_report(tmp_path: Path):
    (tmp_path / "desk.crash").write_text("File x, line 1\n" * 100_000, "utf-8")
    report = gather(tmp_path, START)
    assert report is not None
    assert len(report.text) < 100_000
    assert (tmp_path / "desk.crash").stat().st_size == 0
