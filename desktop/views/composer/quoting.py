"""What an answer says of the message that it refers to."""

from desktop.models.content_codec import tag_of
from desktop.models.display_text import one_line
from desktop.models.message import Message, Origin
from desktop.views.composer.written import Quote
from desktop.views.inbox.row_words import kind_words
from desktop.views.timeline.message_face import full_text

_WORDS_KEPT = 120
"""Characters of what is quoted; the answer has to fit into 2,048 bytes as well."""


def quote_of(message: Message, customer_name: str) -> Quote:
    """Return the quote of a message: who, when, and its words or its kind."""
    mine = message.origin is not Origin.CUSTOMER
    sender = message.sender if mine else customer_name
    said = one_line(full_text(message), _WORDS_KEPT)
    words = said or kind_words(tag_of(message.content))
    return Quote(message.id, sender, message.sent_at, words)
