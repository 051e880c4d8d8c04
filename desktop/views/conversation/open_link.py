"""The one way out to a browser: shows the host first, then opens http(s) only (S3)."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.models.web_links import WebLink, web_link
from desktop.views.theme.escape_key import keeps_escape
from desktop.views.theme.plain_text import ElidedLabel


class OpenLinkStrip(QFrame):
    """Asks, without blocking anything, whether an address may be opened.

    Signals:
        opened(url): the address was handed to the system.
        closed: the strip that had the keyboard is gone.
        refused(url): the address is not one that may be opened.
    """

    opened = Signal(str)
    closed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link: WebLink | None = None
        self.setObjectName("open_link_strip")
        # Its end tells whose it is: shop.example.thief.example is the thief's.
        self._host = ElidedLabel(
            parent=self, cut=Qt.TextElideMode.ElideLeft, claims_width=True
        )
        self._host.setObjectName("open_link_host")
        self._url = ElidedLabel(parent=self, claims_width=True)
        self._url.setObjectName("open_link_url")
        self._open_button = QPushButton(self)
        self._open_button.setProperty("tone", "primary")
        self._cancel_button = QPushButton(self)
        self._build_layout()
        self._open_button.clicked.connect(self._on_open_clicked)
        self._cancel_button.clicked.connect(self.close_strip)
        self._say()
        self.hide()

    def ask(self, address: str) -> None:
        """Show where an address leads; says so if it may not be opened."""
        self._link = web_link(address)
        self._open_button.setVisible(self._link is not None)
        self._url.setText(address)
        self._say()
        self.show()
        button = self._open_button if self._link else self._cancel_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._link is None:
            self.refused.emit(address)

    def close_strip(self) -> None:
        """Forget the address."""
        had_keyboard = self.isAncestorOf(self.focusWidget())
        self._link = None
        self.hide()
        if had_keyboard:
            self.closed.emit()

    def _build_layout(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._host)
        words.addWidget(self._url)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 18, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._cancel_button)
        row.addWidget(self._open_button)

    def _say(self) -> None:
        self._open_button.setText(self.tr("在浏览器中打开"))
        self._cancel_button.setText(self.tr("取消"))
        if self._link is None:
            self._host.setText(self.tr("这个地址不能打开：只允许 http 和 https"))
        else:
            words = self.tr("将离开总机，打开 {host}")
            self._host.setText(words.format(host=self._link.host))

    def _on_open_clicked(self) -> None:
        link = self._link
        if link is None:
            return
        self.close_strip()
        url = QUrl(link.url)
        if _leads_to(url, link):
            _hand_over(url)
            self.opened.emit(link.url)
        else:
            self.refused.emit(link.url)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window while the keyboard is in here."""
        return keeps_escape(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the strip."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_strip()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()


def open_saved_file(path: Path) -> bool:
    """Let the system open a file that a person has saved; False when it cannot."""
    return _hand_over(QUrl.fromLocalFile(str(path)))


def _hand_over(url: QUrl) -> bool:
    return QDesktopServices.openUrl(url)


def _leads_to(url: QUrl, link: WebLink) -> bool:
    """Return whether Qt reads the address as we did when its host was shown."""
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    shown = host if url.port() < 0 else f"{host}:{url.port()}"
    return url.scheme() in {"http", "https"} and shown.lower() == link.host.lower()
