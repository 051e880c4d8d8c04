"""Films play from memory: frames, place, end; what cannot play says so."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.views.theme.style import theme_named
from desktop.views.viewer.film_bar import FilmBar, film_time
from desktop.views.viewer.film_player import FilmPlayer
from desktop.views.viewer.picture_stage import PictureStage
from desktop.views.viewer.viewer_presenter import ViewerPresenter
from tests.services.decoding.samples import demo
from tests.views.viewer.given import media_stage, until

FILM = demo(".mp4")

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    # Without sound card, graphics card and window manager Qt says so.
    pytest.mark.qt_log_ignore(
        "PulseAudio", "No HW decoder", "[Aa]udio", "FFmpeg", "No RHI"
    ),
]


def test_a_film_shows_frames_and_moves_on(qtbot: QtBot) -> None:
    parent = QObject()
    player = FilmPlayer(parent)
    frames: list[QImage] = []
    places: list[tuple[int, int]] = []
    player.frame_shown.connect(frames.append)
    player.moved.connect(lambda at, end: places.append((at, end)))
    player.play(FILM)
    qtbot.waitUntil(lambda: len(frames) > 3, timeout=20_000)
    changes: list[bool] = []
    player.playing_changed.connect(changes.append)
    assert frames[0].width() > 100
    assert any(end > 1_000 for _, end in places)
    player.toggle()
    assert changes == [False]
    player.seek(2_000)
    qtbot.waitUntil(lambda: places[-1][0] >= 1_900, timeout=20_000)
    player.stop()


def test_what_is_no_film_fails_in_words(qtbot: QtBot) -> None:
    parent = QObject()
    player = FilmPlayer(parent)
    with qtbot.waitSignal(player.failed, timeout=20_000):
        player.play(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(5_000))
    player.stop()


async def test_a_film_plays_inside_the_viewer_and_ends_with_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    async with media_stage(tmp_path, qtbot, ("video", "a.mp4", FILM)) as stage:
        presenter = ViewerPresenter(
            stage.view, stage.desk, theme_named("dark"), stage.parent
        )
        sounded: list[bool] = []
        presenter.sounding.connect(lambda: sounded.append(True))
        presenter.open(stage.ids[0])
        await presenter.tasks.drained()
        window = presenter.window
        assert window is not None
        shown = window.findChild(PictureStage)
        assert shown is not None
        await until("it moves", lambda: window.film.place.value() > 100)
        assert sounded
        assert shown.grab().toImage() != QImage()
        presenter.hush()
        window.close()
        assert shown.image is None
        await presenter.tasks.close()


def test_the_bar_asks_for_what_a_person_wants(qtbot: QtBot) -> None:
    bar = FilmBar(theme_named("light"), None)  # type: ignore[arg-type]
    qtbot.addWidget(bar)
    bar.show_place(5_000, 60_000)
    sought: list[int] = []
    loud: list[float] = []
    bar.seek_requested.connect(sought.append)
    bar.volume_changed.connect(loud.append)
    bar.step(10_000)
    bar.step(-90_000)
    bar.step(999_000)
    assert sought == [15_000, 0, 60_000]
    bar.mute_button.click()
    bar.mute_button.click()
    assert loud == [0.0, 1.0]
    with qtbot.waitSignal(bar.toggle_requested):
        bar.play_button.click()


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(0, "0:00"), (999, "0:00"), (61_500, "1:01"), (3_600_000, "60:00"), (-5, "0:00")],
)
def test_places_are_told_in_minutes_and_seconds(milliseconds: int, words: str) -> None:
    assert film_time(milliseconds) == words
