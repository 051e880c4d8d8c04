"""The gallery's scenes of the library: the grid, one material, files that come in."""

import shutil
import struct
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QItemSelectionModel

from desktop.demo.gallery_desk import GalleryDesk
from desktop.desk.library_tab import MaterialsShelf
from desktop.models.preferences import ThemeChoice
from desktop.resources import resource
from desktop.views.library.folder_tree_view import Place
from desktop.views.window.pages import Page

SMALL, LARGE = (1180, 680), (1440, 900)
OPEN = "唐糖"
SENT = "风衣"
CHOSEN = "羽绒服"
FOLDER_HOLDS = 20
"""Fewer than that lie in the folder that is shown, more in the library."""
PICKED = (2, 0, 4)
_SELECT = QItemSelectionModel.SelectionFlag.Select
SEVERAL = ("碎花连衣裙", "小白鞋")


async def show_library(desk: GalleryDesk) -> None:
    """Picture the library, and the materials beside a conversation."""
    await desk.answer_others((OPEN,))
    person = await desk.person(OPEN)
    reply = await desk.backstage.reply(SENT)
    await desk.backstage.send(person.conversation_id, reply)
    await desk.all_left()
    await desk.open(OPEN)
    await desk.resize(*LARGE)
    desk.session.library.show_tab("materials")
    shelf = desk.session.library.shelf
    assert shelf is not None
    await desk.until(lambda: shelf.tab.grid.list_model.rowCount(), "the materials")
    for scene in (_grid, _versions, _several, _folder, _double):
        await scene(desk, shelf)
    await _beside(desk)


def huge_picture() -> bytes:
    """Return a small file that is a white picture of 30,000 × 30,000."""
    side = 30_000
    row = bytes((0, *(255,) * (side // 8)))
    packer = zlib.compressobj()
    packed = b"".join(packer.compress(row * 100) for _ in range(side // 100))
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", packed + packer.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


async def _pick(desk: GalleryDesk, shelf: MaterialsShelf, name: str) -> None:
    found = await desk.backstage.material(name)
    shelf.library.show_material(found.id)
    detail = shelf.tab.detail
    await desk.until(
        lambda: detail.material is not None and detail.material.id == found.id, name
    )


async def _grid(desk: GalleryDesk, shelf: MaterialsShelf) -> None:
    await _pick(desk, shelf, CHOSEN)
    await desk.shoot("library")
    await desk.wear(ThemeChoice.DARK)
    await desk.shoot("library-dark")
    await desk.wear(ThemeChoice.LIGHT)
    await desk.resize(*SMALL)
    await desk.shoot("library-small")
    await desk.resize(*LARGE)


async def _versions(desk: GalleryDesk, shelf: MaterialsShelf) -> None:
    buttons = shelf.tab.detail.tabs.buttons()
    buttons[1].click()
    await desk.resize(*SMALL)
    await desk.shoot("library-versions")
    await desk.resize(*LARGE)
    buttons[0].click()


async def _several(desk: GalleryDesk, shelf: MaterialsShelf) -> None:
    """Some of one folder, in the order in which they were picked."""
    grid = shelf.tab.grid
    model = grid.selectionModel()
    shelf.tab.tree.show_place(Place(folder=("商品图",)))
    await desk.until(lambda: 0 < grid.list_model.rowCount() < FOLDER_HOLDS, "a folder")
    model.clearSelection()
    for row in PICKED:
        model.select(grid.list_model.index(row), _SELECT)
    await desk.shoot("library-several")
    model.clearSelection()
    shelf.tab.show_everything()


async def _folder(desk: GalleryDesk, shelf: MaterialsShelf) -> None:
    """A folder in which some files cannot be taken."""
    with TemporaryDirectory(prefix="switchboard-gallery-") as place:
        folder = Path(place) / "门店发来的"
        folder.mkdir()
        media = resource("demo", "media")
        for name in ("坏掉的照片.jpg", "羽绒服.jpg", "快递面单.jpg", "聊天长截图.png"):
            shutil.copyfile(media / name, folder / name)
        (folder / "空文件.pdf").write_bytes(b"")
        (folder / "门头海报.png").write_bytes(huge_picture())
        shelf.tab.centre.files_given.emit((str(folder),))
        news = shelf.tab.centre.news
        await desk.until(news.report.isVisible, "the report")
    news.details_button.click()
    await desk.shoot("library-import")
    news.close_report()


async def _double(desk: GalleryDesk, shelf: MaterialsShelf) -> None:
    """A file that looks like one that is here."""
    from PIL import Image

    with TemporaryDirectory(prefix="switchboard-gallery-") as place:
        path = Path(place) / "风衣（修过）.jpg"
        with Image.open(resource("demo", "media", "风衣.jpg")) as picture:
            picture.resize((picture.width * 9 // 10, picture.height * 9 // 10)).save(
                path
            )
        shelf.tab.centre.files_given.emit((str(path),))
        news = shelf.tab.centre.news
        await desk.until(news.likeness.isVisible, "the question")
        await desk.resize(*SMALL)
        await desk.shoot("library-double")
        news.leave_button.click()


async def _beside(desk: GalleryDesk) -> None:
    """The materials beside a conversation, three of them in the answer."""
    desk.window.show_page(Page.CONVERSATIONS)
    desk.session.library.show_side()
    side = desk.session.library.side_view
    assert side is not None
    await desk.until(lambda: side.grid.list_model.rowCount(), "the materials")
    chosen = [await desk.backstage.material(name) for name in SEVERAL]
    side.materials_chosen.emit(tuple(chosen), False)
    strip = desk.session.views.composer.strip
    await desk.until(
        lambda: (
            len(strip.chips) == len(SEVERAL)
            and all(chip.face.ready for chip in strip.chips)
        ),
        "the chips",
    )
    await desk.shoot("library-beside")
