"""Macros of an operator, each with its steps as JSON."""

import json

from desktop.models.macro import Macro, MacroStep, StepKind
from desktop.services.storage import outgoing
from desktop.services.storage.connection import Connection


def everything(connection: Connection, operator_id: int) -> tuple[Macro, ...]:
    """Return an operator's macros by name."""
    return tuple(
        Macro(int(id_), str(name), _decoded(str(steps)))
        for id_, name, steps in connection.execute(
            "SELECT id, name, steps FROM macro WHERE operator_id = ?"
            " AND removed_at IS NULL ORDER BY name, id",
            (operator_id,),
        )
    )


def save(connection: Connection, macro: Macro, operator_id: int, *, now: int) -> int:
    """Store a new macro, or a changed one of this operator; return its id."""
    steps = _encoded(macro.steps)
    if macro.id:
        connection.execute(
            "UPDATE macro SET name = ?, steps = ?, changed_at = ?"
            " WHERE id = ? AND operator_id = ?",
            (macro.name, steps, now, macro.id, operator_id),
        )
        return macro.id
    row = connection.execute(
        "INSERT INTO macro (operator_id, name, steps, changed_at)"
        " VALUES (?, ?, ?, ?) RETURNING id",
        (operator_id, macro.name, steps, now),
    ).fetchone()
    return int(row[0])


def set_removed(
    connection: Connection, macro_id: int, operator_id: int, removed_at: int | None
) -> None:
    """Take a macro of this operator away, or bring it back (None)."""
    connection.execute(
        "UPDATE macro SET removed_at = ? WHERE id = ? AND operator_id = ?",
        (removed_at, macro_id, operator_id),
    )


def discard_unsent(
    connection: Connection, message_ids: tuple[int, ...], *, now: int
) -> bool:
    """Take messages back of which none has begun to be sent; False: all stay."""
    wanted = json.dumps(message_ids)
    waiting = connection.execute(
        "SELECT count(*) FROM outbox WHERE state IN ('queued', 'held')"
        " AND message_id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ).fetchone()
    if int(waiting[0]) < len(message_ids):
        return False
    for message_id in message_ids:
        outgoing.discard(connection, message_id, now=now)
    return True


def _encoded(steps: tuple[MacroStep, ...]) -> str:
    stored = [[step.kind.value, step.reply_id, step.words] for step in steps]
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")


def _decoded(stored: str) -> tuple[MacroStep, ...]:
    return tuple(
        MacroStep(StepKind(kind), int(reply_id), str(words))
        for kind, reply_id, words in json.loads(stored)
    )
