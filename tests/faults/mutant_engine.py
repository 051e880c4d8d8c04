"""Engines with a planted mistake: the judge must find each of them.

`python -m tests.faults.mutant_engine MUTATION …` is else the engine as it is.
"""

import sys
from collections.abc import Callable
from dataclasses import replace

from desktop.cli import main as switchboard
from desktop.services.engine import outbox_runner, verdicts
from desktop.services.sending import new_msgid
from desktop.services.storage import outbox_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.outbox_store import OutboxJob


def new_msgid_on_every_retry() -> None:
    """Each attempt is a new message to WeCom."""
    due_jobs = outbox_store.due_jobs

    def forgetful(
        connection: Connection, *, now: int, busy: frozenset[int], limit: int
    ) -> list[OutboxJob]:
        jobs = due_jobs(connection, now=now, busy=busy, limit=limit)
        return [replace(job, body=None, msgid=new_msgid()) for job in jobs]

    outbox_store.due_jobs = forgetful


def doubt_is_forgotten() -> None:
    """The rejection of a repeat is taken for the fate of the message."""

    def sure(*arguments: object, **named: object) -> verdicts.Verdict:
        named["doubtful_before"] = False
        return verdicts.judge(*arguments, **named)  # type: ignore[arg-type]

    vars(outbox_runner)["judge"] = sure


MUTATIONS: dict[str, Callable[[], None]] = {
    mutation.__name__: mutation
    for mutation in (new_msgid_on_every_retry, doubt_is_forgotten)
}


if __name__ == "__main__":
    MUTATIONS[sys.argv[1]]()
    sys.exit(switchboard(["engine", *sys.argv[2:]]))
