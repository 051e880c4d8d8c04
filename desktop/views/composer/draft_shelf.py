"""What is being written in each conversation: text, undo history and cursor."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

KEPT = 60
"""Conversations whose undo history is kept; the texts of others are drafts only."""


@dataclass(slots=True)
class DraftPage:
    """The document of one conversation and where its cursor was left."""

    document: QTextDocument
    anchor: int = 0
    position: int = 0
    handed_over: str = ""
    """A text whose sending was asked for and not yet answered."""

    @property
    def text(self) -> str:
        """The text as typed."""
        return self.document.toPlainText()

    def put(self, text: str) -> None:
        """Replace the text by one that can be undone; the cursor goes to its end."""
        cursor = QTextCursor(self.document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.anchor = self.position = cursor.position()

    def take_sent(self, sent: str) -> None:
        """Remove a text that was sent; what was typed behind it stays.

        The history goes with it: undo must not bring back what has gone out.
        """
        text = self.text
        rest = text[len(sent) :].lstrip("\n") if text.startswith(sent) else text
        self.document.setPlainText(rest)
        # Not len(rest): Qt counts UTF-16 units, of which an emoji has two.
        self.anchor = self.position = self.document.characterCount() - 1
        self.handed_over = ""


class DraftShelf:
    """The pages of the conversations written in last."""

    def __init__(self, owner: QObject) -> None:
        """Keep documents as children of `owner`."""
        self._owner = owner
        self._pages: OrderedDict[int, DraftPage] = OrderedDict()

    def find(self, conversation_id: int) -> DraftPage | None:
        """Return the page of a conversation if it is kept."""
        return self._pages.get(conversation_id)

    def open(self, conversation_id: int, draft: str) -> DraftPage:
        """Return a conversation's page, made from the draft when there is none.

        A kept page always wins: the store may not have caught up with what was
        typed, or still hold as draft what has just been sent.
        """
        page = self._pages.get(conversation_id)
        if page is None:
            page = self._new_page(draft)
            self._pages[conversation_id] = page
        self._pages.move_to_end(conversation_id)
        return page

    def trim(self) -> None:
        """Let go of the pages used longest ago, never the last one opened."""
        while len(self._pages) > KEPT:
            _, page = self._pages.popitem(last=False)
            page.document.deleteLater()

    def _new_page(self, text: str) -> DraftPage:
        document = plain_document(self._owner)
        document.setPlainText(text)
        end = document.characterCount() - 1
        return DraftPage(document, end, end)


def plain_document(owner: QObject) -> QTextDocument:
    """Return an empty document that a plain-text field can show."""
    document = QTextDocument(owner)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    return document
