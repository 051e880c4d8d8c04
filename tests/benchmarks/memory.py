"""What the desk holds after an hour's traffic: 72,000 messages, 200 conversations."""

import time
from pathlib import Path

import psutil

from desktop.config import Profile
from desktop.models.clock import SystemClock, to_milliseconds
from desktop.models.content import Text
from desktop.models.message import Origin
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage import ingest
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.incoming import Incoming
from tests.benchmarks.desk_process import ReportingProcess, desk
from tests.benchmarks.dialogues import load_dialogues
from tests.benchmarks.figures import Figure, judged
from tests.benchmarks.make_database import ACCOUNTS

BAR = 150.0
OPENINGS = 200
CUSTOMERS = 2_000
PAUSE = 0.1
"""Between two batches, so that the desk follows each as it would in an hour."""
EMPTY = "empty PySide6 window"


def measure(
    surroundings: dict[str, str], profile: Profile, messages: int
) -> list[Figure]:
    """Return the proportional set size of the desk's own process at the end."""
    with ReportingProcess(surroundings, "tests.benchmarks.empty_window") as empty:
        empty.wait_for("mapped")
        time.sleep(1)
        floor = _pss(empty)
    with desk(surroundings, "play_memory", profile, "--no-engine") as child:
        child.wait_for("ready")
        time.sleep(1)
        at_start = _pss(child)
        _replay(profile, child, messages)
        time.sleep(2)
        at_end = _pss(child)
    figure = Figure(
        f"Memory (PSS) of the desk after {messages:,} messages and {OPENINGS}"
        " conversations opened",
        at_end, "MB", floor=EMPTY, floor_value=floor, ratio=at_end / floor,
        spread=f"{at_start:.0f} MB at the first rows",
    )  # fmt: skip
    return [judged(figure, f"< {BAR:g} MB", met=at_end < BAR)]


def _pss(child: ReportingProcess) -> float:
    return float(psutil.Process(child.process.pid).memory_full_info().pss) / 1e6


def _replay(profile: Profile, child: ReportingProcess, messages: int) -> None:
    connection = _writer(profile)
    batches = messages // ingest.BATCH
    opened = 0
    for number in range(batches):
        _take_in(connection, number)
        while opened < OPENINGS * (number + 1) // batches:
            child.order("open")
            child.wait_for("opened")
            opened += 1
        time.sleep(PAUSE)
    connection.close()


def _take_in(connection: Connection, number: int) -> None:
    turns = load_dialogues().conversations
    now = to_milliseconds(SystemClock().now())
    entries = [
        Incoming(
            f"memory-{number}-{at}",
            f"wm-bench-{(number * ingest.BATCH + at) * 7 % CUSTOMERS + 1:07}",
            Origin.CUSTOMER,
            "",
            Text(turns[(number + at) % len(turns)][0].text),
            now,
        )
        for at in range(ingest.BATCH)
    ]
    account = number % ACCOUNTS + 1
    in_transaction(
        connection, lambda one: ingest.take_in(one, account, entries, None, now=now)
    )


def _writer(profile: Profile) -> Connection:
    key_file = profile.key_file or Path()
    key = database_key(KeyFileStore(key_file), profile.database)
    return open_connection(profile.database, key)
