"""The way out to a browser: the host is shown first, and only http(s) passes."""

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.views.conversation.open_link import OpenLinkStrip
from desktop.views.theme.plain_text import ElidedLabel

REFUSED = [
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    " https://example.com",
    "smb://host/share",
    "\\\\host\\share",
    "//host/share",
    "ms-settings:privacy",
    "ms-msdt:/id",
    "search-ms:query=x",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<b>x</b>",
    "mailto:a@example.com",
    "tel:13812345678",
    "ftp://example.com",
    "https://user:secret@example.com",
    "https://example.com\\@evil.example",
    "https://exa\u202emple.com",
    "https://exam ple.com",
    "https://" + "a" * 2100 + ".com",
    "https:",
    "https://[::1",
    "",
]


class Browser(QObject):
    """Takes what would go to the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.visited: list[str] = []
        for scheme in ("http", "https"):
            # The stub asks for bytes, the binding for a str.
            QDesktopServices.setUrlHandler(scheme, self, "visit")  # type: ignore[arg-type]

    @Slot(QUrl)
    def visit(self, url: QUrl) -> None:
        self.visited.append(url.toString())

    def close(self) -> None:
        for scheme in ("http", "https"):
            QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def browser(qapp: QObject):
    made = Browser()
    yield made
    made.close()


@pytest.fixture
def strip(qtbot: QtBot) -> OpenLinkStrip:
    made = OpenLinkStrip()
    qtbot.addWidget(made)
    return made


def button(strip: OpenLinkStrip, words: str) -> QPushButton:
    for found in strip.findChildren(QPushButton):
        if found.text() == words:
            return found
    raise AssertionError(f"no button {words}")


def shown(strip: OpenLinkStrip) -> str:
    host = strip.findChild(ElidedLabel, "open_link_host")
    assert isinstance(host, ElidedLabel)
    return host.text()


def test_nothing_is_opened_before_the_host_was_confirmed(
    strip: OpenLinkStrip, browser: Browser, qtbot: QtBot
):
    strip.ask("https://mp.example.com/s?a=1&b=2")
    assert "mp.example.com" in shown(strip)
    assert browser.visited == []
    qtbot.mouseClick(button(strip, "在浏览器中打开"), Qt.MouseButton.LeftButton)
    assert browser.visited == ["https://mp.example.com/s?a=1&b=2"]
    assert not strip.isVisible()


def test_whose_a_long_host_is_can_be_read_in_little_room(
    strip: OpenLinkStrip, qtbot: QtBot
):
    strip.ask(f"https://{'shop.example.com.' * 6}thief.example/")
    strip.resize(420, 60)
    qtbot.waitExposed(strip)
    host = strip.findChild(ElidedLabel, "open_link_host")
    assert isinstance(host, ElidedLabel)
    assert host.shown() != host.text()
    assert host.shown().endswith("thief.example")


def test_look_alike_hosts_are_shown_in_ascii(strip: OpenLinkStrip):
    strip.ask("https://аррӏе.com/")
    assert "xn--" in shown(strip)


def test_a_look_alike_host_that_was_confirmed_opens(
    strip: OpenLinkStrip, browser: Browser, qtbot: QtBot
):
    strip.ask("https://例子.com/")
    qtbot.mouseClick(button(strip, "在浏览器中打开"), Qt.MouseButton.LeftButton)
    assert len(browser.visited) == 1


@pytest.mark.parametrize("address", REFUSED)
def test_other_addresses_cannot_be_opened(
    strip: OpenLinkStrip, browser: Browser, address: str
):
    refused: list[str] = []
    strip.refused.connect(refused.append)
    strip.ask(address)
    assert refused == [address]
    assert not button(strip, "在浏览器中打开").isVisibleTo(strip)
    button(strip, "在浏览器中打开").click()
    assert browser.visited == []


def test_cancel_and_escape_forget_the_address(
    strip: OpenLinkStrip, browser: Browser, qtbot: QtBot
):
    strip.ask("https://example.com")
    qtbot.mouseClick(button(strip, "取消"), Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    strip.ask("https://example.com")
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert not strip.isVisible()
    button(strip, "在浏览器中打开").click()
    assert browser.visited == []
