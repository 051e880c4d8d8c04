"""The reply book in and out, as a desk uses it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.models.quick_reply import QuickReply, ReplyMaterial, Scope
from desktop.models.reply_book import WrittenReply
from desktop.models.reply_exchange import (
    CarriedOut,
    DuplicateGroup,
    ImportPlan,
    RowFate,
)
from desktop.services.quick_replies import QuickReplies
from desktop.services.reply_exchange import duplicates, row_reading
from desktop.services.reply_exchange.child import read_table
from desktop.services.reply_exchange.files import content_of, not_read
from desktop.services.reply_exchange.planning import plan_rows
from desktop.services.reply_exchange.raw_table import TableRefusedError
from desktop.services.reply_exchange.table_writing import write_table
from desktop.services.storage import material_names
from desktop.services.storage.database import Database


def _silent(_: int) -> None:
    """Hear of progress and say nothing."""


class ReplyExchange:
    """Tables and duplicates; signed files stand in `SignedBooks`."""

    def __init__(self, database: Database, replies: QuickReplies) -> None:
        self._database = database
        self._replies = replies

    async def read(
        self,
        path: Path,
        scope: Scope,
        scope_id: int | None = None,
        told: Callable[[int], None] = _silent,
    ) -> ImportPlan:
        """Return what an Excel, CSV or JSON file would do; nothing is stored.

        `told` hears how many rows were read. Cancelling ends it. Raises NotReadError,
        StorageError, OSError when no child can be started.
        """
        content = await asyncio.to_thread(content_of, path)
        try:
            table = await read_table(content, told)
        except TableRefusedError as error:
            raise not_read(error) from None
        columns = row_reading.columns_of(table)
        words = row_reading.materials_named(table)
        materials = await self._database.read(
            lambda connection: material_names.found(connection, words)
        )
        book = await self._replies.all()

        def plan() -> ImportPlan:
            read = row_reading.read_rows(table, scope, scope_id, materials)
            planned = plan_rows(read, book, scope, scope_id)
            return ImportPlan(path.name, scope, scope_id, planned, columns.ignored)

        return await asyncio.to_thread(plan)

    async def carry_out(self, plan: ImportPlan) -> CarriedOut:
        """Store the new and changed rows of a plan, all or none of them.

        Personal ones count at once; what others see waits as proposals. Raises
        ReplyRefusedError, StorageError.
        """
        rows = [row for row in plan.rows if row.fate in {RowFate.NEW, RowFate.CHANGED}]
        written = [
            WrittenReply(row.content, row.changes.id if row.changes else None)
            for row in rows
            if row.content is not None
        ]
        proposed = plan.scope is not Scope.PERSONAL
        if written and proposed:
            await self._replies.propose_all(written)
        elif written:
            await self._replies.save_all(written)
        return CarriedOut(
            plan.count(RowFate.NEW), plan.count(RowFate.CHANGED), proposed
        )

    async def write_table(
        self,
        path: Path,
        replies: Sequence[QuickReply],
        told: Callable[[int], None] = _silent,
    ) -> None:
        """Write replies as an Excel file, or CSV where the path ends so.

        `told` hears how many rows are written. Raises OSError.
        """
        loop = asyncio.get_running_loop()
        ids = {
            part.material_id
            for reply in replies
            for part in reply.content.parts
            if isinstance(part, ReplyMaterial)
        }
        materials = await self._database.read(
            lambda connection: material_names.named(connection, ids)
        )

        def pass_on(rows: int) -> None:
            if rows % 500 == 0:
                loop.call_soon_threadsafe(told, rows)

        await asyncio.to_thread(write_table, path, replies, materials, pass_on)

    async def duplicates(self) -> tuple[DuplicateGroup, ...]:
        """Return the replies that say nearly the same, the largest group first."""
        book = await self._replies.all()
        return await asyncio.to_thread(duplicates.find_duplicates, book)

    async def merge(self, keep_id: int, other_ids: Sequence[int]) -> None:
        """Let one reply stand for others: it gets their codes and words to be found.

        Personal ones are removed, shared ones withdrawn. The reply that stays changes
        first, so that a stop in between loses nothing. Raises ReplyRefusedError,
        StorageError.
        """
        kept = await self._replies.one(keep_id)
        others = [await self._replies.one(id_) for id_ in other_ids if id_ != keep_id]
        content = kept.content
        words = [*content.keywords]
        for other in others:
            words += [other.content.code, *other.content.keywords]
        found = tuple(word for word in dict.fromkeys(words) if word)
        merged = replace(content, keywords=found[: row_reading.MOST_KEYWORDS])
        if content.scope is Scope.PERSONAL:
            if merged != content:
                await self._replies.save(merged, keep_id)
            for other in others:
                await self._replies.remove(other.id)
            return
        if merged != content:
            proposal = await self._replies.propose(merged, keep_id)
            await self._replies.publish([proposal])
        await self._replies.withdraw([other.id for other in others])
