"""R19: mutated pages through the whole engine; one bad entry blocks no other."""

import base64
import json
import random

import pytest

from tests.faults.conditions import wait_for
from tests.faults.conftest import MakeScene
from tests.faults.invariants import broken_invariants
from tests.faults.mutations import good_entry, mutated_entry
from tests.faults.scene import Scene
from tests.faults.talk import chats_of
from tests.faults.test_toxics import tells_trouble

SEED = 19
PER_PAGE = 20


def serve_page(scene: Scene, number: int, dice: random.Random) -> None:
    """Let the next reading get a page of mutated entries between two good ones."""
    chat = chats_of(scene)[0]
    entries = [good_entry(2 * number, *chat)]
    first = number * PER_PAGE
    entries += [mutated_entry(at, *chat, dice) for at in range(first, first + PER_PAGE)]
    entries.append(good_entry(2 * number + 1, *chat))
    page = {
        "errcode": 0,
        "errmsg": "ok",
        "next_cursor": f"page-{number}",
        "has_more": 1,
        "msg_list": entries,
    }
    body = base64.b64encode(json.dumps(page).encode()).decode()
    headers = {"content-type": "application/json"}
    scene.control.post("raw", path="kf/sync_msg", base64=body, headers=headers)


def read_mutations(scene: Scene, pages: int) -> None:
    """Serve pages and look at what was made of them."""
    dice = random.Random(SEED)
    for number in range(pages):
        serve_page(scene, number, dice)
    scene.engine.run()
    said = scene.control.say(*chats_of(scene)[0], "after all of them")
    known = "SELECT count(*) FROM message WHERE msgid = ?"
    wait_for(lambda: scene.number(known, said), "the last words", within=pages + 60)
    good = "SELECT count(*) FROM message WHERE msgid LIKE 'good-%'"
    assert scene.number(good) == 2 * pages
    # Each is a message, or an event of the account where nobody wrote it.
    kept = scene.number("SELECT count(*) FROM message") - 2 * pages - 1
    kept += scene.number("SELECT count(*) FROM audit WHERE action = 'event'")
    assert kept == pages * PER_PAGE
    assert broken_invariants(scene.database) == []
    scene.engine.must_live()
    log = (scene.profile.logs / "engine.log").read_text("utf-8")
    assert [line for line in log.splitlines(True) if tells_trouble(line)] == []


def test_three_hundred_mutated_entries_block_nothing(make_scene: MakeScene):
    scene = make_scene(accounts=1)
    read_mutations(scene, pages=15)
    scene.engine.stop()


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_mutated_entries_block_nothing(make_scene: MakeScene):
    scene = make_scene(accounts=1)
    read_mutations(scene, pages=5_000)
    scene.engine.stop()
