"""The tab as the library mounts it: tree, list with the pages over it, details."""

from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.views.reply_book.alike_page import AlikePage
from desktop.views.reply_book.book_list_view import BookListView
from desktop.views.reply_book.book_tree_view import BookTreeView
from desktop.views.reply_book.page_frame import PageFrame
from desktop.views.reply_book.publish_page import PublishPage
from desktop.views.reply_book.received_view import ReceivedView
from desktop.views.reply_book.reply_detail_view import ReplyDetailView
from desktop.views.reply_book.report_page import ReportPage
from desktop.views.reply_book.usage_bars import UsageView
from desktop.views.theme.theme import Theme

SomePage = TypeVar("SomePage", bound=PageFrame)


class ReceivedPage(PageFrame):
    """The customers who got what does not count any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.received = ReceivedView(self)
        self.contents.addWidget(self.received, 1)


class UsagePage(PageFrame):
    """What the whole book is used for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.usage = UsageView(theme, self)
        self.contents.addWidget(self.usage, 1)


class BookCentre(QWidget):
    """The list, or one of the pages over it.

    Signals:
        list_shown: the list is on screen again.
    """

    list_shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._stack = QStackedWidget(self)
        self.list = BookListView(theme, self)
        self.publishing = PublishPage(theme, self)
        self.report = ReportPage(theme, self)
        self.alike = AlikePage(self)
        self.reached = ReceivedPage(self)
        self.usage = UsagePage(theme, self)
        self._stack.addWidget(self.list)
        for page in self._pages():
            self._stack.addWidget(page)
            page.left.connect(self.show_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.list.table)

    @property
    def shown(self) -> QWidget:
        """What is on screen."""
        return self._stack.currentWidget() or self.list

    def show_list(self) -> None:
        """Go back to the list."""
        self._stack.setCurrentWidget(self.list)
        self.list.table.setFocus()
        self.list_shown.emit()

    def show_page(self, page: SomePage) -> SomePage:
        """Lay a page over the list."""
        self._stack.setCurrentWidget(page)
        return page

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.list, self.publishing, self.report, self.usage.usage):
            part.set_theme(theme)

    def _pages(self) -> tuple[PageFrame, ...]:
        return (self.publishing, self.report, self.alike, self.reached, self.usage)


class ReplyBookTab:
    """The three parts of the tab; `parent` keeps them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self._side = BookTreeView(parent)
        self._centre = BookCentre(theme, parent)
        self._detail = ReplyDetailView(theme, parent)

    @property
    def side(self) -> BookTreeView:
        """The tree of groups."""
        return self._side

    @property
    def centre(self) -> BookCentre:
        """The list and its pages."""
        return self._centre

    @property
    def detail(self) -> ReplyDetailView:
        """What is told of one reply."""
        return self._detail

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._centre.set_theme(theme)
        self._detail.set_theme(theme)
