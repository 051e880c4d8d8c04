"""Keeps with a draft from which quick replies its words were taken."""

import asyncio

from PySide6.QtCore import QObject

from desktop.models.content_source import ContentSource
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.written import Written
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter


class ReplySourcesPresenter(QObject):
    """Follows the drafts of one composer.

    The words of a withdrawn reply cannot leave, and who received them is known: both
    hang on this.
    """

    def __init__(
        self,
        view: ComposerView,
        desk: Desk,
        conversation: ConversationPresenter,
        tasks: GuardedTasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = tasks
        self._turn = asyncio.Lock()
        """The store hears of them in the order in which they changed."""
        self._known: dict[int, tuple[ContentSource, ...]] = {}
        view.draft_changed.connect(self._on_draft_changed)
        view.stored.connect(self._on_stored)
        view.put_back_done.connect(self._read_again)
        view.parts.text_taken.connect(self.add)
        conversation.opened.connect(self._on_opened)

    def add(self, conversation_id: int, source: ContentSource) -> None:
        """Remember that a draft has words of a reply."""
        known = self._known.get(conversation_id, ())
        if source not in known:
            self._change(conversation_id, (*known, source))

    def drop(self, conversation_id: int, source: ContentSource) -> None:
        """Forget one whose words were taken out again."""
        known = self._known.get(conversation_id, ())
        if source in known:
            kept = tuple(each for each in known if each != source)
            self._change(conversation_id, kept)

    def _change(self, shown: int, sources: tuple[ContentSource, ...]) -> None:
        self._known[shown] = sources
        self._tasks.spawn(self._keep(shown, sources), name="sources")

    async def _keep(self, shown: int, sources: tuple[ContentSource, ...]) -> None:
        async with self._turn:
            await self._desk.replies.keep_draft_sources(shown, sources)

    async def _read(self, shown: int) -> None:
        async with self._turn:
            stored = await self._desk.replies.draft_sources(shown)
        known = self._known.get(shown, ())
        added = tuple(each for each in known if each not in stored)
        self._known[shown] = (*stored, *added)
        if added:
            # Something was inserted while the store was asked.
            await self._keep(shown, self._known[shown])

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        del draft
        self._read_again(opened.summary.id)

    def _read_again(self, shown: int) -> None:
        """Learn what another place, or taking back, has put beside the draft."""
        self._known.pop(shown, None)
        self._tasks.spawn(self._read(shown), name="sources")

    def _on_draft_changed(self, conversation_id: int, text: str) -> None:
        if not text.strip() and self._known.get(conversation_id):
            self._change(conversation_id, ())

    def _on_stored(self, written: Written) -> None:
        if not written.combo:
            self._known.pop(written.conversation_id, None)
