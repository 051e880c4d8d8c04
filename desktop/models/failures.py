"""Failures sorted by who must act, with a sentence for the person who reads them."""

from dataclasses import dataclass
from enum import StrEnum


class Actor(StrEnum):
    """Who can cure a failure."""

    RETRY = "retry"
    TOKEN = "token"
    PACE = "pace"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"
    PROGRAMMER = "programmer"


class FailureSource(StrEnum):
    """Where the number of a failure comes from."""

    ERRCODE = "errcode"
    """WeCom's global error table (doc 90313)."""
    FAIL_TYPE = "fail_type"
    """The msg_send_fail event (doc 94670)."""
    LOCAL = "local"
    """This program; the numbers are LocalFailure."""


@dataclass(frozen=True, slots=True)
class FailureReason:
    """What went wrong, in the form that is stored: `errcode:95018`."""

    source: FailureSource
    code: int

    def __str__(self) -> str:
        """Return the stored form."""
        return f"{self.source.value}:{self.code}"

    @classmethod
    def parse(cls, stored: str) -> "FailureReason":
        """Return the reason of a stored form; raises ValueError on other texts."""
        source, _, code = stored.partition(":")
        return cls(FailureSource(source), int(code))


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same words in both languages of the interface."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a failure means and who must do what about it."""

    reason: FailureReason
    actor: Actor
    sentence: Sentence
    cure: Sentence | None = None
    """Who clicks what where, when a person can cure it."""
