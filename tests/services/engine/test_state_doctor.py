"""Refused moves and answers: mended where the true state allows it, or explained."""

import json

import pytest

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.service_state import ServiceState
from desktop.models.servicer import Servicer
from desktop.services.engine.servicer_reader import ServicerReader
from desktop.services.engine.session_mover import SessionMover
from desktop.services.engine.state_doctor import (
    Granted,
    OnceMore,
    Refused,
    decide,
    next_servicer,
    truth_about,
)
from desktop.services.storage import desk_store, servicer_store
from desktop.services.wecom.kf import SessionStanding
from tests.building import DESK
from tests.services.engine.conftest import Scene

TRANS = "kf/service_state/trans"
GET = "kf/service_state/get"
NEW, ASSISTANT, QUEUED, SERVICER, ENDED = ServiceState


def errcode(code: int) -> FailureReason:
    return FailureReason(FailureSource.ERRCODE, code)


@pytest.mark.parametrize(
    ("wanted", "code", "true_state", "outcome"),
    [
        (ENDED, 95013, NEW, Granted()),
        (QUEUED, 95016, QUEUED, Granted()),
        (QUEUED, 95016, ASSISTANT, OnceMore()),
        (QUEUED, 95016, SERVICER, Refused(errcode(95016))),
        (ASSISTANT, 95016, QUEUED, Refused(errcode(95016))),
        (QUEUED, 95013, ENDED, Refused(errcode(95013))),
    ],
)
def test_the_true_state_decides_what_a_refusal_means(
    wanted: ServiceState, code: int, true_state: ServiceState, outcome: object
) -> None:
    standing = SessionStanding(true_state, "")
    assert decide(wanted, "", errcode(code), standing) == outcome


def test_a_colleague_who_has_it_is_not_the_one_who_was_chosen() -> None:
    standing = SessionStanding(SERVICER, "li-lei")
    assert decide(SERVICER, "li-lei", errcode(95016), standing) == Granted()
    assert decide(SERVICER, "han-mei", errcode(95016), standing) == OnceMore()


def test_who_serves_now_comes_next_and_nobody_twice() -> None:
    listed = (
        Servicer("away", 0, False),
        Servicer("", 7, True),
        Servicer("first", 0, True),
        Servicer("second", 0, True),
    )
    assert next_servicer(listed, frozenset()) == listed[2]
    assert next_servicer(listed, frozenset({"first"})) == listed[3]
    assert next_servicer(listed, frozenset({"first", "second"})) is None


@pytest.mark.parametrize(
    ("state", "window_open", "rejected", "reason"),
    [
        (SERVICER, True, False, LocalFailure.COLLEAGUE_HAS_SESSION),
        (SERVICER, False, True, LocalFailure.COLLEAGUE_HAS_SESSION),
        (ASSISTANT, True, True, LocalFailure.CUSTOMER_REFUSED),
        (ASSISTANT, False, False, LocalFailure.WINDOW_CLOSED),
        (ENDED, True, False, LocalFailure.STATE_FORBIDS),
        (QUEUED, True, False, LocalFailure.STATE_FORBIDS),
        (ASSISTANT, True, False, None),
    ],
)
def test_one_code_is_told_apart_by_the_state(
    state: ServiceState, window_open: bool, rejected: bool, reason: LocalFailure | None
) -> None:
    found = truth_about(state, window_open=window_open, rejected=rejected)
    assert found == (None if reason is None else reason.reason)


@pytest.fixture
def mover(scene: Scene) -> SessionMover:
    lines = {scene.world.corp_id: scene.line}
    scene.say("您好")
    scene.world.say("您好", customer=scene.customer)
    return SessionMover(scene.database, lines, scene.world.clock)


def wish(scene: Scene, state: ServiceState, servicer: str = "") -> None:
    conversation = scene.world.conversation(scene.customer)
    scene.world.write(
        lambda one: desk_store.request_state(
            one,
            conversation.id,
            state,
            servicer=servicer,
            by=1,
            initiator=DESK,
            now=scene.world.now,
        )
    )


async def test_a_move_that_is_legal_from_the_true_state_is_asked_once_more(
    scene: Scene, mover: SessionMover
) -> None:
    scene.control.answer_with(TRANS, 95016)
    wish(scene, ServiceState.QUEUED)
    await mover.look()
    summary = scene.world.conversation(scene.customer)
    assert summary.service_state is ServiceState.QUEUED
    assert summary.state_failure is None
    assert (scene.asked(TRANS), scene.asked(GET)) == (2, 1)


async def test_a_move_that_is_refused_again_is_explained_and_not_repeated(
    scene: Scene, mover: SessionMover
) -> None:
    scene.control.answer_with(TRANS, 95016, count=9)
    wish(scene, ServiceState.QUEUED)
    await mover.look()
    await mover.look()
    summary = scene.world.conversation(scene.customer)
    assert summary.state_failure == errcode(95016)
    assert summary.service_state is ServiceState.NEW
    assert scene.asked(TRANS) == 2


async def test_a_colleague_off_duty_is_passed_over(
    scene: Scene, mover: SessionMover
) -> None:
    scene.control.answer_with(TRANS, 95019)
    wish(scene, ServiceState.SERVICER)
    await mover.look()
    listed = await scene.line.client.kf.servicers(scene.account.open_kfid)
    serving = [one.userid for one in listed if one.serving]
    summary = scene.world.conversation(scene.customer)
    assert summary.service_state is ServiceState.SERVICER
    assert summary.servicer == serving[1]


async def test_a_chosen_colleague_who_cannot_take_it_is_named_and_known_as_away(
    scene: Scene, mover: SessionMover
) -> None:
    reader = ServicerReader(
        scene.database, {scene.world.corp_id: scene.line}, scene.world.clock
    )
    await reader.look()
    known = servicer_store.of_account(scene.world.connection, scene.account.id)
    chosen = next(one.userid for one in known if one.serving)
    scene.control.answer_with(TRANS, 95019)
    wish(scene, ServiceState.SERVICER, chosen)
    await mover.look()
    assert scene.world.conversation(scene.customer).state_failure == errcode(95019)
    later = servicer_store.of_account(scene.world.connection, scene.account.id)
    assert Servicer(chosen, 0, False) in later


async def test_a_chosen_colleague_gets_the_session(
    scene: Scene, mover: SessionMover
) -> None:
    listed = await scene.line.client.kf.servicers(scene.account.open_kfid)
    chosen = [one.userid for one in listed if one.serving][-1]
    wish(scene, ServiceState.SERVICER, chosen)
    await mover.look()
    assert scene.world.conversation(scene.customer).servicer == chosen


async def test_servicers_are_read_once_in_a_while(scene: Scene) -> None:
    reader = ServicerReader(
        scene.database, {scene.world.corp_id: scene.line}, scene.world.clock
    )
    await reader.look()
    asked = scene.asked("kf/servicer/list")
    await reader.look()
    assert scene.asked("kf/servicer/list") == asked > 0
    assert servicer_store.of_account(scene.world.connection, scene.account.id)


async def test_an_answer_refused_for_the_state_says_what_the_state_is(
    scene: Scene, mover: SessionMover
) -> None:
    world, conversation = scene.world, scene.world.conversation(scene.customer)
    world.answer(conversation, "在的")
    world.connection.execute(
        "UPDATE message SET state = 'failed', failure = 'errcode:95018'"
        " WHERE origin = 1"
    )
    world.connection.execute("UPDATE conversation SET state_wanted_at = 1")
    told = {"errcode": 0, "service_state": 3, "servicer_userid": "li-lei"}
    scene.control.raw(GET, body=json.dumps(told))
    await mover.look()
    (failure,) = world.connection.execute(
        "SELECT failure FROM message WHERE origin = 1"
    ).fetchone()
    assert failure == str(LocalFailure.COLLEAGUE_HAS_SESSION.reason)
    assert world.conversation(scene.customer).servicer == "li-lei"
