"""Which inserted replies still stand in a text, after undo and redo."""

from dataclasses import dataclass

from PySide6.QtGui import QTextDocument


@dataclass(slots=True, eq=False)
class Insertion:
    """A text that was put into a document; each is itself alone."""

    document: QTextDocument
    steps: int
    """Steps of undo there were once it stood there."""
    standing: bool = True


class InsertionLog:
    """Remembers what was inserted, as far as undo reaches."""

    def __init__(self) -> None:
        """Know of none."""
        self._made: list[Insertion] = []

    def add(self, document: QTextDocument) -> Insertion:
        """Remember what was inserted into a document just now."""
        made = Insertion(document, document.availableUndoSteps())
        self._made.append(made)
        return made

    def turned(self, document: QTextDocument) -> tuple[Insertion, ...]:
        """Return those that undo has just taken out, or redo put back.

        A text that was emptied otherwise, e.g. for sending, has neither: what stood
        in it is forgotten.
        """
        turned: list[Insertion] = []
        steps, redoable = document.availableUndoSteps(), document.isRedoAvailable()
        for one in [one for one in self._made if one.document is document]:
            standing = steps >= one.steps
            if not standing and not redoable:
                self._made.remove(one)
            elif standing is not one.standing:
                one.standing = standing
                turned.append(one)
        return tuple(turned)
