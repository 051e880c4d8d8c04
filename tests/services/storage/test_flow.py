"""Steps on many conversations: what they change, their exact undo, snoozes."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.models.conversation import Lane
from desktop.models.flow_step import FlowStep, FlowTrace, FlowWish
from desktop.models.saved_filter import FilterTerms, Narrowing, SavedFilter
from desktop.models.service_state import ServiceState
from desktop.services.storage import (
    conversation_queries,
    flow_filters,
    flow_store,
)
from desktop.services.storage.conversation_queries import LaneQuery
from tests.building import DESK, START, World, entry, make_world

CUSTOMERS = ("wm-anna", "wm-bob", "wm-cai")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = make_world(tmp_path)
    yield made
    made.close()


def step(
    world: World, kind: FlowStep, *ids: int, minutes: float | None = None
) -> FlowTrace:
    until = None
    if minutes is not None:
        until = world.clock.now() + timedelta(minutes=minutes)
    return world.write(
        lambda one: flow_store.apply(
            one,
            FlowWish(kind, until),
            ids,
            operator_id=world.operator.id,
            initiator=DESK,
            now=world.now,
        )
    )


def take_back(world: World, trace: FlowTrace) -> None:
    world.write(
        lambda one: flow_store.undo(
            one, trace, operator_id=world.operator.id, initiator=DESK, now=world.now
        )
    )


def listed(world: World, lane: Lane = Lane.ALL) -> list[int]:
    query = LaneQuery(lane, world.operator.id)
    rows = conversation_queries.window(
        world.connection, query, offset=0, limit=50, now=world.now
    )
    return [row.id for row in rows]


def test_the_last_thing_the_customer_said_can_count_as_not_read(world: World) -> None:
    world.say("one")
    chat = world.say("two")
    step(world, FlowStep.READ, chat.id)
    assert world.conversation().unread == 0
    step(world, FlowStep.UNREAD, chat.id)
    assert world.conversation().unread == 1
    counts = conversation_queries.counts(
        world.connection, world.operator.id, None, now=world.now
    )
    assert counts.unread == 1


def test_a_conversation_in_which_no_customer_wrote_has_nothing_unread(
    world: World,
) -> None:
    chat = world.say("one")
    world.connection.execute("UPDATE conversation SET last_customer_position = 0")
    assert step(world, FlowStep.UNREAD, chat.id).rows == ()


def test_done_ends_the_wait_reads_all_and_leaves_no_snooze(world: World) -> None:
    chat = world.say("one")
    step(world, FlowStep.SNOOZE, chat.id, minutes=5)
    step(world, FlowStep.DONE, chat.id)
    after = world.conversation()
    assert (after.waiting_since, after.unread, after.snoozed_until) == (None, 0, None)


def test_a_snoozed_conversation_leaves_the_lanes_until_its_time(world: World) -> None:
    anna, bob = (world.say("hello", customer=one).id for one in CUSTOMERS[:2])
    step(world, FlowStep.SNOOZE, anna, minutes=30)
    assert listed(world) == [bob]
    assert listed(world, Lane.SNOOZED) == [anna]
    world.clock.advance(timedelta(minutes=30))
    assert set(listed(world)) == {anna, bob}
    assert listed(world, Lane.SNOOZED) == []
    assert world.conversation().woken(world.clock.now())


def test_a_clock_set_back_puts_it_to_sleep_again_and_nothing_is_lost(
    world: World,
) -> None:
    chat = world.say("hello")
    step(world, FlowStep.SNOOZE, chat.id, minutes=30)
    world.clock.jump(START + timedelta(days=2))
    assert listed(world) == [chat.id]
    world.clock.jump(START - timedelta(days=2))
    assert listed(world, Lane.SNOOZED) == [chat.id]
    world.clock.jump(START + timedelta(hours=1))
    assert listed(world) == [chat.id]


def test_a_customer_who_writes_wakes_the_conversation(world: World) -> None:
    chat = world.say("hello")
    step(world, FlowStep.SNOOZE, chat.id, minutes=600)
    world.say("are you there?")
    assert listed(world) == [chat.id]
    assert world.conversation().woken(world.clock.now())


def test_the_mark_of_a_snooze_that_has_ended_goes_when_somebody_looks(
    world: World,
) -> None:
    chat = world.say("hello")

    def look() -> None:
        world.write(
            lambda one: flow_store.look_at(one, chat.id, initiator=DESK, now=world.now)
        )

    step(world, FlowStep.SNOOZE, chat.id, minutes=10)
    look()
    assert world.conversation().snoozed(world.clock.now())
    world.clock.advance(timedelta(minutes=10))
    look()
    assert world.conversation().snoozed_until is None


def test_an_undo_restores_every_row_exactly(world: World) -> None:
    dice = random.Random(5)
    ids = [world.say("hello", customer=f"wm-{n}").id for n in range(12)]
    for kind in FlowStep:
        for number in ids:
            other = dice.choice(list(FlowStep))
            step(world, other, number, minutes=dice.randrange(90))
        before = world.rows("conversation")
        trace = step(world, kind, *ids, minutes=45)
        take_back(world, trace)
        assert world.rows("conversation") == before


def test_an_undo_leaves_alone_what_has_happened_since(world: World) -> None:
    anna, bob = (world.say("hello", customer=one) for one in CUSTOMERS[:2])
    trace = step(world, FlowStep.SNOOZE, anna.id, bob.id, minutes=60)
    step(world, FlowStep.SNOOZE, bob.id, minutes=90)
    newer = world.conversation("wm-bob").snoozed_until
    take_back(world, trace)
    assert world.conversation("wm-anna").snoozed_until is None
    assert world.conversation("wm-bob").snoozed_until == newer


def test_an_undone_done_lets_nobody_wait_who_was_answered_since(world: World) -> None:
    anna, bob, cai = (world.say("hello", customer=one) for one in CUSTOMERS)
    trace = step(world, FlowStep.DONE, anna.id, bob.id, cai.id)
    world.clock.advance(timedelta(seconds=9))
    world.answer(world.conversation("wm-anna"), "good day")
    world.say("hello?", customer="wm-bob")
    take_back(world, trace)
    assert world.conversation("wm-anna").waiting_since is None
    assert world.conversation("wm-bob").waiting_since == bob.waiting_since
    assert world.conversation("wm-cai").waiting_since == cai.waiting_since
    assert world.conversation("wm-bob").unread == 2


def test_pinned_ones_stand_on_top_whatever_is_newer_or_waits(world: World) -> None:
    anna, bob, cai = (world.say("hello", customer=one).id for one in CUSTOMERS)
    step(world, FlowStep.DONE, bob)
    step(world, FlowStep.PIN, bob)
    world.clock.advance(timedelta(seconds=1))
    step(world, FlowStep.PIN, cai)
    assert listed(world) == [cai, bob, anna]
    step(world, FlowStep.UNPIN, cai)
    assert listed(world) == [bob, anna, cai]


def test_every_step_tells_the_feed_of_what_it_changed_and_only_that(
    world: World,
) -> None:
    anna, bob = (world.say("hello", customer=one).id for one in CUSTOMERS[:2])
    step(world, FlowStep.STAR, anna)
    last = world.number("SELECT max(id) FROM change")
    step(world, FlowStep.STAR, anna, bob)
    told = world.connection.execute(
        "SELECT key FROM change WHERE id > ?", (last,)
    ).fetchall()
    assert told == [(bob,)]


def test_who_took_or_gave_back_is_kept_in_the_audit(world: World) -> None:
    chat = world.say("hello")
    step(world, FlowStep.TAKE, chat.id)
    step(world, FlowStep.RELEASE, chat.id)
    kept = world.connection.execute(
        "SELECT operator_id, detail FROM audit WHERE action = 'assign' ORDER BY id"
    ).fetchall()
    assert kept == [(1, "1"), (1, "")]


def test_older_conversations_survive_the_migration_without_marks(
    tmp_path: Path,
) -> None:
    from desktop.services.storage.connection import open_connection
    from desktop.services.storage.migrations import upgrade
    from tests.building import new_key

    path, key = tmp_path / "old.db", new_key()
    upgrade(path, key, "0002")
    connection = open_connection(path, key)
    connection.executescript(
        "INSERT INTO corp VALUES (1,'ww','n','u','',1,NULL,'',1);"
        "INSERT INTO account VALUES (1,1,NULL,'kf','wk','n',1,1,1,'',NULL,0,NULL);"
        "INSERT INTO customer(id,corp_id,external_userid,nickname,gender,unionid,"
        "avatar_url,first_seen_at,last_seen_at) VALUES (1,1,'wm','',0,'','',1,1);"
        "INSERT INTO conversation(id,account_id,customer_id,service_state,servicer,"
        "position,last_kind,last_text,last_sender,unread,read_through,"
        "last_customer_position,rejected,scene,scene_param,channels_nickname)"
        " VALUES (7,1,1,0,'',5,'','','',2,0,5,0,'','','')"
    )
    connection.close()
    upgrade(path, key)
    connection = open_connection(path, key)
    (row,) = conversation_queries.by_ids(connection, [7])
    connection.close()
    assert (row.pinned, row.starred, row.snoozed_until, row.unread) == (
        False,
        False,
        None,
        2,
    )


TERMS = FilterTerms(
    Lane.MINE,
    frozenset({1, 2}),
    Narrowing(frozenset({ServiceState.QUEUED}), waiting=True, starred=True),
    "安",
)


def test_a_filter_comes_back_as_it_was_named(world: World) -> None:
    first = world.write(lambda one: flow_filters.store(one, 1, "VIP", TERMS))
    second = world.write(lambda one: flow_filters.store(one, 1, "all", FilterTerms()))
    kept = (SavedFilter(first, "VIP", TERMS), SavedFilter(second, "all", FilterTerms()))
    assert flow_filters.filters(world.connection, 1) == kept
    assert flow_filters.filters(world.connection, 2) == ()


def test_a_deleted_filter_returns_to_its_place(world: World) -> None:
    for name in ("a", "b", "c"):
        world.write(lambda one, name=name: flow_filters.store(one, 1, name, TERMS))  # type: ignore[misc]
    before = flow_filters.filters(world.connection, 1)
    place = world.write(lambda one: flow_filters.delete(one, before[1].id))
    assert place is not None
    assert flow_filters.filters(world.connection, 1) == (before[0], before[2])
    world.write(lambda one: flow_filters.put_back(one, 1, before[1], place))
    assert flow_filters.filters(world.connection, 1) == before


def test_a_filter_takes_another_name_and_other_terms(world: World) -> None:
    number = world.write(lambda one: flow_filters.store(one, 1, "a", TERMS))
    changed = SavedFilter(number, "b", FilterTerms(words="x"))
    world.write(lambda one: flow_filters.change(one, changed))
    assert flow_filters.filters(world.connection, 1) == (changed,)


def test_what_comes_in_late_wakes_as_well(world: World) -> None:
    chat = world.say("hello")
    step(world, FlowStep.SNOOZE, chat.id, minutes=600)
    world.take_in(entry("before", seconds=-50))
    assert world.conversation().woken(world.clock.now())
