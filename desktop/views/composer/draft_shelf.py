"""What is being written in each conversation: text, undo history and cursor."""

from collections import OrderedDict
from dataclasses import dataclass, field

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
    handed_over: list[str] = field(default_factory=list)
    """Texts that were asked to be sent and are neither accepted nor failed yet."""

    @property
    def text(self) -> str:
        """The text as typed."""
        return self.document.toPlainText()

    def hand_over(self) -> str:
        """Empty the page for sending and return its text.

        The history goes with it: undo must not bring back what has gone out.
        """
        text = self.text
        self.handed_over.append(text)
        self.document.setPlainText("")
        self.anchor = self.position = 0
        return text

    def settle(self, text: str) -> bool:
        """Take a text off those handed over; return whether it was one of them."""
        if text not in self.handed_over:
            return False
        self.handed_over.remove(text)
        return True

    def put_back(self, text: str) -> None:
        """Put a text before what was typed since; the cursor goes to the end."""
        since = self.text
        cursor = QTextCursor(self.document)
        cursor.insertText(f"{text}\n" if since else text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.anchor = self.position = cursor.position()


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
        """Let go of the pages used longest ago, never one that is still needed."""
        spare = len(self._pages) - KEPT
        settled = [key for key, page in self._pages.items() if not page.handed_over]
        for key in settled[: max(0, min(spare, len(settled) - 1))]:
            self._pages.pop(key).document.deleteLater()

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
