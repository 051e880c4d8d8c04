"""Answers on their way out, as a desk sees them: written, retried, taken back."""

import secrets

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.organisation import Operator
from desktop.models.text_cutting import cut
from desktop.services.storage import outgoing
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.outgoing import Answer


class Sending:
    """Writes intents into the outbox; the engine carries them out."""

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def send_text(
        self, conversation_id: int, text: str, *, seen_through: int
    ) -> tuple[int, ...]:
        """Commit a text, cut to what WeCom takes, and delete the draft.

        Returns the ids of the messages, in order: all parts or none. Raises
        StorageError when nothing was committed.
        """
        parts = tuple((new_msgid(), part) for part in cut(text))
        if not parts:
            return ()
        answer = Answer(
            conversation_id,
            self._operator.id,
            self._operator.name,
            parts,
            seen_through,
        )
        first = await self._database.write(
            lambda connection: outgoing.enqueue(
                connection, answer, initiator=self._initiator, now=self._now()
            )
        )
        return tuple(range(first, first + len(parts)))

    async def retry(self, message_id: int) -> None:
        """Send a failed message anew, and what it holds after it."""
        await self._database.write(
            lambda connection: outgoing.retry(
                connection,
                message_id,
                new_msgid(),
                initiator=self._initiator,
                now=self._now(),
            )
        )

    async def resend(self, message_id: int) -> None:
        """Repeat an unconfirmed message, which may arrive twice."""
        await self._database.write(
            lambda connection: outgoing.resend_unconfirmed(
                connection, message_id, initiator=self._initiator, now=self._now()
            )
        )

    async def mark_delivered(self, message_id: int) -> None:
        """Record that a person knows an unconfirmed message to have arrived."""
        await self._database.write(
            lambda connection: outgoing.mark_delivered(
                connection, message_id, initiator=self._initiator, now=self._now()
            )
        )

    async def discard(self, message_id: int) -> None:
        """Take back a message that has failed or not begun."""
        await self._database.write(
            lambda connection: outgoing.discard(connection, message_id, now=self._now())
        )

    async def release(self, conversation_id: int) -> None:
        """Let go what a failure has held in a conversation."""

        def work(connection: Connection) -> None:
            outgoing.release(
                connection,
                conversation_id,
                initiator=self._initiator,
                now=self._now(),
            )

        await self._database.write(work)

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def new_msgid() -> str:
    """Return a msgid of our own: 32 characters of `[0-9a-f]` (doc 94677)."""
    return secrets.token_hex(16)
