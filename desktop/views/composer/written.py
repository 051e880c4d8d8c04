"""What a person has written, whole: words, what they refer to, and what goes along."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from desktop.models.outgoing import Attachment, AttachmentPart, Part, TextPart, quoted


class WritingMode(Enum):
    """For whom one writes."""

    ANSWER = auto()
    """For the customer."""
    NOTE = auto()
    """For colleagues; it never leaves the company."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that an answer refers to."""

    message_id: int
    sender: str
    """Who said it, as it is shown in the quote."""
    said_at: datetime
    words: str
    """What was said, or the word for its kind."""


@dataclass(frozen=True, slots=True)
class Written:
    """One answer or note as it left the field."""

    conversation_id: int
    text: str
    mode: WritingMode = WritingMode.ANSWER
    quote: Quote | None = None
    attachments: tuple[Attachment, ...] = ()
    go_to_next: bool = False
    despite_newer: bool = False
    """Whether it goes out although the customer has written since."""
    combo: tuple[Part, ...] = ()
    """What is sent instead of the draft, which it leaves alone."""

    @property
    def whole_text(self) -> str:
        """The words as they are sent, the quote before them."""
        return text_with_quote(self.text, self.quote)

    def parts(self) -> tuple[Part, ...]:
        """Return what is sent, in order: the words first.

        Raises ValueError for a note: it must not leave, whoever asks.
        """
        if self.mode is WritingMode.NOTE:
            raise ValueError("a note is not sent")
        if self.combo:
            return self.combo
        words = self.whole_text
        texts: tuple[Part, ...] = (TextPart(words),) if words.strip() else ()
        return (*texts, *(AttachmentPart(each.id) for each in self.attachments))


def text_with_quote(text: str, quote: Quote | None) -> str:
    """Return words with what they refer to on top; no words, no quote."""
    if quote is None or not text.strip():
        return text
    return quoted(quote.sender, quote.said_at, quote.words, text)
