"""What becomes of crash reports: copied, saved or deleted, by a person alone."""

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.models.clock import Clock
from desktop.services import crash_report
from desktop.services.tasks import TaskGroup

if TYPE_CHECKING:
    from desktop.views.settings.reports_section import ReportsSection

TEXT = "report_text"
"""The property of a dialog that holds what it saves."""


class ReportsPresenter(QObject):
    """Joins the page of reports with the folder they lie in.

    Signals:
        said(words): what was done, or why not.
        report_found: the last run left a report that nobody has seen.
    """

    said = Signal(str)
    report_found = Signal()

    def __init__(self, folder: Path, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._clock = clock
        self._section: ReportsSection | None = None
        self.tasks = TaskGroup("reports")

    async def start(self) -> None:
        """Gather what the last run left."""
        gather = partial(crash_report.gather, self._folder, self._clock.now())
        try:
            found = await asyncio.to_thread(gather)
        except OSError:
            return  # A full disk is told where something of the person's is at stake.
        if found is not None:
            self.report_found.emit()

    def join_settings(self, section: "ReportsSection") -> None:
        """Show the reports on their page."""
        self._section = section
        section.copy_requested.connect(self._on_copy_requested)
        section.save_requested.connect(self._on_save_requested)
        section.deletion_requested.connect(self._on_deletion_requested)
        self.tasks.spawn(self._show(), name="show")

    async def _show(self) -> None:
        try:
            found = await asyncio.to_thread(crash_report.reports, self._folder)
        except OSError as error:
            self._fail(error)
            return
        if self._section is not None:
            self._section.show_reports(found)

    def _on_copy_requested(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(self.tr("已复制报告"))

    def _on_save_requested(self, name: str, text: str) -> None:
        window = None if self._section is None else self._section.window()
        dialog = QFileDialog(window, self.tr("保存报告"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(name)
        dialog.setProperty(TEXT, text)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        text = str(self.sender().property(TEXT))
        self.tasks.spawn(self._save(Path(path), text), name="save")

    async def _save(self, path: Path, text: str) -> None:
        try:
            await asyncio.to_thread(path.write_text, text, "utf-8")
        except OSError as error:
            self._fail(error)
        else:
            self.said.emit(self.tr("已保存为 {name}").format(name=path.name))

    def _on_deletion_requested(self, name: str) -> None:
        self.tasks.spawn(self._delete(name), name="delete")

    async def _delete(self, name: str) -> None:
        try:
            await asyncio.to_thread(crash_report.delete, self._folder, name)
        except OSError as error:
            self._fail(error)
        await self._show()

    def _fail(self, error: OSError) -> None:
        reason = error.strerror or ""
        self.said.emit(self.tr("没有做到：{reason}").format(reason=reason))
