"""The sandbox's time: real time plus what the tests have moved it by."""

import time


class SandboxClock:
    """Unix seconds that can be moved; every rule with a duration asks here."""

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        """Seconds since 1970 on the sandbox's clock."""
        return time.time() + self.offset

    def advance(self, seconds: float) -> float:
        """Move by seconds (negative goes back) and answer the new time."""
        self.offset += seconds
        return self.now()
