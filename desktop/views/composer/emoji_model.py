"""The emoji that a picker shows now, as a model: one row an emoji."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.models.emoji import Emoji
from desktop.models.failures import Sentence
from desktop.views.theme.language import words
from desktop.views.theme.plain_text import TOOLTIP_ROLE, tooltip

_NOWHERE = QModelIndex()


class EmojiModel(QAbstractListModel):
    """Rows of emoji; their names are tool tips and what a screen reader says."""

    def __init__(self, parent: QObject) -> None:
        """Make an empty model."""
        super().__init__(parent)
        self._rows: tuple[Emoji, ...] = ()

    def show_rows(self, rows: tuple[Emoji, ...]) -> None:
        """Show other emoji."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def emoji_at(self, row: int) -> Emoji | None:
        """Return the emoji of a row, None beyond the last."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return how many there are; an emoji has none below it."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the emoji, its name, or where it stands in its cell."""
        found = self.emoji_at(index.row())
        if found is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.shown
            case Qt.ItemDataRole.AccessibleTextRole:
                return emoji_name(found)
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
        return tooltip(emoji_name(found)) if role == TOOLTIP_ROLE else None


def emoji_name(emoji: Emoji) -> str:
    """Return what an emoji is called in the interface's language."""
    return words(Sentence(emoji.chinese, emoji.english or emoji.chinese))
