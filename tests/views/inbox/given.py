"""Rows and accounts for the inbox's tests, with only what a test is about."""

from datetime import UTC, datetime, timedelta

from desktop.models.account import Account, AccountKind, SyncStanding
from desktop.models.allowance import SendAllowance
from desktop.models.conversation import ConversationSummary, Preview
from desktop.models.failures import FailureReason
from desktop.models.message import Origin
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState

NOW = datetime(2026, 11, 21, 6, 32, tzinfo=UTC)


def row(
    number: int,
    *,
    name: str = "林小满",
    text: str = "你好",
    kind: str = "text",
    origin: Origin = Origin.CUSTOMER,
    sender: str = "",
    sending: SendState | None = None,
    unread: int = 0,
    waits: float | None = None,
    draft: str = "",
    state: ServiceState = ServiceState.ASSISTANT,
    held: bool = False,
    rejected: bool = False,
    account: int = 1,
    empty: bool = False,
) -> ConversationSummary:
    """Make a row; `waits` is for how many seconds the customer has waited."""
    waiting_since = None if waits is None else NOW - timedelta(seconds=waits)
    preview = None if empty else Preview(origin, kind, text, sender, sending)
    return ConversationSummary(
        id=number,
        account_id=account,
        customer_id=number,
        customer_name=name,
        external_userid=f"wmAbC{number:04}",
        service_state=state,
        servicer="",
        assigned_to=1,
        preview=preview,
        last_at=NOW - timedelta(minutes=1),
        position=number,
        unread=unread,
        waiting_since=waiting_since,
        draft=draft,
        allowance=SendAllowance(NOW, 0),
        held=held,
        rejected=rejected,
    )


def rows(*numbers: int) -> tuple[ConversationSummary, ...]:
    """Make plain rows with these ids."""
    return tuple(row(number) for number in numbers)


def account(
    number: int,
    name: str = "旗舰店客服",
    *,
    read_ago: timedelta | None = timedelta(seconds=3),
    caught_up: bool = True,
    failure: FailureReason | None = None,
    manageable: bool = True,
) -> Account:
    """Make an account that was read `read_ago` before NOW."""
    last = None if read_ago is None else NOW - read_ago
    standing = SyncStanding(last, caught_up, failure)
    return Account(
        id=number,
        corp_id=1,
        kind=AccountKind.KF,
        open_kfid=f"wk{number}",
        name=name,
        colour=number,
        enabled=True,
        manageable=manageable,
        standing=standing,
    )
