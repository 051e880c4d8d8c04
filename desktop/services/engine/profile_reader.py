"""Asks WeCom who the customers are, in time: it tells only of the last 48 hours."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from desktop.models.clock import Clock, to_milliseconds
from desktop.services.engine.corp_line import CorpLine
from desktop.services.storage import customer_store
from desktop.services.storage.customer_store import Profile
from desktop.services.storage.database import Database
from desktop.services.wecom.errors import WeComError
from desktop.services.wecom.kf import MAX_CUSTOMERS_A_CALL

logger = logging.getLogger(__name__)

UNKNOWN_PAUSE = timedelta(hours=6)
"""A customer WeCom would not tell of may have come back by then."""


class ProfileReader:
    """Fetches wanted profiles in batches of a hundred."""

    def __init__(
        self, database: Database, lines: Mapping[int, CorpLine], clock: Clock
    ) -> None:
        self._database = database
        self._lines = lines
        self._clock = clock

    async def look(self) -> None:
        """Ask once for what is wanted of each corp; raises StorageError."""
        for line in list(self._lines.values()):
            try:
                while await self._batch(line):
                    pass
            except WeComError as error:
                line.note(error)
                logger.info("profiles wait: %s", error.reason)

    async def _batch(self, line: CorpLine) -> bool:
        """Fetch one batch; return whether there may be more."""
        moment = self._clock.now()
        now = to_milliseconds(moment)
        wanted = await self._database.read(
            lambda connection: customer_store.wanted(
                connection, line.corp_id, now=now, limit=MAX_CUSTOMERS_A_CALL
            )
        )
        if not wanted:
            return False
        answer = await line.client.kf.customers(wanted)
        profiles = [
            Profile(
                found.external_userid,
                found.nickname,
                found.gender,
                found.unionid,
                found.avatar_url,
            )
            for found in answer.profiles
        ]
        told = {profile.external_userid for profile in profiles}
        await self._database.write(
            lambda connection: customer_store.store_profiles(
                connection,
                line.corp_id,
                profiles,
                [userid for userid in wanted if userid not in told],
                again_at=to_milliseconds(moment + UNKNOWN_PAUSE),
                now=now,
            )
        )
        return len(wanted) == MAX_CUSTOMERS_A_CALL
