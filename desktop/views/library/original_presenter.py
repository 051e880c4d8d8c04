"""Opens the original of a material in the viewer, or saves it where a person wants."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.models.display_text import one_line
from desktop.models.file_names import safe_name
from desktop.models.material import Material, MaterialKind
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.services.storage.sealed_files import DamagedFileError
from desktop.services.tasks import TaskGroup
from desktop.views.library.grid_presenter import NO_PICTURE
from desktop.views.library.material_words import original_words
from desktop.views.theme.language import words
from desktop.views.theme.theme import Theme
from desktop.views.viewer.viewer_window import ViewerWindow

_EDGE = 2_560
"""Pixels of the longer edge of a picture in the viewer."""


class OriginalPresenter(QObject):
    """Shows pictures; everything else is saved and opened by other programs.

    Signals:
        said(words, key): what was done, or why it was not
    """

    said = Signal(str, object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._over = parent
        self._window: ViewerWindow | None = None
        self._saving: Material | None = None
        self.tasks = TaskGroup("originals")

    def open(self, material: Material) -> None:
        """Show a picture; ask where anything else shall be saved."""
        if material.kind is MaterialKind.PICTURE:
            self.tasks.spawn(self._show(material), name="show")
        else:
            self._ask(material)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if self._window is not None:
            self._window.set_theme(theme)

    async def _show(self, material: Material) -> None:
        window = self._window
        if window is None:
            window = self._window = ViewerWindow(self._theme, self._over.window())
            window.save_requested.connect(self._on_save)
        self._saving = material
        window.show_words(self.tr("正在打开…"))
        window.show_title(one_line(material.details.name, 80), 1, 1)
        window.come_forward()
        try:
            raster = await self._desk.materials.thumbnail(
                material.id, material.version, _EDGE
            )
        except NO_PICTURE:
            raster = None
        if self._saving is not material:
            return
        if raster is None:
            window.show_words(self.tr("这张图片打不开"))
        else:
            window.show_picture((raster,), (), original_words(material))

    def _on_save(self) -> None:
        if self._saving is not None:
            self._ask(self._saving)

    def _ask(self, material: Material) -> None:
        folder = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DownloadLocation
        )
        dialog = QFileDialog(self._over.window(), self.tr("另存原件"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(folder)
        dialog.selectFile(safe_name(material.details.name))
        dialog.setProperty("material", material.id)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        material_id = int(self.sender().property("material"))
        self.tasks.spawn(self._save(material_id, Path(path)), name="save")

    async def _save(self, material_id: int, target: Path) -> None:
        try:
            content = await self._desk.materials.original(material_id)
            await asyncio.to_thread(target.write_bytes, content)
        except StorageError as error:
            self.said.emit(words(error.sentence), None)
        except (DamagedFileError, LookupError, OSError):
            self.said.emit(self.tr("没能保存，换一个位置再试"), None)
        else:
            said = self.tr("已保存为 {name}").format(name=target.name)
            self.said.emit(said, None)
