"""Documents open outside at one word only when they are harmless (S5)."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from pytestqt.qtbot import QtBot

from desktop.views.viewer import opening_presenter
from desktop.views.viewer.opening_presenter import OpeningPresenter
from tests.services.media_shelf import damage
from tests.views.viewer.given import MediaStage, media_stage, until

PDF = ("file", "报价.pdf", b"%PDF-1.4 " + bytes(60))
TRICK = ("file", "报价\u202efdp.exe", b"MZ" + bytes(60))
DISGUISE = ("file", "报价.pdf", b"MZ" + bytes(60))

pytestmark = pytest.mark.usefixtures("qapp")


class System:
    """The programs of a system, and its folder for downloads."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.opened: list[Path] = []
        self.can = True
        patch.setattr(opening_presenter, "open_saved_file", self.open)
        patch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))

    def open(self, path: Path) -> bool:
        """Note what is opened."""
        self.opened.append(path)
        return self.can


def _presenter(stage: MediaStage) -> OpeningPresenter:
    made = OpeningPresenter(stage.view, stage.desk, stage.parent)
    made.said.connect(stage.said.append)
    return made


async def test_a_harmless_document_is_saved_and_opened_once(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads = tmp_path / "downloads"
    system = System(monkeypatch, downloads)
    async with media_stage(tmp_path, qtbot, PDF) as stage:
        presenter = _presenter(stage)
        for _ in range(2):
            presenter.open(stage.ids[0])
            await presenter.tasks.drained()
        assert system.opened == [downloads / "报价.pdf"] * 2
        assert [path.name for path in downloads.iterdir()] == ["报价.pdf"]
        assert system.opened[0].read_bytes() == PDF[2]


@pytest.mark.parametrize(
    ("file", "words"), [(TRICK, "Windows EXE"), (DISGUISE, "文件名与内容不符")]
)
async def test_a_doubtful_one_asks_first_and_the_first_answer_is_no(
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    file: tuple[str, str, bytes],
    words: str,
) -> None:
    downloads = tmp_path / "downloads"
    system = System(monkeypatch, downloads)
    async with media_stage(tmp_path, qtbot, file) as stage:
        presenter, strip = _presenter(stage), stage.view.open_file_strip
        presenter.open(stage.ids[0])
        await until("it asks", lambda: not strip.isHidden())
        assert words in strip.words
        assert system.opened == []
        assert not downloads.exists()
        strip.cancel_button.click()
        await presenter.tasks.drained()
        assert strip.isHidden()
        assert not downloads.exists()
        presenter.open(stage.ids[0])
        await until("it asks again", lambda: not strip.isHidden())
        strip.open_button.click()
        await presenter.tasks.drained()
        assert len(system.opened) == 1
        assert "\u202e" not in system.opened[0].name
        assert system.opened[0].parent == downloads


async def test_a_doubtful_one_can_be_saved_only(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System(monkeypatch, tmp_path / "downloads")
    async with media_stage(tmp_path, qtbot, TRICK) as stage:
        presenter, strip = _presenter(stage), stage.view.open_file_strip
        wanted: list[int] = []
        presenter.save_requested.connect(wanted.append)
        presenter.open(stage.ids[0])
        await until("it asks", lambda: not strip.isHidden())
        strip.save_button.click()
        assert wanted == stage.ids
        assert system.opened == []


async def test_what_goes_wrong_is_told(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a file, no folder"
    blocked.touch()
    system = System(monkeypatch, blocked)
    async with media_stage(tmp_path, qtbot, PDF, PDF) as stage:
        presenter = _presenter(stage)
        presenter.open(stage.ids[0])
        await presenter.tasks.drained()
        assert "没能保存" in stage.said[-1]
        damage(stage.world, [stage.ids[1]])
        presenter.open(stage.ids[1])
        await presenter.tasks.drained()
        assert "已损坏" in stage.said[-1]
        presenter.open(99_999)
        await presenter.tasks.drained()
        assert len(stage.said) == 3
        assert system.opened == []


async def test_a_file_that_no_program_opens_is_saved_all_the_same(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = System(monkeypatch, tmp_path / "downloads")
    system.can = False
    async with media_stage(tmp_path, qtbot, PDF) as stage:
        presenter = _presenter(stage)
        presenter.open(stage.ids[0])
        await presenter.tasks.drained()
        assert "没有程序能打开" in stage.said[-1]
        assert (await asyncio.to_thread(system.opened[0].exists)) is True
