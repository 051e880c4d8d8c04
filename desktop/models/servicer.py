"""Members of a corp who may answer an account's customers in the WeCom client."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Servicer:
    """A member who may answer in the WeCom client, or a whole department."""

    userid: str
    """Empty for a department."""
    department_id: int
    """0 for a member."""
    serving: bool | None
    """None where WeCom does not say (no manage privilege)."""
