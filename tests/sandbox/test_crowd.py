"""Simulated customers: a step at a time without a clock, and once over HTTP."""

import gzip
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from desktop.sandbox.crowd import NUDGES, Crowd
from desktop.sandbox.demo_content import demo_folder, load_content, read_dialogues
from desktop.sandbox.json_types import as_object
from desktop.sandbox.world import World
from tests.sandbox.conftest import MakeApi
from tests.sandbox_fixture import MakeSandbox, sandbox_settings


def world(**values: Any) -> World:
    return World(sandbox_settings(**values))


def spoken(one: World) -> list[str]:
    """Everything in the corp's lists, as text."""
    corp = next(iter(one.store.corps.values()))
    return [json.dumps(entry.body, ensure_ascii=False) for entry in corp.stream.entries]


def live(one: World, steps: int, pace: float = 1.0) -> World:
    crowd = Crowd(one)
    for number in range(steps):
        assert crowd.step(number * pace)
    return one


def without_times(lines: list[str]) -> list[Any]:
    return [json.loads(line) | {"send_time": 0} for line in lines]


def test_a_seed_makes_the_same_customers_say_the_same() -> None:
    one, two = (spoken(live(world(seed=5), 80)) for _ in range(2))
    assert without_times(one) == without_times(two)
    assert without_times(one) != without_times(spoken(live(world(seed=6), 80)))


def test_each_step_is_one_message_and_everybody_enters_first() -> None:
    one = live(world(customers=40, accounts=4), 300)
    entered = set()
    messages = 0
    for line in spoken(one):
        entry = json.loads(line)
        if entry["msgtype"] == "event":
            if entry["event"]["event_type"] == "enter_session":
                entered.add(entry["event"]["external_userid"])
        else:
            messages += 1
            assert entry["external_userid"] in entered
    assert messages == 300
    assert one.metrics.customers["said"] == 300


def test_they_recall_go_away_and_come_back() -> None:
    one = live(world(customers=12), 2000, pace=5)
    counts = one.metrics.customers
    assert counts["recalled"] > 5
    assert counts["went_away"] > 5
    assert counts["entered"] > 12


def test_pictures_voices_and_files_can_be_downloaded() -> None:
    one = live(world(customers=300, accounts=12), 1500)
    corp = next(iter(one.store.corps.values()))
    kinds: Counter[str] = Counter()
    for entry in corp.stream.entries:
        line = as_object(entry.body)
        kind = str(line["msgtype"])
        kinds[kind] += 1
        body = line.get(kind)
        if isinstance(body, dict) and "media_id" in body:
            assert one.media.find(str(body["media_id"]), corp.corp_id).content
    assert kinds["image"] > 0


def test_a_menu_they_were_sent_is_tapped(
    make_sandbox: MakeSandbox, make_api: MakeApi
) -> None:
    api = make_api(make_sandbox(rate=1200, customers=1, accounts=1))
    wait_until(lambda: len(api.control.incoming()) > 0)
    menu = {
        "head_content": "满意吗",
        "list": [{"type": "click", "click": {"id": "101", "content": "满意"}}],
    }
    assert api.send_as("msgmenu", menu)["errcode"] == 0
    wait_until(lambda: {"content": "满意", "menu_id": "101"} in bodies(api))


def bodies(api: Any) -> list[Any]:
    return [row.body for row in api.control.incoming()]


def wait_until(check: Any) -> None:
    deadline = time.monotonic() + 20
    while not check():
        assert time.monotonic() < deadline, "it did not happen"


def test_an_answer_is_waited_for_and_reacted_to(tmp_path: Path) -> None:
    turns = [
        {"role": "customer", "text": "问"},
        {"role": "agent", "text": "答"},
    ]
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({"id": "1", "turns": turns}), encoding="utf-8")
    one = world(customers=1, accounts=1, dialogues=file, seed=2)
    crowd = Crowd(one)
    assert crowd.step(0)
    conversation = next(iter(next(iter(_accounts(one))).conversations.values()))
    conversation.answers += 1
    assert crowd.step(1)
    last = json.loads(spoken(one)[-1])
    assert last["text"]["content"] not in NUDGES


def _accounts(one: World) -> Any:
    return next(iter(one.store.corps.values())).accounts.values()


@pytest.mark.parametrize("zipped", [False, True])
def test_dialogues_of_a_file_are_spoken(tmp_path: Path, zipped: bool) -> None:
    line = {
        "id": "x",
        "source": "test",
        "turns": [{"role": "customer", "text": f"第 {n} 句"} for n in range(3)],
    }
    raw = (json.dumps(line, ensure_ascii=False) + "\n\n").encode()
    file = tmp_path / ("d.jsonl.gz" if zipped else "d.jsonl")
    file.write_bytes(gzip.compress(raw) if zipped else raw)
    assert len(read_dialogues(file)) == 1
    one = live(world(dialogues=file, customers=3), 6)
    assert "第 0 句" in "".join(spoken(one))


def test_unreadable_dialogues_are_an_error(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text("[1, 2]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="dialogues"):
        load_content(file)


def test_the_demo_content_is_used_where_it_is() -> None:
    content = load_content(None)
    assert content.dialogues
    assert content.customers
    if not (demo_folder() / "conversations.jsonl").is_file():
        pytest.skip("the demo conversations are not in this checkout")
    assert len(content.dialogues) >= 150


def test_a_rate_of_zero_is_silence(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(rate=0)
    assert sandbox.control.incoming() == []
    assert sandbox.control.metrics()["customers"] == {}


def test_a_high_rate_is_kept_up(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(rate=12_000, customers=300, accounts=12)
    started = time.monotonic()
    wait_until(lambda: sandbox.control.metrics()["customers"].get("said", 0) >= 400)
    assert time.monotonic() - started < 10
