"""A profile with a few conversations, for desks that run without an engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from desktop.models.clock import SettableClock, to_milliseconds
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage import organisation_store
from desktop.services.storage.connection import open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.organisation_store import AccountListing
from desktop.services.storage.schema import ensure_schema
from tests.building import CORPID, World
from tests.end_to_end.desk_run import profile_in


@contextmanager
def filled_profile(folder: Path, *customers: str) -> Iterator[World]:
    """A world in the profile of `running_desk`; each customer has written once, now."""
    profile, store = profile_in(folder), KeyFileStore(folder / "keys.json")
    key = database_key(store, profile.database)
    ensure_schema(profile.database, key)
    connection = open_connection(profile.database, key)
    clock = SettableClock(datetime.now(UTC).replace(microsecond=0))
    now = to_milliseconds(clock.now())
    listing = [AccountListing("wk-one", "旗舰店客服", True)]

    def organise() -> int:
        corp_id = organisation_store.connect_corp(
            connection, CORPID, "甲公司", "http://127.0.0.1:9/cgi-bin/", "", now=now
        )
        organisation_store.store_accounts(
            connection, corp_id, listing, enable=frozenset({"wk-one"}), now=now
        )
        return corp_id

    corp_id = in_transaction(connection, lambda _: organise())
    operator = in_transaction(
        connection, lambda one: organisation_store.ensure_operator(one, "周晓")
    )
    accounts = organisation_store.accounts(connection)
    world = World(profile, key, connection, clock, corp_id, accounts, operator)
    for customer in customers:
        world.say(f"{customer} says hello", customer=customer)
    yield world
    world.close()
