"""Sessions moved as people wish, and customers asked about in time."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.service_state import ServiceState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.profile_reader import UNKNOWN_PAUSE, ProfileReader
from desktop.services.engine.session_mover import MOST_ATTEMPTS, SessionMover
from desktop.services.storage import customer_store, desk_store
from desktop.services.wecom.client import WeComClient
from tests.building import DESK, entry
from tests.services.engine.conftest import Scene

TRANS = "kf/service_state/trans"
GET = "kf/service_state/get"
BATCH = "kf/customer/batchget"


def errcode(code: int) -> FailureReason:
    return FailureReason(FailureSource.ERRCODE, code)


@pytest.fixture
def mover(scene: Scene) -> SessionMover:
    lines = {scene.world.corp_id: scene.line}
    scene.say("您好")
    scene.world.say("您好", customer=scene.customer)
    return SessionMover(scene.database, lines, scene.world.clock)


def wish(scene: Scene, state: ServiceState) -> None:
    conversation = scene.world.conversation(scene.customer)
    scene.world.write(
        lambda one: desk_store.request_state(
            one, conversation.id, state, by=1, initiator=DESK, now=scene.world.now
        )
    )


def wishes(scene: Scene) -> int:
    return scene.world.number("SELECT count(*) FROM state_request")


async def test_a_session_is_ended_as_wished(scene: Scene, mover: SessionMover) -> None:
    wish(scene, ServiceState.ENDED)
    await mover.look()
    assert scene.world.conversation(scene.customer).service_state is ServiceState.ENDED
    row = scene.control.conversation(scene.account.open_kfid, scene.customer)
    assert row["service_state"] == 4
    assert wishes(scene) == 0


async def test_ending_what_has_ended_is_granted(
    scene: Scene, mover: SessionMover
) -> None:
    scene.control.answer_with(TRANS, 95013)
    wish(scene, ServiceState.ENDED)
    await mover.look()
    summary = scene.world.conversation(scene.customer)
    assert summary.service_state is ServiceState.ENDED
    assert summary.state_failure is None


@pytest.mark.parametrize("code", [95014, 60020])
async def test_a_refusal_says_why_and_the_true_state_is_read(
    scene: Scene, mover: SessionMover, code: int
) -> None:
    scene.world.connection.execute("UPDATE conversation SET service_state = 4")
    scene.control.answer_with(TRANS, code)
    wish(scene, ServiceState.QUEUED)
    await mover.look()
    summary = scene.world.conversation(scene.customer)
    assert summary.state_failure == errcode(code)
    assert wishes(scene) == 0
    await mover.look()
    summary = scene.world.conversation(scene.customer)
    assert summary.service_state is ServiceState.NEW
    assert scene.asked(GET) == 1
    await mover.look()
    assert scene.asked(GET) == 1


async def test_a_busy_server_is_asked_again_with_pauses_and_then_no_more(
    scene: Scene, mover: SessionMover
) -> None:
    scene.control.raw(TRANS, status=503, count=50)
    wish(scene, ServiceState.ENDED)
    await mover.look()
    await mover.look()
    assert scene.asked(TRANS) == 1
    for _ in range(MOST_ATTEMPTS):
        scene.world.clock.advance(timedelta(minutes=1))
        await mover.look()
    assert scene.asked(TRANS) == MOST_ATTEMPTS + 1
    assert wishes(scene) == 0
    failure = scene.world.conversation(scene.customer).state_failure
    assert failure == LocalFailure.SERVER_FAILED.reason


async def test_a_wish_of_a_corp_out_of_reach_waits(scene: Scene) -> None:
    scene.world.say("您好", customer=scene.customer)
    wish(scene, ServiceState.ENDED)
    await SessionMover(scene.database, {}, scene.world.clock).look()
    assert wishes(scene) == 1


async def test_a_question_that_finds_no_answer_is_put_again_later(
    scene: Scene, mover: SessionMover
) -> None:
    scene.world.connection.execute("UPDATE conversation SET state_wanted_at = 1")
    scene.control.raw(GET, status=502)
    await mover.look()
    assert scene.world.number("SELECT state_wanted_at FROM conversation") > (
        scene.world.now
    )
    scene.world.clock.advance(timedelta(minutes=2))
    await mover.look()
    assert scene.asked(GET) == 2
    assert scene.world.number("SELECT state_wanted_at IS NULL FROM conversation")


@pytest.fixture
async def expiry(scene: Scene, mover: SessionMover) -> AsyncIterator[SessionMover]:
    """A mover whose client reads the same settable clock as it does."""
    async with WeComClient(
        base_url=scene.sandbox.base_url,
        corpid=scene.sandbox.corp_id,
        secret=lambda: scene.sandbox.secret,
        clock=scene.world.clock,
    ) as client:
        lines = {scene.world.corp_id: CorpLine(scene.line.access, client)}
        yield SessionMover(scene.database, lines, scene.world.clock)


SILENCE = timedelta(hours=48, seconds=1)


async def test_silent_sessions_end_by_themselves(
    scene: Scene, expiry: SessionMover
) -> None:
    scene.control.advance(SILENCE.total_seconds())
    scene.world.clock.advance(SILENCE)
    scene.world.connection.execute("UPDATE conversation SET state_wanted_at = 1")
    await expiry.look()
    await expiry.end_expired()
    assert scene.world.conversation(scene.customer).service_state is ServiceState.ENDED
    assert scene.asked(TRANS) == 0


async def test_a_clock_that_only_we_have_set_forward_ends_no_session(
    scene: Scene, expiry: SessionMover
) -> None:
    scene.world.clock.advance(SILENCE)
    scene.world.connection.execute("UPDATE conversation SET state_wanted_at = 1")
    await expiry.look()
    await expiry.end_expired()
    state = scene.world.conversation(scene.customer).service_state
    assert state is not ServiceState.ENDED


# Profiles


@pytest.fixture
def profiles(scene: Scene) -> ProfileReader:
    lines = {scene.world.corp_id: scene.line}
    return ProfileReader(scene.database, lines, scene.world.clock)


def wanted(scene: Scene) -> tuple[str, ...]:
    return customer_store.wanted(
        scene.world.connection, scene.world.corp_id, now=scene.world.now, limit=500
    )


async def test_who_wrote_gets_a_name_at_once(
    scene: Scene, profiles: ProfileReader
) -> None:
    for number in range(3):
        scene.say("您好", number)
        scene.world.say("您好", customer=scene.control.customers()[number])
    await profiles.look()
    named = scene.control.state()["corps"][0]["customers"][0]["nickname"]
    assert scene.world.conversation(scene.customer).customer_name == named
    assert wanted(scene) == ()
    assert scene.asked(BATCH) == 1
    await profiles.look()
    assert scene.asked(BATCH) == 1


async def test_whom_wecom_does_not_tell_of_is_asked_for_later(
    scene: Scene, profiles: ProfileReader
) -> None:
    scene.say("您好")
    scene.world.say("您好", customer=scene.customer)
    scene.world.take_in(entry("谁", customer="wm-nobody-knows"))
    await profiles.look()
    assert scene.world.conversation(scene.customer).customer_name
    assert not scene.world.conversation("wm-nobody-knows").customer_name
    assert wanted(scene) == ()
    scene.world.clock.advance(UNKNOWN_PAUSE)
    assert wanted(scene) == ("wm-nobody-knows",)


async def test_many_customers_are_asked_for_by_the_hundred(
    scene: Scene, profiles: ProfileReader
) -> None:
    scene.world.take_in(*(entry("x", customer=f"wm-{number}") for number in range(250)))
    await profiles.look()
    assert scene.asked(BATCH) == 3
    assert wanted(scene) == ()


async def test_a_refusal_is_kept_for_the_corp_and_asked_again(
    scene: Scene, profiles: ProfileReader
) -> None:
    scene.say("您好")
    scene.world.say("您好", customer=scene.customer)
    scene.control.answer_with(BATCH, 48002)
    await profiles.look()
    assert scene.line.failure == errcode(48002)
    assert wanted(scene) == (scene.customer,)
