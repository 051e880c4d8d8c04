"""In the desk: a grid of made-up materials is scrolled beside a bare list view."""

import asyncio
import random
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QSize, QStringListModel
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QListView

from desktop.models.material import (
    Material,
    MaterialDetails,
    MaterialFacts,
    MaterialKind,
)
from desktop.views.library.material_grid import MaterialGrid
from desktop.views.library.materials_model import PAGE
from desktop.views.theme.style import theme_named
from tests.benchmarks.driven_desk import DrivenDesk, report
from tests.benchmarks.painted_frames import frame, scrolled

NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)
ROOM = QSize(834, 800)
SETTLE = 0.004
WARM_UP = 20


async def play(desk: DrivenDesk) -> None:
    """Obey one order, samples and rows; report milliseconds."""
    async for words in desk.orders():
        samples, rows = map(int, words)
        grid, bare = _grid(rows), _bare(rows)
        await asyncio.sleep(1)
        wheel = {
            "ours": await _turned(grid, samples),
            "floor": await _turned(bare, samples),
        }
        report("wheel", **wheel)
        leaps = {
            "ours": await _leapt(grid, samples),
            "floor": await _leapt(bare, samples),
        }
        report("leaps", **leaps)
        return


def _grid(rows: int) -> MaterialGrid:
    grid = MaterialGrid(theme_named("light"), None)
    grid.set_now(NOW)
    grid.rows_shown.connect(partial(_fill, grid))
    grid.list_model.start_over(rows)
    grid.resize(ROOM)
    grid.show()
    return grid


def _fill(grid: MaterialGrid, first: int, last: int) -> None:
    """Hand over pages and pictures as the library's presenter does."""
    for number in grid.list_model.missing_pages(first, last):
        start = number * PAGE
        grid.list_model.put_page(number, [_material(start + at) for at in range(PAGE)])
    ratio = grid.devicePixelRatioF()
    for row in range(first, last + 1):
        if row % 2 == 0 and (row, 1) not in grid.pictures:
            image = QImage(
                grid.measures.picture_size() * ratio,
                QImage.Format.Format_ARGB32_Premultiplied,
            )
            image.fill(0xFF000000 | (row * 2_654_435_761 & 0xFFFFFF))
            grid.pictures.put((row, 1), image, ratio)


def _material(number: int) -> Material:
    kinds = tuple(MaterialKind)
    kind = MaterialKind.PICTURE if number % 2 == 0 else kinds[number % len(kinds)]
    tags = ("商品", "冬装", "活动")[: number % 4]
    return Material(
        number, f"{number:032x}", kind, 1,
        MaterialDetails(f"云感长款 主图 {number}.jpg", ("商品图",), tags=tags),
        MaterialFacts("", 1_234_567, 2400, 2400, 42_000, "PDF"),
        1, "王芳", "王芳", NOW, used=number % 200,
    )  # fmt: skip


def _bare(rows: int) -> QListView:
    """Return the same number of rows in Qt's own view, as wide and as high."""
    bare = QListView()
    model = QStringListModel([f"云感长款 主图 {at}.jpg" for at in range(rows)], bare)
    bare.setModel(model)
    bare.setUniformItemSizes(True)
    bare.setFlow(QListView.Flow.LeftToRight)
    bare.setWrapping(True)
    bare.setGridSize(QSize(200, 200))
    bare.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    bare.resize(ROOM)
    bare.show()
    return bare


async def _turned(view: QAbstractItemView, samples: int) -> list[float]:
    """Turn the wheel downwards; return milliseconds of each frame."""
    taken: list[float] = []
    for _ in range(samples + WARM_UP):
        taken.append(scrolled(view.viewport(), -1))
        await asyncio.sleep(SETTLE)
    return taken[WARM_UP:]


async def _leapt(view: QAbstractItemView, samples: int) -> list[float]:
    """Draw the handle of the scroll bar anywhere; return milliseconds of frames."""
    dice, bar = random.Random(1), view.verticalScrollBar()
    taken: list[float] = []
    for _ in range(samples + WARM_UP):
        place = dice.randint(0, bar.maximum())
        taken.append(frame(view.viewport(), partial(bar.setValue, place)))
        await asyncio.sleep(SETTLE)
    return taken[WARM_UP:]
