"""What the steps of a macro would do to a conversation now, or why they cannot."""

from dataclasses import dataclass
from datetime import datetime

from desktop.models.clock import Clock
from desktop.models.content_source import ContentSource
from desktop.models.conversation import ConversationSummary
from desktop.models.display_text import one_line
from desktop.models.failures import Sentence
from desktop.models.macro import (
    FLOW_STEPS,
    MOVES_SESSION,
    Macro,
    MacroPreview,
    MacroStep,
    MaterialPart,
    StepKind,
    StepPreview,
    WayBack,
)
from desktop.models.organisation import Operator
from desktop.models.outgoing import TextPart, price
from desktop.models.quick_reply import ReplyText, Standing
from desktop.models.reply_book import ReplyRefusedError
from desktop.models.reply_rendering import VariableFacts, render
from desktop.models.reply_variables import Gap, OpenGap
from desktop.models.scheduling import parse_time
from desktop.models.service_state import ServiceState, can_send
from desktop.services.inbox import Inbox
from desktop.services.materials.service import Materials
from desktop.services.quick_replies import QuickReplies

NOT_OURS = Sentence(
    "会话不在可发送的状态", "The session is in a state in which nothing can be sent"
)
NO_PIPS = Sentence("剩余条数不够", "That is more messages than are left")
NO_TIME = Sentence(
    "看不懂这个时间，或者已经过去", "This time is not understood, or has passed"
)
ENDED_ALREADY = Sentence("会话已经结束", "The session has ended already")
NO_MATERIAL = Sentence(
    "其中的素材已撤回、过期或不在了",
    "A material of it was withdrawn, has expired or is gone",
)
_STANDINGS = {
    Standing.NOT_YET: Sentence("这条回复还没有生效", "This reply is not valid yet"),
    Standing.EXPIRED: Sentence("这条回复已经过期", "This reply has expired"),
    Standing.WITHDRAWN: Sentence("这条回复已经撤回", "This reply was withdrawn"),
}


class StepProblemError(Exception):
    """A step cannot be done; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(slots=True)
class _Moment:
    """What earlier steps leave to later ones."""

    summary: ConversationSummary
    facts: VariableFacts
    pips: int
    moved: bool = False


class MacroPreviews:
    """Looks at conversations and replies on behalf of macros."""

    def __init__(
        self,
        clock: Clock,
        operator: Operator,
        inbox: Inbox,
        replies: QuickReplies,
        materials: Materials,
    ) -> None:
        self._clock = clock
        self._operator = operator
        self._inbox = inbox
        self._replies = replies
        self._materials = materials

    async def of(self, macro: Macro, conversation_id: int) -> MacroPreview:
        """Return every step with what it would do; raises StorageError."""
        moment = await self._moment(conversation_id)
        steps = [await self._step(step, moment) for step in macro.steps]
        return MacroPreview(macro, conversation_id, tuple(steps))

    async def _moment(self, conversation_id: int) -> _Moment:
        summary = await self._inbox.summary(conversation_id)
        accounts = await self._inbox.accounts()
        name = next((one.name for one in accounts if one.id == summary.account_id), "")
        now = self._clock.now()
        facts = VariableFacts(
            now=now,
            customer=summary.customer_name,
            account=name,
            operator=self._operator.name,
        )
        usable = summary.allowance.permits(1, now) and can_send(summary.service_state)
        return _Moment(summary, facts, summary.allowance.pips_left if usable else 0)

    async def _step(self, step: MacroStep, moment: _Moment) -> StepPreview:
        way_back = _way_back(step.kind)
        try:
            if step.kind is StepKind.SEND_REPLY:
                return await self._reply(step, moment)
            if step.kind is StepKind.SNOOZE:
                until = self._end_of_snooze(step.words)
                return StepPreview(step, one_line(step.words), way_back, until=until)
            if step.kind in MOVES_SESSION:
                _check_state(moment)
                moment.moved = True
        except (StepProblemError, ReplyRefusedError) as error:
            return StepPreview(step, one_line(step.words), way_back, error.sentence)
        return StepPreview(step, one_line(step.words), way_back)

    async def _reply(self, step: MacroStep, moment: _Moment) -> StepPreview:
        reply = await self._replies.one(step.reply_id)
        if moment.moved or not can_send(moment.summary.service_state):
            raise StepProblemError(NOT_OURS)
        standing = reply.standing(self._clock.now())
        if standing is not Standing.USABLE:
            raise StepProblemError(_STANDINGS[standing])
        source = ContentSource(reply.id, reply.version)
        said: list[str] = []
        parts: list[TextPart | MaterialPart] = []
        for part in reply.content.parts:
            if isinstance(part, ReplyText):
                said.append(_rendered(part.text, moment.facts))
                parts.append(TextPart(said[-1], source))
            else:
                said.append(f"[{await self._material(part.material_id)}]")
                parts.append(MaterialPart(part.material_id, source))
        moment.pips -= sum(
            price([part]) if isinstance(part, TextPart) else 1 for part in parts
        )
        if moment.pips < 0:
            raise StepProblemError(NO_PIPS)
        words = one_line(" / ".join(said))
        way_back = _way_back(step.kind)
        return StepPreview(step, words, way_back, parts=tuple(parts))

    async def _material(self, material_id: int) -> str:
        """Return the name of a material that can be sent."""
        found = await self._materials.one(material_id)
        if found is None or found.standing(self._clock.now()) is not Standing.USABLE:
            raise StepProblemError(NO_MATERIAL)
        return found.details.name

    def _end_of_snooze(self, words: str) -> datetime:
        until = parse_time(words, self._clock.now().astimezone())
        if until is None:
            raise StepProblemError(NO_TIME)
        return until


def _rendered(text: str, facts: VariableFacts) -> str:
    rendered = render(text, facts)
    if rendered.gaps:
        raise StepProblemError(_gap(rendered.gaps[0]))
    return rendered.text


def _check_state(moment: _Moment) -> None:
    if moment.summary.service_state is ServiceState.ENDED:
        raise StepProblemError(ENDED_ALREADY)


def _way_back(kind: StepKind) -> WayBack:
    if kind in FLOW_STEPS:
        return WayBack.YES
    return WayBack.NO if kind is StepKind.WRITE_NOTE else WayBack.SOON


def _gap(gap: OpenGap) -> Sentence:
    if gap.kind is Gap.TO_FILL:
        return Sentence(
            f"要先填写「{gap.name}」，请用 / 插入后填写",
            f"“{gap.name}” has to be filled in: insert it with / instead",
        )
    return Sentence(
        f"不知道这位客户的「{gap.name}」", f"“{gap.name}” of this customer is not known"
    )
