"""The tab 素材: folders, grid and details, and what can be dropped on them."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.models.material import MaterialQuery
from desktop.views.library.detail_view import DetailView
from desktop.views.library.folder_tree_view import EVERYTHING, FolderTreeView
from desktop.views.library.hover_card import HoverCard
from desktop.views.library.library_head import LibraryHead
from desktop.views.library.material_grid import MaterialGrid
from desktop.views.library.news_strip import NewsStrip
from desktop.views.theme.plain_text import PlainLabel
from desktop.views.theme.theme import Theme


class MaterialsCentre(QWidget):
    """Head, news, and the grid or what stands in its place while it is empty.

    Signals:
        files_given(object paths): files or folders were dropped or pasted
        picture_given(QImage): a screenshot was dropped or pasted
        everything_requested(): filters shall go
        addition_requested(): the empty library offers to add something
    """

    files_given = Signal(object)
    picture_given = Signal(QImage)
    everything_requested = Signal()
    addition_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.head = LibraryHead(theme, self)
        self.news = NewsStrip(self)
        self.grid = MaterialGrid(theme, self)
        self.grid.setAccessibleName(self.tr("素材"))
        self.hover = HoverCard(theme, self)
        self._stack = QStackedWidget(self)
        self._title = PlainLabel("", self, role="title")
        self._hint = PlainLabel("", self, role="quiet", wraps=True)
        self._button = QPushButton(self)
        self._whole_empty = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.news)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self._empty_page())
        self._button.clicked.connect(self._on_button)
        self.setFocusProxy(self.grid)

    def show_empty(self, *, whole: bool) -> None:
        """Say that there is nothing: in the whole library, or that fits."""
        self._whole_empty = whole
        if whole:
            self._title.setText(self.tr("资料库还是空的"))
            self._hint.setText(
                self.tr("把图片、视频、文件或整个文件夹拖到这里；截图可以直接粘贴。")
            )
            self._button.setText(self.tr("添加素材"))
        else:
            self._title.setText(self.tr("没有符合的素材"))
            self._hint.setText(self.tr("换一个词，或者看全部素材。"))
            self._button.setText(self.tr("看全部素材"))
        self._stack.setCurrentIndex(1)

    def show_grid(self) -> None:
        """Show the cards."""
        self._stack.setCurrentIndex(0)

    def paste(self) -> None:
        """Take what lies on the clipboard: a screenshot, or files."""
        self._take(QGuiApplication.clipboard().mimeData())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        for part in (self.head, self.grid, self.hover):
            part.set_theme(theme)

    def _empty_page(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page

    def _take(self, data: QMimeData | None) -> bool:
        if data is None:
            return False
        paths = _local_paths(data)
        if paths:
            self.files_given.emit(paths)
        elif data.hasImage():
            self.picture_given.emit(QImage(data.imageData()))
        return bool(paths) or data.hasImage()

    def _on_button(self) -> None:
        if self._whole_empty:
            self.addition_requested.emit()
        else:
            self.everything_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Find):
            self.head.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _takes(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if _takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData()):
            event.acceptProposedAction()


class MaterialsTab:
    """The three parts, as the page wants them; a LibraryTab."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        self.tree = FolderTreeView(parent)
        self.centre = MaterialsCentre(theme, parent)
        self.detail = DetailView(theme, parent)
        self.grid = self.centre.grid
        self.head = self.centre.head

    @property
    def side(self) -> QWidget:
        """The folders."""
        return self.tree

    @property
    def query(self) -> MaterialQuery:
        """What the grid shall show."""
        place, head = self.tree.place, self.head
        return MaterialQuery(
            words=head.words,
            folder=place.folder,
            kinds=head.kinds,
            tags=head.tags,
            standing=place.standing,
        )

    def show_everything(self) -> None:
        """Take all filters away."""
        self.tree.show_place(EVERYTHING)
        self.head.clear()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.centre.set_theme(theme)
        self.detail.set_theme(theme)


def _local_paths(data: QMimeData) -> tuple[str, ...]:
    return tuple(url.toLocalFile() for url in data.urls() if url.isLocalFile())


def _takes(data: QMimeData) -> bool:
    return bool(_local_paths(data)) or data.hasImage()
