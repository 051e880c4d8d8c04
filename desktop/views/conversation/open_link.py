"""The one way out to a browser: shows the host first, then opens http(s) only (S3)."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.models.web_links import WebLink, web_link
from desktop.views.theme.asking_strip import AskingStrip
from desktop.views.theme.plain_text import ElidedLabel


class OpenLinkStrip(AskingStrip):
    """Asks, without blocking anything, whether an address may be opened.

    Signals:
        opened(url): the address was handed to the system.
        refused(url): the address is not one that may be opened.
    """

    opened = Signal(str)
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
        self.lay_out((self._host, self._url), (self._cancel_button, self._open_button))
        self._open_button.clicked.connect(self._on_open_clicked)
        self._cancel_button.clicked.connect(self.close_strip)
        self.say()

    def ask(self, address: str) -> None:
        """Show where an address leads; says so if it may not be opened."""
        self._link = web_link(address)
        self._open_button.setVisible(self._link is not None)
        self._url.setText(address)
        self.say()
        self.show()
        button = self._open_button if self._link else self._cancel_button
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._link is None:
            self.refused.emit(address)

    def forget(self) -> None:
        """Let go the address."""
        self._link = None

    def say(self) -> None:
        """Say where it leads."""
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
