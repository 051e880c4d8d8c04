"""Fills a grid with materials: pages and pictures of what is on screen, no more."""

import asyncio

from PySide6.QtCore import QObject, QRect, QSize, Signal
from PySide6.QtGui import QImage

from desktop.models.material import Material, MaterialQuery
from desktop.services.decoding.wire import BrokenMediaError
from desktop.services.materials.service import Materials
from desktop.services.storage.errors import StorageError
from desktop.services.storage.sealed_files import DamagedFileError
from desktop.services.tasks import TaskGroup
from desktop.views.library.hover_card import HoverCard
from desktop.views.library.material_grid import MaterialGrid
from desktop.views.library.material_words import SEEN
from desktop.views.library.materials_model import PAGE
from desktop.views.library.prepared_pictures import card_picture
from desktop.views.theme.language import words
from desktop.views.viewer.raster_image import raster_image

LARGE = 640
"""Pixels of the longer edge of a preview."""
_AT_ONCE = 3
"""Pictures that are read at the same time."""
NO_PICTURE = (BrokenMediaError, DamagedFileError, LookupError, OSError, StorageError)
"""Why a picture may not be there: its card shows the kind instead."""


class GridPresenter(QObject):
    """Joins one grid with the library.

    Signals:
        counted(int count, object query): so many materials answer the question
        failed(str): the library could not be read, and why
    """

    counted = Signal(int, object)
    failed = Signal(str)

    def __init__(
        self,
        grid: MaterialGrid,
        materials: Materials,
        parent: QObject,
        hover: HoverCard | None = None,
    ) -> None:
        super().__init__(parent)
        self._grid = grid
        self._materials = materials
        self._hover = hover
        self._query: MaterialQuery | None = None
        self._asked = 0
        """Grows with each question: answers to older ones are not shown."""
        self._reading = False
        self._shown = (0, -1)
        self._looking: set[tuple[int, int]] = set()
        self._free = asyncio.Semaphore(_AT_ONCE)
        self.tasks = TaskGroup("grid")
        grid.rows_shown.connect(self._on_rows_shown)
        grid.picture_size_changed.connect(self._on_picture_size_changed)
        grid.preview_requested.connect(self._on_preview_requested)

    def ask(self, query: MaterialQuery) -> None:
        """Show the answer to a question from its top; the newest one wins."""
        self._query = query
        self._asked += 1
        self.tasks.spawn(self._answer(query, self._asked), name="ask")

    def refresh(self) -> None:
        """Read the same question again; what is on screen stays there."""
        if self._query is not None:
            self.tasks.spawn(self._recount(self._query, self._asked), name="refresh")

    async def large_picture(self, material: Material) -> QImage | None:
        """Return the larger picture of a material, None where there is none."""
        if material.kind not in SEEN:
            return None
        try:
            raster = await self._materials.thumbnail(
                material.id, material.version, LARGE
            )
        except NO_PICTURE:
            return None
        return None if raster is None else raster_image(raster)

    # Rows

    async def _answer(self, query: MaterialQuery, asked: int) -> None:
        try:
            count = await self._materials.count(query)
            rows = await self._materials.page(query, 0, PAGE)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        if asked == self._asked:
            self._grid.list_model.start_over(count)
            self._grid.list_model.put_page(0, rows)
            self.counted.emit(count, query)

    async def _recount(self, query: MaterialQuery, asked: int) -> None:
        try:
            count = await self._materials.count(query)
        except StorageError as error:
            self.failed.emit(words(error.sentence))
            return
        if asked == self._asked:
            self._grid.list_model.set_count(count)
            self._grid.updateGeometries()
            self.counted.emit(count, query)

    def _on_rows_shown(self, first: int, last: int) -> None:
        self._shown = (first, last)
        if not self._reading and self._wanted():
            self._reading = True
            self.tasks.spawn(self._read_pages(), name="pages")
        self._look()

    def _wanted(self) -> tuple[int, ...]:
        """Return the pages to read: those on screen, then their neighbours."""
        first, last = self._shown
        model = self._grid.list_model
        here = model.missing_pages(first, last)
        return here or model.missing_pages(first - PAGE // 2, last + PAGE // 2)

    async def _read_pages(self) -> None:
        try:
            while self._query is not None and (wanted := self._wanted()):
                asked, number = self._asked, wanted[0]
                rows = await self._materials.page(self._query, number * PAGE, PAGE)
                if asked == self._asked:
                    self._grid.list_model.put_page(number, rows)
                    if not rows:
                        return  # counted before some went: the next refresh tells
                    self._look()
        except StorageError as error:
            self.failed.emit(words(error.sentence))
        finally:
            self._reading = False

    # Pictures

    def _look(self) -> None:
        """Ask for the pictures that are on screen and not here."""
        first, last = self._shown
        for row in range(first, last + 1):
            material = self._grid.list_model.material(row)
            if material is None or material.kind not in SEEN:
                continue
            key = (material.id, material.version)
            if key not in self._grid.pictures and key not in self._looking:
                self._looking.add(key)
                self.tasks.spawn(self._look_at(material), name="picture")

    async def _look_at(self, material: Material) -> None:
        key = (material.id, material.version)
        try:
            async with self._free:
                if self._seen(material):
                    await self._fetch(material)
        finally:
            self._looking.discard(key)

    async def _fetch(self, material: Material) -> None:
        size, ratio = self._picture_size(), self._grid.devicePixelRatioF()
        edge = round(max(size.width(), size.height()) * ratio)
        image: QImage | None = None
        try:
            raster = await self._materials.thumbnail(
                material.id, material.version, edge
            )
            if raster is not None:
                image = await asyncio.to_thread(card_picture, raster, size, ratio)
        except NO_PICTURE:
            image = None
        if size == self._picture_size():
            key = (material.id, material.version)
            self._grid.pictures.put(key, image, ratio)
            row = self._grid.list_model.row_of(material.id)
            if row is not None:
                self._grid.update(self._grid.list_model.index(row))

    def _picture_size(self) -> QSize:
        return self._grid.measures.picture_size()

    def _seen(self, material: Material) -> bool:
        """Return whether it still is on screen: who scrolls on wants others."""
        first, last = self._shown
        model = self._grid.list_model
        return any(model.material(row) is material for row in range(first, last + 1))

    def _on_picture_size_changed(self) -> None:
        self._grid.pictures.clear()
        self._look()

    # Larger

    def _on_preview_requested(self, material: Material | None, card: QRect) -> None:
        hover = self._hover
        if hover is None:
            return
        if material is None:
            hover.put_away()
            return
        hover.show_beside(material, card)
        self.tasks.spawn(self._enlarge(hover, material), name="preview")

    async def _enlarge(self, hover: HoverCard, material: Material) -> None:
        image = await self.large_picture(material)
        if image is not None and hover.material is material:
            hover.show_picture(image)
