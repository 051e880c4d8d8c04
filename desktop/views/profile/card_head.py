"""The top of the panel: avatar, name, gender, and why a name is missing."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.account import Account
from desktop.models.customer import Customer
from desktop.models.display_text import initial
from desktop.views.profile.card_words import about_words, name_words, unknown_words
from desktop.views.theme.avatars import MARK_OVERHANG, paint_avatar
from desktop.views.theme.plain_text import ElidedLabel, PlainLabel
from desktop.views.theme.theme import Theme

_AVATAR = 52


class Avatar(QWidget):
    """The initial of a customer on a colour of their own."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make an avatar of nobody."""
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._identity = ""
        self._account: Account | None = None
        side = _AVATAR + MARK_OVERHANG
        self.setFixedSize(QSize(side, side))

    def show_person(self, name: str, identity: str, account: Account) -> None:
        """Show somebody else, with the mark of the account."""
        self._name, self._identity, self._account = name, identity, account
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the initial."""
        account = self._account
        if account is None:
            return
        painter = QPainter(self)
        rect = QRect(0, 0, _AVATAR, _AVATAR)
        mark = (initial(account.name), self._theme.account_colour(account.colour))
        paint_avatar(painter, rect, self._name, self._identity, self._theme, mark)


class CardHead(QFrame):
    """Who the customer is, in two lines beside the avatar."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        """Make an empty head."""
        super().__init__(parent)
        self.setProperty("role", "panel_section")
        self._avatar = Avatar(theme, self)
        self._name = ElidedLabel("", self, role="panel_name")
        self._about = PlainLabel("", self, role="quiet")
        self._why = PlainLabel(unknown_words(), self, role="small", wraps=True)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch(1)
        lines.addWidget(self._name)
        lines.addWidget(self._about)
        lines.addWidget(self._why)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 14)
        row.setSpacing(8)
        row.addWidget(self._avatar)
        row.addLayout(lines, 1)

    def show_customer(self, customer: Customer, account: Account) -> None:
        """Show a customer of an account."""
        name = name_words(customer)
        self._avatar.show_person(name, customer.external_userid, account)
        self._name.setText(name)
        self._about.setText(about_words(customer))
        self._why.setVisible(not customer.known)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._avatar.set_theme(theme)
