"""The sandbox's ledger over HTTP: what customers really said and really received."""

from collections import Counter
from dataclasses import dataclass

import httpx
import msgspec


class _Delivery(msgspec.Struct):
    content: dict[str, object]
    failed: int | None = None


class _Said(msgspec.Struct):
    open_kfid: str
    msgid: str
    origin: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """One reading."""

    received: Counter[str]
    """Texts that reached customers, with how often."""
    said: frozenset[str]
    """The msgid of everything that customers have said."""
    accounts_heard: int
    """Accounts at which somebody has said something."""


class LedgerReader:
    """Reads and scripts the sandbox."""

    def __init__(self, control_url: str) -> None:
        self._client = httpx.AsyncClient(
            base_url=control_url, trust_env=False, timeout=10
        )

    async def read(self) -> Ledger:
        """Return what has happened so far."""
        deliveries = msgspec.json.decode(
            (await self._client.get("ledger")).content, type=list[_Delivery]
        )
        said = [
            entry
            for entry in msgspec.json.decode(
                (await self._client.get("incoming")).content, type=list[_Said]
            )
            if entry.origin == 3
        ]
        texts = (str(entry.content.get("content", "")) for entry in deliveries)
        return Ledger(
            Counter(texts),
            frozenset(entry.msgid for entry in said),
            len({entry.open_kfid for entry in said}),
        )

    async def refuse_next(self, errcode: int) -> None:
        """Let the next answer be refused with a code."""
        reply = await self._client.post(
            "answer_with", json={"path": "kf/send_msg", "errcode": errcode, "count": 1}
        )
        reply.raise_for_status()

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()
