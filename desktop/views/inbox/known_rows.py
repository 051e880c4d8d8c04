"""Rows that were read before and are still true, so that a refresh reads the rest."""

from collections.abc import Iterable

from desktop.models.changes import Change, Subject
from desktop.models.conversation import ConversationSummary

_PARENTS = frozenset({Subject.MESSAGE, Subject.OUTBOX})
"""What belongs to a conversation and shows in its row."""


class KnownRows:
    """Keeps the rows of the last reading until the change feed names them.

    A change that comes while rows are being read makes that reading old: the row is
    let go of before the next one.
    """

    def __init__(self) -> None:
        self._rows: dict[int, ConversationSummary] = {}
        self._changed: set[int] = set()
        self._all_changed = False

    def take_changes(self, changes: Iterable[Change], *, complete: bool) -> None:
        """Note what is not true any more; without the whole story, nothing is."""
        self._all_changed = self._all_changed or not complete
        for change in changes:
            if change.subject is Subject.CONVERSATION:
                self._changed.add(change.key)
            elif change.subject in _PARENTS:
                self._changed.add(change.parent)

    def begin_reading(self) -> dict[int, ConversationSummary]:
        """Return what need not be read, as of now."""
        rows = {} if self._all_changed else self._rows
        self._rows = {id_: row for id_, row in rows.items() if id_ not in self._changed}
        self._changed.clear()
        self._all_changed = False
        return self._rows

    def keep(self, rows: Iterable[ConversationSummary]) -> None:
        """Take what the reading brought."""
        self._rows = {row.id: row for row in rows}
