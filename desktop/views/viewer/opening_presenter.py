"""Opens a customer's document outside: at one word if it is harmless, else at two."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal

from desktop.models.media_facts import BrokenMedia, FileFacts
from desktop.services.desk import Desk
from desktop.services.media_files import NotHereError
from desktop.services.storage.errors import StorageError
from desktop.services.storage.sealed_files import DamagedFileError
from desktop.services.tasks import TaskGroup
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.open_link import open_saved_file
from desktop.views.theme.language import words
from desktop.views.viewer.open_file_strip import DoubtfulFile, OpenFileStrip
from desktop.views.viewer.voice_presenter import NO_DECODER


class OpeningPresenter(QObject):
    """Joins documents in the timeline with the system's programs.

    A document reaches the disk in clear only here and by saving, both at a
    person's word; it goes to the folder for downloads, marked as foreign.

    Signals:
        said(words): what was opened, or why it was not.
        save_requested(message_id): a person wants it saved rather than opened.
    """

    said = Signal(str)
    save_requested = Signal(object)

    def __init__(self, view: ConversationView, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._strip: OpenFileStrip = view.open_file_strip
        self._opened: dict[int, Path] = {}
        self.tasks = TaskGroup("opening")
        self._strip.open_requested.connect(self._on_open_requested)
        self._strip.save_requested.connect(self.save_requested)

    def open(self, message_id: int) -> None:
        """Open a document, or ask first."""
        self.tasks.spawn(self._consider(message_id), name="consider")

    async def _consider(self, message_id: int) -> None:
        try:
            facts = await self._desk.media_viewing.facts(message_id)
            name = await self._desk.media_files.proposed_name(message_id)
        except StorageError as error:
            self.said.emit(words(error.sentence))
            return
        except (NotHereError, OSError):
            self.said.emit(words(NO_DECODER))
            return
        match facts.face:
            case FileFacts(opens=True):
                await self._open(message_id)
            case FileFacts(label=label, disguised=disguised):
                self._strip.ask(DoubtfulFile(message_id, name, label, disguised))
            case BrokenMedia() as broken:
                self.said.emit(words(broken.sentence))

    def _on_open_requested(self, message_id: int) -> None:
        self.tasks.spawn(self._open(message_id), name="open")

    async def _open(self, message_id: int) -> None:
        try:
            path = await self._saved(message_id)
        except StorageError as error:
            self.said.emit(words(error.sentence))
        except (NotHereError, DamagedFileError):
            self.said.emit(self.tr("文件已损坏或不在本机，没有打开"))
        except OSError as error:
            reason = error.strerror or ""
            self.said.emit(self.tr("没能保存：{reason}").format(reason=reason))
        else:
            said = self.tr("已存到下载文件夹并打开：{name}")
            if not open_saved_file(path):
                said = self.tr("已存到下载文件夹，但没有程序能打开它：{name}")
            self.said.emit(said.format(name=path.name))

    async def _saved(self, message_id: int) -> Path:
        """Return the copy that was opened before, or make one."""
        known = self._opened.get(message_id)
        if known is not None and known.is_file():
            return known
        folder = Path(
            QStandardPaths.writableLocation(
                QStandardPaths.StandardLocation.DownloadLocation
            )
        )
        files = self._desk.media_files
        name = await files.proposed_name(message_id)
        saved = await files.save(message_id, folder / name)
        self._opened[message_id] = saved
        return saved
