"""Lanes, windows and counts, held against a plain model in Python."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.models.clock import to_milliseconds
from desktop.models.conversation import ConversationSummary, Lane, LaneCounts
from desktop.models.customer import Gender
from desktop.models.display_text import cleaned
from desktop.models.list_order import ListOrder
from desktop.models.saved_filter import EVERYTHING, Narrowing
from desktop.models.service_state import ServiceState
from desktop.services.storage import conversation_queries, customer_store, desk_store
from desktop.services.storage.conversation_queries import LaneQuery
from desktop.services.storage.customer_store import Profile
from tests.building import DESK, World, at, entry, make_world

OVERDUE = timedelta(minutes=3)
NAMES = ("小明", "安娜 Anna", "ANN", "", "100%_x", "李雷")


def populate(world: World, seed: int, size: int) -> None:
    """Write what conversations can be like: any lane, waits with ties, names."""
    dice = random.Random(seed)
    world.connection.execute("INSERT INTO operator(name, role) VALUES ('李', 'agent')")
    for number in range(size):
        account = dice.randrange(len(world.accounts))
        customer = f"wm-{number}"
        world.take_in(
            entry("a", seconds=dice.randrange(600), customer=customer), account=account
        )
        world.connection.execute(
            "UPDATE conversation SET assigned_to = ?, service_state = ?, unread = ?,"
            " waiting_since = CASE WHEN ? THEN waiting_since END,"
            " pinned_at = ?, starred = ?, snoozed_until = ?"
            " WHERE id = (SELECT max(id) FROM conversation)",
            (
                dice.choice([None, None, 1, 2]),
                dice.choice([0, 1, 2, 3, 4]),
                dice.randrange(4),
                dice.random() < 0.6,
                dice.choice([None, None, None, dice.randrange(1, 9)]),
                dice.random() < 0.3,
                dice.choice([None, None, 0, at(dice.randrange(1200))]),
            ),
        )
        profile = Profile(customer, dice.choice(NAMES), Gender.UNKNOWN, "", "")
        world.write(
            lambda one, profile=profile: customer_store.store_profiles(  # type: ignore[misc]
                one, world.corp_id, [profile], [], again_at=None, now=world.now
            )
        )
    world.clock.advance(timedelta(seconds=dice.randrange(900)))


def everybody(world: World) -> list[ConversationSummary]:
    ids = [row[0] for row in world.connection.execute("SELECT id FROM conversation")]
    return list(conversation_queries.by_ids(world.connection, ids))


def belongs(world: World, one: ConversationSummary, query: LaneQuery) -> bool:
    now = world.clock.now()
    mine = one.assigned_to == query.operator_id
    nobodys = one.assigned_to is None
    open_states = {ServiceState.NEW, ServiceState.ASSISTANT, ServiceState.QUEUED}
    lanes: dict[Lane, bool] = {
        Lane.MINE: mine and one.service_state is not ServiceState.ENDED,
        Lane.UNASSIGNED: nobodys and one.service_state in open_states,
        Lane.ALL: True,
        Lane.OVERDUE: one.waiting_since is not None
        and now - one.waiting_since >= OVERDUE,
        Lane.SNOOZED: True,
    }
    accounts, narrowing = query.account_ids, query.narrowing
    return (
        lanes[query.lane]
        and one.snoozed(now) == (query.lane is Lane.SNOOZED)
        and (not narrowing.states or one.service_state in narrowing.states)
        and (one.waiting_since is not None or not narrowing.waiting)
        and (one.unread > 0 or not narrowing.unread)
        and (one.starred or not narrowing.starred)
        and (accounts is None or one.account_id in accounts)
        and query.name.lower() in one.customer_name.lower()
    )


Key = Callable[[ConversationSummary], tuple[float, ...]]


def order_of(query: LaneQuery) -> Key:
    def pinned_first(one: ConversationSummary) -> tuple[float, ...]:
        return (0,) if one.pinned else (1, *unpinned(one))

    def waking(one: ConversationSummary) -> tuple[float, ...]:
        assert one.snoozed_until is not None
        return (one.snoozed_until.timestamp(),)

    if query.lane is Lane.SNOOZED:
        return waking
    unpinned = order_without_pins(query)
    return pinned_first


def order_without_pins(query: LaneQuery) -> Key:
    def newest(one: ConversationSummary) -> tuple[float, ...]:
        return (-one.position,)

    def needs_answer(one: ConversationSummary) -> tuple[float, ...]:
        if one.waiting_since is None:
            return (1, -one.position)
        return (0, one.waiting_since.timestamp())

    def longest(one: ConversationSummary) -> tuple[float, ...]:
        assert one.waiting_since is not None
        return (one.waiting_since.timestamp(),)

    if query.lane is Lane.OVERDUE:
        return longest
    return newest if query.order is ListOrder.NEWEST else needs_answer


QUERIES = st.builds(
    LaneQuery,
    lane=st.sampled_from(Lane),
    operator_id=st.sampled_from([1, 2, 99]),
    order=st.sampled_from(ListOrder),
    account_ids=st.one_of(st.none(), st.frozensets(st.integers(1, 3), max_size=3)),
    name=st.sampled_from(["", "", "ann", "明", "%", "_", "zzz"]),
    narrowing=st.one_of(
        st.just(EVERYTHING),
        st.builds(
            Narrowing,
            states=st.frozensets(st.sampled_from(ServiceState), max_size=2),
            waiting=st.booleans(),
            unread=st.booleans(),
            starred=st.booleans(),
        ),
    ),
)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = make_world(
        tmp_path_factory.mktemp("crowd") / "p", open_kfids=("a", "b", "c")
    )
    populate(world, seed=7, size=140)
    yield world
    world.close()


@given(query=QUERIES, size=st.integers(1, 60))
@settings(max_examples=150)
def test_the_pages_of_a_lane_are_the_model_in_its_order(
    crowd: World, query: LaneQuery, size: int
) -> None:
    now = crowd.now
    found: list[ConversationSummary] = []
    while True:
        page = conversation_queries.window(
            crowd.connection, query, offset=len(found), limit=size, now=now
        )
        found += page
        if len(page) < size:
            break
    expected = [one for one in everybody(crowd) if belongs(crowd, one, query)]
    assert sorted(one.id for one in found) == sorted(one.id for one in expected)
    keys = list(map(order_of(query), found))
    assert keys == sorted(keys)


@given(query=QUERIES, after=st.one_of(st.none(), st.integers(1, 140)))
@settings(max_examples=60)
def test_who_is_next_has_waited_longest(
    crowd: World, query: LaneQuery, after: int | None
) -> None:
    found = conversation_queries.next_waiting(
        crowd.connection, query, after=after, now=crowd.now
    )
    waits = [
        one.waiting_since
        for one in everybody(crowd)
        if belongs(crowd, one, query) and one.waiting_since and one.id != after
    ]
    if not waits:
        assert found is None
        return
    assert found is not None
    (chosen,) = conversation_queries.by_ids(crowd.connection, [found])
    assert chosen.id != after
    assert chosen.waiting_since == min(waits)


@pytest.mark.parametrize("accounts", [None, frozenset[int](), {1}, {2, 3}, {1, 99}])
@pytest.mark.parametrize("operator", [1, 2, 99])
def test_the_counts_are_the_lengths_of_the_lanes(
    crowd: World, accounts: set[int] | None, operator: int
) -> None:
    chosen = None if accounts is None else frozenset(accounts)
    rows = everybody(crowd)

    def length(lane: Lane) -> int:
        query = LaneQuery(lane, operator, account_ids=chosen)
        return sum(belongs(crowd, one, query) for one in rows)

    unread = sum(
        one.unread
        for one in rows
        if (chosen is None or one.account_id in chosen)
        and not one.snoozed(crowd.clock.now())
    )
    found = conversation_queries.counts(
        crowd.connection, operator, chosen, now=crowd.now
    )
    assert found == LaneCounts(
        length(Lane.MINE),
        length(Lane.UNASSIGNED),
        length(Lane.ALL),
        length(Lane.OVERDUE),
        unread,
        length(Lane.SNOOZED),
    )


def test_time_alone_changes_a_lane_when_the_next_snooze_ends_or_a_wait_is_overdue(
    crowd: World,
) -> None:
    now = crowd.clock.now()
    waits = [one.waiting_since for one in everybody(crowd) if one.waiting_since]
    turns = [wait + OVERDUE for wait in waits if wait + OVERDUE > now]
    ends = [one.snoozed_until for one in everybody(crowd)]
    turns += [end for end in ends if end is not None and end > now]
    found = conversation_queries.next_turn(crowd.connection, now=crowd.now)
    assert found == (min(map(to_milliseconds, turns)) if turns else None)


HOSTILE = (
    "'", "''", '"', "';--", "' OR 1=1 --", "%", "_", "*", "NEAR(", "a AND b", "\x00",
    "退\x00货", "(", ")", "{", "^", ":", "-", "+", "\\", "\u202e", "x" * 10_000,
    "字" * 10_000, "terms:x", "?1", "@a", "$a", ";", "/*", "[", "]", "~", "`", "\n",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_no_name_that_is_searched_for_means_anything_but_itself(
    crowd: World, name: str
) -> None:
    """S14: no error, no operator, no time lost."""
    query = LaneQuery(Lane.ALL, 1, name=name)
    begun = perf_counter()
    found = conversation_queries.window(
        crowd.connection, query, offset=0, limit=200, now=crowd.now
    )
    assert perf_counter() - begun < 0.5
    # What cannot be seen narrows nothing.
    clean = cleaned(name).replace("\x00", "")
    assert all(clean.lower() in one.customer_name.lower() for one in found)


@pytest.mark.parametrize("typed", ["wxm", "wangxiaoming", "wangx", "XM", "小明"])
def test_the_list_finds_people_by_the_sound_of_their_names(
    world: World, typed: str
) -> None:
    people = {"wm-other": "李安", "wm-wang": "王小明"}
    for customer in people:
        world.take_in(entry(customer, customer=customer))
    profiles = [
        Profile(id_, name, Gender.UNKNOWN, "", "") for id_, name in people.items()
    ]
    world.write(
        lambda one: customer_store.store_profiles(
            one, world.corp_id, profiles, [], again_at=None, now=world.now
        )
    )
    query = LaneQuery(Lane.ALL, 1, name=typed)
    found = conversation_queries.window(
        world.connection, query, offset=0, limit=9, now=world.now
    )
    assert [one.customer_name for one in found] == ["王小明"]


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["say", "read", "answer", "assign", "late"]),
            st.sampled_from(["wm-anna", "wm-bob"]),
            st.integers(0, 5),
        ),
        max_size=30,
    )
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_unread_is_what_the_customer_wrote_below_the_reading_mark(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    world = make_world(tmp_path_factory.mktemp("unread"))
    marks: dict[str, int] = {}
    for step, customer, number in steps:
        if customer not in marks:
            world.say("first", customer=customer)
            marks[customer] = 0
        world.clock.advance(timedelta(milliseconds=400 * number))
        summary = world.conversation(customer)
        _step(world, step, summary, number)
        if step == "read":
            marks[customer] = max(marks[customer], summary.position)
    for customer, mark in marks.items():
        summary = world.conversation(customer)
        below = [
            one
            for one in world.messages(summary.id)
            if one.origin == 3 and one.position > mark
        ]
        assert summary.unread == len(below)
    world.close()


def _step(world: World, step: str, summary: ConversationSummary, number: int) -> None:
    match step:
        case "say":
            world.say("again", customer=summary.external_userid)
        case "late":
            late = entry("late", seconds=-number, customer=summary.external_userid)
            world.take_in(late)
        case "answer":
            world.answer(summary, *"ab"[: 1 + number % 2])
        case "read":
            world.write(
                lambda one: desk_store.mark_read(
                    one, summary.id, summary.position, initiator=DESK, now=world.now
                )
            )
        case _:
            world.write(
                lambda one: desk_store.assign(
                    one, summary.id, None, by=1, initiator=DESK, now=world.now
                )
            )
