"""A corp goes for good at the desk: its name typed, its conversation closed (S11)."""

import json
from contextlib import closing
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.models.notification_choices import (
    AccountRule,
    Loudness,
    NotificationChoices,
)
from desktop.models.preferences import Preferences
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import database_key
from desktop.services.storage.connection import open_connection
from desktop.views.composer.message_field import MessageField
from desktop.views.settings.removal_row import RemovalRow
from desktop.views.settings.sections import Section
from desktop.views.window.pages import Page
from tests.end_to_end.desk_run import (
    RunningDesk,
    connect_profile,
    profile_in,
    running_desk,
    texts_of,
)
from tests.sandbox_fixture import Sandbox

RULES = tuple(AccountRule(id_, Loudness.SILENT) for id_ in (1, 2, 99))


async def removal_row(desk: RunningDesk, corp_id: int) -> RemovalRow:
    desk.window.rail.page_chosen.emit(Page.SETTINGS)
    view = desk.session.pages.settings_view
    assert view is not None
    view.show_section(Section.CORPS)
    await desk.until(lambda: "云裳服饰" in texts_of(view), "the corp's card")
    return view.corps.corp_card(corp_id).removal


def left_in(folder: Path) -> int:
    """How many rows are left of corps, messages and what was being written."""
    profile = profile_in(folder)
    key = database_key(KeyFileStore(folder / "keys.json"), profile.database)
    with closing(open_connection(profile.database, key, read_only=True)) as opened:
        tables = ("corp", "account", "customer", "conversation", "message", "draft")
        return sum(
            int(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in tables
        )


async def test_a_corp_goes_for_good_when_its_name_is_typed(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    corp_id = await connect_profile(tmp_path, sandbox)
    chosen = Preferences(notifications=NotificationChoices(rules=RULES))
    account, customer = sandbox.control.accounts()[0], sandbox.control.customers()[0]
    async with running_desk(tmp_path, chosen) as desk:
        sandbox.control.say(account, customer, "还在吗")
        rows = desk.session.views.inbox.list.list_model
        await desk.until(lambda: rows.rowCount() == 1, "the conversation")
        desk.session.navigation.go_to(1)
        await desk.until(lambda: desk.session.conversation.settled_id() == 1, "open")
        field = desk.session.views.composer.findChild(MessageField)
        assert field is not None
        QTest.keyClicks(field, "never sent")
        row = await removal_row(desk, corp_id)
        row.open_button.click()
        row.field.insert("云裳")
        assert not row.remove_button.isEnabled()
        row.remove_button.click()
        row.field.insert("服饰")
        row.remove_button.click()
        await desk.until(lambda: desk.session.conversation.open_id is None, "closed")
        await desk.until(lambda: rows.rowCount() == 0, "the list")
        await desk.until(lambda: left_in(tmp_path) == 0, "nothing is left")
        rules = desk.session.choices.preferences.notifications.rules
        assert rules == RULES[2:]
    keys = json.loads((tmp_path / "keys.json").read_text("utf-8"))
    assert list(keys) == ["database-key"]
    assert not list(profile_in(tmp_path).media.rglob("*.sealed"))


async def test_one_who_thinks_better_of_it_removes_nothing(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
):
    corp_id = await connect_profile(tmp_path, sandbox)
    async with running_desk(tmp_path, engine=None) as desk:
        row = await removal_row(desk, corp_id)
        asked: list[object] = []
        row.removal_requested.connect(asked.append)
        row.open_button.click()
        row.field.insert("云裳服饰")
        row.cancel_button.click()
        assert not row.field.isVisible()
        assert row.field.text() == ""
        assert asked == []
