"""The group tree of the reply book: paths in their order, and moving a branch."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.models.changes import Aspect
from desktop.models.quick_reply import QuickReply, ReplyContent, Scope
from desktop.services.storage import reply_publications, reply_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.reply_store import Pen, Spell

Path = tuple[str, ...]
_LAST = 1 << 30
"""Place of a group that nobody has placed: behind the others, by name."""


def paths(connection: Connection, used: Iterable[Path]) -> tuple[Path, ...]:
    """Return the groups in use, those above them, and empty ones, in order."""
    places = _places(connection)
    found = {
        path[:depth] for path in (*used, *places) for depth in range(1, 1 + len(path))
    }

    def order(path: Path) -> tuple[tuple[int, str], ...]:
        return tuple(
            (places.get(path[:depth], _LAST), path[depth - 1])
            for depth in range(1, 1 + len(path))
        )

    return tuple(sorted(found, key=order))


def arrange(connection: Connection, pen: Pen, ordered: Sequence[Path]) -> None:
    """Keep these groups in this order; others in use follow them by name."""
    connection.execute("DELETE FROM reply_group")
    connection.executemany(
        "INSERT INTO reply_group(path, place) VALUES (?,?)",
        [(_stored(path), place) for place, path in enumerate(dict.fromkeys(ordered))],
    )
    reply_store.tell(connection, pen, [0], Aspect.SUMMARY)


def moved(
    replies: Iterable[QuickReply], path: Path, new_path: Path
) -> list[tuple[QuickReply, ReplyContent]]:
    """Return the replies in a branch, each with what it says in its new place."""
    return [
        (
            reply,
            replace(reply.content, group=new_path + reply.content.group[len(path) :]),
        )
        for reply in replies
        if reply.content.group[: len(path)] == path
    ]


def rename(
    connection: Connection, pen: Pen, path: Path, new_path: Path, spell: Spell
) -> None:
    """Move a group with all below it: own replies at once, shared ones published.

    Raises ReplyRefusedError when the company's entries below are locked for this
    operator; then nothing was moved.
    """
    pairs = moved(reply_store.everything(connection, pen.operator), path, new_path)
    note = f"{' / '.join(path)} → {' / '.join(new_path)}"
    shared = [pair for pair in pairs if not _is_own(pair[0])]
    reply_publications.rewrite(connection, pen, shared, note, spell)
    for reply, content in pairs:
        if _is_own(reply):
            reply_store.write_version(
                connection, pen, reply.id, content, spell(content)
            )
    for held, place in _places(connection).items():
        if held[: len(path)] == path:
            _move_place(connection, held, new_path + held[len(path) :], place)
    reply_store.tell(connection, pen, [0], Aspect.SUMMARY)


def _is_own(reply: QuickReply) -> bool:
    return reply.content.scope is Scope.PERSONAL


def _places(connection: Connection) -> dict[Path, int]:
    rows = connection.execute("SELECT path, place FROM reply_group")
    return {tuple(json.loads(path)): int(place) for path, place in rows}


def _move_place(connection: Connection, old: Path, new: Path, place: int) -> None:
    connection.execute("DELETE FROM reply_group WHERE path = ?", (_stored(old),))
    connection.execute(
        "INSERT INTO reply_group(path, place) VALUES (?,?) ON CONFLICT DO NOTHING",
        (_stored(new), place),
    )


def _stored(path: Path) -> str:
    return json.dumps(path, ensure_ascii=False)
