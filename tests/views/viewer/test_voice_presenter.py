"""Recordings: play, pause, go on, faster, elsewhere; one sound at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.models.media_facts import SPEEDS, VoiceFacts, VoicePlaying
from desktop.views.viewer.voice_presenter import VoicePresenter
from tests.services.decoding.samples import SILK, demo, picture
from tests.views.viewer.given import MediaStage, QuietSpeaker, media_stage, until

AMR = demo(".amr")
VOICE = ("voice", "a.amr", AMR)

pytestmark = pytest.mark.usefixtures("qapp")


class Player:
    """A presenter with what it told the timeline."""

    def __init__(self, stage: MediaStage, patch: pytest.MonkeyPatch) -> None:
        self.stage = stage
        self.speaker = QuietSpeaker(stage.parent)
        timeline = stage.view.timeline
        patch.setattr(timeline, "set_voice_playing", stage.playing.append)
        patch.setattr(timeline, "set_media_facts", stage.facts.append)
        self.presenter = VoicePresenter(
            stage.view, stage.desk, self.speaker, stage.parent
        )
        self.presenter.said.connect(stage.said.append)
        self.sounded = 0
        self.presenter.sounding.connect(self._on_sounding)

    def _on_sounding(self) -> None:
        self.sounded += 1

    @property
    def now(self) -> VoicePlaying | None:
        """What the timeline shows as playing."""
        return self.stage.playing[-1] if self.stage.playing else None

    async def plays(self, count: int) -> VoicePlaying:
        """Wait until the speaker was given so many recordings."""
        await until("it plays", lambda: len(self.speaker.played) >= count)
        await self.presenter.tasks.drained()
        assert self.now is not None
        return self.now


@asynccontextmanager
async def player_of(
    tmp_path: Path,
    qtbot: QtBot,
    patch: pytest.MonkeyPatch,
    *files: tuple[str, str, bytes],
) -> AsyncIterator[Player]:
    async with media_stage(tmp_path, qtbot, *files) as stage:
        player = Player(stage, patch)
        yield player
        await player.presenter.tasks.close()


async def test_a_recording_plays_and_is_marked_as_heard(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE) as player:
        (voice,) = player.stage.ids
        player.stage.view.timeline.voice_play_requested.emit(voice)
        now = await player.plays(1)
        assert (now.message_id, now.position_ms, now.paused) == (voice, 0, False)
        assert player.sounded == 1
        (facts,) = player.stage.facts
        assert isinstance(facts.face, VoiceFacts)
        assert facts.face.played
        assert player.stage.world.number("SELECT count(played_at) FROM media") == 1


async def test_a_second_click_pauses_and_a_third_goes_on(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE) as player:
        (voice,) = player.stage.ids
        player.presenter.toggle(voice)
        await player.plays(1)
        player.speaker.moved.emit(700)
        player.presenter.toggle(voice)
        assert player.now is not None
        assert (player.now.position_ms, player.now.paused) == (700, True)
        player.presenter.toggle(voice)
        assert player.now is not None
        assert (player.now.position_ms, player.now.paused) == (700, False)
        assert player.speaker.paused == 0
        assert len(player.speaker.played) == 1


async def test_speeds_go_round_and_keep_the_place(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE) as player:
        (voice,) = player.stage.ids
        player.presenter.toggle(voice)
        await player.plays(1)
        player.speaker.moved.emit(1_000)
        usual = player.speaker.played[0][0]
        for count, speed in enumerate((*SPEEDS[1:], SPEEDS[0]), 2):
            player.stage.view.timeline.voice_speed_requested.emit(voice)
            now = await player.plays(count)
            assert now.speed == speed
            assert now.position_ms == pytest.approx(1_000, abs=2)
            length, start = player.speaker.played[-1]
            assert length == pytest.approx(usual / speed, rel=0.05)
            assert start == pytest.approx(1_000 / speed, abs=2)


async def test_a_click_into_the_waveform_plays_from_there(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE) as player:
        (voice,) = player.stage.ids
        player.stage.view.timeline.voice_seek_requested.emit(voice, 0.5)
        now = await player.plays(1)
        assert now.fraction == pytest.approx(0.5, abs=0.01)
        player.presenter.seek(voice, 7.0)
        assert (await player.plays(2)).fraction == 1.0


async def test_unheard_recordings_follow_each_other_over_broken_ones(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = (VOICE, ("voice", "b.silk", SILK), ("image", "c", picture("PNG")), VOICE)
    async with player_of(tmp_path, qtbot, monkeypatch, *files) as player:
        first, _, _, last = player.stage.ids
        player.presenter.toggle(first)
        await player.plays(1)
        player.speaker.finished.emit()
        now = await player.plays(2)
        assert now.message_id == last
        player.speaker.finished.emit()
        await player.presenter.tasks.drained()
        assert player.now is None
        assert player.stage.said == []


async def test_a_recording_that_was_heard_before_ends_alone(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE, VOICE) as player:
        first, _ = player.stage.ids
        await player.stage.desk.media_viewing.mark_played(first)
        player.presenter.toggle(first)
        await player.plays(1)
        player.speaker.finished.emit()
        await player.presenter.tasks.drained()
        assert player.now is None
        assert len(player.speaker.played) == 1


async def test_the_last_wish_wins(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE, VOICE) as player:
        first, second = player.stage.ids
        player.presenter.toggle(first)
        player.presenter.toggle(second)
        now = await player.plays(1)
        assert now.message_id == second
        assert len(player.speaker.played) == 1


async def test_what_cannot_play_says_why(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    silk = ("voice", "a.silk", SILK)
    async with player_of(tmp_path, qtbot, monkeypatch, silk) as player:
        player.presenter.toggle(player.stage.ids[0])
        await player.presenter.tasks.drained()
        (said,) = player.stage.said
        assert "不能播放" in said
        assert player.speaker.played == []


async def test_without_a_sound_card_nothing_counts_as_heard(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE) as player:
        player.speaker.broken = True
        player.presenter.toggle(player.stage.ids[0])
        await player.presenter.tasks.drained()
        assert player.stage.said == ["没有可用的声音输出设备"]
        assert player.now is None
        assert player.stage.facts == []


async def test_another_conversation_ends_the_sound_and_a_jump_does_not(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with player_of(tmp_path, qtbot, monkeypatch, VOICE) as player:
        stage = player.stage
        model, conversation = stage.view.model, stage.world.conversation().id
        page = stage.world.messages(conversation)
        model.set_page(conversation, page, has_older=False, has_newer=False)
        player.presenter.toggle(stage.ids[0])
        await player.plays(1)
        model.set_page(conversation, page, has_older=True, has_newer=False)
        assert player.now is not None
        model.set_page(None, (), has_older=False, has_newer=False)
        assert player.now is None
