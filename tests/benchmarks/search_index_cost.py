"""What the search index costs: bytes beside the messages, and time of ingest."""

import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from desktop.models.bigrams import index_terms
from desktop.models.content import Text
from desktop.models.content_codec import encode
from desktop.models.message import Origin
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.ingest import insert_messages
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.schema import ensure_schema
from desktop.services.storage.search_hits import text_of
from tests.benchmarks.figures import Figure, compared, judged
from tests.benchmarks.ingest_rate import Recorder, Written, replay

ROWS = 100_000
BATCH = 200
SIZE_BAR = 0.6
RATE_BAR = 0.8
FLOOR = "raw sqlcipher3 executemany, same rows and index terms, made before"
_INDEX = ("message_search_data", "message_search_idx", "message_search_docsize",
          "message_search_config")  # fmt: skip
Row = tuple[object, ...]


def measure(
    work: Path, connection: Connection, key: DatabaseKey, rounds: int
) -> list[Figure]:
    """Return the size of the index and the rate of filling it."""
    folder = work / "search"
    folder.mkdir(parents=True, exist_ok=True)
    figures = [_size(folder, connection, key), _rate(folder, connection, key, rounds)]
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    return figures


def say(connection: Connection, conversation_id: int, position: int, text: str) -> int:
    """Commit one message and return its id."""
    last = connection.execute("SELECT max(id) FROM message").fetchone()[0]
    row = (last + 1, 1, conversation_id, f"said-{last + 1}", int(Origin.CUSTOMER), "",
           "text", encode(Text(text)), position, position)  # fmt: skip
    connection.execute("BEGIN IMMEDIATE")
    insert_messages(connection, [row], [(last + 1, index_terms(text))])
    connection.execute("COMMIT")
    return int(last) + 1


def _size(folder: Path, connection: Connection, key: DatabaseKey) -> Figure:
    """Copy both into files of their own, row by row: their pages are full alike."""
    table = _pages_of(folder, connection, key, ("message",))
    index = _pages_of(folder, connection, key, _INDEX)
    figure = Figure(
        "Search index beside the message table without its indexes",
        index * 4 / 1024, "MiB", floor="message table", floor_value=table * 4 / 1024,
        ratio=index / table,
    )  # fmt: skip
    return judged(figure, f"ratio ≤ {SIZE_BAR}", met=index / table <= SIZE_BAR)


def _pages_of(
    folder: Path, connection: Connection, key: DatabaseKey, tables: Iterable[str]
) -> int:
    copy = _empty(folder / "size.db")
    connection.execute(f"ATTACH ? AS copy KEY \"x'{key.raw.hex()}'\"", (str(copy),))
    connection.execute("PRAGMA copy.synchronous = OFF")
    for table in tables:
        connection.execute(f"CREATE TABLE copy.{table}_ AS SELECT * FROM main.{table}")
    pages = connection.execute("PRAGMA copy.page_count").fetchone()[0]
    connection.execute("DETACH copy")
    return int(pages)


def _rate(
    folder: Path, connection: Connection, key: DatabaseKey, rounds: int
) -> Figure:
    """Fill messages and index alternately by our path and by the bare driver."""
    rows: list[Row] = connection.execute(
        "SELECT id, account_id, conversation_id, msgid, origin, sender, kind, content,"
        " sent_at, position FROM message ORDER BY id LIMIT ?",
        (ROWS,),
    ).fetchall()
    # At ingest the words are at hand: what is stored is made of them.
    batches = [
        [(row, text_of(str(row[6]), str(row[7]))) for row in rows[at : at + BATCH]]
        for at in range(0, len(rows), BATCH)
    ]
    writes = _recorded(_opened(folder, key), batches)
    ours: list[float] = []
    raw: list[float] = []
    for _ in range(rounds):
        ours.append(
            len(rows) / _timed(folder, key, partial(_all_by_us, batches=batches))
        )
        raw.append(len(rows) / _timed(folder, key, partial(replay, writes=writes)))
    figure = compared(
        f"Ingest with index, {len(rows):,} rows", "rows/s", ours, FLOOR, raw
    )
    ratio = figure.ratio or 0.0
    return judged(figure, f"ratio ≥ {RATE_BAR}", met=ratio >= RATE_BAR)


def _recorded(
    connection: Connection, batches: list[list[tuple[Row, str]]]
) -> list[list[Written]]:
    """Return what our path writes for each batch."""
    found = []
    for batch in batches:
        recorder = Recorder(connection)
        _by_us(recorder, batch)  # type: ignore[arg-type]
        found.append(recorder.written)
    connection.close()
    return found


def _all_by_us(connection: Connection, batches: list[list[tuple[Row, str]]]) -> None:
    for batch in batches:
        in_transaction(connection, partial(_by_us, batch=batch))


def _by_us(connection: Connection, batch: list[tuple[Row, str]]) -> None:
    cut = [(int(str(row[0])), index_terms(words)) for row, words in batch]
    insert_messages(connection, [row for row, _ in batch], cut)


def _timed(folder: Path, key: DatabaseKey, work: Callable[[Connection], None]) -> float:
    connection = _opened(folder, key)
    started = time.perf_counter()
    work(connection)
    taken = time.perf_counter() - started
    connection.close()
    return taken


def _opened(folder: Path, key: DatabaseKey) -> Connection:
    path = _empty(folder / "rate.db")
    ensure_schema(path, key)
    connection = open_connection(path, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _empty(path: Path) -> Path:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return path
