"""Notes in a conversation: what colleagues tell each other; never sent to anybody."""

import secrets

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.content import Note
from desktop.models.organisation import Operator
from desktop.services.storage import draft_store, note_store
from desktop.services.storage.database import Database
from desktop.services.storage.draft_store import Draft
from desktop.services.storage.note_store import WrittenNote


class Notes:
    """Writes notes and keeps their drafts; `initiator` is this desk's name."""

    def __init__(
        self, database: Database, clock: Clock, operator: Operator, initiator: str
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._initiator = initiator

    async def add(
        self, conversation_id: int, text: str, mentions: tuple[int, ...] = ()
    ) -> int:
        """Store a note and delete its draft; return the message's id.

        `mentions` are ids of operators whom it names with @. Raises StorageError when
        nothing was stored, ValueError for a note without words.
        """
        words = text.encode("utf-8", "replace").decode("utf-8").strip()
        if not words:
            raise ValueError("an empty note")
        written = WrittenNote(
            conversation_id,
            self._operator.name,
            f"note-{secrets.token_hex(12)}",
            Note(words, mentions),
        )
        return await self._database.write(
            lambda connection: note_store.add(
                connection, written, initiator=self._initiator, now=self._now()
            )
        )

    async def operators(self) -> tuple[Operator, ...]:
        """Return everybody who can be mentioned, by name."""
        return await self._database.read(note_store.operators)

    async def draft(self, conversation_id: int) -> str:
        """Return the unfinished note."""
        return await self._database.read(
            lambda connection: draft_store.text(connection, Draft.NOTE, conversation_id)
        )

    async def keep_draft(self, conversation_id: int, text: str) -> None:
        """Store the unfinished note."""
        await self._database.write(
            lambda connection: draft_store.keep_text(
                connection,
                Draft.NOTE,
                conversation_id,
                text,
                initiator=self._initiator,
                now=self._now(),
            )
        )

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())
