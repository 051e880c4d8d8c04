"""Moves sessions as people asked, and reads states that are not believed any more."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from desktop.models.allowance import WINDOW
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import Actor, FailureReason, FailureSource
from desktop.models.service_state import ServiceState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.storage import engine_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.engine_store import StateQuestion, StateRequest
from desktop.services.wecom.errors import WeComError, refusal

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
PAUSE = timedelta(seconds=2)
MOST_SKEW = timedelta(minutes=5)
QUESTION_PAUSE = timedelta(minutes=1)

ALREADY_OVER = FailureReason(FailureSource.ERRCODE, 95013)
"""The session has ended: what a wish to end it was after."""

NOBODY_SERVES = 95019

_PASSING = frozenset({Actor.RETRY, Actor.PACE, Actor.TOKEN})


class SessionMover:
    """Carries out state requests; moving twice to the same state does no harm."""

    def __init__(
        self, database: Database, lines: Mapping[int, CorpLine], clock: Clock
    ) -> None:
        self._database = database
        self._lines = lines
        self._clock = clock

    async def look(self) -> None:
        """Do once what is wanted now; raises StorageError."""
        now = self._now()
        requests = await self._database.read(
            lambda connection: engine_store.state_requests(connection, now=now)
        )
        for request in requests:
            await self._move(request)
        questions = await self._database.read(
            lambda connection: engine_store.state_questions(connection, now=now)
        )
        for question in questions:
            await self._ask(question)

    async def end_expired(self) -> None:
        """End what has been silent for 48 hours; raises StorageError.

        Only while our clock and WeCom's agree: one that was set forward by a day
        would end every session, and nothing would open them again.
        """
        skews = [line.client.clock_skew for line in self._lines.values()]
        if not all(skew is not None and abs(skew) < MOST_SKEW for skew in skews):
            return
        window = int(WINDOW.total_seconds() * 1000)
        await self._database.write(
            lambda connection: engine_store.end_expired(
                connection, window_ms=window, now=self._now()
            )
        )

    async def _move(self, request: StateRequest) -> None:
        line = self._lines.get(request.corp_id)
        if line is None:
            return
        try:
            request = await _with_servicer(line, request)
            await line.client.kf.move_session(
                request.open_kfid,
                request.external_userid,
                request.to_state,
                request.servicer,
            )
        except WeComError as error:
            line.note(error)
            await self._not_moved(request, error)
            return
        await self._granted(request)

    async def _not_moved(self, request: StateRequest, error: WeComError) -> None:
        ending = request.to_state is ServiceState.ENDED
        if ending and error.reason == ALREADY_OVER:
            await self._granted(request)
            return
        passing = error.actor in _PASSING and request.attempts < MOST_ATTEMPTS
        due_at = to_milliseconds(self._clock.now() + PAUSE * (request.attempts + 1))

        def work(connection: Connection) -> None:
            if passing:
                engine_store.state_request_again(connection, request, due_at=due_at)
            else:
                engine_store.state_refused(
                    connection, request, error.reason, now=self._now()
                )

        await self._database.write(work)

    async def _granted(self, request: StateRequest) -> None:
        await self._database.write(
            lambda connection: engine_store.state_granted(
                connection, request, now=self._now()
            )
        )

    async def _ask(self, question: StateQuestion) -> None:
        line = self._lines.get(question.corp_id)
        if line is None:
            return
        try:
            standing = await line.client.kf.service_state(
                question.open_kfid, question.external_userid
            )
        except WeComError as error:
            line.note(error)
            passing = error.actor in _PASSING
            later = to_milliseconds(self._clock.now() + QUESTION_PAUSE)
            await self._database.write(
                lambda connection: engine_store.state_unread(
                    connection,
                    question.conversation_id,
                    again_at=later if passing else None,
                )
            )
            return
        await self._database.write(
            lambda connection: engine_store.state_read(
                connection,
                question,
                standing.state,
                standing.servicer_userid,
                now=self._now(),
            )
        )

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


async def _with_servicer(line: CorpLine, request: StateRequest) -> StateRequest:
    """Return the wish with a colleague who serves now, where one must be named.

    Raises 95019 (nobody serves) as WeCom would.
    """
    if request.to_state is not ServiceState.SERVICER or request.servicer:
        return request
    for servicer in await line.client.kf.servicers(request.open_kfid):
        if servicer.userid and servicer.serving:
            return replace(request, servicer=servicer.userid)
    raise refusal(NOBODY_SERVES)
