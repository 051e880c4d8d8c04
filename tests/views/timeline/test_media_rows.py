"""Pictures, recordings, films and documents in the timeline: faces, wishes, facts."""

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.content import Content, File, Picture, Video, Voice
from desktop.models.media_facts import (
    BrokenMedia,
    BrokenReason,
    FileFacts,
    MediaFacts,
    PictureFacts,
    Raster,
    VideoFacts,
    VoiceFacts,
    VoicePlaying,
)
from desktop.models.message import MediaFile, MediaState, Message
from desktop.models.send_state import SendState
from desktop.views.timeline.media_part import (
    PicturePart,
    VideoPart,
    VoicePart,
    length_words,
    media_part,
)
from desktop.views.timeline.message_face import (
    Extras,
    TimelineContext,
    face_of,
)
from desktop.views.timeline.row_media import RowMedia
from desktop.views.timeline.send_words import Action, send_words
from tests.views.timeline.builders import NOON, answer, message
from tests.views.timeline.conftest import Stage

CONTEXT = TimelineContext("林小满", "wm1", "旗舰店客服")
READY = MediaFile(1, MediaState.READY, "a.bin", 5, 5)
WAVE = bytes(range(48))


def raster(width: int = 40, height: int = 30) -> Raster:
    return Raster(width, height, b"\x80\x40\x20\xff" * (width * height))


def picture(width: int = 4000, height: int = 3000) -> PictureFacts:
    return PictureFacts(width, height, raster())


def carrying(
    content: Content,
    number: int = 1,
    state: MediaState = MediaState.READY,
    at: datetime | None = None,
) -> Message:
    media = MediaFile(1, state, "a.bin", 5, 5)
    return message(number, content, at=at, media=media)


def spot(stage: Stage, message_id: int, action: Action) -> QPoint:
    for y in range(stage.view.viewport().height()):
        hit = stage.view.hit(QPoint(5, y))
        if hit is None or hit.layout.message.id != message_id:
            continue
        for hotspot in hit.layout.hotspots:
            if hotspot.action is action:
                return hotspot.rect.center() + QPoint(0, y - hit.point.y())
    raise AssertionError(f"no {action} at message {message_id}")


def click(stage: Stage, point: QPoint) -> None:
    QTest.mouseClick(stage.view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def wanted(stage: Stage) -> list[object]:
    asked: list[object] = []
    stage.view.media_wanted.connect(asked.append)
    return asked


def height_of(stage: Stage, message_id: int) -> int:
    for y in range(stage.view.viewport().height()):
        hit = stage.view.hit(QPoint(5, y))
        if hit is not None and hit.layout.message.id == message_id:
            return hit.layout.height
    raise AssertionError(f"message {message_id} is out of sight")


@pytest.mark.parametrize("content", [Picture("m"), Voice("m"), Video("m"), File("m")])
def test_bytes_in_sight_are_asked_about_once(stage: Stage, content: Content):
    asked = wanted(stage)
    stage.page([carrying(content)])
    stage.settle()
    assert asked == [1]


@pytest.mark.parametrize("state", set(MediaState) - {MediaState.READY})
def test_bytes_that_are_not_here_are_not_asked_about(stage: Stage, state: MediaState):
    asked = wanted(stage)
    stage.page([carrying(Picture("m"), state=state)])
    assert asked == []


def test_only_what_is_in_sight_is_asked_about(stage: Stage):
    asked = wanted(stage)
    stage.page([carrying(Picture("m"), number) for number in range(1, 40)])
    assert 1 not in asked
    assert 39 in asked


def test_known_facts_are_not_asked_about_on_the_next_visit(stage: Stage):
    asked = wanted(stage)
    page = [carrying(Voice("m"))]
    stage.page(page)
    stage.view.set_media_facts(MediaFacts(1, VoiceFacts(8000, WAVE)))
    stage.page([])
    stage.page(page)
    assert asked == [1]


def test_a_picture_takes_its_proportions_once_they_are_known(stage: Stage):
    stage.page([carrying(Picture("m"))])
    before = height_of(stage, 1)
    stage.view.set_media_facts(MediaFacts(1, picture()))
    stage.settle()
    assert height_of(stage, 1) > before


def test_what_is_below_stays_where_it_is_while_facts_come(stage: Stage):
    texts = [message(number) for number in range(2, 12)]
    stage.page([carrying(Picture("m")), *texts])
    before = stage.top_of(11)
    stage.view.set_media_facts(MediaFacts(1, picture()))
    stage.settle()
    assert stage.top_of(11) == before


@pytest.mark.parametrize("content", [Picture("m"), Video("m")])
def test_a_click_on_a_picture_or_film_opens_it(stage: Stage, content: Content):
    stage.page([carrying(content, 2**40, at=NOON)])
    asked: list[object] = []
    stage.view.media_open_requested.connect(asked.append)
    click(stage, spot(stage, 2**40, Action.OPEN_MEDIA))
    assert asked == [2**40]


def test_a_document_is_opened_or_saved_by_its_words(stage: Stage):
    stage.page([carrying(File("m"))])
    opened: list[object] = []
    saved: list[object] = []
    stage.view.media_open_requested.connect(opened.append)
    stage.view.save_requested.connect(saved.append)
    click(stage, spot(stage, 1, Action.OPEN_MEDIA))
    click(stage, spot(stage, 1, Action.SAVE))
    assert (opened, saved) == ([1], [1])


def test_a_recording_plays_by_its_button_and_changes_speed(stage: Stage):
    stage.page([carrying(Voice("m"))])
    stage.view.set_media_facts(MediaFacts(1, VoiceFacts(8000, WAVE)))
    stage.settle()
    played: list[object] = []
    sped: list[object] = []
    stage.view.voice_play_requested.connect(played.append)
    stage.view.voice_speed_requested.connect(sped.append)
    voice = stage.view.hit(spot(stage, 1, Action.SEEK_VOICE))
    assert voice is not None
    assert voice.layout.media is not None
    assert voice.layout.media.voice is not None
    top = spot(stage, 1, Action.SEEK_VOICE) - voice.point
    click(stage, voice.layout.media.voice.button.center() + top)
    click(stage, spot(stage, 1, Action.VOICE_SPEED))
    assert (played, sped) == ([1], [1])


def test_a_click_on_the_waveform_goes_there_while_it_sounds(stage: Stage):
    stage.page([carrying(Voice("m"))])
    stage.view.set_media_facts(MediaFacts(1, VoiceFacts(8000, WAVE)))
    stage.settle()
    played: list[object] = []
    sought: list[tuple[object, float]] = []
    stage.view.voice_play_requested.connect(played.append)
    stage.view.voice_seek_requested.connect(lambda *told: sought.append(told))
    click(stage, spot(stage, 1, Action.SEEK_VOICE))
    assert played == [1]
    stage.view.set_voice_playing(VoicePlaying(1, 1000, 8000, 1.5))
    click(stage, spot(stage, 1, Action.SEEK_VOICE))
    ((message_id, fraction),) = sought
    assert message_id == 1
    assert 0.4 < fraction < 0.6


def test_what_sounds_is_repainted_and_nothing_is_laid_out(stage: Stage):
    stage.page([carrying(Voice("m"))])
    stage.view.set_media_facts(MediaFacts(1, VoiceFacts(8000, WAVE)))
    stage.settle()
    built = stage.view.layouts_built()
    for position in range(0, 8000, 500):
        stage.view.set_voice_playing(VoicePlaying(1, position, 8000, 1.0))
        stage.settle()
    stage.view.set_voice_playing(None)
    stage.settle()
    assert stage.view.layouts_built() == built


@pytest.mark.parametrize("reason", BrokenReason)
@pytest.mark.parametrize("content", [Picture("m"), Voice("m"), Video("m")])
def test_what_cannot_be_shown_says_why_and_can_be_saved(
    content: Content, reason: BrokenReason
):
    broken = Extras(MediaFacts(1, BrokenMedia(reason)))
    face = face_of(carrying(content), CONTEXT, closes_group=True, extras=broken)
    assert face.part is None
    assert face.card is not None
    assert face.card.foot == BrokenMedia(reason).sentence.zh
    assert face.card.actions == (Action.SAVE,)


def test_a_document_is_called_what_its_bytes_are():
    disguised = message(
        1, File("m"), media=MediaFile(1, MediaState.READY, "a.pdf", 5, 5)
    )
    really = Extras(MediaFacts(1, FileFacts("EXE", False)))
    face = face_of(disguised, CONTEXT, closes_group=True, extras=really)
    assert face.card is not None
    assert face.card.badge == "EXE"


@pytest.mark.parametrize(
    ("name", "facts", "badge", "tone"),
    [
        ("a.xlsx", FileFacts("Excel", True), "Excel", "ok"),
        ("a.pptx", FileFacts("PowerPoint", True), "PPTX", "warn"),
        ("a.bat", FileFacts("BAT", False), "BAT", "bad"),
        ("a.exe", FileFacts("Windows EXE", False), "EXE", "bad"),
        ("a.pdf", FileFacts("Windows EXE", False, disguised=True), "EXE", "bad"),
        ("a.pdf", FileFacts("macOS Mach-O", False, disguised=True), "", "accent"),
    ],
)
def test_the_letters_of_a_document_say_what_it_is_and_warn_of_programs(
    name: str, facts: FileFacts, badge: str, tone: str
):
    sent = message(1, File("m"), media=MediaFile(1, MediaState.READY, name, 5, 5))
    extras = Extras(MediaFacts(1, facts))
    face = face_of(sent, CONTEXT, closes_group=True, extras=extras)
    assert face.card is not None
    assert (face.card.badge, face.card.badge_tone) == (badge, tone)


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [(0, ""), (300, "1″"), (8000, "8″"), (59_400, "59″"), (65_000, "1:05")],
)
def test_lengths_are_said_in_seconds_and_minutes(milliseconds: int, words: str):
    assert length_words(milliseconds) == words


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [
        (4000, 3000, (240, 180)),
        (100, 80, (100, 80)),
        (20_000, 10, (240, 72)),
        (1, 1, (72, 72)),
    ],
)
def test_a_picture_never_takes_more_than_its_room(
    width: int, height: int, shown: tuple[int, int]
):
    facts = MediaFacts(1, PictureFacts(width, height, raster()))
    part = media_part(Picture("m"), READY, facts)
    assert isinstance(part, PicturePart)
    assert (part.width, part.height) == shown


def test_a_longer_recording_has_a_wider_bubble_up_to_an_end():
    def width(milliseconds: int) -> int:
        facts = MediaFacts(1, VoiceFacts(milliseconds, WAVE))
        part = media_part(Voice("m"), READY, facts)
        assert isinstance(part, VoicePart)
        return part.width

    assert width(2000) < width(20_000) < width(60_000)
    assert width(60_000) == width(10**9)


def test_a_film_says_length_and_size():
    facts = MediaFacts(1, VideoFacts(12_000, 1280, 720, raster()))
    media = MediaFile(1, MediaState.READY, "a.mp4", 3_500_000, 3_500_000)
    part = media_part(Video("m"), media, facts)
    assert isinstance(part, VideoPart)
    assert part.words.startswith("12″ · ")


def test_pictures_let_go_are_asked_for_again_when_seen(qtbot: QtBot):
    room = QWidget()
    qtbot.addWidget(room)
    media = RowMedia(room)
    asked: list[object] = []
    media.wanted.connect(asked.append)
    for number in range(1, 60):
        media.take_facts(MediaFacts(number, picture()))
    shown: list[Message] = [carrying(Picture("m"), 1), carrying(Picture("m"), 59)]
    media.look_at(shown)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [1]
    assert media.pixmap(1, QSize(10, 10), 1.0) is None
    assert media.pixmap(59, QSize(10, 10), 1.5) is not None


def test_what_is_known_of_many_pictures_holds_no_pixels(qtbot: QtBot):
    room = QWidget()
    qtbot.addWidget(room)
    media = RowMedia(room)
    for number in range(1, 60):
        media.take_facts(MediaFacts(number, picture()))
    for number in range(1, 60):
        facts = media.facts_of(number)
        assert facts is not None
        assert isinstance(facts.face, PictureFacts)
        assert (facts.face.width, len(facts.face.thumbnail.pixels)) == (
            picture().width,
            0,
        )


def test_a_pixel_of_a_picture_keeps_its_colour(qtbot: QtBot):
    room = QWidget()
    qtbot.addWidget(room)
    media = RowMedia(room)
    media.take_facts(MediaFacts(1, picture()))
    found = media.pixmap(1, QSize(40, 30), 2.0)
    assert found is not None
    assert found.size() == QSize(80, 60)
    assert found.toImage().pixelColor(40, 30).getRgb() == (0x20, 0x40, 0x80, 0xFF)


def test_an_upload_says_how_far_it_is_and_can_be_taken_back():
    media = MediaFile(1, MediaState.READY, "a.mp4", 1000, 1000, uploaded=450)
    ours = answer(1, SendState.QUEUED, media=media)
    assert send_words(ours).text == "上传中 45%"
    assert send_words(ours).actions == (Action.DISCARD,)
