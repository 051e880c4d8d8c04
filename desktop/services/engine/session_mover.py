"""Moves sessions as people asked, and reads states that are not believed any more."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from desktop.models.allowance import WINDOW
from desktop.models.clock import Clock, to_milliseconds
from desktop.models.failures import Actor
from desktop.models.service_state import ServiceState
from desktop.services.engine.corp_line import CorpLine
from desktop.services.engine.state_doctor import (
    NOT_SERVING,
    STATE_REASONS,
    Granted,
    OnceMore,
    decide,
    is_unfit_servicer,
    needs_the_state,
    next_servicer,
    truth_about,
)
from desktop.services.storage import engine_store, refused_answers, servicer_store
from desktop.services.storage.connection import Connection
from desktop.services.storage.database import Database
from desktop.services.storage.engine_store import StateQuestion, StateRequest
from desktop.services.wecom.errors import WeComError, refusal
from desktop.services.wecom.kf import SessionStanding

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
PAUSE = timedelta(seconds=2)
MOST_SKEW = timedelta(minutes=5)
QUESTION_PAUSE = timedelta(minutes=1)
WINDOW_MS = int(WINDOW.total_seconds() * 1000)

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
        await self._database.write(
            lambda connection: engine_store.end_expired(
                connection, window_ms=WINDOW_MS, now=self._now()
            )
        )

    async def _move(self, request: StateRequest) -> None:
        line = self._lines.get(request.corp_id)
        if line is None:
            return
        try:
            moved = await _put(line, request)
        except WeComError as error:
            line.note(error)
            if needs_the_state(error.reason):
                await self._understand(line, request, error)
            else:
                await self._not_moved(request, error)
            return
        await self._granted(moved)

    async def _understand(
        self, line: CorpLine, request: StateRequest, error: WeComError
    ) -> None:
        """Read where the session is, and let that decide what the refusal means."""
        try:
            standing = await line.client.kf.service_state(
                request.open_kfid, request.external_userid
            )
            decision = decide(
                request.to_state, request.servicer, error.reason, standing
            )
            if isinstance(decision, OnceMore):
                request, decision = await _put(line, request), Granted()
        except WeComError as later:
            line.note(later)
            await self._not_moved(request, later)
            return
        if isinstance(decision, Granted):
            await self._granted(request)
        else:
            await self._not_moved(request, error)

    async def _not_moved(self, request: StateRequest, error: WeComError) -> None:
        passing = error.actor in _PASSING and request.attempts < MOST_ATTEMPTS
        due_at = to_milliseconds(self._clock.now() + PAUSE * (request.attempts + 1))

        def work(connection: Connection) -> None:
            if passing:
                engine_store.state_request_again(connection, request, due_at=due_at)
            else:
                engine_store.state_refused(
                    connection, request, error.reason, now=self._now()
                )
            if is_unfit_servicer(error.reason):
                servicer_store.note_status(
                    connection, request.account_id, request.servicer, serving=False
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
            lambda connection: self._believe(connection, question, standing)
        )

    def _believe(
        self,
        connection: Connection,
        question: StateQuestion,
        standing: SessionStanding,
    ) -> None:
        """Store a state, and say of refused answers what it shows about them."""
        now = self._now()
        engine_store.state_read(
            connection, question, standing.state, standing.servicer_userid, now=now
        )
        answers = refused_answers.find(
            connection, question.conversation_id, STATE_REASONS
        )
        last_at = answers.last_customer_at
        truth = truth_about(
            standing.state,
            window_open=last_at is not None and now - last_at < WINDOW_MS,
            rejected=answers.rejected,
        )
        if truth is not None:
            refused_answers.explain(
                connection,
                question.conversation_id,
                answers,
                truth,
                initiator=engine_store.INITIATOR,
                now=now,
            )

    def _now(self) -> int:
        return to_milliseconds(self._clock.now())


async def _put(line: CorpLine, request: StateRequest) -> StateRequest:
    """Ask for a move and return it with the colleague who has the session now.

    Where a colleague must be named and nobody chose one, those who serve are tried
    in turn; raises 95019 as WeCom would when none can take it.
    """
    kf = line.client.kf
    session = (request.open_kfid, request.external_userid, request.to_state)
    if request.to_state is not ServiceState.SERVICER or request.servicer:
        await kf.move_session(*session, request.servicer)
        return request
    servicers = await kf.servicers(request.open_kfid)
    unfit: frozenset[str] = frozenset()
    while (found := next_servicer(servicers, unfit)) is not None:
        try:
            await kf.move_session(*session, found.userid)
        except WeComError as error:
            if not is_unfit_servicer(error.reason):
                raise
            unfit |= {found.userid}
        else:
            return replace(request, servicer=found.userid)
    raise refusal(NOT_SERVING)
