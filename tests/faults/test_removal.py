"""S11: what is kept of a corp goes when it is let go for good, and only that."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.config import Profile
from desktop.models.bigrams import index_terms
from desktop.models.checkup import FoundAccount, SetupEntry
from desktop.models.clock import Clock, SystemClock
from desktop.models.content import File, ServicerStatusChanged, Text
from desktop.models.conversation import Lane
from desktop.models.message import MediaState, Origin
from desktop.models.outgoing import AttachmentPart, TextPart
from desktop.models.saved_filter import FilterTerms
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.corps import Corps
from desktop.services.credential_stores import KeyFileStore
from desktop.services.credentials import corp_secret
from desktop.services.engine.corp_remover import CorpRemover
from desktop.services.flow import Flow
from desktop.services.media_files import sealed_path
from desktop.services.notes import Notes
from desktop.services.schedules import Schedules
from desktop.services.sending import Sending
from desktop.services.storage import ingest, media_store, servicer_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import BusyError
from desktop.services.storage.sealed_files import SealedWriter
from tests.building import CORPID, World, entry, event, make_world
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.scene import CORP, Entry, Scene, connect
from tests.faults.sealed_pages import clear_pages
from tests.faults.talk import Agent, chats_of
from tests.services.outgoing_files import jpeg

SPOKEN = "蠡靛犍髹"
"""Said by customers of the corp that goes. Characters that nothing else here has."""
NAMED = "鼍翥"
"""Part of a name that only this corp's rows have."""
TABLES = (
    "account", "audit", "conversation", "customer", "draft", "first_rejection",
    "media", "message", "note_draft", "outbox", "prepared", "quote_draft",
    "scheduled", "sender", "servicer", "state_request", "saved_filter", "corp",
)  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = make_world(tmp_path / "profile")
    yield world
    world.close()


@pytest.fixture
async def database(world: World) -> AsyncIterator[Database]:
    opened = Database(world.path, world.key)
    yield opened
    await opened.close()


@pytest.fixture
def store(tmp_path: Path) -> KeyFileStore:
    return KeyFileStore(tmp_path / "secrets.json")


class Shop:
    """A corp with something of everything that a database can hold of one."""

    def __init__(
        self, world: World, database: Database, corps: Corps, corp_id: int, word: str
    ) -> None:
        self._world = world
        self._database = database
        self._corps = corps
        self.corp_id = corp_id
        self._word = word
        rows = world.connection.execute(
            "SELECT id FROM account WHERE corp_id = ? ORDER BY id", (corp_id,)
        ).fetchall()
        self.account_ids = [int(row[0]) for row in rows]

    async def fill(self) -> None:
        """Write into every table, through the functions that people use."""
        world, word, account = self._world, self._word, self.account_ids[0]
        said = [
            entry(f"{word} {number}", seconds=number, customer=f"wm-{word}-{number % 7}")
            for number in range(700)
        ]
        said += [
            entry(File("media-" + word), customer=f"wm-{word}-0", seconds=800),
            entry(Text(word), customer=f"wm-{word}-1", origin=Origin.SERVICER,
                  sender=f"同事{word}", seconds=801),
            event(ServicerStatusChanged(f"同事{word}", 1), customer=""),
        ]  # fmt: skip
        for start in range(0, len(said), ingest.BATCH):
            batch = said[start : start + ingest.BATCH]
            world.write(
                lambda one, batch=batch: ingest.take_in(
                    one, account, batch, None, now=world.now
                )
            )
        world.write(lambda one: servicer_store.store(one, account, ()))
        world.write(self._name_customers)
        world.write(self._receive_file)
        await self._work_at_desk()

    def _name_customers(self, connection: Connection) -> None:
        for table, column in (("customer", "nickname"), ("account", "name")):
            connection.execute(
                f"UPDATE {table} SET {column} = ? || id WHERE corp_id = ?",
                (self._word, self.corp_id),
            )
        connection.execute(
            "INSERT INTO servicer(account_id, userid, serving) VALUES (?, ?, 1)",
            (self.account_ids[0], self._word),
        )
        connection.execute(
            "INSERT INTO first_rejection(corp_id, errcode) VALUES (?, 95001)",
            (self.corp_id,),
        )

    def _receive_file(self, connection: Connection) -> None:
        (job,) = [
            job
            for job in media_store.due(
                connection, now=self._world.now, busy=frozenset(), limit=9
            )
            if job.corp_id == self.corp_id
        ]
        path = sealed_path(self._world.profile.media, job.id)
        with SealedWriter(path, job.file_key) as writer:
            writer.write(self._word.encode())
            writer.finish()
        media_store.advance(
            connection, job, MediaState.READY, name=f"{self._word}.pdf", size=12,
            received=12, now=self._world.now,
        )  # fmt: skip

    async def _work_at_desk(self) -> None:
        world, word, database = self._world, self._word, self._database
        clock, who = world.clock, world.operator
        (one, two) = [
            int(row[0])
            for row in world.connection.execute(
                "SELECT id FROM conversation WHERE account_id = ? LIMIT 2",
                (self.account_ids[0],),
            )
        ]
        work = Conversations(database, clock, who, "desk")
        attachments = Attachments(database, clock, world.profile.media, "desk")
        sending = Sending(database, clock, who, "desk")
        schedules = Schedules(database, clock, who, "desk")
        due_at = clock.now() + timedelta(hours=1)
        first = await attachments.stage(one, jpeg(), f"{word}.jpg")
        await attachments.stage(two, word.encode(), f"{word}.txt")
        ids = await sending.send(one, [TextPart(word)], seen_through=1 << 60)
        await schedules.add(
            one, [TextPart(word), AttachmentPart(first.id)], due_at=due_at,
            seen_through=0,
        )  # fmt: skip
        await sending.keep_quote(two, ids[0])
        await work.assign(one, who.id)
        await work.keep_draft(one, word)
        await Notes(database, clock, who, "desk").add(one, word)
        await Notes(database, clock, who, "desk").keep_draft(two, word)
        terms = FilterTerms(Lane.ALL, frozenset(self.account_ids), words=word)
        await Flow(database, clock, who, "desk").save_filter(f"只看{word}", terms)
        world.connection.execute(
            "INSERT INTO state_request(conversation_id, to_state, servicer,"
            " operator_id, attempts, due_at) VALUES (?, 3, ?, ?, 0, 0)",
            (one, word, who.id),
        )


async def connected(corps: Corps, corpid: str, name: str) -> int:
    entry_ = SetupEntry(corpid, "secret", name, "http://127.0.0.1:9/cgi-bin/")
    entry_ = SetupEntry(
        corpid, "secret", name, "http://127.0.0.1:9/cgi-bin/", "", "token", "k" * 43
    )
    found = (FoundAccount(f"wk-{corpid}", name, True),)
    return await corps.connect(entry_, found, frozenset({found[0].open_kfid}))


def hits(world: World, text: str) -> int:
    """How often a text stands anywhere in the file, its log or its free pages.

    Terms of the index are stored without what they share with the one before, so
    what is looked for is each character behind the first.
    """
    pages = clear_pages(world.path, world.key)
    return sum(pages.count(character.encode()) for character in text[1:])


async def removed(world: World, database: Database, clock: Clock) -> None:
    remover = CorpRemover(database, {}, world.profile.media, clock)
    await remover.look()


async def test_nothing_of_a_corp_that_goes_for_good_is_left_anywhere(
    world: World, database: Database, store: KeyFileStore
):
    corps = Corps(database, store, world.clock)
    stays = await connected(corps, "wwstays", "丙公司")
    kept = Shop(world, database, corps, stays, "留下")
    await kept.fill()
    before = {table: world.rows(table) for table in TABLES}
    files_before = set(world.profile.media.rglob("*.sealed"))

    goes = await connected(corps, "wwgoes", f"{SPOKEN}公司")
    await Shop(world, database, corps, goes, SPOKEN).fill()
    assert all(len(world.rows(one)) > len(before[one]) for one in TABLES)
    assert hits(world, SPOKEN) > 1_000

    gone = await corps.remove(goes)
    assert gone is not None
    assert gone.name == f"{SPOKEN}公司"
    assert "wwgoes" not in store_text(store)
    await removed(world, database, world.clock)

    assert {table: world.rows(table) for table in TABLES} == before
    assert set(world.profile.media.rglob("*.sealed")) == files_before
    assert hits(world, SPOKEN) == 0
    assert index_terms(SPOKEN)
    assert world.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = world.number(
        "SELECT count(*) FROM message_search WHERE message_search MATCH ?", '"留下"'
    )
    assert found > 700
    assert "wwstays" in store_text(store)


def store_text(store: KeyFileStore) -> str:
    return "".join(
        f"{name} {store.get(name)}"
        for corpid in ("wwgoes", "wwstays")
        for name in (corp_secret(corpid),)
        if store.get(name)
    )
