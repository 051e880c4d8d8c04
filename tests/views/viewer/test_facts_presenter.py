"""Facts come for what is in sight, the newest wish first, and never block."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.media_facts import BrokenMedia, PictureFacts
from desktop.views.viewer.facts_presenter import FactsPresenter
from tests.services.decoding.samples import picture
from tests.views.viewer.given import media_stage

PNG = ("image", "a.png", picture("PNG"))

pytestmark = pytest.mark.usefixtures("qapp")


async def test_wishes_are_answered_newest_first_and_once(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with media_stage(tmp_path, qtbot, PNG, PNG, PNG) as stage:
        timeline = stage.view.timeline
        monkeypatch.setattr(timeline, "set_media_facts", stage.facts.append)
        presenter = FactsPresenter(stage.view.timeline, stage.desk, stage.parent)
        for message_id in (*stage.ids, stage.ids[0]):
            timeline.media_wanted.emit(message_id)
        await presenter.tasks.drained()
        told = [facts.message_id for facts in stage.facts]
        first, second, third = stage.ids
        assert told == [first, third, second]
        assert all(isinstance(one.face, PictureFacts) for one in stage.facts)


async def test_a_long_way_scrolled_leaves_the_oldest_wishes_behind(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with media_stage(tmp_path, qtbot, PNG) as stage:
        timeline = stage.view.timeline
        monkeypatch.setattr(timeline, "set_media_facts", stage.facts.append)
        presenter = FactsPresenter(stage.view.timeline, stage.desk, stage.parent)
        for message_id in range(1_000, 1_500):
            timeline.media_wanted.emit(message_id)
        await presenter.tasks.drained()
        assert 0 < len(stage.facts) <= 61
        assert all(isinstance(one.face, BrokenMedia) for one in stage.facts)
