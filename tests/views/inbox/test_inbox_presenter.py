"""The list keeps to the accounts that are in use."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.models.changes import Aspect, Subject
from desktop.models.list_order import ListOrder
from desktop.services.storage import change_log
from desktop.services.storage.connection import Connection
from desktop.views.inbox.inbox_presenter import InboxPresenter
from desktop.views.inbox.inbox_view import InboxView
from desktop.views.theme.style import theme_named
from tests.building import Deadline, World, make_world
from tests.views.presenter_stage import desk_on


@asynccontextmanager
async def shown(world: World, qtbot: QtBot) -> AsyncIterator[InboxView]:
    """The list of a desk that follows its database."""
    view = InboxView(theme_named("light"))
    qtbot.addWidget(view)
    parent = QObject()
    async with desk_on(world) as (desk, _):
        presenter = InboxPresenter(view, desk, ListOrder.NEEDS_ANSWER, parent)

        async def follow() -> None:
            async for batch in desk.feed.batches():
                presenter.take_changes(batch)

        following = asyncio.create_task(follow())
        await presenter.start()
        yield view
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)
        await presenter.tasks.close()
    world.close()


async def until(condition: Callable[[], bool], what: str) -> None:
    deadline = Deadline()
    while not condition():
        deadline.check(what)
        await asyncio.sleep(0.005)


def switch(world: World, account_id: int, *, on: bool) -> None:
    def work(connection: Connection) -> None:
        connection.execute(
            "UPDATE account SET enabled = ? WHERE id = ?", (on, account_id)
        )
        change_log.record(
            connection,
            [(Subject.ACCOUNT, account_id, 1, Aspect.HEALTH)],
            initiator="test",
            now=world.now,
        )

    world.write(work)


async def test_customers_of_an_account_that_is_switched_off_stand_in_no_lane(
    tmp_path: Path, qapp: object, qtbot: QtBot
) -> None:
    world = make_world(tmp_path / "profile")
    world.say("甲", customer="wm-anna")
    world.say("乙", customer="wm-bo", account=1)
    off = world.accounts[1].id
    async with shown(world, qtbot) as view:
        rows = view.list.list_model
        assert rows.rowCount() == 2
        switch(world, off, on=False)
        await until(lambda: rows.rowCount() == 1, "one account is left")
        switch(world, off, on=True)
        await until(lambda: rows.rowCount() == 2, "both are back")
