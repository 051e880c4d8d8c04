"""The floor of the ingest writes exactly what the services' path writes."""

from pathlib import Path

from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.key import DatabaseKey
from tests.benchmarks import ingest_rate

TABLES = ("message", "conversation", "customer", "change", "account")


def _contents(path: Path, key: DatabaseKey) -> dict[str, list[tuple[object, ...]]]:
    connection: Connection = open_connection(path, key, read_only=True)
    found = {
        table: connection.execute(f"SELECT * FROM {table}").fetchall()
        for table in TABLES
    }
    connection.close()
    return found


def test_both_sides_leave_the_same_rows(tmp_path: Path):
    key = DatabaseKey.generate()
    empty = ingest_rate.empty_database(tmp_path, key)
    batches = ingest_rate.batches_of(600)
    recorded = ingest_rate.recorded(empty, key, batches)
    ours = _contents(tmp_path / "round.db", key)
    ingest_rate.timed(empty, key, lambda one: ingest_rate.replay(one, recorded))
    assert _contents(tmp_path / "round.db", key) == ours
    assert len(ours["message"]) == 600


def test_rounds_alternate_and_give_a_ratio(tmp_path: Path):
    (figure,) = ingest_rate.measure(tmp_path, 400, 2)
    assert figure.samples == 2
    assert figure.ratio is not None
    assert figure.ratio > 0
