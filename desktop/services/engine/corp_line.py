"""One corp as the engine knows it: its client, and how well it answers."""

import asyncio
from dataclasses import dataclass, field

from desktop.models.failures import Actor, FailureReason
from desktop.services.storage.organisation_store import CorpAccess
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import WeComError

PATIENCE = 3
"""Passing failures in a row before a corp is said to be out of reach."""

_LASTING = frozenset({Actor.ADMINISTRATOR, Actor.TOKEN})


@dataclass
class CorpLine:
    """The way to one corp; kept for as long as the engine runs."""

    access: CorpAccess
    client: WeComClient
    failure: FailureReason | None = None
    detail: str = ""
    misses: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def corp_id(self) -> int:
        """Return the row id of the corp."""
        return self.access.corp.id

    def note(self, error: WeComError | None) -> None:
        """Remember what concerns the whole corp: secrets, permissions, network."""
        if error is None:
            self.misses = 0
            self._set(None, "")
        elif error.actor in _LASTING:
            self._set(error.reason, error.detail)
        elif error.actor is Actor.RETRY:
            self.misses += 1
            if self.misses >= PATIENCE:
                self._set(error.reason, error.detail)

    def _set(self, failure: FailureReason | None, detail: str) -> None:
        if (failure, detail) != (self.failure, self.detail):
            self.failure, self.detail = failure, detail
            self.changed.set()
