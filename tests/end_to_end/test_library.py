"""The library at work: a file comes in, is found beside a conversation, and leaves."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.views.library.materials_tab import MaterialsTab
from desktop.views.window.keys import Command
from desktop.views.window.pages import Page
from tests.end_to_end.shift_floor import Floor, shift
from tests.sandbox_fixture import Sandbox


def picture(folder: Path, name: str, colour: Qt.GlobalColor) -> str:
    """Return the path of a picture."""
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(colour)
    for step in range(0, 240, 8):
        image.setPixelColor(step, step, Qt.GlobalColor.black)
    path = folder / name
    assert image.save(str(path))
    return str(path)


async def library(floor: Floor) -> MaterialsTab:
    """Go to the page and return the tab of the materials."""
    floor.desk.window.show_page(Page.LIBRARY)
    shelf = floor.desk.session.library.shelf
    assert shelf is not None
    return shelf.tab


async def test_a_file_that_was_added_is_found_beside_a_conversation_and_sent(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        tab = await library(floor)
        path = picture(tmp_path, "云感 主图.png", Qt.GlobalColor.red)
        tab.centre.files_given.emit((path,))
        model = tab.grid.list_model
        await agent.until(lambda: model.material(0) is not None, "it is listed")
        floor.desk.window.show_page(Page.CONVERSATIONS)
        await agent.open(floor.name(0))
        floor.desk.window.carry_out(Command.PANEL_MATERIALS)
        side = floor.desk.session.library.side_view
        assert side is not None
        rows = side.grid.list_model
        side.field.setFocus()
        await agent.type("云感")
        await agent.until(lambda: rows.material(0) is not None, "it is found")
        await agent.press("Return")
        composer = floor.desk.session.views.composer
        shown = composer.conversation_id
        assert shown is not None
        await agent.until(lambda: composer.parts.faces(shown), "it lies in the draft")
        await agent.press("Return")
        await agent.until(lambda: floor.got(0), "the ledger has it")
        assert [one.msgtype for one in floor.got(0)] == ["image"]
        used = floor.desk.session.library.shelf
        assert used is not None
        await agent.until(
            lambda: (row := model.material(0)) is not None and row.used == 1,
            "its use is counted",
        )


async def test_withdrawn_content_is_marked_and_cannot_be_put_into_an_answer(
    qapp: QApplication, sandbox: Sandbox, tmp_path: Path
) -> None:
    async with shift(tmp_path, sandbox) as floor:
        agent = floor.agent
        await floor.greet(0)
        await agent.open(floor.name(0))
        tab = await library(floor)
        path = picture(tmp_path, "旧价目.png", Qt.GlobalColor.blue)
        tab.centre.files_given.emit((path,))
        model = tab.grid.list_model
        await agent.until(lambda: model.material(0) is not None, "it is listed")
        tab.grid.pick(0)
        material = model.material(0)
        assert material is not None
        tab.detail.withdraw_button.click()
        await agent.until(lambda: model.rowCount() == 0, "it is not offered")
        session = floor.desk.session
        opened = session.conversation.open_id
        assert opened is not None
        session.library.put(opened, "客户", (material.id,))
        await agent.until_shown("没有加入回复")
        await agent.until(lambda: tab.tree.topLevelItem(2) is not None, "the tree")
        session.library.undo(None)
