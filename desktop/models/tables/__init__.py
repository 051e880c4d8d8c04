"""The SQLModel tables: the one description of the schema; rows stay in storage."""

from desktop.models.tables.conversations import (
    ConversationRow,
    CustomerRow,
    DraftRow,
)
from desktop.models.tables.messages import (
    MediaRow,
    MessageRow,
    OutboxRow,
    StateRequestRow,
)
from desktop.models.tables.operations import AuditRow, ChangeRow, EngineRow
from desktop.models.tables.organisation import (
    AccountRow,
    CorpRow,
    OperatorRow,
    RejectionRow,
    TeamMemberRow,
    TeamRow,
)

__all__ = [
    "AccountRow",
    "AuditRow",
    "ChangeRow",
    "ConversationRow",
    "CorpRow",
    "CustomerRow",
    "DraftRow",
    "EngineRow",
    "MediaRow",
    "MessageRow",
    "OperatorRow",
    "OutboxRow",
    "RejectionRow",
    "StateRequestRow",
    "TeamMemberRow",
    "TeamRow",
]
