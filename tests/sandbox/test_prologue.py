"""What happened before the sandbox began: in order, on a past clock, left alone."""

from collections import Counter

from desktop.sandbox.crowd import Crowd
from desktop.sandbox.json_types import JsonObject, as_object
from desktop.sandbox.prologue import tell_prologue
from desktop.sandbox.states import ENDED, NEW, SERVICER
from desktop.sandbox.store import Conversation, Corp
from desktop.sandbox.world import World
from tests.sandbox_fixture import MakeSandbox, sandbox_settings


def told() -> tuple[World, list[Conversation]]:
    world = World(sandbox_settings(accounts=12, customers=300, rate=60, seed=7))
    return world, tell_prologue(world)


def corp_of(world: World) -> Corp:
    return next(iter(world.store.corps.values()))


def entries(world: World) -> list[JsonObject]:
    return [as_object(entry.body) for entry in corp_of(world).stream.entries]


def conversation_of(world: World, nickname: str) -> Conversation:
    return next(
        conversation
        for account in corp_of(world).accounts.values()
        for conversation in account.conversations.values()
        if conversation.customer.nickname == nickname
    )


def test_it_all_lies_in_the_past_and_in_the_order_of_time() -> None:
    world, _ = told()
    times = [entry.time for entry in corp_of(world).stream.entries]
    assert times == sorted(times)
    assert times[-1] <= world.clock.now()
    assert abs(world.clock.offset) < 0.001


def test_every_event_of_a_conversation_happened() -> None:
    world, _ = told()
    events = [as_object(e["event"]) for e in entries(world) if "event" in e]
    kinds = Counter(str(event["event_type"]) for event in events)
    assert set(kinds) == {
        "enter_session",
        "session_status_change",
        "user_recall_msg",
        "servicer_recall_msg",
        "reject_customer_msg_switch_change",
    }
    changes = {e["change_type"] for e in events if "change_type" in e}
    assert changes == {1, 2, 3, 4}


def test_sessions_stand_where_their_stories_left_them() -> None:
    world, waiting = told()
    names = {conversation.customer.nickname for conversation in waiting}
    colleague = conversation_of(world, "宣宣妈妈💕二胎中")
    assert (colleague.state, colleague.servicer) == (SERVICER, "ting.he")
    assert conversation_of(world, "A00顺丰快递小哥").state == ENDED
    again = conversation_of(world, "Grace～优雅老去")
    assert again.state == NEW
    assert again.customer.nickname in names
    assert colleague.customer.nickname not in names


def test_its_customers_stay_silent_until_they_are_answered() -> None:
    world, waiting = told()
    before = len(entries(world))
    crowd = Crowd(world, waiting)
    for number in range(60):
        assert crowd.step(float(number))
    speakers = {str(entry.get("external_userid")) for entry in entries(world)[before:]}
    past = {str(entry.get("external_userid")) for entry in entries(world)[:before]}
    assert not speakers & (past - {"None"})
    conversation = waiting[0]
    conversation.answers += 1
    for number in range(100):
        crowd.step(100.0 + number)
    after = [entry.get("external_userid") for entry in entries(world)[before:]]
    assert conversation.customer.external_userid in after


def test_accounts_and_customers_that_are_not_there_are_left_out() -> None:
    world = World(sandbox_settings(accounts=1, customers=3))
    assert tell_prologue(world) == []
    assert entries(world) == []


def test_nothing_happened_unless_it_is_asked_for(make_sandbox: MakeSandbox) -> None:
    silent = make_sandbox(accounts=12, customers=300)
    assert silent.control.incoming() == []
    full = make_sandbox(accounts=12, customers=300, prologue=True)
    assert len(full.control.incoming()) > 80
