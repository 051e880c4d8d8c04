"""Brings replies in from files and hands them out, each step shown before it counts."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.models.quick_reply import Scope
from desktop.models.reply_book import ReplyRefusedError
from desktop.models.reply_exchange import (
    BookPlan,
    ImportPlan,
    NotReadError,
    RowFate,
)
from desktop.services.credentials import CredentialError
from desktop.services.desk import Desk
from desktop.services.storage.errors import StorageError
from desktop.views.reply_book.book_listing import EMPTY
from desktop.views.reply_book.reply_book_presenter import ReplyBookPresenter
from desktop.views.reply_book.reply_book_tab import ReplyBookTab
from desktop.views.reply_book.reply_form import PERSONAL, ScopePlace
from desktop.views.reply_book.report_rows import book_rows, table_rows
from desktop.views.theme.language import words

TABLES = "*.xlsx *.csv *.json"
BOOKS = "*.replybook"
_REFUSALS = (NotReadError, ReplyRefusedError, StorageError, CredentialError)


class ExchangePresenter(QObject):
    """Joins the report page with tables and signed reply-book files.

    Signals:
        usage_requested: what the book is used for shall be shown.
    """

    usage_requested = Signal()

    def __init__(
        self, tab: ReplyBookTab, desk: Desk, book: ReplyBookPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tab = tab
        self._desk = desk
        self._book = book
        self._page = tab.centre.report
        self._path: Path | None = None
        self._place = PERSONAL
        self._plan: ImportPlan | BookPlan | None = None
        self._running: asyncio.Future[None] | None = None
        self._chosen: Callable[[Path], None] = self.read_table
        """What becomes of the file that a dialog asks for."""
        tab.centre.list.exchange_requested.connect(self._on_exchange_requested)
        self._page.confirmed.connect(self._on_confirmed)
        self._page.scope_chosen.connect(self._on_scope_chosen)
        self._page.cancel_requested.connect(self._on_cancel_requested)
        self._page.left.connect(self._on_cancel_requested)

    def read_table(self, path: Path) -> None:
        """Read a table and show what it would do; nothing is stored."""
        self._path, self._plan = path, None
        centre = self._tab.centre
        centre.show_page(self._page).say(self.tr("导入表格"), path.name)
        self._page.offer_scopes(self._book.scopes(EMPTY), self._place)
        self._page.show_rows((), "", "")
        self._page.show_progress(self.tr("正在读取…"))
        self._run(self._read_table(path), "read a table")

    def read_book(self, path: Path) -> None:
        """Read a signed reply-book file and show what it would do."""
        self._path, self._plan = path, None
        self._tab.centre.show_page(self._page).say(self.tr("导入回复本文件"), path.name)
        self._page.offer_scopes(None)
        self._page.show_rows((), "", "")
        self._page.show_progress(self.tr("正在读取…"))
        self._run(self._read_book(path), "read a book")

    def write_table(self, path: Path) -> None:
        """Write the listed replies as a table."""
        self._run(self._write_table(path), "write a table")

    def write_book(self, path: Path) -> None:
        """Write the company's replies as a signed file."""
        self._run(self._write_book(path), "write a book")

    # What people do

    def _on_exchange_requested(self, key: str) -> None:
        match key:
            case "import":
                self._ask_file(self.tr("导入表格"), TABLES, self.read_table)
            case "take_in":
                self._ask_file(self.tr("导入回复本文件"), BOOKS, self.read_book)
            case "export":
                name = self.tr("快捷回复.xlsx")
                self._ask_place(self.tr("导出为表格"), name, self.write_table)
            case "give_out":
                name = self.tr("回复本.replybook")
                self._ask_place(self.tr("导出回复本文件"), name, self.write_book)
            case _:
                self.usage_requested.emit()

    def _on_scope_chosen(self, place: ScopePlace) -> None:
        self._place = place
        if self._path is not None:
            self.read_table(self._path)

    def _on_cancel_requested(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self._page.show_progress("")

    def _on_confirmed(self) -> None:
        plan = self._plan
        if isinstance(plan, ImportPlan):
            self._page.show_progress(self.tr("正在导入…"))
            self._run(self._carry_out(plan), "import")
        elif plan is not None:
            self._page.show_progress(self.tr("正在导入…"))
            self._run(self._take_in(plan), "take in")

    # Reading and storing

    def _run(self, work: Coroutine[object, object, None], name: str) -> None:
        if self._running is not None:
            self._running.cancel()
        self._running = self._book.tasks.spawn(self._guarded(work), name=name)

    async def _guarded(self, work: Coroutine[object, object, None]) -> None:
        try:
            await work
        except _REFUSALS as error:
            self._book.said.emit(words(error.sentence), None)
            self._page.say(self._page.title.text(), words(error.sentence))
        except OSError as error:
            reason = self.tr("没有做到：{reason}").format(reason=error.strerror or "")
            self._book.said.emit(reason, None)
            self._page.say(self._page.title.text(), reason)
        self._page.show_progress("")

    async def _read_table(self, path: Path) -> None:
        plan = await self._desk.reply_exchange.read(
            path, self._place.scope, self._place.scope_id, self._tell_rows
        )
        self._plan = plan
        count = plan.count(RowFate.NEW) + plan.count(RowFate.CHANGED)
        told = self.tr(
            "{name}：新增 {new}，修改 {changed}，不变 {same}，不导入 {refused}"
        )
        line = told.format(
            name=plan.name,
            new=plan.count(RowFate.NEW),
            changed=plan.count(RowFate.CHANGED),
            same=plan.count(RowFate.SAME),
            refused=plan.count(RowFate.REFUSED),
        )
        if plan.ignored_columns:
            ignored = "、".join(plan.ignored_columns[:8])
            line += self.tr("。没有用到的列：{columns}").format(columns=ignored)
        self._page.say(self.tr("导入表格"), line)
        confirm = self.tr("导入 {count} 条").format(count=count)
        if plan.scope is not Scope.PERSONAL:
            confirm = self.tr("导入 {count} 条为待发布").format(count=count)
        self._page.show_rows(table_rows(plan), "", confirm)

    def _tell_rows(self, rows: int) -> None:
        self._page.show_progress(self.tr("已读 {rows} 行…").format(rows=rows))

    async def _carry_out(self, plan: ImportPlan) -> None:
        done = await self._desk.reply_exchange.carry_out(plan)
        self._plan = None
        words = self.tr("已导入：新增 {added}，修改 {changed}")
        if done.proposed:
            words = self.tr("已存为待发布：新增 {added}，修改 {changed}")
        self._book.said.emit(words.format(added=done.added, changed=done.changed), None)
        self._tab.centre.show_list()
        await self._book.read_now()

    async def _read_book(self, path: Path) -> None:
        plan = await self._desk.signed_books.read(path)
        self._plan = plan
        publisher = plan.publisher
        question, confirm = "", self.tr("导入并发布")
        if not plan.trusted:
            question = self.tr(
                "第一次收到「{name}」签名的回复本。请和对方当面或电话核对指纹，"
                "一致才导入：\n{fingerprint}"
            ).format(name=publisher.name, fingerprint=publisher.fingerprint)
            confirm = self.tr("指纹一致，信任并导入")
        self._page.say(self.tr("导入回复本文件"), f"{publisher.name}  {plan.note}")
        self._page.show_rows(book_rows(plan), question, confirm)

    async def _take_in(self, plan: BookPlan) -> None:
        if not plan.trusted:
            await self._desk.signed_books.accept(plan.publisher)
        publication = await self._desk.signed_books.take_in(plan)
        self._plan = None
        count = 0 if publication is None else len(publication.reply_ids)
        words = self.tr("已导入并发布 {count} 条").format(count=count)
        self._book.said.emit(words, None)
        self._tab.centre.show_list()
        await self._book.read_now()

    async def _write_table(self, path: Path) -> None:
        entries = self._tab.centre.list.model.entries
        replies = [each.reply for each in entries if each.reply is not None]
        await self._desk.reply_exchange.write_table(path, replies)
        words = self.tr("已把 {count} 条写到 {name}")
        self._book.said.emit(words.format(count=len(replies), name=path.name), None)

    async def _write_book(self, path: Path) -> None:
        count = await self._desk.signed_books.write(path)
        own = await self._desk.signed_books.fingerprint()
        words = self.tr("已把 {count} 条写到 {name}，指纹 {fingerprint}")
        self._book.said.emit(
            words.format(count=count, name=path.name, fingerprint=own), None
        )

    # Files

    def _ask_file(
        self, title: str, pattern: str, chosen: Callable[[Path], None]
    ) -> None:
        dialog = QFileDialog(self._tab.centre.window(), title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{title} ({pattern})")
        self._open(dialog, chosen)

    def _ask_place(self, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._tab.centre.window(), title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._open(dialog, chosen)
        dialog.selectFile(name)

    def _open(self, dialog: QFileDialog, chosen: Callable[[Path], None]) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        self._chosen = chosen
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_file_selected(self, path: str) -> None:
        self._chosen(Path(path))
