"""The forms for what has no file: cards, text blocks, a colleague's card."""

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.models.content import (
    BusinessCard,
    Link,
    Location,
    Menu,
    MiniProgram,
    Text,
)
from desktop.models.display_text import one_line
from desktop.models.outgoing import CardContent
from desktop.views.composer.card_form import CardForm
from desktop.views.composer.card_rules import CardKind
from desktop.views.library.library_head import Addition
from desktop.views.library.words_form import WordsForm

_KINDS = {
    Addition.LINK: CardKind.LINK,
    Addition.MINI_PROGRAM: CardKind.MINI_PROGRAM,
    Addition.LOCATION: CardKind.LOCATION,
    Addition.MENU: CardKind.MENU,
}
_NAME_LETTERS = 40


class AdditionForms(QObject):
    """Opens one form at a time beside a button.

    Signals:
        card_made(str name, object card): a CardContent with a name for the library
    """

    card_made = Signal(str, object)

    def __init__(self, anchor: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._anchor = anchor
        self.form: CardForm | WordsForm | None = None

    def open(self, addition: Addition) -> None:
        """Open the form of what shall be added."""
        if self.form is not None:
            self.form.close_card()
            self.form.deleteLater()
        if addition in _KINDS:
            form = CardForm(_KINDS[addition], self._anchor)
            form.add_button.setText(self.tr("加入资料库"))
            form.made.connect(self._on_card)
            self.form = form
        else:
            self.form = self._words_form(addition)
        self.form.open_above(self._anchor)

    def _words_form(self, addition: Addition) -> WordsForm:
        if addition is Addition.TEXT:
            title, label = self.tr("一段文字"), self.tr("文字")
            form = WordsForm(title, label, self._anchor, lines=True)
            form.made.connect(self._on_text)
        else:
            title, label = self.tr("名片"), self.tr("同事的 userid")
            form = WordsForm(title, label, self._anchor, lines=False)
            form.made.connect(self._on_business_card)
        return form

    def _on_card(self, card: CardContent) -> None:
        self.card_made.emit(_name_of(card), card)

    def _on_text(self, name: str, text: str) -> None:
        self.card_made.emit(name or one_line(text, _NAME_LETTERS), Text(text))

    def _on_business_card(self, name: str, userid: str) -> None:
        self.card_made.emit(name or userid, BusinessCard(userid))


def _name_of(card: CardContent) -> str:
    match card:
        case Link(title=title) | MiniProgram(title=title):
            return one_line(title, _NAME_LETTERS)
        case Location(name=name):
            return one_line(name, _NAME_LETTERS)
        case Menu(head=head) if head:
            return one_line(head, _NAME_LETTERS)
    return QCoreApplication.translate("Materials", "菜单")
