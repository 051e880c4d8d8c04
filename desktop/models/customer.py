"""Customers and how they came to us."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Gender(IntEnum):
    """Gender as WeCom numbers it (doc 95159)."""

    UNKNOWN = 0
    MALE = 1
    FEMALE = 2


@dataclass(frozen=True, slots=True)
class ChannelsSource:
    """The 视频号 (WeChat Channels) place a customer came from."""

    nickname: str
    scene: int
    """1 profile, 2 live-room list, 3 showcase, 4 shop product, 5 shop order."""


@dataclass(frozen=True, slots=True)
class EntryScene:
    """Why a customer is here: the link that was opened."""

    scene: str = ""
    scene_param: str = ""
    """Decoded; WeCom hands it over percent-encoded."""
    channels: ChannelsSource | None = None


@dataclass(frozen=True, slots=True)
class Customer:
    """One external contact of one corp."""

    id: int
    corp_id: int
    external_userid: str
    nickname: str
    """Empty until WeCom has told it (customer/batchget, 48 hours)."""
    gender: Gender
    first_seen_at: datetime
    last_seen_at: datetime
    unionid: str = ""

    @property
    def known(self) -> bool:
        """Whether WeCom has told the profile."""
        return bool(self.nickname)
