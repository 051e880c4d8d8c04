"""A customer whose answer failed waits since the first question, not the last."""

from datetime import timedelta

from desktop.models.clock import from_milliseconds
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.message import Origin
from desktop.models.send_state import SendState
from desktop.services.storage import message_fate
from tests.building import World, at, entry

REASON = FailureReason(FailureSource.ERRCODE, 95018)


def fail(world: World, message: int) -> None:
    world.write(
        lambda one: message_fate.settle(
            one, message, SendState.FAILED, REASON, now=world.now
        )
    )


def test_the_wait_goes_on_where_it_began(world: World) -> None:
    world.take_in(
        entry("早上好", seconds=-900),
        entry("您好", seconds=-800, origin=Origin.SERVICER, sender="zhang"),
        entry("有黑色的吗", seconds=-600),
        entry("在吗", seconds=-60),
    )
    world.connection.execute("UPDATE conversation SET service_state = 1")
    before = world.conversation().waiting_since
    assert before == from_milliseconds(at(-600))
    world.clock.advance(timedelta(seconds=5))
    message = world.answer(world.conversation(), "有的")
    assert world.conversation().waiting_since is None
    fail(world, message)
    assert world.conversation().waiting_since == before
