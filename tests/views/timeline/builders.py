"""Messages and conversations made for the tests of the timeline."""

from dataclasses import replace
from datetime import datetime, timedelta

from desktop.models.account import Account, AccountKind, SyncStanding
from desktop.models.allowance import SendAllowance
from desktop.models.content import Content, Text
from desktop.models.conversation import ConversationSummary
from desktop.models.message import Message, Origin
from desktop.models.organisation import Operator, Role
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.views.conversation.conversation_header import OpenConversation

CONVERSATION = 7
NOON = datetime(2026, 11, 20, 12, 0).astimezone()
"""Noon of this machine's zone, so that a few hours never cross midnight."""
OPERATOR = Operator(1, "周晓", Role.AGENT)


def message(
    number: int,
    content: Content | str = "你好",
    origin: Origin = Origin.CUSTOMER,
    *,
    at: datetime | None = None,
    position: int | None = None,
    **changes: object,
) -> Message:
    """Return message `number`; one second and one position after number - 1."""
    made = Message(
        id=number,
        conversation_id=CONVERSATION,
        msgid=f"m{number}",
        origin=origin,
        sender="" if origin is Origin.CUSTOMER else "周晓",
        content=Text(content) if isinstance(content, str) else content,
        sent_at=at or NOON + timedelta(seconds=number),
        position=number * 1000 if position is None else position,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def answer(
    number: int,
    state: SendState,
    *,
    at: datetime | None = None,
    position: int | None = None,
    **changes: object,
) -> Message:
    """Return an answer of ours in a send state."""
    made = message(number, "请稍等", Origin.OPERATOR, at=at, position=position)
    return replace(made, state=state, **changes)  # type: ignore[arg-type]


def messages(first: int, last: int) -> list[Message]:
    """Return the messages first to last."""
    return [message(number) for number in range(first, last + 1)]


def account(**changes: object) -> Account:
    """Return an account that we may manage."""
    made = Account(
        id=3,
        corp_id=1,
        kind=AccountKind.KF,
        open_kfid="wk1",
        name="旗舰店客服",
        colour=0,
        enabled=True,
        manageable=True,
        standing=SyncStanding(NOON, caught_up=True),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def summary(**changes: object) -> ConversationSummary:
    """Return a conversation that the operator at this desk has."""
    made = ConversationSummary(
        id=CONVERSATION,
        account_id=3,
        customer_id=5,
        customer_name="林小满",
        external_userid="wmAbCd1234",
        service_state=ServiceState.ASSISTANT,
        servicer="",
        assigned_to=OPERATOR.id,
        preview=None,
        last_at=NOON,
        position=1,
        unread=0,
        waiting_since=None,
        draft="",
        allowance=SendAllowance(NOON, 0),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def opened(assigned_name: str = "周晓", **changes: object) -> OpenConversation:
    """Return an open conversation whose summary has these changes."""
    return OpenConversation(summary(**changes), account(), OPERATOR, assigned_name)
