"""Saves a customer's file where a person wants it, or asks for it once more."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.services.desk import Desk
from desktop.services.media_files import NotHereError
from desktop.services.storage.errors import StorageError
from desktop.services.storage.sealed_files import DamagedFileError
from desktop.services.tasks import TaskGroup
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.theme.language import words

MESSAGE = "message_id"
"""The property of a dialog that says whose file it saves; several may be open."""


class SavingPresenter(QObject):
    """Joins the timeline's save button with the sealed files.

    Signals:
        said(words): the file was saved, or why it was not.
    """

    said = Signal(str)

    def __init__(self, view: ConversationView, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._folder = Path(
            QStandardPaths.writableLocation(
                QStandardPaths.StandardLocation.DownloadLocation
            )
        )
        self.tasks = TaskGroup("saving")
        view.timeline.save_requested.connect(self.ask)

    def ask(self, message_id: int) -> None:
        """Ask where a message's file shall go; one that is not here is fetched."""
        self.tasks.spawn(self._ask(message_id), name="ask")

    async def _ask(self, message_id: int) -> None:
        try:
            name = await self._desk.media_files.proposed_name(message_id)
        except NotHereError:
            self.tasks.spawn(self._fetch(message_id), name="fetch")
            return
        except StorageError as error:
            self.said.emit(words(error.sentence))
            return
        dialog = QFileDialog(self._view.window(), self.tr("保存文件"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDirectory(str(self._folder))
        dialog.selectFile(name)
        dialog.setProperty(MESSAGE, message_id)
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        message_id = int(self.sender().property(MESSAGE))
        self._folder = Path(path).parent
        self.tasks.spawn(self._save(message_id, Path(path)), name="save")

    async def _fetch(self, message_id: int) -> None:
        try:
            await self._desk.conversations.fetch_anew(message_id)
        except StorageError as error:
            self.said.emit(words(error.sentence))
        else:
            self.said.emit(self.tr("文件还没有下载完，正在重新获取"))

    async def _save(self, message_id: int, target: Path) -> None:
        try:
            path = await self._desk.media_files.save(message_id, target)
        except (NotHereError, DamagedFileError):
            self.said.emit(self.tr("文件已损坏或不在本机，没有保存"))
        except OSError as error:
            reason = error.strerror or ""
            self.said.emit(self.tr("没能保存：{reason}").format(reason=reason))
        except StorageError as error:
            self.said.emit(words(error.sentence))
        else:
            self.said.emit(self.tr("已保存为 {name}").format(name=path.name))
