"""Reading through a conversation that is far larger than what is held of it."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.message import Message
from tests.views.timeline.builders import CONVERSATION, NOON, message
from tests.views.timeline.conftest import Stage

COUNT = 400
PAGE = 20
CAPACITY = 60
DEADLINE = 600
"""Steps within which a way must have been gone."""


class Archive:
    """Answers a timeline's wishes for pages, as a presenter does."""

    def __init__(self, stage: Stage) -> None:
        self.messages = [
            message(
                number,
                "这件羽绒服还有货吗？" * (number % 7 + 1),
                at=NOON - timedelta(minutes=9 * (COUNT - number)),
            )
            for number in range(1, COUNT + 1)
        ]
        self._model = stage.model
        stage.view.older_requested.connect(self._on_older)
        stage.view.newer_requested.connect(self._on_newer)
        stage.view.newest_requested.connect(self.open_newest)

    def open_newest(self) -> None:
        page = self.messages[-PAGE:]
        self._model.set_page(CONVERSATION, page, has_older=True, has_newer=False)

    def receive(self) -> Message:
        arrived = message(len(self.messages) + 1, at=NOON + timedelta(minutes=1))
        self.messages.append(arrived)
        self._model.upsert([arrived])
        return arrived

    def _on_older(self) -> None:
        first = self._model[0].id - 1
        page = self.messages[max(0, first - PAGE) : first]
        self._model.prepend_older(page, has_older=first > PAGE)

    def _on_newer(self) -> None:
        last = self._model[len(self._model) - 1].id
        page = self.messages[last : last + PAGE]
        self._model.append(page, has_newer=last + PAGE < len(self.messages))


@pytest.fixture
def small_stage(qtbot: QtBot) -> Stage:
    """A timeline that holds no more than a few screens."""
    return Stage(qtbot, CAPACITY)


def held(stage: Stage) -> list[int]:
    return [stage.model[row].id for row in range(len(stage.model))]


def tops(stage: Stage) -> dict[int, int | None]:
    return {key: stage.top_of(key) for key in stage.ids_in_sight()[1:-1]}


def test_every_message_is_met_on_the_way_up_and_down_again(small_stage: Stage):
    stage = small_stage
    archive = Archive(stage)
    archive.open_newest()
    stage.settle()
    met: set[int] = set()
    for direction in (-250, 250):
        goal = 1 if direction < 0 else COUNT
        for _ in range(DEADLINE):
            stage.scroll(direction)
            met.update(stage.ids_in_sight())
            ids = held(stage)
            assert len(ids) <= CAPACITY
            assert ids == list(range(ids[0], ids[-1] + 1))
            if goal in met and stage.ids_in_sight()[0 if goal == 1 else -1] == goal:
                break
        assert goal in stage.ids_in_sight()
    assert met == set(range(1, COUNT + 1))
    assert not stage.model.has_newer


def test_nothing_jumps_when_pages_come_and_go(small_stage: Stage):
    stage = small_stage
    Archive(stage).open_newest()
    stage.settle()
    for step in [-90] * 60 + [90] * 30:
        before = tops(stage)
        stage.scroll(step)
        after = tops(stage)
        shared = before.keys() & after.keys()
        moved = {(after[key] or 0) - (before[key] or 0) for key in shared}
        # A step ends at the bar's end; but all rows move, and by one length.
        assert len(moved) == 1
        assert all(0 <= length * -step <= step * step for length in moved)


def test_what_arrives_while_reading_far_above_is_counted_and_reached(
    small_stage: Stage,
):
    stage = small_stage
    archive = Archive(stage)
    archive.open_newest()
    stage.settle()
    for _ in range(40):
        stage.scroll(-250)
    assert stage.model.has_newer
    before = tops(stage)
    arrived = archive.receive()
    stage.settle()
    assert tops(stage) == before
    assert arrived.id not in held(stage)
    stage.view.go_to_newest()
    stage.settle()
    assert stage.ids_in_sight()[-1] == arrived.id
