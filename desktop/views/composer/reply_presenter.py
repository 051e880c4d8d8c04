"""Joins the slash in the composer with the reply book: found, inserted, sent whole."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.models.content import Text
from desktop.models.content_source import ContentSource
from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.outgoing import (
    AttachmentPart,
    NotSentError,
    NotStagedError,
    Part,
    TextPart,
)
from desktop.models.quick_reply import (
    QuickReply,
    ReplyMaterial,
    ReplyPart,
    ReplyText,
    Standing,
)
from desktop.models.reply_rendering import VariableFacts, render
from desktop.models.reply_search import FoundReply, MarkedSpan
from desktop.models.text_cutting import cut
from desktop.services.desk import Desk
from desktop.services.guarded_tasks import GuardedTasks
from desktop.views.composer.composer_presenter import ComposerPresenter
from desktop.views.composer.composer_view import ComposerView
from desktop.views.composer.reply_writing import ReplyWish
from desktop.views.composer.written import WritingMode, Written
from desktop.views.conversation.conversation_header import OpenConversation
from desktop.views.conversation.conversation_presenter import ConversationPresenter
from desktop.views.reply_panel.reply_rows import PanelTab, belongs
from desktop.views.reply_panel.situation_presenter import SituationPresenter
from desktop.views.theme.language import words

_RECENT = 3
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
        self._composer = composer
        self._sources: dict[int, tuple[ContentSource, ...]] = {}
        self._silenced: set[int] = set()
        self.tasks = GuardedTasks("composer replies", self._say)
        writing = self._writing
        writing.asked.connect(self._on_asked)
        writing.suggestion_wanted.connect(self._on_suggestion_wanted)
        writing.chosen.connect(self.use)
        writing.silenced.connect(self._on_silenced)
        writing.new_requested.connect(self._on_new_requested)
        view.draft_changed.connect(self._on_draft_changed)
        view.stored.connect(self._on_stored)
        view.put_back_done.connect(self._on_put_back_done)
        view.parts.text_taken.connect(self._remember)
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
            self._take_asked()
            self.tasks.spawn(self._send(shown, reply, facts), name="send")
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
        account = situation.account_id
        fitting = [
            each for each in found if belongs(each.reply, PanelTab.RECOMMENDED, account)
        ]
        self._writing.show_asked(typed, await self._dressed(fitting))

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
        self._writing.show_suggested(line, await self._dressed(found[:3]))

    async def _dressed(self, found: Sequence[FoundReply]) -> tuple[FoundReply, ...]:
        """Return what is found with this customer's data, and what was sent marked."""
        facts, opened = self._situation.facts(), self._situation.opened
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
        source = ContentSource(reply.id, reply.version)
        parts = reply.content.parts
        asked = not self._writing.list.isHidden()
        if parts and isinstance(parts[0], ReplyText):
            rendered = render(parts[0].text, facts)
            self._writing.insert(rendered, asked=asked, at_end=at_end)
            parts = parts[1:]
            self._remember(shown, source)
        elif asked:
            self._take_asked()
        self._writing.close()
        self._view.focus_field()
        if parts:
            work = self._stage_rest(shown, parts, source, facts)
            self.tasks.spawn(work, name="stage")

    def _take_asked(self) -> None:
        if not self._writing.list.isHidden():
            self._writing.take_asked()
        self._writing.close()

    async def _stage_rest(
        self,
        shown: int,
        parts: Sequence[ReplyPart],
        source: ContentSource,
        facts: VariableFacts,
    ) -> None:
        """Put the further parts of a combo beside the words, in order."""
        try:
            for part in parts:
                await self._stage(shown, part, source, facts)
        except NotStagedError as error:
            self._say(error.sentence)
        finally:
            self.staged.emit(shown)

    async def _stage(
        self,
        shown: int,
        part: ReplyPart,
        source: ContentSource,
        facts: VariableFacts,
    ) -> int:
        if isinstance(part, ReplyMaterial):
            staged = await self._desk.materials.stage(shown, part.material_id, source)
        else:
            text = Text(render(part.text, facts).text)
            staged = await self._desk.attachments.add_card(
                shown, text, taken_from=source
            )
        return staged.id

    # Sending

    async def _send(self, shown: int, reply: QuickReply, facts: VariableFacts) -> None:
        """Send a combo as one unit: all of its parts, or none and nothing is left."""
        source = ContentSource(reply.id, reply.version)
        parts: list[Part] = []
        staged: list[int] = []
        sent = False
        try:
            for part in reply.content.parts:
                if isinstance(part, ReplyText):
                    parts.append(TextPart(render(part.text, facts).text, source))
                else:
                    staged.append(await self._stage(shown, part, source, facts))
                    parts.append(AttachmentPart(staged[-1]))
            sent = await self._composer.send_combo(shown, tuple(parts))
        except (NotStagedError, NotSentError) as error:
            self._say(error.sentence)
        finally:
            if not sent:
                for attachment_id in staged:
                    await self._desk.attachments.remove(attachment_id)
            self.staged.emit(shown)

    # Where words come from

    def _remember(self, shown: int, source: ContentSource) -> None:
        known = self._sources.get(shown, ())
        if source not in known:
            self._keep_sources(shown, (*known, source))

    def _keep_sources(self, shown: int, sources: tuple[ContentSource, ...]) -> None:
        self._sources[shown] = sources
        work = self._desk.replies.keep_draft_sources(shown, sources)
        self.tasks.spawn(work, name="sources")

    def _on_opened(self, opened: OpenConversation, draft: str) -> None:
        del draft
        shown = opened.summary.id
        self._writing.silent = shown in self._silenced
        if shown not in self._sources:
            self.tasks.spawn(self._read_sources(shown), name="sources")

    def _on_put_back_done(self, conversation_id: int) -> None:
        """Learn what taking back has put beside the draft again."""
        self._sources.pop(conversation_id, None)
        self.tasks.spawn(self._read_sources(conversation_id), name="sources")

    async def _read_sources(self, shown: int) -> None:
        stored = await self._desk.replies.draft_sources(shown)
        self._sources.setdefault(shown, stored)

    def _on_draft_changed(self, conversation_id: int, text: str) -> None:
        if not text.strip() and self._sources.get(conversation_id):
            self._keep_sources(conversation_id, ())

    def _on_stored(self, written: Written) -> None:
        if not written.combo:
            self._sources.pop(written.conversation_id, None)

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
