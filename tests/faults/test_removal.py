"""S11: what is kept of a corp goes when it is let go for good, and only that."""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

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
from desktop.services.storage import (
    corp_removal,
    ingest,
    media_store,
    servicer_store,
)
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import BusyError
from desktop.services.storage.incoming import Incoming
from desktop.services.storage.sealed_files import SealedWriter
from tests.building import World, entry, event, make_world
from tests.conftest import LogGuard
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.invariants import broken_invariants
from tests.faults.judge import Chat
from tests.faults.scene import CORP, Entry, Scene, connect
from tests.faults.sealed_pages import clear_pages
from tests.faults.talk import Agent, chats_of
from tests.services.engine.conftest import line_with
from tests.services.outgoing_files import jpeg
from tests.views.presenter_stage import MoodyDatabase

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

    async def fill(self, messages: int) -> None:
        """Write into every table, through the functions that people use."""
        world, word, account = self._world, self._word, self.account_ids[0]
        said = [
            entry(
                f"{word} {number}", seconds=number, customer=f"wm-{word}-{number % 7}"
            )
            for number in range(messages)
        ]
        said += [
            entry(File("media-" + word), customer=f"wm-{word}-0", seconds=800),
            entry(Text(word), customer=f"wm-{word}-1", origin=Origin.SERVICER,
                  sender=f"同事{word}", seconds=801),
            event(ServicerStatusChanged(f"同事{word}", 1), customer=""),
        ]  # fmt: skip
        for start in range(0, len(said), ingest.BATCH):
            self._take_in(said[start : start + ingest.BATCH])
        world.write(lambda one: servicer_store.store(one, account, ()))
        world.write(self._name_customers)
        world.write(self._receive_file)
        await self._work_at_desk()

    def _take_in(self, said: list[Incoming]) -> None:
        world, account = self._world, self.account_ids[0]
        world.write(lambda one: ingest.take_in(one, account, said, None, now=world.now))

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
    await kept.fill(700)
    before = {table: world.rows(table) for table in TABLES}
    files_before = set(world.profile.media.rglob("*.sealed"))

    goes = await connected(corps, "wwgoes", f"{SPOKEN}公司")
    await Shop(world, database, corps, goes, SPOKEN).fill(30)
    assert all(len(world.rows(one)) > len(before[one]) for one in TABLES)
    # As after months: what goes and what stays share the pieces of the index.
    world.connection.execute(
        "INSERT INTO message_search(message_search) VALUES ('optimize')"
    )
    assert hits(world, SPOKEN) > 100

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


async def test_a_corp_that_is_being_removed_cannot_be_connected_yet(
    world: World, database: Database, store: KeyFileStore
):
    corps = Corps(database, store, world.clock)
    corp_id = await connected(corps, "wwgoes", "丁公司")
    await corps.remove(corp_id)
    with pytest.raises(BusyError):
        await connected(corps, "wwgoes", "丁公司")
    assert store_text(store) == ""
    await removed(world, database, world.clock)
    assert await connected(corps, "wwgoes", "丁公司") > 0


async def test_a_corp_whose_removal_cannot_be_stored_is_as_connected_as_before(
    world: World, store: KeyFileStore
):
    database = MoodyDatabase(world.path, world.key)
    corps = Corps(database, store, world.clock)
    corp_id = await connected(corps, "wwgoes", "丁公司")
    before = await corps.connected(), store_text(store)
    with database.kept_busy(), pytest.raises(BusyError):
        await corps.remove(corp_id)
    assert (await corps.connected(), store_text(store)) == before
    assert await corps.remove(corp_id + 1) is None
    await database.close()


async def test_what_was_kept_of_a_disconnected_corp_can_still_go(
    world: World, database: Database, store: KeyFileStore
):
    corps = Corps(database, store, world.clock)
    world.say("还在吗")
    await corps.disconnect(world.corp_id)
    (left,) = await corps.left()
    assert (left.id, left.name) == (world.corp_id, "甲公司")
    await corps.remove(left.id)
    assert await corps.left() == ()
    await removed(world, database, world.clock)
    assert world.rows("message") == world.rows("corp") == []


async def test_a_file_that_cannot_be_removed_keeps_its_row_for_the_next_time(
    world: World, database: Database, store: KeyFileStore, log_guard: LogGuard
):
    log_guard.allow("removal: ")
    world.take_in(entry(File("m")))
    row = world.number("SELECT id FROM media")
    stuck = sealed_path(world.profile.media, row)
    (stuck / "in use").mkdir(parents=True)
    await Corps(database, store, world.clock).remove(world.corp_id)
    await removed(world, database, world.clock)
    assert world.number("SELECT count(*) FROM media") == 1
    (stuck / "in use").rmdir()
    stuck.rmdir()
    await removed(world, database, world.clock)
    assert world.rows("media") == world.rows("corp") == []


async def test_a_corp_that_is_still_read_waits(world: World, database: Database):
    line = line_with(world, object())
    world.write(lambda one: corp_removal.mark(one, world.corp_id))
    remover = CorpRemover(
        database, {world.corp_id: line}, world.profile.media, world.clock
    )
    await remover.look()
    assert len(world.rows("corp")) == 1


OTHER = "wwother"


def remove_corp(scene: Scene) -> None:
    """Wish at a desk that a corp goes for good."""

    async def work() -> None:
        assert scene.profile.key_file is not None
        database = Database(scene.profile.database, scene.key)
        corps = Corps(database, KeyFileStore(scene.profile.key_file), SystemClock())
        (corp_id,) = [
            one.corp.id for one in await corps.connected() if one.corp.corpid == CORP
        ]
        await corps.remove(corp_id)
        await database.close()

    asyncio.run(work())


def two_corps_at_work(make_scene: MakeScene) -> Scene:
    """One corp has a send and a download under way; the other is only read."""
    scene = make_scene(corps=[(CORP, "secret"), (OTHER, "secret")])
    base_url = scene.control.base_url
    asyncio.run(connect(scene.profile, scene.key, Entry(), base_url, OTHER))
    scene.engine.run()
    scene.desk.launch()
    agent, chats = Agent(scene), chats_of(scene)
    conversation = agent.heard(chats[0])
    scene.control.say_many([_words(chats[1], number) for number in range(3_000)])
    wait_for(lambda: scene.number(STORED) > 3_000, "what was said")
    scene.control.hold("media/get")
    scene.control.say(*chats[0], msgtype="file")
    wait_for(lambda: scene.control.get("held")["held"] == 1, "the download")
    scene.control.hold("kf/send_msg")
    agent.heard(chats[0], "still there?")
    agent.writes(conversation, "under way when its corp goes")
    wait_for(scene.control.held, "the answer")
    return scene


def _words(chat: Chat, number: int) -> dict[str, object]:
    return {
        "open_kfid": chat[0],
        "external_userid": chat[1],
        "msgtype": "text",
        "text": {"content": f"在吗 {number}"},
    }


STORED = "SELECT count(*) FROM message"
OURS = "SELECT count(*) FROM corp WHERE corpid = ?"


@pytest.mark.timeout(180)
def test_a_removal_ends_however_often_the_engine_is_killed(make_scene: MakeScene):
    scene = two_corps_at_work(make_scene)
    remove_corp(scene)
    dice = random.Random(3)
    for _ in range(3):
        tick(dice.uniform(0.02, 0.3))
        scene.engine.kill()
        scene.control.release()
        assert scene.damage() == []
        scene.engine.run()
    wait_for(lambda: scene.number(OURS, CORP) == 0, "the corp goes")
    assert_only_the_other_is_left(scene)


@pytest.mark.timeout(180)
def test_an_engine_lives_on_when_what_it_works_on_is_removed(make_scene: MakeScene):
    scene = two_corps_at_work(make_scene)
    remove_corp(scene)
    wait_for(lambda: scene.number(OURS, CORP) == 0, "the corp goes")
    scene.control.release()
    assert_only_the_other_is_left(scene)


def assert_only_the_other_is_left(scene: Scene) -> None:
    """The other corp is read as before, and the engine has nothing to complain of."""
    assert scene.number(STORED) == 0
    other = (scene.control.accounts(1)[0], scene.control.customers(1)[0])
    Agent(scene).heard(other, "still there?")
    assert list(scene.profile.media.rglob("*.sealed")) == []
    assert broken_invariants(scene.database) == []
    assert scene.damage() == []
    scene.desk.stop()
    scene.engine.stop()
    assert scene.engine.said() == ""
    assert "failed" not in (scene.profile.logs / "engine.log").read_text("utf-8")
