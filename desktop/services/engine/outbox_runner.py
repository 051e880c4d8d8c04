"""Sends what the outbox holds: in order for a conversation, exactly once.

Every step is committed before the next is taken. Killed anywhere, the next engine
finds either a message that was not begun, or one that it repeats byte for byte.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from datetime import timedelta

from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.local_failures import LocalFailure
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState, can_send
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.state_doctor import needs_the_state
from desktop.services.engine.verdicts import Again, Verdict, judge
from desktop.services.storage import content_guard, outbox_store, upload_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.errors import StorageError
from desktop.services.storage.outbox_store import Circumstances, OutboxJob
from desktop.services.tasks import TaskGroup
from desktop.services.wecom.errors import WeComError
from desktop.services.wecom.send_body import encode_send

logger = logging.getLogger(__name__)

AT_ONCE = 8
"""Conversations of one corp that are sent to at the same time."""
LOOKED_AT = 64
"""Due messages that one look finds; a corp that does not answer fills no more."""
LONGEST_SLEEP = 1.0
"""Seconds between two looks when nothing wakes us."""
NO_LINE_PAUSE = timedelta(seconds=5)
STORAGE_PAUSE = 1.0
LAST_ANSWERS = 3.0
"""Seconds that WeCom may take to answer when the engine ends."""

UNKNOWN_MEDIA = FailureReason(FailureSource.ERRCODE, 40007)
"""WeCom does not know the media_id: the file is uploaded anew, once by itself."""


class OutboxRunner:
    """Takes due messages, one of each conversation at a time."""

    def __init__(
        self,
        database: Database,
        lines: Mapping[int, CorpLine],
        clock: Clock,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._lines = lines
        self._clock = clock
        self._jitter = jitter
        self._woken = asyncio.Event()
        self._busy: dict[int, OutboxJob] = {}
        self._tasks = TaskGroup("outbox")

    def wake(self) -> None:
        """Look again now: something was queued or released."""
        self._woken.set()

    async def run(self) -> None:
        """Work until cancelled; what is under way then has a moment to end.

        What has not ended is repeated by the next engine, without knowing whether it
        was carried out.
        """
        try:
            while True:
                self._woken.clear()
                try:
                    pause = await self._start_due()
                except StorageError as error:
                    logger.warning("outbox: %s", type(error).__name__)
                    pause = STORAGE_PAUSE
                await self._sleep(pause)
        finally:
            await self._tasks.drain(LAST_ANSWERS)
            await self._tasks.close()

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _start_due(self) -> float:
        """Start what is due and return the seconds until the next look."""
        now, busy = self._now(), frozenset(self._busy)

        def look(connection: Connection) -> tuple[list[OutboxJob], int | None]:
            jobs = outbox_store.due_jobs(
                connection, now=now, busy=busy, limit=LOOKED_AT
            )
            taken = busy | {job.conversation_id for job in jobs}
            return jobs, outbox_store.next_due(connection, now=now, busy=taken)

        jobs, due = await self._database.read(look)
        for job in jobs:
            under_way = sum(job.corp_id == one.corp_id for one in self._busy.values())
            if under_way < AT_ONCE:  # the end of another one looks again
                self._busy[job.conversation_id] = job
                self._tasks.spawn(self._deliver(job), name=f"send-{job.id}")
        if due is None:
            return LONGEST_SLEEP
        return min(LONGEST_SLEEP, max(0.01, (due - now) / 1000))

    async def _deliver(self, job: OutboxJob) -> None:
        try:
            await self._attempt(job)
        except StorageError as error:
            # The row is as it was committed last: the same job comes again.
            logger.warning("outbox: %s", type(error).__name__)
            await asyncio.sleep(STORAGE_PAUSE)
        finally:
            del self._busy[job.conversation_id]
            self.wake()

    async def _attempt(self, job: OutboxJob) -> None:
        line = self._lines.get(job.corp_id)
        if line is None:
            await self._postpone(job)
            return
        body = job.body
        if body is None:
            try:
                body = encode_send(
                    job.open_kfid,
                    job.external_userid,
                    job.msgid,
                    job.content,
                    media_id=job.media_id,
                )
            except WeComError as refusal:
                await self._conclude(job, SendState.FAILED, refusal.reason)
                return
        if not await self._begin(job, body):
            return
        error = await _send(line, body)
        await self._settle(job, line, error)

    async def _begin(self, job: OutboxJob, body: bytes) -> bool:
        """Judge a first attempt and commit it, in one transaction.

        Whether its content may still leave is asked before every attempt.
        """
        now = self._now()

        def work(connection: Connection) -> bool:
            if content_guard.stops(connection, job.message_id, now=now):
                _stop(connection, job, now)
                return False
            if not job.begun and not job.doubtful:
                facts = outbox_store.circumstances(
                    connection, job.id, job.conversation_id
                )
                if facts is None:
                    return False
                refusal = refusal_of(facts, self._clock)
                if refusal is not None:
                    outbox_store.conclude(
                        connection, job, SendState.FAILED, refusal, now=now
                    )
                    return False
            return outbox_store.begin(connection, job, body, now=now)

        return await self._database.write(work)

    async def _settle(
        self, job: OutboxJob, line: CorpLine, error: WeComError | None
    ) -> None:
        rejections = await self._database.read(
            lambda connection: outbox_store.first_rejections(connection, job.corp_id)
        )
        verdict = judge(
            error,
            attempts=job.attempts + 1,
            doubtful_before=job.doubtful,
            first_rejections=rejections,
            jitter=self._jitter(),
        )
        await self._database.write(lambda connection: self._store(
            connection, job, verdict, error
        ))  # fmt: skip
        if error is not None:
            line.note(error)

    def _store(
        self,
        connection: Connection,
        job: OutboxJob,
        verdict: Verdict,
        error: WeComError | None,
    ) -> None:
        now = self._now()
        if isinstance(verdict, Again):
            pause = int(verdict.after.total_seconds() * 1000)
            outbox_store.try_again(
                connection,
                job,
                doubtful=verdict.doubtful,
                attempts=verdict.attempts,
                due_at=now + pause,
            )
            return
        if verdict.failure == UNKNOWN_MEDIA:
            old = upload_store.forget(connection, job.message_id, now=now)
            if old and verdict.state is SendState.FAILED:
                outbox_store.begin_anew(connection, job, now=now)
                return
        outbox_store.conclude(connection, job, verdict.state, verdict.failure, now=now)
        if verdict.first_rejection is not None:
            outbox_store.note_first_rejection(
                connection, job.corp_id, verdict.first_rejection
            )
        if error is not None and needs_the_state(error.reason):
            outbox_store.wish_state_read(connection, job.conversation_id, now=now)

    async def _conclude(
        self, job: OutboxJob, state: SendState, failure: FailureReason
    ) -> None:
        now = self._now()
        await self._database.write(
            lambda connection: outbox_store.conclude(
                connection, job, state, failure, now=now
            )
        )

    async def _postpone(self, job: OutboxJob) -> None:
        """Wait for a corp that is being opened; one that was switched off fails.

        An answer must not leave days later, when the corp is connected again.
        """
        moment = self._clock.now()
        now, due_at = to_milliseconds(moment), to_milliseconds(moment + NO_LINE_PAUSE)

        def work(connection: Connection) -> None:
            untried = not job.begun and not job.doubtful
            facts = (
                outbox_store.circumstances(connection, job.id, job.conversation_id)
                if untried
                else None
            )
            if facts is not None and not facts.enabled:
                refusal = LocalFailure.ACCOUNT_DISABLED.reason
                outbox_store.conclude(
                    connection, job, SendState.FAILED, refusal, now=now
                )
                return
            outbox_store.try_again(
                connection,
                job,
                doubtful=job.doubtful,
                attempts=job.attempts,
                due_at=due_at,
            )

        await self._database.write(work)

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


def _stop(connection: Connection, job: OutboxJob, now: int) -> None:
    """End a message whose content was withdrawn, as far as its fate is known."""
    state, failure = SendState.FAILED, LocalFailure.CONTENT_WITHDRAWN
    if job.doubtful:
        state, failure = SendState.UNCONFIRMED, LocalFailure.OUTCOME_UNKNOWN
    outbox_store.conclude(connection, job, state, failure.reason, now=now)


async def _send(line: CorpLine, body: bytes) -> WeComError | None:
    try:
        await line.client.kf.send_msg(body)
    except WeComError as error:
        return error
    return None


def refusal_of(facts: Circumstances, clock: Clock) -> FailureReason | None:
    """Return why a first attempt must not be made, None when it may."""
    now = clock.now()
    checks = (
        (not facts.enabled, LocalFailure.ACCOUNT_DISABLED),
        (not facts.manageable, LocalFailure.ACCOUNT_NOT_MANAGEABLE),
        (
            facts.service_state is ServiceState.SERVICER,
            LocalFailure.COLLEAGUE_HAS_SESSION,
        ),
        (facts.rejected, LocalFailure.CUSTOMER_REFUSED),
        (not facts.allowance.time_left(now), LocalFailure.WINDOW_CLOSED),
        (not can_send(facts.service_state), LocalFailure.STATE_FORBIDS),
        (not facts.allowance.pips_left, LocalFailure.NO_PIPS_LEFT),
        (facts.unseen, LocalFailure.CUSTOMER_WROTE_MEANWHILE),
    )
    return next((failure.reason for refused, failure in checks if refused), None)
