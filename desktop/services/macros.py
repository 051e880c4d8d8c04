"""Macros as a desk uses them: kept, shown before they run, run in order, undone."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import Sentence
from desktop.models.flow_step import FlowWish
from desktop.models.macro import (
    FLOW_STEPS,
    MOVES_SESSION,
    DoneStep,
    Macro,
    MacroPreview,
    MacroRun,
    StepKind,
    StepPreview,
    checked,
)
from desktop.models.organisation import Operator
from desktop.models.outgoing import (
    Attachment,
    AttachmentPart,
    NotSentError,
    NotStagedError,
    Part,
    TextPart,
)
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.services.attachments import Attachments
from desktop.services.conversations import Conversations
from desktop.services.flow import Flow
from desktop.services.macro_preview import MacroPreviews, StepProblemError
from desktop.services.materials.service import Materials
from desktop.services.notes import Notes
from desktop.services.sending import Sending
from desktop.services.storage import macro_store
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError

TIME_TO_UNDO = timedelta(seconds=5)
"""How long an end of the session or a handing over can be taken back."""
_LEAVING = 90.0
"""Seconds that a message may take to leave before a macro stops."""
_LOOK = 0.2
_STATES = {
    StepKind.QUEUE: ServiceState.QUEUED,
    StepKind.END_SESSION: ServiceState.ENDED,
}
_ON_ITS_WAY = {SendState.QUEUED, SendState.SENDING, SendState.ACCEPTED}
NOT_LEFT = Sentence(
    "消息没有发出，后面的步骤没有做",
    "The message did not leave: the steps behind it were not done",
)
STOPPED = Sentence("已停下，后面的步骤没有做", "Stopped: the other steps were not done")


_FAILURES = (NotSentError, NotStagedError, StepProblemError, StorageError)


class Macros:
    """Keeps and runs the macros of this operator."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        operator: Operator,
        previews: MacroPreviews,
        *,
        sending: Sending,
        flow: Flow,
        notes: Notes,
        conversations: Conversations,
        materials: Materials,
        attachments: Attachments,
    ) -> None:
        self._database = database
        self._clock = clock
        self._operator = operator
        self._previews = previews
        self._sending = sending
        self._flow = flow
        self._notes = notes
        self._conversations = conversations
        self._materials = materials
        self._attachments = attachments

    async def all(self) -> tuple[Macro, ...]:
        """Return this operator's macros by name."""
        return await self._database.read(
            lambda connection: macro_store.everything(connection, self._operator.id)
        )

    async def save(self, macro: Macro) -> int:
        """Store a macro; return its id. Raises MacroRefusedError, StorageError."""
        kept, now = checked(macro), to_milliseconds(self._clock.now())
        return await self._database.write(
            lambda connection: macro_store.save(
                connection, kept, self._operator.id, now=now
            )
        )

    async def remove(self, macro_id: int) -> None:
        """Take a macro away; `restore` brings it back."""
        await self._set_removed(macro_id, to_milliseconds(self._clock.now()))

    async def restore(self, macro_id: int) -> None:
        """Bring a removed macro back."""
        await self._set_removed(macro_id, None)

    async def preview(self, macro: Macro, conversation_id: int) -> MacroPreview:
        """Return what each step would do now; raises StorageError."""
        return await self._previews.of(macro, conversation_id)

    async def run(
        self,
        preview: MacroPreview,
        *,
        seen_through: int,
        hold_for: timedelta,
        goes_on: Callable[[int], bool],
    ) -> MacroRun:
        """Do the steps in order and stop at the first that fails; say what was done.

        `goes_on` is asked before each step, by its number, and while one waits. What is
        sent can be taken back for `hold_for`; a step that moves the session waits until
        it has left.
        """
        done: list[DoneStep] = []
        for number, shown in enumerate(preview.steps):
            try:
                sent = done if shown.step.kind in MOVES_SESSION else ()
                await self._wait_for(sent, partial(goes_on, number))
                done.append(
                    await self._do(
                        shown, preview.conversation_id, seen_through, hold_for
                    )
                )
            except _FAILURES as error:
                return _ended(preview, done, error.sentence)
        return _ended(preview, done, None)

    async def undo(self, run: MacroRun) -> tuple[StepKind, ...]:
        """Take back what was done, the last first; return what could not be."""
        left: list[StepKind] = []
        for step in reversed(run.done):
            if not await self._take_back(step, run.conversation_id):
                left.append(step.kind)
        return tuple(reversed(left))

    async def _do(
        self,
        shown: StepPreview,
        conversation_id: int,
        seen_through: int,
        hold_for: timedelta,
    ) -> DoneStep:
        kind = shown.step.kind
        if kind in FLOW_STEPS:
            wish = FlowWish(FLOW_STEPS[kind], shown.until)
            trace = await self._flow.apply(wish, [conversation_id])
            return DoneStep(kind, trace=trace)
        if kind in _STATES:
            await self._conversations.request_state(
                conversation_id, _STATES[kind], after=TIME_TO_UNDO
            )
            return DoneStep(kind)
        if kind is StepKind.WRITE_NOTE:
            await self._notes.add(conversation_id, shown.step.words)
            return DoneStep(kind)
        return await self._send(shown, conversation_id, seen_through, hold_for)

    async def _send(
        self,
        shown: StepPreview,
        conversation_id: int,
        seen_through: int,
        hold_for: timedelta,
    ) -> DoneStep:
        """Send a reply whole; what was put into the draft for it goes when it fails."""
        staged: list[Attachment] = []
        parts: list[Part] = []
        try:
            for part in shown.parts:
                if isinstance(part, TextPart):
                    parts.append(part)
                    continue
                attachment = await self._materials.stage(
                    conversation_id, part.material_id, part.source
                )
                staged.append(attachment)
                parts.append(AttachmentPart(attachment.id))
            ids = await self._sending.send(
                conversation_id,
                parts,
                seen_through=seen_through,
                hold_for=hold_for,
                from_draft=False,
            )
        except BaseException:
            for attachment in staged:
                await self._attachments.remove(attachment.id)
            raise
        return DoneStep(shown.step.kind, ids)

    async def _take_back(self, step: DoneStep, conversation_id: int) -> bool:
        if step.trace is not None:
            await self._flow.undo(step.trace)
            return True
        if step.kind in _STATES:
            return await self._conversations.withdraw_state(conversation_id)
        now = to_milliseconds(self._clock.now())
        return bool(step.message_ids) and await self._database.write(
            lambda connection: macro_store.discard_unsent(
                connection, step.message_ids, now=now
            )
        )

    async def _wait_for(
        self, done: Sequence[DoneStep], goes_on: Callable[[], bool]
    ) -> None:
        """Let what was sent leave, while it goes on; raises StepProblemError."""
        ids = [id_ for step in done for id_ in step.message_ids]
        loop = asyncio.get_running_loop()
        end = loop.time() + _LEAVING
        while goes_on():
            if not ids:
                return
            states = {one.state for one in await self._conversations.messages(ids)}
            if states == {SendState.ACCEPTED}:
                return
            if states - _ON_ITS_WAY or loop.time() > end:
                raise StepProblemError(NOT_LEFT)
            await asyncio.sleep(_LOOK)
        raise StepProblemError(STOPPED)

    async def _set_removed(self, macro_id: int, removed_at: int | None) -> None:
        await self._database.write(
            lambda connection: macro_store.set_removed(
                connection, macro_id, self._operator.id, removed_at
            )
        )


def _ended(
    preview: MacroPreview, done: list[DoneStep], why: Sentence | None
) -> MacroRun:
    return MacroRun(preview.conversation_id, preview.macro.name, tuple(done), why)
