"""The progress of a first sync counts what came in and says what went wrong."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.checkup import AccountProgress, SyncPhase
from desktop.models.failures import FailureReason, FailureSource
from desktop.services.first_sync import FirstSync
from desktop.services.storage import organisation_store
from desktop.services.storage.database import Database
from desktop.services.storage.incoming import ReadingProgress
from tests.building import World, entry, make_world

REFUSED = FailureReason(FailureSource.ERRCODE, 60020)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = make_world(tmp_path)
    yield world
    world.close()


@pytest.fixture
async def sync(world: World) -> AsyncIterator[FirstSync]:
    """A sync that began after a message had come in."""
    world.take_in(entry("老消息"))
    database = Database(world.path, world.key)
    sync = FirstSync(database, world.clock)
    await sync.begin()
    yield sync
    await database.close()


async def progress(sync: FirstSync, account: int = 0) -> AccountProgress:
    return (await sync.look(None))[account]


async def test_before_anything_is_read_all_wait(sync: FirstSync):
    assert [one.phase for one in await sync.look(None)] == [SyncPhase.WAITING] * 2
    assert (await progress(sync)).messages == 0


async def test_messages_are_counted_once_and_older_ones_not_at_all(
    sync: FirstSync, world: World
):
    world.take_in(entry("一", seconds=-60), entry("二", seconds=-30))
    assert (await progress(sync)).messages == 2
    world.take_in(entry("三", seconds=-10))
    one = await progress(sync)
    assert (one.phase, one.messages) == (SyncPhase.RUNNING, 3)
    assert (await progress(sync, 1)).messages == 0


async def test_the_share_grows_with_the_age_of_what_was_read(
    sync: FirstSync, world: World
):
    day_and_a_half = int(timedelta(days=1.5).total_seconds())
    world.take_in(entry("一", seconds=-day_and_a_half))
    assert (await progress(sync)).fraction == pytest.approx(0.5)
    world.take_in(entry("二"))
    assert (await progress(sync)).fraction == pytest.approx(1.0)


async def test_an_account_is_done_when_nothing_more_waits(
    sync: FirstSync, world: World
):
    world.clock.advance(timedelta(seconds=1))
    world.take_in(progress=ReadingProgress("c1", False))
    assert (await progress(sync)).phase is SyncPhase.RUNNING
    world.take_in(progress=ReadingProgress("c2", True))
    assert (await progress(sync)).phase is SyncPhase.DONE


async def test_what_was_read_before_does_not_count_as_done(
    world: World, sync: FirstSync
):
    world.take_in(progress=ReadingProgress("c1", True))
    world.clock.advance(timedelta(minutes=1))
    await sync.begin()
    assert (await progress(sync)).phase is SyncPhase.WAITING


async def test_a_refused_account_says_why_and_recovers(sync: FirstSync, world: World):
    account = world.accounts[0].id
    organisation_store.set_account_failure(
        world.connection, account, REFUSED, now=world.now
    )
    one = await progress(sync)
    assert one.phase is SyncPhase.FAILED
    assert one.failure is not None
    assert "60020" in one.failure.zh
    assert (await progress(sync, 1)).phase is SyncPhase.WAITING
    world.clock.advance(timedelta(seconds=1))
    world.take_in(progress=ReadingProgress("c1", True))
    assert (await progress(sync)).phase is SyncPhase.DONE


async def test_a_corp_in_trouble_holds_all_its_accounts(sync: FirstSync, world: World):
    organisation_store.set_corp_health(
        world.connection, world.corp_id, REFUSED, "", now=world.now
    )
    assert {one.phase for one in await sync.look(None)} == {SyncPhase.FAILED}


async def test_only_the_named_accounts_that_are_on_are_told(
    sync: FirstSync, world: World
):
    second = world.accounts[1].id
    (one,) = await sync.look(frozenset({second}))
    assert one.open_kfid == "wk-two"
    world.connection.execute("UPDATE account SET enabled = 0 WHERE id = ?", (second,))
    assert await sync.look(frozenset({second})) == ()
