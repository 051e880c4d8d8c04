"""How fast batches are taken in, beside the same writes prepared and nothing else.

The floor replays every statement that the services' path writes, with its values, on
raw `sqlcipher3`: the same tables and index rows, key, batches and `synchronous`.
"""

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.models.content import Text
from desktop.models.message import Origin
from desktop.services.storage import ingest, organisation_store
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.incoming import Incoming, ReadingProgress
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.organisation_store import AccountListing
from desktop.services.storage.schema import ensure_schema
from tests.benchmarks.dialogues import load_dialogues
from tests.benchmarks.figures import Figure, compared, judged

BAR = 0.5
ACCOUNTS = 12
START = 1_790_000_000_000
FLOOR = "raw sqlcipher3 executemany, same rows, key, batches, synchronous=FULL"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction takes in."""

    account_id: int
    entries: list[Incoming]
    progress: ReadingProgress


@dataclass(frozen=True, slots=True)
class Written:
    """One writing statement with its values."""

    statement: str
    rows: Sequence[Sequence[object]]


@dataclass(slots=True)
class Recorder:
    """A connection that keeps what is written through it."""

    connection: Connection
    written: list[Written] = field(default_factory=list)

    def execute(self, statement: str, values: Sequence[object] = ()) -> object:
        """Pass a statement on; keep it where it writes."""
        if not statement.lstrip().startswith("SELECT"):
            self.written.append(Written(statement, [tuple(values)]))
        return self.connection.execute(statement, values)

    def executemany(self, statement: str, rows: Sequence[Sequence[object]]) -> object:
        """Pass statements on and keep them."""
        listed = list(rows)
        if listed:
            self.written.append(Written(statement, listed))
        return self.connection.executemany(statement, listed)


def measure(work: Path, rows: int, rounds: int) -> list[Figure]:
    """Return rows a second of both sides, alternating; the ratio is the bar's."""
    folder = work / "ingest"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    key = DatabaseKey.generate()
    empty = empty_database(folder, key)
    batches = batches_of(rows)
    writes = recorded(empty, key, batches)
    ours: list[float] = []
    raw: list[float] = []
    for _ in range(rounds):
        ours.append(rows / timed(empty, key, lambda c: _services(c, batches)))
        raw.append(rows / timed(empty, key, lambda c: replay(c, writes)))
    shutil.rmtree(folder)
    figure = compared(f"Ingest, {rows:,} rows", "rows/s", ours, FLOOR, raw)
    ratio = figure.ratio or 0.0
    return [judged(figure, f"ratio ≥ {BAR}", met=ratio >= BAR)]


def empty_database(folder: Path, key: DatabaseKey) -> Path:
    """Make the file that each round starts with: accounts and no message."""
    path = folder / "empty.db"
    ensure_schema(path, key)
    connection = open_connection(path, key)
    in_transaction(connection, _organise)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return path


def _organise(connection: Connection) -> None:
    corp = organisation_store.connect_corp(
        connection, "wwbench", "基准公司", "http://127.0.0.1:9/", "", now=START
    )
    listed = [AccountListing(f"wk{at}", f"客服 {at}", True) for at in range(ACCOUNTS)]
    enable = frozenset(one.open_kfid for one in listed)
    organisation_store.store_accounts(
        connection, corp, listed, enable=enable, now=START
    )


def batches_of(rows: int) -> list[Batch]:
    """Real words of customers and servicers, thousands of conversations, pages full."""
    conversations = load_dialogues().conversations
    turns = [turn for one in conversations for turn in one]
    batches = []
    for start in range(0, rows, ingest.BATCH):
        number = start // ingest.BATCH
        entries = [
            Incoming(
                f"m{at:031}",
                f"wm{(number % 997) * 20 + at % 20:030}",
                Origin.CUSTOMER if turn.by_customer else Origin.SERVICER,
                "" if turn.by_customer else "zhangsan",
                Text(turn.text),
                START + at * 1000,
            )
            for at in range(start, min(rows, start + ingest.BATCH))
            for turn in (turns[at % len(turns)],)
        ]
        progress = ReadingProgress(f"cursor-{number}", number % 5 == 4)
        batches.append(Batch(number % ACCOUNTS + 1, entries, progress))
    return batches


def _services(connection: Connection, batches: list[Batch]) -> None:
    for batch in batches:
        in_transaction(
            connection,
            lambda one, batch=batch: ingest.take_in(  # type: ignore[misc]
                one, batch.account_id, batch.entries, batch.progress, now=START
            ),
        )


def recorded(
    empty: Path, key: DatabaseKey, batches: list[Batch]
) -> list[list[Written]]:
    """Return what the services' path writes in each batch."""
    connection = _fresh(empty, key)
    found = []
    for batch in batches:
        recorder = Recorder(connection)
        connection.execute("BEGIN IMMEDIATE")
        ingest.take_in(
            recorder,  # type: ignore[arg-type]
            batch.account_id,
            batch.entries,
            batch.progress,
            now=START,
        )
        connection.execute("COMMIT")
        found.append(recorder.written)
    connection.close()
    return found


def replay(connection: Connection, writes: list[list[Written]]) -> None:
    """Write them again, a transaction for each batch."""
    for batch in writes:
        connection.execute("BEGIN IMMEDIATE")
        for one in batch:
            connection.executemany(one.statement, one.rows)
        connection.execute("COMMIT")


def timed(empty: Path, key: DatabaseKey, work: Callable[[Connection], None]) -> float:
    """Return the seconds that work on a fresh copy takes."""
    connection = _fresh(empty, key)
    started = time.perf_counter()
    work(connection)
    taken = time.perf_counter() - started
    connection.close()
    return taken


def _fresh(empty: Path, key: DatabaseKey) -> Connection:
    path = empty.with_name("round.db")
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copyfile(empty, path)
    return open_connection(path, key)
