"""Everything that is written below one conversation view, joined with its services."""

from PySide6.QtCore import QObject, Signal

from desktop.desk.commands import DeskCommands
from desktop.desk.macros import DeskMacros
from desktop.models.preferences import Preferences
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.views.composer.attachments_presenter import AttachmentsPresenter
from desktop.views.composer.composer_presenter import ComposerPresenter
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.reply_presenter import ReplyPresenter
from desktop.views.composer.schedules_presenter import SchedulesPresenter
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.reply_panel.situation_presenter import SituationPresenter
from desktop.views.window.keys import Command

LAST_COPIES = 4.0
"""Seconds that files may take to be copied before their conversation goes."""
LAST_STEPS = 1.0
"""Seconds that a removal or a new order may take to reach the disk at the end."""


class DeskWriting(QObject):
    """Joins answers, notes, attachments and answers for later with one view.

    Signals:
        said(words): what was done, or why it was not.
        undo_offered(words, key): likewise, with a way back: `undo(key)`.
        emoji_used(tuple): the emoji used last, the newest first.
        new_reply_requested(title, text): a quick reply is wanted in the book.
        replies_requested(words): the book shall be searched for words.
    """

    said = Signal(str)
    undo_offered = Signal(str, object)
    emoji_used = Signal(object)
    new_reply_requested = Signal(str, str)
    replies_requested = Signal(str)

    def __init__(
        self,
        view: ConversationView,
        composer: ComposerView,
        desk: Desk,
        conversation: ConversationPresenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._composer_view = composer
        self.composer = ComposerPresenter(composer, desk, conversation, self)
        self.attachments = AttachmentsPresenter(composer, desk, conversation, self)
        self.schedules = SchedulesPresenter(composer, desk, conversation, self)
        self.macros = DeskMacros(composer, desk, conversation, self)
        self.macros.said.connect(self.undo_offered)
        situation = SituationPresenter(view.model, desk, conversation, self)
        self.replies = ReplyPresenter(
            composer, desk, conversation, situation, self.composer
        )
        self._join_replies(view)
        self.composer.failed.connect(self.said)
        self.attachments.failed.connect(self.said)
        self.schedules.said.connect(self.said)
        composer.later_refused.connect(self.said)
        self.attachments.removed.connect(self.undo_offered)
        composer.insertions.emoji_used.connect(self.emoji_used)
        composer.file_drop.watch(view)
        view.timeline.quote_requested.connect(self.composer.quote)
        self.composer.newest_requested.connect(view.timeline.go_to_newest)

    def _join_replies(self, view: ConversationView) -> None:
        """The slash in the field, and what the menu of a bubble says of replies."""
        self.replies.said.connect(self.said)
        self.replies.staged.connect(self.attachments.read)
        self.replies.new_requested.connect(self.new_reply_requested)
        view.timeline.reply_wanted.connect(self._on_reply_wanted)
        view.timeline.replies_wanted.connect(self.replies_requested)

    def _on_reply_wanted(self, words: str) -> None:
        self.new_reply_requested.emit("", words)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Bring what waits for later up to date."""
        self.schedules.take_changes(batch)

    def wear(self, preferences: Preferences) -> None:
        """Let the choices of the desk count."""
        self.composer.set_hold(preferences.undo_seconds.value)
        self.macros.set_hold(preferences.undo_seconds.value)
        self._composer_view.insertions.set_recent_emoji(preferences.recent_emoji)

    def add_commands(self, commands: DeskCommands) -> None:
        """Name what the keys of the window do here."""
        view = self._composer_view
        commands.add(
            {
                Command.WRITE_NOTE: view.toggle_note,
                Command.PICK_EMOJI: view.pick_emoji,
                Command.QUICK_REPLIES: view.replies.open,
                Command.ATTACH_FILES: view.attach_files,
                Command.SEND_LATER: view.send_later,
                Command.MACROS: self.macros.open,
            }
        )

    def undo(self, key: object) -> None:
        """Take back what a toast offered to take back."""
        self.attachments.undo(key)
        self.macros.undo(key)

    async def settle(self) -> None:
        """Wait until what is written and given is on disk."""
        await self.composer.settle()
        await self.attachments.settle(LAST_COPIES)

    async def close(self) -> None:
        """Let what is being stored end, and end the rest."""
        await self.attachments.settle(LAST_COPIES)
        workers = (self.replies, self.attachments, self.schedules)
        for worker in workers:
            await worker.tasks.drain(LAST_STEPS)
        await self.macros.close()
        for presenter in (self.composer, *workers):
            await presenter.tasks.close()
