"""`python -m tests.faults`: the long run of exactly once with its figures."""

import argparse
import signal
import sys
from pathlib import Path

from tests.faults.long_run import as_json, run_all, short_of


def main() -> int:
    """Run, report one line for each variant, write the figures; 0 if all held."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--variants", default="abcd", help="some of a, b, c and d")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    reports = []
    for report in run_all(arguments.seed, arguments.variants):
        reports.append(report)
        verdict = report.verdict
        sys.stdout.write(
            f"{report.plan.variant}: {verdict.answers} answers,"
            f" {verdict.accepted} accepted, {verdict.failed} failed,"
            f" {verdict.unconfirmed} unconfirmed, {verdict.lost} lost,"
            f" {verdict.twice} twice, {verdict.inversions} overtaken;"
            f" {verdict.incoming} incoming, {verdict.incoming_lost} lost,"
            f" {verdict.incoming_twice} twice; {report.kills_in_the_gap} kills in the"
            f" gap; seed {report.plan.seed}, {report.seconds} s, load {report.load}\n"
        )
        sys.stdout.writelines(f"   {what}\n" for what in short_of(report))
        sys.stdout.flush()
    if arguments.json is not None:
        arguments.json.write_text(as_json(reports) + "\n", "utf-8")
    return int(any(short_of(report) for report in reports))


if __name__ == "__main__":
    sys.exit(main())
