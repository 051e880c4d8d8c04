"""What the side panel shows of one customer: everything known, in one value."""

from dataclasses import dataclass

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.models.customer import Customer, EntryScene


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """One customer at one account, as the page 客户 shows them."""

    customer: Customer
    entry: EntryScene
    """How this conversation was last entered."""
    conversation: ConversationSummary
    account: Account
    operator_name: str | None
    """Whom the conversation is assigned to; None is nobody."""
    mine: bool = False
    """Whether that is the operator at this desk."""
