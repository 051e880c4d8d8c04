"""Rate windows: a count for a span, and blocked for the span once it is exceeded."""

from dataclasses import dataclass

from .errors import Refusal


@dataclass(slots=True)
class _Window:
    started: float
    count: int = 0
    blocked_until: float = 0.0


class RateLimits:
    """Counts calls by key; over the limit answers 45009 (auth-and-limits §5)."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, ...], _Window] = {}

    def count(
        self, *key: str, limit: int, now: float, span: float, code: int = 45009
    ) -> None:
        """Count one call; refuse it when there were `limit` within `span` seconds.

        A limit of 0 means none. Once exceeded, the key is blocked for a whole span.
        """
        if limit <= 0:
            return
        window = self._windows.setdefault(key, _Window(now))
        if now < window.blocked_until:
            raise Refusal(code)
        if not window.started <= now < window.started + span:
            window.started, window.count = now, 0
        window.count += 1
        if window.count > limit:
            window.blocked_until = now + span
            window.started = window.blocked_until
            window.count = 0
            raise Refusal(code)
