"""Connecting a corp: what is entered, what checks find, how the first sync goes."""

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.models.failures import Sentence

DEFAULT_BASE_URL = "https://qyapi.weixin.qq.com/cgi-bin/"


@dataclass(frozen=True, slots=True)
class SetupEntry:
    """What a person typed to connect a corp; secrets are kept out of its repr."""

    corpid: str
    secret: str = field(repr=False)
    name: str = ""
    """What the corp is called here; may be empty."""
    base_url: str = DEFAULT_BASE_URL
    proxy_url: str = field(default="", repr=False)
    """May carry a user name and password."""
    callback_token: str = field(default="", repr=False)
    encoding_aes_key: str = field(default="", repr=False)
    """43 letters and digits (doc 90930); empty together with the token."""


class CheckOutcome(StrEnum):
    """What became of one check."""

    WAITING = "waiting"
    RUNNING = "running"
    OK = "ok"
    WARN = "warn"
    """Works, but not as well as it could."""
    BAD = "bad"
    """Nothing goes on before this is cured."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One row of the check-up."""

    key: str
    """Names the check when it is asked for again."""
    title: Sentence
    outcome: CheckOutcome
    detail: Sentence
    cure: Sentence | None = None
    """Who clicks what where."""
    copyable: str = ""
    """What the cure needs to be pasted elsewhere, e.g. the address of 60020."""


def may_go_on(results: tuple[CheckResult, ...]) -> bool:
    """Return whether every check was made and none is bad."""
    good = {CheckOutcome.OK, CheckOutcome.WARN}
    return bool(results) and all(result.outcome in good for result in results)


@dataclass(frozen=True, slots=True)
class FoundAccount:
    """A 客服账号 that WeCom lists for the app (account/list)."""

    open_kfid: str
    name: str
    manageable: bool
    """manage_privilege: the app may send and move sessions."""


class SyncPhase(StrEnum):
    """Where the first sync of one account is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AccountProgress:
    """How far the first sync of one account has come."""

    open_kfid: str
    name: str
    phase: SyncPhase
    messages: int = 0
    """How many messages were read so far."""
    fraction: float = 0.0
    """0 to 1: how much of the three days has been read."""
    failure: Sentence | None = None
