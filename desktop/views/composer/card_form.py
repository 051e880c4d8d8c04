"""A small form for one kind of card: a place, a page, a mini program, a menu."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.views.composer.card_rules import (
    FIELDS,
    CardField,
    CardKind,
    Fault,
    card_of,
)
from desktop.views.composer.popover import Popover
from desktop.views.theme.plain_text import PlainLabel

_WIDTH = 360
_LINES_HEIGHT = 84


class CardForm(Popover):
    """The fields of a card; what is wrong is said at once where it is.

    Signals:
        made(object card): a CardContent that fits
    """

    made = Signal(object)

    def __init__(self, kind: CardKind, parent: QWidget) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self._kind = kind
        self._fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.setAccessibleName(kind_words(kind))
        self.fault = PlainLabel("", self, role="bad", wraps=True)
        self.fault.hide()
        self.add_button = QPushButton(self.tr("加入回复"), self)
        self.add_button.setProperty("tone", "primary")
        self.add_button.clicked.connect(self.finish)
        self._build()
        self.setFixedWidth(_WIDTH)

    def fill(self, **values: str) -> None:
        """Put values into fields by their names."""
        for name, value in values.items():
            field = self._fields[name]
            if isinstance(field, QLineEdit):
                field.setText(value)
            else:
                field.setPlainText(value)

    def take_keyboard(self) -> None:
        """Begin in the first field."""
        first = FIELDS[self._kind][0].name
        self._fields[first].setFocus(Qt.FocusReason.PopupFocusReason)

    def finish(self) -> None:
        """Give the card away, or say what is wrong with it."""
        values = {name: _value(field) for name, field in self._fields.items()}
        found = card_of(self._kind, values)
        if isinstance(found, Fault):
            label = field_words(found.field)
            words = self.tr("{field}：{fault}").format(field=label, fault=found.words)
            self.fault.setText(words)
            self.fault.show()
            self.place()
            self._fields[found.field].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.close_card()
        self.made.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Finish with Enter; in a field of several lines it breaks the line."""
        if self.finishes(event):
            event.accept()
            self.finish()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for field in FIELDS[self._kind]:
            edit = self._edit(field)
            label = PlainLabel(field_words(field.name), self)
            label.setBuddy(edit)
            self._fields[field.name] = edit
            form.addRow(label, edit)
        foot = QHBoxLayout()
        foot.addWidget(self.fault, 1)
        foot.addStretch(0)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addWidget(PlainLabel(kind_words(self._kind), self, role="heading"))
        column.addLayout(form)
        column.addLayout(foot)

    def _edit(self, field: CardField) -> QLineEdit | QPlainTextEdit:
        edit: QLineEdit | QPlainTextEdit
        if field.lines:
            edit = QPlainTextEdit(self)
            edit.setTabChangesFocus(True)
            edit.setFixedHeight(_LINES_HEIGHT)
        else:
            edit = QLineEdit(self)
        edit.setPlaceholderText(_example(field.name))
        edit.setAccessibleName(field_words(field.name))
        return edit


def kind_words(kind: CardKind) -> str:
    """Return the name of a kind of card."""
    translate = QCoreApplication.translate
    return {
        CardKind.LOCATION: translate("CardForm", "位置"),
        CardKind.LINK: translate("CardForm", "链接"),
        CardKind.MINI_PROGRAM: translate("CardForm", "小程序"),
        CardKind.MENU: translate("CardForm", "菜单"),
    }[kind]


def field_words(name: str) -> str:
    """Return the name of a field."""
    translate = QCoreApplication.translate
    return {
        "name": translate("CardForm", "名称"),
        "address": translate("CardForm", "地址"),
        "latitude": translate("CardForm", "纬度"),
        "longitude": translate("CardForm", "经度"),
        "title": translate("CardForm", "标题"),
        "url": translate("CardForm", "网址"),
        "description": translate("CardForm", "说明"),
        "appid": translate("CardForm", "AppID"),
        "page": translate("CardForm", "页面路径"),
        "head": translate("CardForm", "开头的话"),
        "choices": translate("CardForm", "选项"),
        "tail": translate("CardForm", "结尾的话"),
    }[name]


def _example(name: str) -> str:
    translate = QCoreApplication.translate
    return {
        "name": translate("CardForm", "例如：云裳旗舰店"),
        "latitude": "39.9965",
        "longitude": "116.4804",
        "url": "https://",
        "appid": "wx",
        "page": "pages/index",
        "head": translate("CardForm", "例如：请问您想咨询什么？"),
        "choices": translate("CardForm", "每行一个，最多 10 个；客户点了会发回来"),
    }.get(name, "")


def _value(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
