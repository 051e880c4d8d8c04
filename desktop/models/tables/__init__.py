"""The SQLModel tables: the one description of the schema; rows stay in storage."""

from desktop.models.tables.conversations import (
    ConversationRow,
    CustomerRow,
    DraftRow,
    SavedFilterRow,
)
from desktop.models.tables.messages import (
    MediaRow,
    MessageRow,
    OutboxRow,
    SenderRow,
    StateRequestRow,
)
from desktop.models.tables.operations import AuditRow, ChangeRow, EngineRow
from desktop.models.tables.organisation import (
    AccountRow,
    CorpRow,
    OperatorRow,
    RejectionRow,
    ServicerRow,
    TeamMemberRow,
    TeamRow,
)
from desktop.models.tables.outgoing import (
    NoteDraftRow,
    PreparedRow,
    QuoteDraftRow,
    ScheduledRow,
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
    "NoteDraftRow",
    "OperatorRow",
    "OutboxRow",
    "PreparedRow",
    "QuoteDraftRow",
    "RejectionRow",
    "SavedFilterRow",
    "ScheduledRow",
    "SenderRow",
    "ServicerRow",
    "StateRequestRow",
    "TeamMemberRow",
    "TeamRow",
]
