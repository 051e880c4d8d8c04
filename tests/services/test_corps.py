"""Corps are connected whole or not at all, and let go in a way that can be undone."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.changes import Aspect, Subject
from desktop.models.checkup import FoundAccount, SetupEntry
from desktop.models.connected_corp import ConnectedCorp
from desktop.services.corps import Corps
from desktop.services.credentials import (
    NO_KEYRING,
    CredentialError,
    callback_key,
    callback_token,
    corp_secret,
)
from desktop.services.storage import organisation_store
from desktop.services.storage.errors import BusyError
from tests.building import CORPID, World, make_world
from tests.views.presenter_stage import MoodyDatabase

AES_KEY = "k" * 43
ENTRY = SetupEntry("wwnew", "hush", "乙公司", "https://api.example/cgi-bin/")
FOUND = (FoundAccount("wk-a", "甲号", True), FoundAccount("wk-b", "乙号", False))


class MemoryStore:
    """Secrets in memory; the names in `refused` cannot be written or deleted."""

    def __init__(self) -> None:
        self.held: dict[str, str] = {}
        self.refused: set[str] = set()

    def get(self, name: str) -> str | None:
        return self.held.get(name)

    def set(self, name: str, value: str) -> None:
        self._check(name)
        self.held[name] = value

    def delete(self, name: str) -> None:
        self._check(name)
        self.held.pop(name, None)

    def _check(self, name: str) -> None:
        if name in self.refused:
            raise CredentialError(NO_KEYRING)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = make_world(tmp_path)
    yield world
    world.close()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
async def database(world: World) -> AsyncIterator[MoodyDatabase]:
    database = MoodyDatabase(world.path, world.key)
    yield database
    await database.close()


@pytest.fixture
def corps(database: MoodyDatabase, store: MemoryStore, world: World) -> Corps:
    return Corps(database, store, world.clock)


def enabled(world: World) -> set[str]:
    accounts = organisation_store.accounts(world.connection)
    return {account.open_kfid for account in accounts if account.enabled}


async def shown(corps: Corps, corp_id: int, host: str = "") -> ConnectedCorp:
    return next(one for one in await corps.connected(host) if one.corp.id == corp_id)


async def test_exactly_the_chosen_accounts_are_switched_on(corps: Corps, world: World):
    before = enabled(world)
    corp_id = await corps.connect(ENTRY, FOUND, frozenset({"wk-b"}))
    assert enabled(world) == before | {"wk-b"}
    await corps.connect(replace(ENTRY, secret=""), FOUND, frozenset({"wk-a"}))
    assert enabled(world) == before | {"wk-a"}
    one = await shown(corps, corp_id)
    assert (one.accounts, one.corp.name) == (1, "乙公司")


async def test_a_secret_that_cannot_be_kept_leaves_no_corp(
    corps: Corps, store: MemoryStore, world: World
):
    store.refused.add(callback_key("wwnew"))
    entry = replace(ENTRY, callback_token="t", encoding_aes_key=AES_KEY)
    with pytest.raises(CredentialError):
        await corps.connect(entry, FOUND, frozenset({"wk-a"}))
    assert store.held == {}
    assert [one.corp.corpid for one in await corps.connected()] == [CORPID]


async def test_rows_that_cannot_be_stored_give_the_old_secret_back(
    corps: Corps, store: MemoryStore, database: MoodyDatabase
):
    store.held[corp_secret("wwnew")] = "before"
    with database.kept_busy(), pytest.raises(BusyError):
        await corps.connect(ENTRY, FOUND, frozenset({"wk-a"}))
    assert store.held == {corp_secret("wwnew"): "before"}


async def test_a_name_is_kept_when_none_is_given_again(corps: Corps):
    corp_id = await corps.connect(ENTRY, FOUND, frozenset())
    await corps.connect(replace(ENTRY, name=""), FOUND, frozenset())
    assert (await shown(corps, corp_id)).corp.name == "乙公司"
    other = await corps.connect(SetupEntry("wwx", "s"), FOUND, frozenset())
    assert (await shown(corps, other)).corp.name == "wwx"


async def test_another_budget_is_stored_told_and_worth_its_delay(
    corps: Corps, world: World
):
    await corps.set_polls(world.corp_id, 6)
    one = await shown(corps, world.corp_id)
    assert one.polls_a_minute == 6
    assert one.worst_delay == timedelta(seconds=40)
    last = world.rows("change")[-1]
    assert (last[1], last[4]) == (Subject.CORP.value, int(Aspect.SUMMARY))


async def test_the_callback_address_is_named_where_a_key_is_kept(
    corps: Corps, store: MemoryStore, world: World
):
    assert (await shown(corps, world.corp_id, "127.0.0.1:9")).callback_address == ""
    store.held[callback_key(CORPID)] = AES_KEY
    one = await shown(corps, world.corp_id, "127.0.0.1:9")
    assert one.callback_address == f"http://127.0.0.1:9/wecom/{CORPID}"
    assert (await shown(corps, world.corp_id)).callback_address == ""


async def test_a_corp_that_is_let_go_keeps_its_messages_and_no_secret(
    corps: Corps, store: MemoryStore, world: World
):
    for name in (corp_secret, callback_token, callback_key):
        store.held[name(CORPID)] = "secret"
    conversation = world.say("还在吗")
    gone = await corps.disconnect(world.corp_id)
    assert gone is not None
    assert gone.name == "甲公司"
    assert "secret" not in repr(gone).replace("secrets", "")
    assert store.held == {}
    assert enabled(world) == set()
    assert await corps.connected() == ()
    assert await corps.entry(world.corp_id) is None
    assert len(world.messages(conversation.id)) == 1


async def test_letting_go_is_undone_as_it_was(
    corps: Corps, store: MemoryStore, world: World
):
    store.held[corp_secret(CORPID)] = "secret"
    world.connection.execute("UPDATE account SET enabled = 0 WHERE id = 1")
    before, on = await corps.connected(), enabled(world)
    gone = await corps.disconnect(world.corp_id)
    assert gone is not None
    await corps.restore(gone)
    assert store.held == {corp_secret(CORPID): "secret"}
    assert enabled(world) == on
    assert await corps.connected() == before


async def test_a_store_that_does_not_forget_leaves_the_corp_connected(
    corps: Corps, store: MemoryStore, world: World
):
    name = callback_key(CORPID)
    store.held[corp_secret(CORPID)] = "secret"
    store.refused.add(name)
    with pytest.raises(CredentialError):
        await corps.disconnect(world.corp_id)
    assert store.held == {corp_secret(CORPID): "secret"}
    assert len(enabled(world)) == 2


async def test_who_is_gone_is_not_let_go_again(corps: Corps, world: World):
    await corps.disconnect(world.corp_id)
    assert await corps.disconnect(world.corp_id) is None


async def test_a_corp_can_come_back_by_the_set_up(corps: Corps, world: World):
    await corps.disconnect(world.corp_id)
    found = (FoundAccount("wk-one", "号", True),)
    entry = SetupEntry(CORPID, "again")
    assert await corps.connect(entry, found, frozenset({"wk-one"})) == world.corp_id
    assert enabled(world) == {"wk-one"}
    assert (await shown(corps, world.corp_id)).corp.name == "甲公司"


async def test_the_entry_of_a_connected_corp_has_no_secret(corps: Corps):
    entry = replace(ENTRY, proxy_url="http://p:1")
    corp_id = await corps.connect(entry, FOUND, frozenset())
    assert await corps.entry(corp_id) == replace(entry, secret="")
