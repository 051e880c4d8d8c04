"""Answering from a notification: sent only where nothing typed could be lost."""

from enum import Enum, auto

from desktop.models.outgoing import TextPart
from desktop.services.desk import Desk


class QuickAnswer(Enum):
    """What became of the words."""

    SENT = auto()
    DRAFT_STANDS = auto()
    """Not sent: an unsent draft of that conversation would have been replaced."""


async def answer(
    desk: Desk, conversation_id: int, text: str, *, seen_through: int
) -> QuickAnswer:
    """Send words to a customer; `seen_through` is the position that was told.

    Raises NotSentError, StorageError (GoneError for a conversation that was removed
    meanwhile): nothing was sent then.
    """
    summary = await desk.inbox.summary(conversation_id)
    if summary.draft or await desk.attachments.of(conversation_id):
        return QuickAnswer.DRAFT_STANDS
    await desk.sending.send(
        conversation_id,
        [TextPart(text)],
        seen_through=seen_through,
        from_draft=False,  # it may have been begun since
    )
    return QuickAnswer.SENT
