"""What goes wrong between a client and WeCom, by seeded chance."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from .json_types import JsonObject


@dataclass(frozen=True, slots=True)
class ChaosProfile:
    """Chances (0–1) of each fault; latencies and delays in seconds.

    drop_before, drop_after: the connection is closed without an answer before or
        after the request was carried out.
    http_error: 502 or 503 instead of carrying it out. busy: errcode -1.
    too_fast: errcode 45009 without counting. revoke: the access token ends early.
    empty_page: sync_msg answers no entries and has_more 1.
    callback_*: callbacks twice, late, out of order, lost.
    send_fail: an accepted answer is followed by msg_send_fail; fail_first: that event
        comes before the answer of send_msg.
    """

    latency_min: float = 0.0
    latency_max: float = 0.0
    drop_before: float = 0.0
    drop_after: float = 0.0
    http_error: float = 0.0
    busy: float = 0.0
    too_fast: float = 0.0
    revoke: float = 0.0
    empty_page: float = 0.0
    callback_twice: float = 0.0
    callback_late: float = 0.0
    callback_swapped: float = 0.0
    callback_lost: float = 0.0
    callback_delay: float = 2.0
    send_fail: float = 0.0
    fail_first: float = 0.0


PROFILES: dict[str, ChaosProfile] = {
    "none": ChaosProfile(),
    "slow": ChaosProfile(
        latency_min=0.2, latency_max=2.0, callback_late=0.3, empty_page=0.05
    ),
    "lossy": ChaosProfile(
        latency_min=0.0,
        latency_max=0.1,
        drop_before=0.03,
        drop_after=0.03,
        http_error=0.03,
        busy=0.02,
        callback_twice=0.1,
        callback_lost=0.2,
    ),
    "worst": ChaosProfile(
        latency_min=0.0,
        latency_max=0.3,
        drop_before=0.08,
        drop_after=0.10,
        http_error=0.06,
        busy=0.05,
        too_fast=0.02,
        revoke=0.01,
        empty_page=0.10,
        callback_twice=0.2,
        callback_late=0.2,
        callback_swapped=0.1,
        callback_lost=0.3,
        callback_delay=1.5,
        send_fail=0.02,
        fail_first=0.5,
    ),
}


class Chaos:
    """The profile in force and the dice."""

    def __init__(self, profile: str, seed: int) -> None:
        self._dice = random.Random(f"chaos:{seed}")
        self.profile = named_profile(profile)

    def change(self, values: Mapping[str, object]) -> None:
        """Take a named `profile`, and single fields on top of it.

        Fields without a profile change the one in force. Raises ValueError.
        """
        changes = dict(values)
        name = changes.pop("profile", None)
        base = self.profile if name is None else named_profile(str(name))
        known = {one.name for one in fields(ChaosProfile)}
        if unknown := set(changes) - known:
            raise ValueError(f"unknown chaos: {', '.join(sorted(unknown))}")
        numbers = {key: float(str(value)) for key, value in changes.items()}
        self.profile = replace(base, **numbers)

    def happens(self, chance: float) -> bool:
        """Throw the dice. A chance of 0 leaves them untouched."""
        return chance > 0 and self._dice.random() < chance

    def latency(self) -> float:
        """Seconds to wait before the request is looked at."""
        low, high = self.profile.latency_min, self.profile.latency_max
        return self._dice.uniform(low, high) if high > 0 else 0.0

    def pick(self, *values: int) -> int:
        """One of the values."""
        return self._dice.choice(values)

    def as_json(self) -> JsonObject:
        """The profile in force."""
        return {
            one.name: getattr(self.profile, one.name) for one in fields(ChaosProfile)
        }


def named_profile(name: str) -> ChaosProfile:
    """The profile of that name. Raises ValueError."""
    if name not in PROFILES:
        raise ValueError(f"unknown chaos profile: {name} ({', '.join(PROFILES)})")
    return PROFILES[name]
