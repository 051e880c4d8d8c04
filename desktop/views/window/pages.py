"""The pages of the window that the rail leads to, one for each that works."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class Page(StrEnum):
    """What a person can go to; the value names the icon."""

    CONVERSATIONS = "conversations"
    LIBRARY = "library"
    SETTINGS = "settings"


def page_name(page: Page) -> str:
    """Return the word under the rail's icon."""
    if page is Page.CONVERSATIONS:
        return QCoreApplication.translate("Page", "会话")
    if page is Page.LIBRARY:
        return QCoreApplication.translate("Page", "资料库")
    return QCoreApplication.translate("Page", "设置")
