"""A desk's engine is restarted a few times, then left alone until a person asks."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.config import Profile
from desktop.services.credential_stores import KeyFileStore, PassphraseStore, opening_of
from desktop.services.credentials import database_key
from desktop.services.engine_child import MOST_CRASHES, EngineChild, EngineNews
from desktop.services.storage.connection import open_connection
from desktop.services.storage.engine_store import status
from tests.building import Deadline

PATIENCE = 40.0


async def until(
    news: list[EngineNews], fact: Callable[[list[EngineNews]], object]
) -> None:
    deadline = Deadline(PATIENCE)
    while not fact(news):
        deadline.check("news of the engine")
        await asyncio.sleep(0.02)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
async def test_an_engine_that_gave_up_comes_back_when_it_is_asked_for(tmp_path: Path):
    profile = Profile(tmp_path / "profile", tmp_path / "keys.json")
    store = KeyFileStore(tmp_path / "keys.json")
    store.set("x", "y")
    (tmp_path / "keys.json").chmod(0o644)
    news: list[EngineNews] = []
    child = EngineChild(profile, news.append)
    running = asyncio.create_task(child.run())
    await until(news, lambda told: told and told[-1].gave_up)
    assert sum(one.running for one in news) == MOST_CRASHES
    assert "chmod 600" in news[-1].words
    (tmp_path / "keys.json").chmod(0o600)
    told_before = len(news)
    child.restart()
    await until(news, lambda told: len(told) > told_before)
    await until(news, lambda _: profile.database.exists())
    assert news[told_before:] == [EngineNews(running=True)]
    await child.stop()
    async with asyncio.timeout(PATIENCE):
        await running


async def test_a_passphrase_reaches_the_engine_through_its_pipe(tmp_path: Path):
    profile = Profile(tmp_path / "profile", None, passphrase=True)
    store = PassphraseStore(profile.sealed_secrets, "open sesame")
    key = database_key(store, profile.database)
    news: list[EngineNews] = []
    child = EngineChild(profile, news.append, opening=opening_of(store))
    running = asyncio.create_task(child.run())

    def beats(_: list[EngineNews]) -> bool:
        if not profile.database.exists():
            return False
        connection = open_connection(profile.database, key)
        try:
            tables = connection.execute("SELECT count(*) FROM sqlite_master")
            return bool(tables.fetchone()[0]) and status(connection) is not None
        finally:
            connection.close()

    await until(news, beats)
    await child.stop()
    async with asyncio.timeout(PATIENCE):
        await running
    assert news == [EngineNews(running=True)]
