"""What is told late of a session never hides a customer who waits."""

from desktop.models import content as kinds
from desktop.models.message import Origin
from desktop.models.service_state import ServiceState
from desktop.services.storage import engine_store
from tests.building import World, entry, event

ENDED = kinds.SessionChanged(3, "zhang", "")


def questions(world: World) -> list[engine_store.StateQuestion]:
    return engine_store.state_questions(world.connection, now=world.now)


def test_an_end_told_after_the_next_message_leaves_the_customer_waiting(
    world: World,
) -> None:
    world.take_in(entry("在吗", seconds=-20))
    world.take_in(event(ENDED, seconds=-40))
    conversation = world.conversation()
    assert conversation.service_state is ServiceState.NEW
    assert conversation.waiting_since is not None
    # WeCom has the last word
    (question,) = questions(world)
    world.write(
        lambda one: engine_store.state_read(
            one, question, ServiceState.ASSISTANT, "", now=world.now
        )
    )
    assert world.conversation().service_state is ServiceState.ASSISTANT
    assert questions(world) == []


def test_an_end_told_in_time_ends(world: World) -> None:
    world.take_in(entry("在吗", seconds=-40))
    world.take_in(entry("您好", seconds=-30, origin=Origin.SERVICER, sender="zhang"))
    world.take_in(event(ENDED, seconds=-20))
    assert world.conversation().service_state is ServiceState.ENDED


def test_an_answer_older_than_the_customers_message_is_not_believed(
    world: World,
) -> None:
    conversation = world.say("在吗")
    world.connection.execute("UPDATE conversation SET state_wanted_at = 1")
    world.connection.execute("UPDATE conversation SET service_state = 4")
    (question,) = questions(world)
    world.say("还在吗")
    world.write(
        lambda one: engine_store.state_read(
            one, question, ServiceState.ENDED, "", now=world.now
        )
    )
    assert world.conversation().service_state is ServiceState.NEW
    assert world.conversation().waiting_since is not None
    (again,) = questions(world)
    assert again.conversation_id == conversation.id
