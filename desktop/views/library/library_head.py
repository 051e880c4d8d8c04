"""The line over the grid: search, filters, and the button that adds."""

from enum import StrEnum

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from desktop.models.display_text import one_line
from desktop.models.material import MaterialKind
from desktop.views.library.material_words import kind_words
from desktop.views.theme.icons import icon
from desktop.views.theme.plain_text import set_tooltip
from desktop.views.theme.theme import Theme

_PAUSE = 60
"""Milliseconds without a key after which is searched."""
_MOST_TAGS = 40


class Addition(StrEnum):
    """What can be added to the library."""

    FILES = "files"
    FOLDER = "folder"
    LINK = "link"
    MINI_PROGRAM = "mini_program"
    LOCATION = "location"
    MENU = "menu"
    BUSINESS_CARD = "business_card"
    TEXT = "text"
    PASTED = "pasted"


class LibraryHead(QWidget):
    """Search and filters.

    Signals:
        asked(): words, kinds or tags are others now
        addition_requested(Addition): that shall be added
    """

    asked = Signal()
    addition_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(self.tr("名称、编码、标签、图中文字"))
        self.field.setAccessibleName(self.tr("搜索素材"))
        self.field.setClearButtonEnabled(True)
        self._sign = QAction(self)
        self.field.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.kind_button = self._chip(self.tr("类型"))
        self.tag_button = self._chip(self.tr("标签"))
        self.add_button = QPushButton(self.tr("添加素材"), self)
        self.add_button.setProperty("tone", "primary")
        self._kinds = QMenu(self)
        self._tags = QMenu(self)
        self.additions = QMenu(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self._connect()
        self.set_theme(theme)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.field.text().strip()

    @property
    def kinds(self) -> frozenset[MaterialKind]:
        """The kinds that are wanted; empty is all."""
        return frozenset(MaterialKind(each) for each in _checked(self._kinds))

    @property
    def tags(self) -> frozenset[str]:
        """The tags that are wanted; empty is all."""
        return frozenset(_checked(self._tags))

    def show_tags(self, tags: tuple[str, ...]) -> None:
        """Offer these tags; the chosen ones stay chosen."""
        chosen = self.tags
        self._tags.clear()
        offered = dict.fromkeys((*sorted(chosen), *tags[:_MOST_TAGS]))
        for tag in offered:
            # A menu takes & for the mark of a key.
            action = self._tags.addAction(one_line(tag, 30).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(tag in chosen)
            action.setData(tag)
        self.tag_button.setEnabled(bool(offered))

    def clear(self) -> None:
        """Ask for everything again."""
        for menu in (self._kinds, self._tags):
            for action in menu.actions():
                action.setChecked(False)
        self.field.clear()
        self._show_chosen()
        self.asked.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._sign.setIcon(icon("search", theme.colour("faint"), 16))
        down = icon("chevron_down", theme.colour("muted"), 12)
        for button in (self.kind_button, self.tag_button):
            button.setIcon(down)

    def _chip(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setIconSize(QSize(12, 12))
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setProperty("role", "library_filter")
        return button

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 15, 20, 0)
        row.setSpacing(8)
        self.field.setMaximumWidth(360)
        row.addWidget(self.field, 3)
        row.addWidget(self.kind_button)
        row.addWidget(self.tag_button)
        row.addStretch(1)
        row.addWidget(self.add_button)
        for kind in MaterialKind:
            action = self._kinds.addAction(kind_words(kind))
            action.setCheckable(True)
            action.setData(kind.value)
        self.tag_button.setEnabled(False)
        self._build_additions()

    def _build_additions(self) -> None:
        titles = {
            Addition.FILES: self.tr("文件…"),
            Addition.FOLDER: self.tr("整个文件夹…"),
            Addition.PASTED: self.tr("粘贴截图") + "\tCtrl+V",
            Addition.LINK: self.tr("链接…"),
            Addition.MINI_PROGRAM: self.tr("小程序…"),
            Addition.LOCATION: self.tr("位置…"),
            Addition.MENU: self.tr("菜单…"),
            Addition.BUSINESS_CARD: self.tr("名片…"),
            Addition.TEXT: self.tr("一段文字…"),
        }
        for addition, title in titles.items():
            if addition is Addition.LINK:
                self.additions.addSeparator()
            self.additions.addAction(title).setData(addition.value)

    def _connect(self) -> None:
        self.field.textEdited.connect(self._on_text_edited)
        self.field.textChanged.connect(self._on_text_changed)
        self._pause.timeout.connect(self.asked)
        self._kinds.triggered.connect(self._on_filter_chosen)
        self._tags.triggered.connect(self._on_filter_chosen)
        self.additions.triggered.connect(self._on_addition_chosen)
        self.kind_button.clicked.connect(self._open_kinds)
        self.tag_button.clicked.connect(self._open_tags)
        self.add_button.clicked.connect(self.open_additions)

    def open_additions(self) -> None:
        """Offer what can be added."""
        _open_below(self.additions, self.add_button, right=True)

    def _open_kinds(self) -> None:
        _open_below(self._kinds, self.kind_button)

    def _open_tags(self) -> None:
        _open_below(self._tags, self.tag_button)

    def _on_text_edited(self) -> None:
        self._pause.start()

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self._pause.start()  # the clear button edits nothing

    def _on_filter_chosen(self) -> None:
        self._show_chosen()
        self.asked.emit()

    def _on_addition_chosen(self, action: QAction) -> None:
        self.addition_requested.emit(Addition(action.data()))

    def _show_chosen(self) -> None:
        pairs = (
            (self.kind_button, self.tr("类型"), self._kinds),
            (self.tag_button, self.tr("标签"), self._tags),
        )
        for button, title, menu in pairs:
            chosen = [each for each in menu.actions() if each.isChecked()]
            names = "、".join(each.text().replace("&&", "&") for each in chosen)
            short = one_line(names, 14)
            button.setText(f"{title}：{short}" if short else title)
            button.setProperty("on", bool(chosen))
            button.style().polish(button)
            set_tooltip(button, names)


def _checked(menu: QMenu) -> tuple[str, ...]:
    return tuple(str(each.data()) for each in menu.actions() if each.isChecked())


def _open_below(menu: QMenu, button: QWidget, *, right: bool = False) -> None:
    """Open a menu below its button, with the right edges in line where wanted."""
    left = button.width() - menu.sizeHint().width() if right else 0
    menu.popup(button.mapToGlobal(QPoint(left, button.height() + 4)))
