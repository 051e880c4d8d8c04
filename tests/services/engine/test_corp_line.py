"""What is said of a whole corp: lasting troubles at once, passing ones after a few."""

import pytest

from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.services.engine.corp_line import PATIENCE, CorpLine
from desktop.services.wecom.errors import local, refusal
from tests.building import World
from tests.services.engine.conftest import line_with


@pytest.fixture
def line(world: World) -> CorpLine:
    return line_with(world, object())


@pytest.mark.parametrize("code", [60020, 48002, 40001])
def test_what_only_an_administrator_cures_is_said_at_once(
    line: CorpLine, code: int
) -> None:
    line.note(refusal(code, "… from ip: 203.0.113.7, more …"))
    assert line.failure == FailureReason(FailureSource.ERRCODE, code)
    assert line.detail == "203.0.113.7"
    assert line.changed.is_set()


def test_a_network_that_fails_for_a_moment_is_not_mentioned(line: CorpLine) -> None:
    down = local(LocalFailure.NETWORK_DOWN)
    for _ in range(PATIENCE - 1):
        line.note(down)
    line.note(None)
    for _ in range(PATIENCE - 1):
        line.note(down)
    assert line.failure is None
    line.note(down)
    assert line.failure == LocalFailure.NETWORK_DOWN.reason


def test_a_good_answer_takes_the_complaint_back(line: CorpLine) -> None:
    line.note(refusal(60020))
    line.changed.clear()
    line.note(None)
    assert (line.failure, line.detail) == (None, "")
    assert line.changed.is_set()
    line.changed.clear()
    line.note(None)
    assert not line.changed.is_set()


@pytest.mark.parametrize("code", [45009, 95001, 95018, 40058])
def test_what_concerns_a_message_or_the_pace_is_not_the_corps(
    line: CorpLine, code: int
) -> None:
    line.note(refusal(code))
    assert line.failure is None
