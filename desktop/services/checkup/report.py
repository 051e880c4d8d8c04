"""What goes through the pipes between a desk and the child that checks a corp."""

from dataclasses import dataclass

import msgspec

from desktop.models.checkup import CheckResult, FoundAccount, SetupEntry


class UnreadableReportError(Exception):
    """A line is none of ours; its words are not kept, they may be secret."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """One line of the child: a result, what WeCom listed, or the end.

    The accounts come before the result that they are read with, so that nobody can
    go on to a choice among none.
    """

    result: CheckResult | None = None
    accounts: tuple[FoundAccount, ...] | None = None
    ended: bool = False


def written_entry(entry: SetupEntry) -> str:
    """Return an entry as one line, with its secrets: for a pipe and nothing else."""
    return msgspec.json.encode(entry).decode() + "\n"


def read_entry(line: str) -> SetupEntry:
    """Return the entry of a line; raises UnreadableReportError."""
    try:
        return msgspec.json.decode(line, type=SetupEntry)
    except msgspec.MsgspecError:
        raise UnreadableReportError from None


def written_report(report: CheckReport) -> str:
    """Return a report as one line."""
    return msgspec.json.encode(report).decode() + "\n"


def read_report(line: str) -> CheckReport:
    """Return the report of a line; raises UnreadableReportError."""
    try:
        return msgspec.json.decode(line, type=CheckReport)
    except msgspec.MsgspecError:
        raise UnreadableReportError from None
