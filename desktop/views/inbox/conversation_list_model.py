"""The rows of the conversation list: a window of the inbox, never the whole of it."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.models.display_text import one_line
from desktop.views.inbox.row_words import accessible_words
from desktop.views.theme.plain_text import TOOLTIP_ROLE, tooltip

_NOWHERE = QModelIndex()
_MANY_MOVES = 24
"""Beyond it one change of layout costs less than the single moves."""


class ConversationRole(IntEnum):
    """What the delegate asks for."""

    SUMMARY = Qt.ItemDataRole.UserRole + 1
    ACCOUNT = Qt.ItemDataRole.UserRole + 2
    MARKED = Qt.ItemDataRole.UserRole + 3
    """Whether the row is among those that a common step is for."""


_ROLES = [
    ConversationRole.SUMMARY,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
]


class ConversationListModel(QAbstractListModel):
    """Holds frozen summaries; a new set of rows becomes the fewest changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ConversationSummary] = []
        self._accounts: dict[int, Account] = {}
        self._now: datetime | None = None
        self._operator = ""
        self._marked: frozenset[int] = frozenset()

    @property
    def now(self) -> datetime | None:
        """The time that was told last."""
        return self._now

    @property
    def rows(self) -> tuple[ConversationSummary, ...]:
        """The rows as they stand."""
        return tuple(self._rows)

    def row_of(self, conversation_id: int) -> int | None:
        """Return where a conversation stands, None when it is not among the rows."""
        for row, summary in enumerate(self._rows):
            if summary.id == conversation_id:
                return row
        return None

    def set_accounts(self, accounts: tuple[Account, ...]) -> None:
        """Take the accounts that the rows belong to."""
        # When an account was last read changes all the time and no row shows it.
        known = {account.id: self._same_look(account) for account in accounts}
        if known != self._accounts:
            self._accounts = known
            self._tell_changed(0, len(self._rows) - 1, [ConversationRole.ACCOUNT])

    def set_operator(self, name: str) -> None:
        """Take the name under which our own answers read 你."""
        self._operator = name

    def set_now(self, now: datetime) -> None:
        """Take the time for the words of waits; nothing is told to the view."""
        self._now = now

    def set_marked(self, ids: frozenset[int]) -> None:
        """Show which rows a common step is for."""
        changed = self._marked ^ ids
        self._marked = ids
        roles = [ConversationRole.MARKED, Qt.ItemDataRole.AccessibleTextRole]
        for first, last in list(self._runs(lambda s: s.id in changed)):
            self._tell_changed(first, last, roles)

    def set_rows(self, rows: Sequence[ConversationSummary]) -> None:
        """Become these rows by removing, moving, inserting and changing single ones."""
        wanted = {summary.id: at for at, summary in enumerate(rows)}
        for first, last in reversed(list(self._runs(lambda s: s.id not in wanted))):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()
        self._bring_in_order(wanted)
        self._insert_missing(rows)
        self.update_in_place(rows)

    def update_in_place(self, rows: Sequence[ConversationSummary]) -> None:
        """Take new values of rows that are here; none comes, goes or moves."""
        fresh = {summary.id: summary for summary in rows}
        changed = list(self._runs(lambda s: fresh.get(s.id, s) != s))
        for first, last in changed:
            for row in range(first, last + 1):
                self._rows[row] = fresh[self._rows[row].id]
            self._tell_changed(first, last, _ROLES)

    def append_unseen(self, rows: Sequence[ConversationSummary]) -> None:
        """Take what follows, in `rows`, the last row that is here already."""
        here = {summary.id for summary in self._rows}
        common = [at for at, summary in enumerate(rows) if summary.id in here]
        following = rows[common[-1] + 1 :] if common else ()
        if following:
            first = len(self._rows)
            self.beginInsertRows(_NOWHERE, first, first + len(following) - 1)
            self._rows.extend(following)
            self.endInsertRows()

    def _runs(
        self, fits: Callable[[ConversationSummary], bool]
    ) -> Iterator[tuple[int, int]]:
        """Neighbouring rows that fit, as first and last row."""
        start: int | None = None
        for row, summary in enumerate(self._rows):
            if fits(summary):
                start = row if start is None else start
            elif start is not None:
                yield start, row - 1
                start = None
        if start is not None:
            yield start, len(self._rows) - 1

    def _bring_in_order(self, wanted: dict[int, int]) -> None:
        places = [wanted[summary.id] for summary in self._rows]
        staying = _longest_rise(places)
        movers = sorted(set(places) - staying)
        if len(movers) > _MANY_MOVES:
            self._sort_at_once(places)
            return
        for place in movers:
            source = places.index(place)
            target = _room_for(place, places, staying)
            self._move(source, target)
            places.insert(target if target < source else target - 1, places.pop(source))
            staying.add(place)

    def _move(self, source: int, target: int) -> None:
        """Move one row before another; next to itself it already stands."""
        if target in (source, source + 1):
            return
        self.beginMoveRows(_NOWHERE, source, source, _NOWHERE, target)
        row = self._rows.pop(source)
        self._rows.insert(target if target < source else target - 1, row)
        self.endMoveRows()

    def _sort_at_once(self, places: list[int]) -> None:
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        order = sorted(range(len(places)), key=places.__getitem__)
        new_row = {source: row for row, source in enumerate(order)}
        self._rows = [self._rows[source] for source in order]
        new = [self.index(new_row[index.row()]) for index in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _insert_missing(self, rows: Sequence[ConversationSummary]) -> None:
        at = 0
        while at < len(rows):
            end = at
            held = self._rows[at].id if at < len(self._rows) else None
            while end < len(rows) and rows[end].id != held:
                end += 1
            if end > at:
                self.beginInsertRows(_NOWHERE, at, end - 1)
                self._rows[at:at] = rows[at:end]
                self.endInsertRows()
            at = end + 1

    def _tell_changed(self, first: int, last: int, roles: Sequence[int]) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last), list(roles))

    def _same_look(self, account: Account) -> Account:
        held = self._accounts.get(account.id)
        same = held and (held.name, held.colour) == (account.name, account.colour)
        return held if held and same else account

    def _words(self, summary: ConversationSummary) -> str:
        account = self._accounts.get(summary.account_id)
        name = account.name if account else ""
        said = accessible_words(summary, name, self._operator, self._now)
        if summary.id in self._marked:
            return self.tr("已选中") + "\n" + said
        return said

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        summary = self._rows[index.row()]
        if role == ConversationRole.SUMMARY:
            return summary
        if role == ConversationRole.ACCOUNT:
            return self._accounts.get(summary.account_id)
        if role == ConversationRole.MARKED:
            return summary.id in self._marked
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(summary.customer_name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(summary)
        if role == TOOLTIP_ROLE:
            return tooltip(self._words(summary))
        return None


def _longest_rise(places: list[int]) -> set[int]:
    """Return the largest set of places that already stand in rising order."""
    tails: list[int] = []
    tail_at: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(tails, place)
        before.append(tail_at[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
            tail_at.append(at)
        else:
            tails[length] = place
            tail_at[length] = at
    rise: set[int] = set()
    at = tail_at[-1] if tail_at else -1
    while at >= 0:
        rise.add(places[at])
        at = before[at]
    return rise


def _room_for(place: int, places: list[int], staying: set[int]) -> int:
    """Return before which row a place belongs among those that stay."""
    lower = [
        at for at, other in enumerate(places) if other in staying and other < place
    ]
    return lower[-1] + 1 if lower else 0
