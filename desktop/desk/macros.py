"""Macros below one conversation view: built when they are first wanted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.services.desk import Desk
from desktop.views.composer.composer_view import ComposerView
from desktop.views.conversation.conversation_presenter import ConversationPresenter

if TYPE_CHECKING:
    from desktop.views.macros.macro_presenter import MacroPresenter


class DeskMacros(QObject):
    """Opens the card of the macros above a composer.

    Signals:
        said(words, key): what was done; with a key other than None `undo` takes it
            back.
    """

    said = Signal(str, object)

    def __init__(
        self,
        composer: ComposerView,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._composer = composer
        self._desk = desk
        self._conversation = conversation
        self._hold = 0
        self.presenter: MacroPresenter | None = None

    def set_hold(self, seconds: int) -> None:
        """Take for how long what is sent can be taken back."""
        self._hold = seconds
        if self.presenter is not None:
            self.presenter.set_hold(seconds)

    def open(self) -> None:
        """Show the macros, or put them away."""
        self._made().open()

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        if self.presenter is not None:
            self.presenter.undo(key)

    async def close(self) -> None:
        """End what runs; a macro stops behind the step that it does."""
        if self.presenter is not None:
            await self.presenter.tasks.close()

    def _made(self) -> "MacroPresenter":
        if self.presenter is None:
            from desktop.views.macros.macro_presenter import MacroPresenter

            made = MacroPresenter(self._composer, self._desk, self._conversation, self)
            made.set_hold(self._hold)
            made.said.connect(self.said)
            made.left.connect(self._composer.focus_field)
            self.presenter = made
        return self.presenter
