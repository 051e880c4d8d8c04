"""The parts together: documents open outside, the rest inside; one sound at a time."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices
from pytestqt.qtbot import QtBot

from desktop.desk.media import DeskMedia
from desktop.models.media_facts import BROKEN_SENTENCES, BrokenReason
from desktop.views.theme.style import theme_named
from desktop.views.viewer.speaker import Speaker
from tests.conftest import LogGuard
from tests.services.decoding.samples import demo, picture
from tests.views.viewer.given import media_stage, until

PNG = ("image", "a.png", picture("PNG"))
FILM = ("video", "a.mp4", demo(".mp4"))
PROGRAM = ("file", "a.exe", b"MZ" + bytes(90))

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore(
        "PulseAudio", "No HW decoder", "[Aa]udio", "FFmpeg", "No RHI"
    ),
]


async def test_a_click_opens_each_kind_where_it_belongs(
    tmp_path: Path, qtbot: QtBot
) -> None:
    async with media_stage(tmp_path, qtbot, PNG, PROGRAM) as stage:
        media = DeskMedia(stage.view, stage.desk, theme_named("light"), stage.parent)
        timeline, strip = stage.view.timeline, stage.view.open_file_strip
        timeline.media_open_requested.emit(stage.ids[1])
        await until("it asks", lambda: not strip.isHidden())
        assert not _viewer_stands(media)
        timeline.media_open_requested.emit(stage.ids[0])
        await media.viewer.tasks.drained()
        assert media.viewer.window is not None
        assert media.viewer.window.stage.image is not None
        media.viewer.window.close()
        await media.close()


def _viewer_stands(media: DeskMedia) -> bool:
    return media.viewer.window is not None


async def test_a_film_ends_what_is_heard_and_is_paused_by_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    async with media_stage(tmp_path, qtbot, FILM) as stage:
        media = DeskMedia(stage.view, stage.desk, theme_named("light"), stage.parent)
        told: list[str] = []
        media.sounding.connect(lambda: told.append("sounding"))
        media.viewer.open(stage.ids[0])
        await until("the film sounds", lambda: told)
        window = media.viewer.window
        assert window is not None
        await until("it plays", lambda: window.film.place.value() > 0)
        media.voice.sounding.emit()
        pause = window.film.play_button
        await until("it is paused", lambda: pause.accessibleName() == "播放")
        window.close()
        await media.close()


async def test_without_a_decoder_the_desk_says_so_and_goes_on(
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    log_guard: LogGuard,
) -> None:
    log_guard.allow("no facts of a file")
    monkeypatch.setattr(
        "desktop.services.decoding.decoder.own_command", lambda *_: ["/no/such/program"]
    )
    async with media_stage(tmp_path, qtbot, PNG) as stage:
        media = DeskMedia(stage.view, stage.desk, theme_named("light"), stage.parent)
        stage.view.timeline.media_wanted.emit(stage.ids[0])
        media.viewer.open(stage.ids[0])
        await media.facts.tasks.drained()
        await media.viewer.tasks.drained()
        window = media.viewer.window
        assert window is not None
        assert "无法解码" in window.stage.accessibleDescription()
        monkeypatch.undo()
        media.viewer.open(stage.ids[0])
        await media.viewer.tasks.drained()
        assert window.stage.image is not None
        window.close()
        await media.close()


def test_a_speaker_without_an_output_fails_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMediaDevices, "defaultAudioOutput", QAudioDevice)
    parent = QObject()
    speaker = Speaker(parent)
    with qtbot.waitSignal(speaker.failed):
        speaker.play(bytes(96_000), 0)
    speaker.pause()
    speaker.resume()
    speaker.stop()


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(BROKEN_SENTENCES) == set(BrokenReason)
