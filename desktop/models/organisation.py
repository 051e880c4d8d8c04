"""Who we are: corps and operators."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.models.failures import FailureReason


class Role(StrEnum):
    """What an operator may do."""

    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Corp:
    """One connected corporation; its secrets live in the keyring, never here."""

    id: int
    corpid: str
    name: str
    base_url: str
    health: FailureReason | None = None
    health_detail: str = ""
    """What goes with the failure, e.g. the address that WeCom refused (60020)."""


@dataclass(frozen=True, slots=True)
class Operator:
    """A person at a desk."""

    id: int
    name: str
    role: Role
