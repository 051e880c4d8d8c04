"""The accounts that can be connected, with a check box each."""

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.models.checkup import FoundAccount
from desktop.models.display_text import one_line


class ChoiceRole(IntEnum):
    """What a row tells beside its name and check mark."""

    WHY_ONLY_READ = Qt.ItemDataRole.UserRole + 1
    """Words for an account that may not send; empty for others."""


Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class AccountChoiceModel(QAbstractListModel):
    """Accounts in WeCom's order; manageable ones are chosen at first."""

    def __init__(self, parent: QObject) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._accounts: tuple[FoundAccount, ...] = ()
        self._chosen: set[str] = set()

    def set_accounts(
        self,
        accounts: tuple[FoundAccount, ...],
        in_use: frozenset[str] | None = None,
    ) -> None:
        """Show other accounts; choices made before are kept.

        `in_use` are those of a corp that is connected already: at first they are
        chosen instead of all.
        """
        if in_use is not None and not self._accounts:
            self._chosen = set(in_use)
        known = {account.open_kfid for account in self._accounts}
        new = {a.open_kfid for a in accounts if a.manageable and in_use is None}
        listed = {account.open_kfid for account in accounts}
        self.beginResetModel()
        self._accounts = accounts
        self._chosen = (self._chosen | (new - known)) & listed
        self.endResetModel()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids that are chosen, in the order of the list."""
        return tuple(
            account.open_kfid
            for account in self._accounts
            if account.open_kfid in self._chosen
        )

    def choose_all(self, chosen: bool) -> None:
        """Choose all accounts or none."""
        ids = {account.open_kfid for account in self._accounts}
        self._chosen = ids if chosen else set()
        if self._accounts:
            role = Qt.ItemDataRole.CheckStateRole
            last = self.index(len(self._accounts) - 1)
            self.dataChanged.emit(self.index(0), last, [role])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many accounts there are."""
        return 0 if parent.isValid() else len(self._accounts)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let each row be walked to and checked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsUserCheckable
            | flag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, why it may only be read, or the check mark."""
        if not index.isValid() or index.row() >= len(self._accounts):
            return None
        account = self._accounts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(account.name, 60) or account.open_kfid
        if role == ChoiceRole.WHY_ONLY_READ:
            return "" if account.manageable else self._why_only_read()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(account)
        if role == Qt.ItemDataRole.CheckStateRole:
            chosen = account.open_kfid in self._chosen
            return Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
        return None

    def setData(
        self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Check or uncheck a row."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        open_kfid = self._accounts[index.row()].open_kfid
        # A view hands the state over as a number, code as the enum.
        if value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value):
            self._chosen.add(open_kfid)
        else:
            self._chosen.discard(open_kfid)
        here = self.index(index.row())
        self.dataChanged.emit(here, here, [role])
        return True

    def _why_only_read(self) -> str:
        return self.tr("只能查看：没有授权给这个应用")

    def _spoken(self, account: FoundAccount) -> str:
        name = one_line(account.name, 60) or account.open_kfid
        return name if account.manageable else f"{name}, {self._why_only_read()}"
