"""Counters of what the sandbox was asked and what it answered."""

from collections import Counter
from dataclasses import dataclass, field

from .json_types import JsonObject


@dataclass(slots=True)
class Metrics:
    """Requests per path, answered errors, chaos and callbacks, calls in flight."""

    requests: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    callbacks: Counter[str] = field(default_factory=Counter)
    customers: Counter[str] = field(default_factory=Counter)
    in_flight: Counter[str] = field(default_factory=Counter)
    max_in_flight: int = 0

    def began(self, path: str) -> None:
        """A call of this path came in."""
        self.requests[path] += 1
        self.in_flight[path] += 1
        self.max_in_flight = max(self.max_in_flight, self.in_flight.total())

    def ended(self, path: str) -> None:
        """A call of this path was answered or dropped."""
        self.in_flight[path] -= 1

    def as_json(self) -> JsonObject:
        """All counters."""
        return {
            "requests": {**self.requests},
            "errors": {**self.errors},
            "faults": {**self.faults},
            "callbacks": {**self.callbacks},
            "customers": {**self.customers},
            "in_flight": self.in_flight.total(),
            "max_in_flight": self.max_in_flight,
        }
