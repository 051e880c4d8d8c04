"""R5, R6: pages again, shuffled, with a lost cursor, and a kill between any two."""

import base64
import random
from collections.abc import Callable

import pytest

from desktop.services.storage.connection import open_connection
from desktop.services.storage.database import in_transaction
from tests.faults.conditions import tick, wait_for
from tests.faults.conftest import MakeScene
from tests.faults.invariants import broken_invariants
from tests.faults.judge import Verdict, judge_incoming, shown_messages
from tests.faults.scene import Scene
from tests.faults.talk import Agent, chats_of

SEED = 5


def say_many(scene: Scene, count: int, dice: random.Random) -> None:
    """Let customers of all accounts say texts that differ."""
    chats = chats_of(scene)
    scene.control.say_many(
        [
            {
                "open_kfid": chat[0],
                "external_userid": chat[1],
                "msgtype": "text",
                "text": {"content": f"第 {number} 句"},
            }
            for number in range(count)
            for chat in [dice.choice(chats)]
        ]
    )


def all_stored(scene: Scene) -> Callable[[], bool]:
    """Return a condition: everything that was said until now is stored."""
    said = len(scene.control.incoming())
    return lambda: scene.number("SELECT count(*) FROM message WHERE origin = 3") >= said


def judged(scene: Scene) -> Verdict:
    """Return the verdict on everything that came in."""
    verdict = Verdict()
    shown = shown_messages(scene.database)
    judge_incoming(verdict, scene.control.incoming(), shown)
    verdict.breaches += broken_invariants(scene.database)
    return verdict


def set_cursors(scene: Scene, cursor: str) -> None:
    """Give every account another reading position."""
    connection = open_connection(scene.profile.database, scene.key)
    try:
        in_transaction(
            connection,
            lambda one: (
                one.execute("UPDATE account SET cursor = ?", (cursor,)).rowcount
            ),
        )
    finally:
        connection.close()


@pytest.mark.parametrize("cursor", ["", "nonsense", "4gw7AAAA"])
def test_reading_everything_again_writes_nothing(cursor: str, scene: Scene):
    say_many(scene, 1_500, random.Random(SEED))
    scene.engine.run()
    wait_for(all_stored(scene), "the first reading")
    for _ in range(3):
        scene.engine.stop()
        newest = scene.number("SELECT max(id) FROM message")
        changes = scene.number("SELECT max(id) FROM change WHERE initiator = 'sync'")
        set_cursors(scene, cursor)
        scene.engine.run()
        wait_for(
            lambda: (
                not scene.number(
                    "SELECT count(*) FROM account WHERE cursor = ? OR NOT caught_up",
                    cursor,
                )
            ),
            "read again",
        )
        assert scene.number("SELECT max(id) FROM message") == newest
        repeated = scene.number(
            "SELECT count(*) FROM change WHERE initiator = 'sync' AND id > ?"
            " AND subject <> 'account'",
            changes,
        )
        assert repeated == 0
    assert judged(scene).breaches == []
    scene.engine.stop()


def test_the_same_entries_again_and_in_disorder_are_stored_once(scene: Scene):
    scene.engine.run()
    chat, dice = chats_of(scene)[0], random.Random(SEED)
    entries = [
        {
            "msgid": f"msgid-{number}",
            "open_kfid": chat[0],
            "external_userid": chat[1],
            "send_time": 1_795_000_000 + number,
            "origin": 3,
            "msgtype": "text",
            "text": {"content": f"{number}"},
        }
        for number in range(300)
    ]
    for _ in range(3):
        dice.shuffle(entries)
        scene.control.page(chat[0], entries)
        scene.control.page(chat[0], entries[:50])
    Agent(scene).heard(chat, "the last words")
    assert scene.number("SELECT count(*) FROM message") == 301
    assert scene.number("SELECT sum(unread) FROM conversation") == 301
    assert broken_invariants(scene.database) == []
    scene.engine.stop()


def position_of(cursor: str) -> int:
    """Return how many entries of its account a cursor of the sandbox has passed."""
    return int.from_bytes(base64.urlsafe_b64decode(cursor[4:])[10:], "big")


def cursors_ahead(scene: Scene) -> list[str]:
    """Return the accounts whose cursor has passed an entry that is not stored."""
    scene.database.execute("BEGIN")
    rows = scene.database.execute("SELECT external_id, cursor FROM account").fetchall()
    stored = {row[0] for row in scene.database.execute("SELECT msgid FROM message")}
    scene.database.execute("COMMIT")
    ahead = []
    for open_kfid, cursor in rows:
        said = scene.control.incoming(open_kfid=open_kfid)
        passed = said[: position_of(cursor)] if cursor else []
        if any(message.msgid not in stored for message in passed):
            ahead.append(open_kfid)
    return ahead


def ingest_under_kills(scene: Scene, kills: int, messages: int) -> None:
    """Kill the engine at random moments of reading and look at the cursors."""
    dice = random.Random(SEED)
    for _ in range(kills):
        say_many(scene, messages, dice)
        scene.engine.run()
        tick(dice.random() * 0.3)
        scene.engine.kill()
        assert cursors_ahead(scene) == []
        assert broken_invariants(scene.database) == []
        assert scene.damage() == []
    scene.engine.run()
    wait_for(all_stored(scene), "everything", within=60)
    assert judged(scene).breaches == []


def test_a_cursor_is_never_ahead_of_its_rows(make_scene: MakeScene):
    scene = make_scene(accounts=3, customers=10)
    ingest_under_kills(scene, kills=12, messages=400)
    scene.engine.stop()


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_cursor_is_never_ahead_of_its_rows_in_two_hundred_kills(
    make_scene: MakeScene,
):
    scene = make_scene(accounts=12, customers=50)
    ingest_under_kills(scene, kills=200, messages=1_000)
