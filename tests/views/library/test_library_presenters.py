"""The tab 素材 on a real database: what comes in, what is shown, steps and undo."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk.library_tab import MaterialsShelf
from desktop.models.content import Text
from desktop.models.content_source import ContentSource
from desktop.models.material import Material, MaterialDetails
from desktop.models.quick_reply import Scope
from desktop.services.desk import Desk
from desktop.views.library.folder_tree_view import EVERYTHING, WITHDRAWN
from desktop.views.library.material_menu import Step
from desktop.views.library.side_materials_presenter import SideMaterialsPresenter
from desktop.views.library.side_materials_view import SideMaterialsView
from desktop.views.library.staging_presenter import StagedMaterials, StagingPresenter
from desktop.views.theme.fonts import application_font
from desktop.views.theme.style import theme_named
from tests.building import World, make_world
from tests.views.presenter_stage import desk_on

PATIENCE = 20.0


class Stage:
    """The tab with its presenters, in a window."""

    def __init__(self, world: World, desk: Desk, folder: Path, qtbot: QtBot) -> None:
        self.world, self.desk, self.folder = world, desk, folder
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.setFont(application_font())
        self.shelf = MaterialsShelf(desk, theme_named("light"), self.page)
        self.tab = self.shelf.tab
        self.said: list[tuple[str, Any]] = []
        self.shelf.said.connect(lambda words, key: self.said.append((words, key)))
        self.tab.centre.resize(840, 600)
        self.page.resize(1000, 700)
        self.page.show()
        self.shelf.start()

    async def until(self, fact: Callable[[], object], what: str) -> None:
        end = monotonic() + PATIENCE
        while not fact():
            assert monotonic() < end, what
            await asyncio.sleep(0.01)

    def picture(self, name: str, colour: str, shapes: int = 5) -> str:
        """Return the path of a picture; another number of shapes looks otherwise."""
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        painter = QPainter(image)
        for at in range(shapes):
            shade = Qt.GlobalColor.black if at % 2 else Qt.GlobalColor.white
            painter.fillRect(at * 300 // shapes, at * 13, 20 + at, 150, shade)
        painter.end()
        path = self.folder / name
        assert image.save(str(path))
        return str(path)

    async def give(self, *paths: str) -> None:
        """Drop files on the tab and wait until they were dealt with."""
        self.tab.centre.files_given.emit(paths)
        await self.shelf.adding.tasks.drained()
        await self.look()

    async def look(self) -> None:
        """Read again what the change feed would tell of."""
        self.shelf.library.grid.refresh()
        await self.shelf.library.grid.tasks.drained()
        self.tab.grid.updateGeometries()

    async def first(self) -> Material:
        """Return what stands first, once it is known."""
        model = self.tab.grid.list_model
        await self.until(lambda: model.material(0) is not None, "a first row")
        found = model.material(0)
        assert found is not None
        return found


@pytest.fixture
async def stage(tmp_path: Path, qtbot: QtBot) -> AsyncIterator[Stage]:
    world = make_world(tmp_path / "profile")
    async with desk_on(world) as (desk, _):
        made = Stage(world, desk, tmp_path, qtbot)
        await made.shelf.library.tasks.drained()
        yield made
        # Timers of the grid may still run; nobody is there to read for them.
        made.tab.grid.blockSignals(True)
        await made.shelf.close()
    world.close()


async def test_an_empty_library_says_so_and_offers_to_add(stage: Stage) -> None:
    await stage.shelf.library.grid.tasks.drained()
    assert not stage.tab.grid.isVisible()


async def test_a_dropped_file_stands_in_the_grid_with_its_picture(
    stage: Stage,
) -> None:
    await stage.give(stage.picture("主图.png", "#cc4444"))
    found = await stage.first()
    assert found.details.name == "主图.png"
    key = (found.id, found.version)
    await stage.until(lambda: key in stage.tab.grid.pictures, "its picture")
    assert stage.tab.grid.pictures.picture(key) is not None


async def test_the_same_file_twice_is_a_question_and_adds_nothing(
    stage: Stage,
) -> None:
    path = stage.picture("主图.png", "#cc4444")
    await stage.give(path)
    await stage.give(path)
    assert stage.tab.centre.news.likeness.isVisibleTo(stage.tab.centre)
    assert not stage.tab.centre.news.add_anyway_button.isVisibleTo(stage.tab.centre)
    assert stage.tab.grid.list_model.rowCount() == 1


async def test_a_file_that_cannot_be_taken_is_reported_with_a_reason_and_the_rest_comes(
    stage: Stage,
) -> None:
    empty = stage.folder / "空.pdf"
    empty.write_bytes(b"")
    gone = stage.folder / "没有.pdf"
    await stage.give(str(empty), str(gone), stage.picture("图.png", "#4444cc"))
    news = stage.tab.centre.news
    assert news.list.count() == 2
    assert stage.tab.grid.list_model.rowCount() == 1


async def test_withdrawing_can_be_taken_back(stage: Stage) -> None:
    await stage.give(stage.picture("主图.png", "#cc4444"))
    found = await stage.first()
    stage.tab.detail.show_materials((found,))
    stage.tab.detail.withdraw_button.click()
    await stage.until(lambda: "撤回" in stage.said[-1][0], "it was said")
    kept = await stage.desk.materials.one(found.id)
    assert kept is not None
    assert kept.withdrawn
    stage.shelf.undo(stage.said[-1][1])
    await stage.shelf.library.tasks.drained()
    kept = await stage.desk.materials.one(found.id)
    assert kept is not None
    assert not kept.withdrawn


async def test_taking_back_a_withdrawal_leaves_what_was_withdrawn_before(
    stage: Stage,
) -> None:
    materials = stage.desk.materials
    before, now = [
        await materials.add_card(Text(words), MaterialDetails(words))
        for words in ("去年的价格", "今年的价格")
    ]
    await materials.withdraw((before.id,))
    both = tuple([await materials.one(each.id) for each in (before, now)])
    stage.shelf.library.menu.step_requested.emit(Step.WITHDRAW, both)
    await stage.until(lambda: stage.said, "it was said")
    stage.shelf.undo(stage.said[-1][1])
    await stage.shelf.library.tasks.drained()
    old, new = [await materials.one(each.id) for each in (before, now)]
    assert old is not None
    assert old.withdrawn
    assert new is not None
    assert not new.withdrawn


async def test_reading_again_leaves_shown_what_was_chosen_meanwhile(
    stage: Stage,
) -> None:
    first, second = [
        await stage.desk.materials.add_card(Text(words), MaterialDetails(words))
        for words in ("甲", "乙")
    ]
    for turns in range(60):
        stage.tab.detail.show_materials((first,))
        again = stage.shelf.library._read_again()  # noqa: SLF001 - without its pause
        reading = asyncio.ensure_future(again)
        for _ in range(turns):
            await asyncio.sleep(0)
        stage.tab.detail.show_materials((second,))
        await reading
        shown = stage.tab.detail.material
        assert shown is not None
        assert shown.id == second.id


async def test_what_was_withdrawn_stands_in_its_place_of_the_tree(
    stage: Stage,
) -> None:
    await stage.give(stage.picture("主图.png", "#cc4444"))
    found = await stage.first()
    await stage.desk.materials.withdraw((found.id,))
    stage.tab.tree.show_place(WITHDRAWN)
    await stage.shelf.library.grid.tasks.drained()
    assert stage.tab.grid.list_model.rowCount() == 1
    stage.tab.tree.show_place(EVERYTHING)
    await stage.shelf.library.grid.tasks.drained()
    assert stage.tab.grid.list_model.rowCount() == 0


async def test_removing_and_moving_and_details_can_be_undone(stage: Stage) -> None:
    await stage.give(stage.picture("主图.png", "#cc4444"))
    found = await stage.first()
    stage.tab.detail.show_materials((found,))
    stage.tab.detail.remove_button.click()
    await stage.until(lambda: "删除" in stage.said[-1][0], "it was said")
    assert await stage.desk.materials.one(found.id) is None
    stage.shelf.undo(stage.said[-1][1])
    await stage.shelf.library.tasks.drained()
    stage.tab.tree.materials_dropped.emit((found.id,), ("商品图",))
    await stage.until(lambda: "移动" in stage.said[-1][0], "it was said")
    moved = await stage.desk.materials.one(found.id)
    assert moved is not None
    assert moved.details.folder == ("商品图",)
    stage.shelf.undo(stage.said[-1][1])
    await stage.shelf.library.tasks.drained()
    back = await stage.desk.materials.one(found.id)
    assert back is not None
    assert back.details == replace(moved.details, folder=())


async def test_materials_go_into_a_draft_in_order_and_out_again(stage: Stage) -> None:
    summary = stage.world.say("有图吗")
    texts = [
        await stage.desk.materials.add_card(Text(words), MaterialDetails(words))
        for words in ("甲", "乙", "丙")
    ]
    parent = QObject()
    staging = StagingPresenter(stage.desk, parent)
    said: list[tuple[str, Any]] = []
    staging.said.connect(lambda words, key: said.append((words, key)))
    wanted = (texts[2].id, texts[0].id)
    staging.put(summary.id, "安安", wanted)
    await staging.tasks.drained()
    kept = await stage.desk.attachments.of(summary.id)
    assert [each.source.material_id for each in kept] == list(wanted)
    assert kept[0].source == ContentSource(material_id=texts[2].id, material_version=1)
    assert isinstance(said[-1][1], StagedMaterials)
    staging.undo(said[-1][1])
    await staging.tasks.drained()
    assert await stage.desk.attachments.of(summary.id) == ()


async def test_withdrawn_materials_are_refused_with_words_and_the_others_go(
    stage: Stage,
) -> None:
    summary = stage.world.say("有图吗")
    first, second = [
        await stage.desk.materials.add_card(Text(words), MaterialDetails(words))
        for words in ("甲", "乙")
    ]
    await stage.desk.materials.withdraw((first.id,))
    staging = StagingPresenter(stage.desk, stage.page)
    said: list[str] = []
    staging.said.connect(lambda words, key: said.append(words))
    staged = await staging.stage(summary.id, (first.id, second.id))
    assert [each.source.material_id for each in staged] == [second.id]
    assert "甲" in said[0]
    assert "已撤回" in said[0]


async def test_another_file_and_an_older_version_can_be_taken_back(
    stage: Stage,
) -> None:
    await stage.give(stage.picture("主图.png", "#cc4444"))
    found = await stage.first()
    before = await stage.desk.materials.original(found.id)
    other = Path(stage.picture("新图.png", "#44cc44", shapes=3))
    stage.shelf.adding.replace(found)
    dialog = stage.page.findChild(QFileDialog)
    assert dialog is not None
    dialog.filesSelected.emit([str(other)])
    dialog.close()
    await stage.shelf.adding.tasks.drained()
    after = await stage.desk.materials.original(found.id)
    assert after != before
    stage.shelf.undo(stage.said[-1][1])
    await stage.shelf.library.tasks.drained()
    assert await stage.desk.materials.original(found.id) == before
    said, key = stage.said[-1]
    assert "已恢复到 v1" in said
    stage.shelf.undo(key)
    await stage.shelf.library.tasks.drained()
    assert await stage.desk.materials.original(found.id) == after


async def test_for_whom_a_material_is_can_be_chosen_and_taken_back(
    stage: Stage,
) -> None:
    account = stage.world.accounts[0]
    await stage.give(stage.picture("主图.png", "#cc4444"))
    found = await stage.first()
    detail = stage.tab.detail
    detail.show_materials((found,))
    detail.scope_button.pick((Scope.ACCOUNT, account.id))
    await stage.until(lambda: "资料" in stage.said[-1][0], "it was said")
    kept = await stage.desk.materials.one(found.id)
    assert kept is not None
    assert (kept.details.scope, kept.scope_name) == (Scope.ACCOUNT, account.name)
    stage.shelf.undo(stage.said[-1][1])
    await stage.shelf.library.tasks.drained()
    assert await stage.desk.materials.one(found.id) == replace(
        found, changed_at=stage.world.clock.now()
    )


async def test_uses_stand_in_their_tab_with_the_way_to_the_conversation(
    stage: Stage,
) -> None:
    summary = stage.world.say("有图吗")
    text = await stage.desk.materials.add_card(Text("甲"), MaterialDetails("甲"))
    staging = StagingPresenter(stage.desk, stage.page)
    staging.send(summary.id, "安安", (text.id,), summary.position)
    await staging.tasks.drained()
    await stage.look()
    stage.shelf.library.show_material(text.id)
    sent = stage.tab.detail.sent
    await stage.until(lambda: sent.findChildren(QPushButton), "a row")
    (row,) = sent.findChildren(QPushButton)
    wanted: list[object] = []
    stage.shelf.conversation_requested.connect(wanted.append)
    row.click()
    assert wanted == [summary.id]


async def test_beside_a_conversation_what_was_used_last_comes_first(
    stage: Stage,
) -> None:
    materials = stage.desk.materials
    texts = [
        await materials.add_card(Text(words), MaterialDetails(words))
        for words in ("甲", "乙", "丙")
    ]
    summary = stage.world.say("有图吗")
    staging = StagingPresenter(stage.desk, stage.page)
    staging.send(summary.id, "安安", (texts[0].id,), summary.position)
    await staging.tasks.drained()
    view = SideMaterialsView(theme_named("light"), stage.page)
    side = SideMaterialsPresenter(view, stage.desk, stage.page)
    await side.grid.tasks.drained()
    first = view.grid.list_model.material(0)
    assert first is not None
    assert first.id == texts[0].id
    view.grid.blockSignals(True)
    await side.close()


async def test_the_number_of_uses_is_counted_again_on_coming_back(
    stage: Stage,
) -> None:
    summary = stage.world.say("有图吗")
    text = await stage.desk.materials.add_card(Text("甲"), MaterialDetails("甲"))
    stage.tab.detail.show_materials((text,))
    staging = StagingPresenter(stage.desk, stage.page)
    staging.send(summary.id, "安安", (text.id,), summary.position)
    await staging.tasks.drained()
    stage.shelf.library.refresh()
    words = stage.tab.detail.sent.words
    await stage.until(lambda: "1" in words.text(), "it was counted")


async def test_a_material_that_is_to_be_shown_stays_chosen_when_the_list_was_narrowed(
    stage: Stage,
) -> None:
    materials = stage.desk.materials
    wanted, _ = [
        await materials.add_card(Text(words), MaterialDetails(words, folder=(words,)))
        for words in ("甲", "乙")
    ]
    stage.tab.head.field.setText("乙")
    stage.shelf.library.show_material(wanted.id)
    await stage.until(lambda: stage.tab.detail.material == wanted, "the material")
    await stage.shelf.library.tasks.drained()
    await stage.shelf.library.grid.tasks.drained()
    assert stage.tab.detail.material == wanted
    assert [each.id for each in stage.tab.grid.picked_materials] == [wanted.id]
