"""The stage: fitted, zoomed around the pointer, turned, never lost out of sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.theme.style import theme_named
from desktop.views.viewer.picture_stage import Frame, PictureStage


def image(width: int, height: int) -> QImage:
    made = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(QColor("red"))
    return made


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[PictureStage]:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(400, 300)
    made = PictureStage(theme_named("dark"), room)
    made.resize(400, 300)
    room.show()
    yield made
    room.close()


def wheel(stage: PictureStage, at: QPoint, notches: int) -> None:
    QApplication.sendEvent(
        stage,
        QWheelEvent(
            QPointF(at),
            QPointF(stage.mapToGlobal(at)),
            QPoint(),
            QPoint(0, notches * 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_a_large_picture_fits_and_a_small_one_is_not_enlarged(
    stage: PictureStage,
) -> None:
    stage.show_frames((Frame(image(800, 300)),))
    assert stage.zoom == 0.5
    stage.show_frames((Frame(image(80, 30)),))
    assert stage.zoom == 1.0


def test_a_long_screenshot_begins_at_its_top_and_can_be_read(
    stage: PictureStage,
) -> None:
    tall = image(800, 4_000)
    for x in range(800):
        for y in range(40):
            tall.setPixelColor(x, y, QColor("blue"))
    stage.show_frames((Frame(tall),))
    assert stage.zoom == 0.5
    seen = stage.grab().toImage()
    assert seen.pixelColor(200, 4) == QColor("blue")
    assert seen.pixelColor(200, 200) == QColor("red")
    QTest.keyClick(stage, Qt.Key.Key_Down)
    assert stage.grab().toImage().pixelColor(200, 4) == QColor("red")
    for _ in range(3):
        QTest.keyClick(stage, Qt.Key.Key_Up)
    assert stage.grab().toImage().pixelColor(200, 4) == QColor("blue")
    stage.fit()
    assert stage.zoom == pytest.approx(0.075)


def test_zooming_has_bounds_and_fitting_brings_back(stage: PictureStage) -> None:
    told: list[float] = []
    stage.zoom_changed.connect(told.append)
    stage.show_frames((Frame(image(800, 300)),))
    for _ in range(60):
        stage.come_closer()
    assert stage.zoom == 16.0
    for _ in range(90):
        stage.go_farther()
    assert stage.zoom == pytest.approx(0.02)
    stage.show_actual()
    assert stage.zoom == 1.0
    stage.fit()
    assert stage.zoom == told[-1] == 0.5


def test_the_wheel_keeps_what_is_under_the_pointer(stage: PictureStage) -> None:
    picture = image(400, 300)
    for x in range(100, 110):
        for y in range(80, 90):
            picture.setPixelColor(x, y, QColor("blue"))
    stage.show_frames((Frame(picture),))
    spot = QPoint(104, 84)
    for _ in range(4):
        wheel(stage, spot, 1)
    assert stage.zoom > 2
    assert stage.grab().toImage().pixelColor(spot) == QColor("blue")


def test_a_turned_picture_fits_again(stage: PictureStage) -> None:
    stage.show_frames((Frame(image(800, 100)),))
    stage.turn(90)
    assert stage.zoom == pytest.approx(0.375)
    stage.turn(-90)
    assert stage.zoom == 0.5


def test_a_dragged_picture_stays_in_sight(stage: PictureStage) -> None:
    stage.show_frames((Frame(image(400, 300)),))
    stage.show_actual()
    for _ in range(5):
        stage.come_closer()
    left = Qt.MouseButton.LeftButton
    for _ in range(6):
        QTest.mousePress(stage, left, pos=QPoint(10, 10))
        QTest.mouseMove(stage, QPoint(390, 290))
        QTest.mouseRelease(stage, left, pos=QPoint(390, 290))
    seen = stage.grab().toImage()
    for corner in (QPoint(2, 2), QPoint(397, 297)):
        assert seen.pixelColor(corner) == QColor("red")


def test_a_click_is_told_and_a_drag_is_not(stage: PictureStage) -> None:
    told: list[bool] = []
    stage.pressed.connect(lambda: told.append(True))
    stage.show_frames((Frame(image(400, 300)),))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(stage, left, pos=QPoint(50, 50))
    assert told == [True]
    QTest.keyClick(stage, Qt.Key.Key_Space)
    assert told == [True, True]


def test_a_double_click_changes_between_whole_and_actual(stage: PictureStage) -> None:
    stage.show_frames((Frame(image(800, 300)),))
    left = Qt.MouseButton.LeftButton
    QTest.mouseDClick(stage, left, pos=QPoint(50, 50))
    assert stage.zoom == 1.0
    QTest.mouseDClick(stage, left, pos=QPoint(50, 50))
    assert stage.fitted


def test_words_stand_where_no_picture_is(stage: PictureStage) -> None:
    stage.show_frames((Frame(image(8, 8)),))
    stage.show_words("打不开")
    assert stage.image is None
    assert stage.accessibleDescription() == "打不开"
    stage.come_closer()
    wheel(stage, QPoint(5, 5), 1)
    assert not stage.grab().isNull()
