"""Joins the slash in the composer with the reply book: found, inserted, sent whole."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.models.content_source import ContentSource
from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.quick_reply import QuickReply, ReplyText, Standing
from desktop.models.reply_rendering import VariableFacts, render
from desktop.models.reply_search import FoundReply, MarkedSpan
from desktop.models.text_cutting import cut
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.composer.composer_presenter import ComposerPresenter
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.reply_keys import ReplyWish
from desktop.views.composer.reply_parts_presenter import Put, ReplyPartsPresenter
from desktop.views.composer.reply_sources_presenter import ReplySourcesPresenter
from desktop.views.composer.reply_undo import Insertion
from desktop.views.composer.written import WritingMode, Written
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.reply_panel.reply_rows import PanelTab, belongs
from desktop.views.reply_panel.situation_presenter import SituationPresenter
from desktop.views.theme.language import words

_RECENT = 3
_SUGGESTED = 3
_LINE = 120


class ReplyPresenter(QObject):
    """Serves one composer.

    Signals:
        said(words): why something was not done, or what is left to do.
        staged(conversation_id): its draft holds further parts now.
        new_requested(title, text): a reply of this name is wanted.
    """

    said = Signal(str)
    staged = Signal(object)
    new_requested = Signal(str, str)

    def __init__(
        self,
        view: ComposerView,
        desk: Desk,
        conversation: ConversationPresenter,
        situation: SituationPresenter,
        composer: ComposerPresenter,
    ) -> None:
        super().__init__(composer)
        self._view = view
        self._writing = view.replies
        self._desk = desk
        self._conversation = conversation
        self._situation = situation
        self._silenced: set[int] = set()
        self._puts: dict[Insertion, Put] = {}
        """What undo takes back with the words."""
        self.tasks = GuardedTasks("composer replies", self._say)
        self._sources = ReplySourcesPresenter(
            view, desk, conversation, self.tasks, self
        )
        self._parts = ReplyPartsPresenter(desk, composer, self.tasks, self)
        self._parts.said.connect(self.said)
        self._parts.staged.connect(self.staged)
        writing = self._writing
        writing.asked.connect(self._on_asked)
        writing.suggestion_wanted.connect(self._on_suggestion_wanted)
        writing.chosen.connect(self.use)
        writing.turned.connect(self._on_turned)
        writing.silenced.connect(self._on_silenced)
        writing.new_requested.connect(self._on_new_requested)
        view.stored.connect(self._forget_puts)
        conversation.opened.connect(self._on_opened)

    def use(self, reply: QuickReply, wish: ReplyWish) -> None:
        """Put a reply into the answer of the open conversation, or send it whole."""
        shown = self._view.conversation_id
        if shown is None:
            return
        self._view.set_mode(WritingMode.ANSWER)
        facts = self._situation.facts()
        sends = wish is ReplyWish.SEND and not _has_gaps(reply, facts)
        cost = _price(reply, facts) if sends else 0
        refusal = self._refusal(reply) or self._view.why_not(cost)
        if refusal:
            self.said.emit(refusal)
            return
        if sends:
            seen_through = self._conversation.seen_through()
            self._take_asked()
            self._parts.send(shown, reply, facts, seen_through)
            return
        if wish is ReplyWish.SEND:
            self.said.emit(self.tr("还有要填写的地方，先放进了输入框"))
        self._insert(shown, reply, facts, at_end=wish is ReplyWish.APPEND)

    # Finding

    def _on_asked(self, typed: str) -> None:
        self.tasks.spawn(self._answer(typed), name="find")

    async def _answer(self, typed: str) -> None:
        situation = await self._situation.situation()
        search = self._desk.reply_search
        if typed.strip():
            found = await search.find(typed, situation)
        else:
            found = await self._likely()
        self._writing.show_asked(typed, await self._dressed(found))

    async def _likely(self) -> tuple[FoundReply, ...]:
        """Return what was used last, and what may come next."""
        situation = await self._situation.situation()
        search = self._desk.reply_search
        known = {each.id: each for each in await search.replies()}
        recent = [
            _listed(known[id_])
            for id_ in await self._desk.replies.recent(_RECENT)
            if id_ in known and known[id_].standing(situation.now) is Standing.USABLE
        ]
        ids = {each.reply.id for each in recent}
        more = await search.recommend(situation)
        return (*recent, *(each for each in more if each.reply.id not in ids))

    def _on_suggestion_wanted(self, line: str) -> None:
        self.tasks.spawn(self._suggest(line), name="suggest")

    async def _suggest(self, line: str) -> None:
        situation = await self._situation.situation()
        found = await self._desk.reply_search.suggest(line, situation)
        dressed = await self._dressed(found)
        self._writing.show_suggested(line, dressed[:_SUGGESTED])

    async def _dressed(self, found: Sequence[FoundReply]) -> tuple[FoundReply, ...]:
        """Return what this account may send of it, with this customer's data.

        What was sent to her before is marked.
        """
        facts, opened = self._situation.facts(), self._situation.opened
        account = None if opened is None else opened.account.id
        found = [
            each for each in found if belongs(each.reply, PanelTab.RECOMMENDED, account)
        ]
        sent: frozenset[int] = frozenset()
        if opened is not None:
            history = await self._desk.replies.sent_in(opened.summary.id)
            sent = frozenset(one.reply_id for one in history)
        return tuple(self._dress(one, facts, one.reply.id in sent) for one in found)

    def _dress(
        self,
        found: FoundReply,
        facts: VariableFacts,
        sent: bool,
    ) -> FoundReply:
        line, spans = found.line, found.line_spans
        if not spans:
            line = one_line(render(line, facts).text, _LINE)
        if sent:
            mark = self.tr("已发过 · ")
            line, by = mark + line, len(mark)
            spans = tuple(MarkedSpan(one.start + by, one.end + by) for one in spans)
        return replace(found, line=line, line_spans=spans)

    # Inserting

    def _insert(
        self, shown: int, reply: QuickReply, facts: VariableFacts, *, at_end: bool
    ) -> None:
        put = Put(shown, ContentSource(reply.id, reply.version))
        parts = reply.content.parts
        asked = self._writing.listing
        if parts and isinstance(parts[0], ReplyText):
            rendered = render(parts[0].text, facts)
            made = self._writing.insert(rendered, asked=asked, at_end=at_end)
            self._puts[made] = put
            self._sources.add(shown, put.source)
            parts = parts[1:]
        elif asked:
            self._writing.take_asked()
        self._writing.close()
        self._view.focus_field()
        if parts:
            self._parts.put(put, reply.content.title, parts, facts)

    def _on_turned(self, made: Insertion) -> None:
        """Follow undo and redo of an insertion with what came along with it."""
        put = self._puts.get(made)
        if put is None:
            return
        self._parts.turn(put, made.standing)
        if made.standing:
            self._sources.add(put.conversation_id, put.source)
        elif not any(
            each.standing and each.source == put.source for each in self._puts.values()
        ):
            self._sources.drop(put.conversation_id, put.source)

    def _forget_puts(self, written: Written) -> None:
        """Let go of what has left: undo does not reach it any more."""
        if not written.combo:
            self._puts = {
                made: put
                for made, put in self._puts.items()
                if put.conversation_id != written.conversation_id
            }

    def _take_asked(self) -> None:
        if self._writing.listing:
            self._writing.take_asked()
        self._writing.close()

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        del draft
        shown = opened.summary.id
        self._writing.silent = shown in self._silenced

    def _on_silenced(self) -> None:
        shown = self._view.conversation_id
        if shown is not None:
            self._silenced.add(shown)

    def _on_new_requested(self, title: str) -> None:
        self.new_requested.emit(title, "")

    def _refusal(self, reply: QuickReply) -> str:
        standing = reply.standing(self._desk.clock.now())
        title = one_line(reply.content.title, 30)
        if standing is Standing.WITHDRAWN:
            return self.tr("“{title}”已撤回，不能再用").format(title=title)
        if standing is Standing.EXPIRED:
            return self.tr("“{title}”已过期，不能再用").format(title=title)
        if standing is Standing.NOT_YET:
            return self.tr("“{title}”还没到启用日期").format(title=title)
        return ""

    def _say(self, sentence: Sentence) -> None:
        self.said.emit(words(sentence))


def _has_gaps(reply: QuickReply, facts: VariableFacts) -> bool:
    return any(render(text, facts).gaps for text in reply.texts())


def _price(reply: QuickReply, facts: VariableFacts) -> int:
    """Return how many messages a reply takes, sent as it is."""
    texts = reply.texts()
    pieces = sum(len(cut(render(text, facts).text)) for text in texts)
    return pieces + len(reply.content.parts) - len(texts)


def _listed(reply: QuickReply) -> FoundReply:
    return FoundReply(reply, line=one_line(" ".join(reply.texts()), _LINE))
