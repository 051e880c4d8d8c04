"""A corp that does not answer holds up nobody else's customers."""

from typing import cast

from desktop.models.send_state import SendState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.outbox_runner import AT_ONCE
from desktop.services.storage import organisation_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.organisation_store import AccountListing
from desktop.services.wecom.client import WeComClient
from tests.building import World
from tests.services.engine.conftest import line_with
from tests.services.engine.test_outbox_runner import (
    ScriptedClient,
    ScriptedKf,
    running,
    until,
)


def second_corp(connection: Connection, now: int) -> int:
    corp_id = organisation_store.connect_corp(
        connection, "wwother", "乙公司", "http://127.0.0.1:9/cgi-bin/", "", now=now
    )
    listed = [AccountListing("wk-other", "乙号", True)]
    organisation_store.store_accounts(
        connection, corp_id, listed, enable=frozenset({"wk-other"}), now=now
    )
    return corp_id


async def test_a_corp_that_hangs_delays_no_other_one(
    world: World, database: Database
) -> None:
    hanging, answering = ScriptedKf(), ScriptedKf()
    line = line_with(world, ScriptedClient(hanging))
    hanging.gate.clear()
    for at in range(2 * AT_ONCE):
        world.answer(world.say("在吗", customer=f"wm-{at}"), "在的")
    corp_id = world.write(lambda one: second_corp(one, world.now))
    account = organisation_store.accounts(world.connection)[-1]
    customer = world.say("您好", customer="wm-late")
    world.connection.execute(
        "UPDATE conversation SET account_id = ? WHERE id = ?",
        (account.id, customer.id),
    )
    message = world.answer(customer, "您好，请讲")
    lines = {
        world.corp_id: line,
        corp_id: CorpLine(line.access, cast("WeComClient", ScriptedClient(answering))),
    }
    async with running(world, database, lines) as runner:
        await until(
            world,
            runner,
            lambda: world.message(message).state is SendState.ACCEPTED,
        )
        assert hanging.most == AT_ONCE
        hanging.gate.set()
