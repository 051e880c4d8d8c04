"""The viewer: pictures and films in a row, broken ones in words, nothing blocks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.style import theme_named
from desktop.views.viewer.viewer_presenter import ViewerPresenter
from desktop.views.viewer.viewer_tools import Tool
from desktop.views.viewer.viewer_window import ViewerWindow
from tests.services.decoding.bombs import whole_jpeg
from tests.services.decoding.samples import moving, picture
from tests.views.viewer.given import MediaStage, media_stage

PNG = ("image", "a.png", picture("PNG"))

pytestmark = pytest.mark.usefixtures("qapp")


class Viewing:
    """A presenter and what it said."""

    def __init__(self, stage: MediaStage) -> None:
        self.stage = stage
        self.presenter = ViewerPresenter(
            stage.view, stage.desk, theme_named("light"), stage.parent
        )
        self.presenter.said.connect(stage.said.append)

    async def open(self, number: int) -> ViewerWindow:
        """Open one of the files and wait until it stands there."""
        self.presenter.open(self.stage.ids[number])
        return await self.settled()

    async def settled(self) -> ViewerWindow:
        """Wait until everything that was wished is shown."""
        await self.presenter.tasks.drained()
        assert self.presenter.window is not None
        return self.presenter.window

    def place(self) -> str:
        """Which one of how many is shown."""
        return self._words("viewer_place")

    def title(self) -> str:
        """Whose it is."""
        return self._words("viewer_title")

    def details(self) -> str:
        """Size and kind in words."""
        return self._words("viewer_details")

    def _words(self, name: str) -> str:
        assert self.presenter.window is not None
        label = self.presenter.window.findChild(PlainLabel, name)
        assert label is not None
        return label.text()


@asynccontextmanager
async def viewing(
    tmp_path: Path, qtbot: QtBot, *files: tuple[str, str, bytes]
) -> AsyncIterator[Viewing]:
    async with media_stage(tmp_path, qtbot, *files) as stage:
        made = Viewing(stage)
        yield made
        if made.presenter.window is not None:
            made.presenter.window.close()
        await made.presenter.tasks.close()


async def test_a_picture_is_shown_and_one_goes_along_all_of_them(
    tmp_path: Path, qtbot: QtBot
) -> None:
    pictures = [("image", "a", picture("PNG", (40 + at, 30))) for at in range(3)]
    async with viewing(tmp_path, qtbot, *pictures) as viewer:
        window = await viewer.open(1)
        assert viewer.place() == "2 / 3"
        assert viewer.details().startswith("41 × 30")
        QTest.keyClick(window, Qt.Key.Key_Right)
        await viewer.settled()
        assert viewer.place() == "3 / 3"
        assert not window.tools.button(Tool.NEXT).isEnabled()
        QTest.keyClick(window, Qt.Key.Key_Right)
        await viewer.settled()
        assert viewer.place() == "3 / 3"
        window.tools.button(Tool.PREVIOUS).click()
        await viewer.settled()
        assert viewer.place() == "2 / 3"


async def test_a_picture_keeps_its_customers_name_when_the_timeline_shows_another(
    tmp_path: Path, qtbot: QtBot
) -> None:
    pictures = [("image", "a", picture("PNG", (40 + at, 30))) for at in range(2)]
    async with viewing(tmp_path, qtbot, *pictures) as viewer:
        view = viewer.stage.view
        context = view.timeline.context()
        view.timeline.set_context(replace(context, customer_name="林小满"))
        window = await viewer.open(0)
        view.model.set_page(0, (), has_older=False, has_newer=False)
        view.timeline.set_context(replace(context, customer_name="王大明"))
        QTest.keyClick(window, Qt.Key.Key_Right)
        await viewer.settled()
        assert viewer.place() == "2 / 2"
        assert "林小满" in viewer.title()
        assert "王大明" not in viewer.title()


async def test_the_last_wish_is_what_is_shown(tmp_path: Path, qtbot: QtBot) -> None:
    files = [("image", "a", picture("PNG", (40 + at, 30))) for at in range(4)]
    async with viewing(tmp_path, qtbot, *files) as viewer:
        for number in (0, 2, 3, 1):
            viewer.presenter.open(viewer.stage.ids[number])
        window = await viewer.settled()
        assert window.stage.image is not None
        assert window.stage.image.width() == 41
        assert viewer.place() == "2 / 4"


async def test_a_broken_picture_says_so_and_can_be_saved(
    tmp_path: Path, qtbot: QtBot
) -> None:
    files = (PNG, ("image", "b", picture("PNG")[:60]), ("image", "c", b"<svg/>"))
    async with viewing(tmp_path, qtbot, *files) as viewer:
        wanted: list[int] = []
        viewer.presenter.save_requested.connect(wanted.append)
        window = await viewer.open(1)
        assert "不完整" in window.stage.accessibleDescription()
        assert window.tools.button(Tool.COPY).isHidden()
        assert viewer.place() == "2 / 3"
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert wanted == [viewer.stage.ids[1]]
        await viewer.open(2)
        assert "类型不符" in window.stage.accessibleDescription()


async def test_a_picture_that_moves_moves(tmp_path: Path, qtbot: QtBot) -> None:
    files = (("image", "a", moving(3)), ("image", "b", moving(400, size=(4, 4))))
    async with viewing(tmp_path, qtbot, *files) as viewer:
        window = await viewer.open(0)
        before = window.stage.image
        assert before is not None
        qtbot.waitUntil(lambda: window.stage.image != before)
        await viewer.open(1)
        assert "显示第一帧" in viewer.details()


async def test_what_was_scaled_down_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    async with viewing(
        tmp_path, qtbot, ("image", "a", whole_jpeg(4_200, 3_000))
    ) as viewer:
        await viewer.open(0)
        assert viewer.details().startswith("4200 × 3000")
        assert "已缩小显示" in viewer.details()


async def test_copying_takes_the_picture_as_it_is_turned(
    tmp_path: Path, qtbot: QtBot
) -> None:
    async with viewing(tmp_path, qtbot, PNG) as viewer:
        window = await viewer.open(0)
        QTest.keyClick(window, Qt.Key.Key_R)
        QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        copied = QGuiApplication.clipboard().image()
        assert (copied.width(), copied.height()) == (40, 60)
        assert viewer.stage.said == ["图片已复制"]


async def test_escape_closes_the_window_and_lets_the_picture_go(
    tmp_path: Path, qtbot: QtBot
) -> None:
    async with viewing(tmp_path, qtbot, PNG) as viewer:
        window = await viewer.open(0)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert not window.isVisible()
        assert window.stage.image is None
        again = await viewer.open(0)
        assert again is window
        assert window.isVisible()


async def test_a_message_that_is_gone_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    async with viewing(tmp_path, qtbot, PNG) as viewer:
        viewer.stage.ids.append(987_654)
        window = await viewer.open(1)
        assert window.stage.accessibleDescription()
        assert window.stage.image is None
