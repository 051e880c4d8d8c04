"""Macros (宏): several steps at one conversation, shown before they run, at one key."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.models.content_source import ContentSource
from desktop.models.failures import Sentence
from desktop.models.flow_step import FlowStep, FlowTrace
from desktop.models.outgoing import TextPart

MOST_STEPS = 12
LONGEST_NAME = 40
LONGEST_NOTE = 500


class StepKind(StrEnum):
    """What a step does; the values are stored."""

    SEND_REPLY = "send_reply"
    WRITE_NOTE = "write_note"
    STAR = "star"
    PIN = "pin"
    TAKE = "take"
    RELEASE = "release"
    DONE = "done"
    SNOOZE = "snooze"
    QUEUE = "queue"
    """Hand over to the queue of the account's colleagues."""
    END_SESSION = "end_session"


FLOW_STEPS = {
    StepKind.STAR: FlowStep.STAR,
    StepKind.PIN: FlowStep.PIN,
    StepKind.TAKE: FlowStep.TAKE,
    StepKind.RELEASE: FlowStep.RELEASE,
    StepKind.DONE: FlowStep.DONE,
    StepKind.SNOOZE: FlowStep.SNOOZE,
}
"""Steps that only change how conversations are kept in order."""
MOVES_SESSION = frozenset({StepKind.QUEUE, StepKind.END_SESSION})
"""Steps after which nothing can be sent; they wait until what was sent has left."""


@dataclass(frozen=True, slots=True)
class MacroStep:
    """One step."""

    kind: StepKind
    reply_id: int = 0
    """For a reply."""
    words: str = ""
    """Of a note; of a snooze its end as people say it (明早 9 点)."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro of one operator; id 0 is not stored yet."""

    id: int
    name: str
    steps: tuple[MacroStep, ...]


class WayBack(StrEnum):
    """Whether a step can be taken back afterwards."""

    YES = "yes"
    SOON = "soon"
    """For a few seconds."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class MaterialPart:
    """A material of a reply; it is put into the draft when its turn comes."""

    material_id: int
    source: ContentSource


@dataclass(frozen=True, slots=True)
class StepPreview:
    """What a step would do to a conversation now, or why it cannot."""

    step: MacroStep
    words: str
    """What it says: the reply with this customer's data, the note, the time."""
    way_back: WayBack
    problem: Sentence | None = None
    parts: tuple[TextPart | MaterialPart, ...] = ()
    """Exactly what will be sent."""
    until: datetime | None = None
    """The end of a snooze."""


@dataclass(frozen=True, slots=True)
class MacroPreview:
    """A macro at one conversation, before it runs."""

    macro: Macro
    conversation_id: int
    steps: tuple[StepPreview, ...]

    @property
    def ready(self) -> bool:
        """Whether it can run: no step has a problem."""
        return bool(self.steps) and all(step.problem is None for step in self.steps)


@dataclass(frozen=True, slots=True)
class DoneStep:
    """What a step did, as its way back needs it."""

    kind: StepKind
    message_ids: tuple[int, ...] = ()
    trace: FlowTrace | None = None


@dataclass(frozen=True, slots=True)
class MacroRun:
    """What was done, in order, and why it stopped before its end."""

    conversation_id: int
    name: str
    done: tuple[DoneStep, ...]
    stopped: Sentence | None = None


class MacroRefusedError(Exception):
    """A macro was not stored; `sentence` says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


NO_NAME = Sentence("宏要有名字", "A macro has a name")
NO_STEPS = Sentence("宏至少要有一步", "A macro has at least one step")
TOO_MANY_STEPS = Sentence(
    f"一个宏最多 {MOST_STEPS} 步", f"A macro has at most {MOST_STEPS} steps"
)
NOTHING_BEHIND_DONE = Sentence(
    "结束会话或转接之后，不能再发送内容",
    "Nothing can be sent behind a step that ends or hands over the session",
)
NO_REPLY_CHOSEN = Sentence("请选择要发送的回复", "Choose the reply to send")
NO_NOTE = Sentence("备注还没有内容", "The note has no words yet")


def checked(macro: Macro) -> Macro:
    """Return a macro as it is kept; raises MacroRefusedError."""
    name = " ".join(macro.name.split())[:LONGEST_NAME]
    if not name:
        raise MacroRefusedError(NO_NAME)
    if not macro.steps:
        raise MacroRefusedError(NO_STEPS)
    if len(macro.steps) > MOST_STEPS:
        raise MacroRefusedError(TOO_MANY_STEPS)
    moved = False
    for step in macro.steps:
        if step.kind is StepKind.SEND_REPLY and moved:
            raise MacroRefusedError(NOTHING_BEHIND_DONE)
        if step.kind is StepKind.SEND_REPLY and not step.reply_id:
            raise MacroRefusedError(NO_REPLY_CHOSEN)
        if step.kind is StepKind.WRITE_NOTE and not step.words.strip():
            raise MacroRefusedError(NO_NOTE)
        moved = moved or step.kind in MOVES_SESSION
    return replace(macro, name=name)
