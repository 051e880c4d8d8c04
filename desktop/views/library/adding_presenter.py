"""Takes files, folders, screenshots and cards into the library."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QStandardPaths,
    Signal,
)
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from desktop.models.material import Material, MaterialDetails, NotAddedError
from desktop.models.outgoing import CardContent
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import TaskGroup
from desktop.views.library.addition_forms import AdditionForms
from desktop.views.library.library_head import Addition
from desktop.views.library.library_presenter import VersionUndo
from desktop.views.library.materials_tab import MaterialsTab
from desktop.views.library.news_strip import Likeness, Refused
from desktop.views.theme.language import words

Source = Path | bytes


@dataclass(frozen=True, slots=True)
class AddedUndo:
    """The key of an offer to take what was added out again."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """A file that looks like something the library has."""

    source: Source
    details: MaterialDetails
    existing: Material


class AddingPresenter(QObject):
    """Joins what people give with the library.

    Signals:
        said(words, key): what was done, or why it was not; with a key `undo` takes
            it back
        shown_requested(object material_id): a material that is here already
    """

    said = Signal(str, object)
    shown_requested = Signal(object)

    def __init__(self, tab: MaterialsTab, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tab = tab
        self._materials = desk.materials
        self._clock = desk.clock
        self._news = tab.centre.news
        self._doubtful: dict[int, _Doubtful] = {}
        self._numbers = count(1)
        self._stopped = asyncio.Event()
        self._turn = asyncio.Lock()
        self._replaced: Material | None = None
        self.forms = AdditionForms(tab.head.add_button, self)
        self.tasks = TaskGroup("adding")
        self._connect()

    def replace(self, material: Material) -> None:
        """Ask for the file that shall be a material's newest version."""
        self._replaced = material
        self._choose(self.tr("选择新文件"), QFileDialog.FileMode.ExistingFile)

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        if isinstance(key, AddedUndo):
            self.tasks.spawn(self._take_out(key.ids), name="undo")

    # What people do

    def _connect(self) -> None:
        centre, news = self._tab.centre, self._news
        centre.files_given.connect(self._on_files_given)
        centre.picture_given.connect(self._on_picture_given)
        centre.head.addition_requested.connect(self._on_addition_requested)
        news.cancel_requested.connect(self._stopped.set)
        news.shown_requested.connect(self._on_shown)
        news.added_requested.connect(self._on_added_anyway)
        news.version_requested.connect(self._on_version)
        news.likeness_dismissed.connect(self._forget)
        self.forms.card_made.connect(self._on_card_made)

    def _on_addition_requested(self, addition: Addition) -> None:
        self._replaced = None
        if addition is Addition.FILES:
            self._choose(self.tr("选择文件"), QFileDialog.FileMode.ExistingFiles)
        elif addition is Addition.FOLDER:
            self._choose(self.tr("选择文件夹"), QFileDialog.FileMode.Directory)
        elif addition is Addition.PASTED:
            self._tab.centre.paste()
        else:
            self.forms.open(addition)

    def _choose(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self._tab.centre.window(), title)
        dialog.setFileMode(mode)
        dialog.setDirectory(
            QStandardPaths.writableLocation(
                QStandardPaths.StandardLocation.PicturesLocation
            )
        )
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_files_selected(self, paths: list[str]) -> None:
        replaced, self._replaced = self._replaced, None
        if replaced is None:
            self._on_files_given(tuple(paths))
        else:
            self.tasks.spawn(self._replace(replaced.id, Path(paths[0])), name="replace")

    def _on_files_given(self, paths: tuple[str, ...]) -> None:
        folder = self._tab.tree.place.folder or ()
        given = tuple(map(Path, paths))
        self.tasks.spawn(self._add_all(given, folder), name="files")

    def _on_picture_given(self, picture: QImage) -> None:
        moment = self._clock.now().astimezone().strftime("%m-%d %H.%M.%S")
        details = self._details(f"{self.tr('截图')} {moment}.png")
        self.tasks.spawn(self._add_picture(picture, details), name="picture")

    def _on_card_made(self, name: str, card: CardContent) -> None:
        self.tasks.spawn(self._add_card(card, self._details(name)), name="card")

    def _on_shown(self, key: int) -> None:
        doubtful = self._doubtful.pop(key)
        self.shown_requested.emit(doubtful.existing.id)

    def _on_added_anyway(self, key: int) -> None:
        doubtful = self._doubtful.pop(key)
        work = self._add(doubtful.source, doubtful.details, anyway=True)
        self.tasks.spawn(self._add_one(work), name="anyway")

    def _on_version(self, key: int) -> None:
        doubtful = self._doubtful.pop(key)
        self.tasks.spawn(
            self._replace(doubtful.existing.id, doubtful.source), name="version"
        )

    def _forget(self, key: int) -> None:
        del self._doubtful[key]

    # Work

    def _details(self, name: str) -> MaterialDetails:
        return MaterialDetails(name, folder=self._tab.tree.place.folder or ())

    async def _add_all(self, paths: tuple[Path, ...], folder: tuple[str, ...]) -> None:
        """Take files and folders in, one after another; a second drop waits."""
        async with self._turn:
            self._stopped.clear()
            added: list[int] = []
            refused: list[Refused] = []
            for done, path in enumerate(paths):
                if self._stopped.is_set():
                    break
                if len(paths) > 1:
                    self._news.show_progress(done, len(paths))
                try:
                    if await asyncio.to_thread(path.is_dir):
                        await self._add_folder(path, folder, added, refused)
                    else:
                        details = MaterialDetails(path.name, folder=folder)
                        added += await self._add(path, details)
                except (NotAddedError, StorageError) as error:
                    refused.append(Refused(path.name, words(error.sentence)))
            self._news.show_progress(0, 0)
        self._tell(tuple(added), refused)

    async def _add_folder(
        self,
        path: Path,
        folder: tuple[str, ...],
        added: list[int],
        refused: list[Refused],
    ) -> None:
        report = await self._materials.add_folder(
            path,
            self._news.show_progress,
            self._stopped.is_set,
            MaterialDetails("", folder=folder),
        )
        added += [each.id for each in report.added]
        refused += [Refused(each.name, words(each.sentence)) for each in report.refused]

    async def _add_picture(self, picture: QImage, details: MaterialDetails) -> None:
        content = await asyncio.to_thread(_encoded, picture)
        await self._add_one(self._add(content, details))

    async def _add_one(self, work: Coroutine[object, object, list[int]]) -> None:
        try:
            added = await work
        except (NotAddedError, StorageError) as error:
            self.said.emit(words(error.sentence), None)
        else:
            self._tell(tuple(added), [])

    async def _add(
        self, source: Source, details: MaterialDetails, *, anyway: bool = False
    ) -> list[int]:
        """Add one file, or ask what to do where the library has its like."""
        found = await self._materials.add(source, details, anyway=anyway)
        if found.material is not None:
            return [found.material.id]
        like = found.same or found.alike[0]
        key = next(self._numbers)
        self._doubtful[key] = _Doubtful(source, details, like)
        same = found.same is not None
        self._news.ask(Likeness(key, details.name, like.details.name, same))
        return []

    async def _add_card(self, card: CardContent, details: MaterialDetails) -> None:
        try:
            material = await self._materials.add_card(card, details)
        except (NotAddedError, StorageError) as error:
            self.said.emit(words(error.sentence), None)
        else:
            self._tell((material.id,), [])

    async def _replace(self, material_id: int, source: Source) -> None:
        try:
            material = await self._materials.replace(material_id, source)
        except (NotAddedError, StorageError) as error:
            self.said.emit(words(error.sentence), None)
            return
        said = self.tr("已换成 v{version}，用到它的快捷回复跟着变")
        key = VersionUndo(material.id, material.version - 1)
        self.said.emit(said.format(version=material.version), key)

    async def _take_out(self, ids: tuple[int, ...]) -> None:
        try:
            await self._materials.remove(ids)
        except StorageError as error:
            self.said.emit(words(error.sentence), None)

    def _tell(self, added: tuple[int, ...], refused: list[Refused]) -> None:
        self._news.show_report(len(added), refused)
        if added:
            said = self.tr("已添加 %n 个素材", None, len(added))
            self.said.emit(said, AddedUndo(added))


def _encoded(picture: QImage) -> bytes:
    """Return a pasted picture as PNG."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(held.data())
