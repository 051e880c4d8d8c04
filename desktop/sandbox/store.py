"""What the sandbox remembers: corps, accounts, customers, conversations, ledger."""

from dataclasses import dataclass, field

from .json_types import JsonObject, JsonValue

DAY = 86_400
HISTORY = 3 * DAY
SESSION = 2 * DAY


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of sync_msg (malformed ones too) and when it came in."""

    time: float
    body: JsonValue


class Stream:
    """Entries in order of arrival; a position is an index and stays valid."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._floor = 0

    def append(self, entry: Entry) -> None:
        """Add at the end."""
        self.entries.append(entry)

    def oldest_readable(self, now: float) -> int:
        """Position of the first entry that is still readable (3 days)."""
        limit = now - HISTORY
        entries = self.entries
        while self._floor < len(entries) and entries[self._floor].time < limit:
            self._floor += 1
        return self._floor


@dataclass(slots=True)
class Servicer:
    """A member who serves an account. `status` 0 serving, 1 stopped."""

    userid: str
    status: int = 0
    stop_type: int = 0
    activated: bool = True


@dataclass(slots=True)
class Customer:
    """A WeChat user as one corp knows them."""

    external_userid: str
    nickname: str
    gender: int
    last_seen: float = 0.0
    context: JsonObject | None = None


@dataclass(slots=True)
class Conversation:
    """One customer with one account.

    state: 0 new, 1 assistant, 2 pool, 3 servicer, 4 ended or not started.
    sent: answers since the customer's last message (limit 5).
    expired: ended by the 48 hours rather than by somebody.
    """

    account: "Account"
    customer: Customer
    state: int = 4
    servicer: str = ""
    last_customer_time: float = 0.0
    sent: int = 0
    expired: bool = False
    welcomed_at: float = 0.0
    service_code_given: bool = False
    answers: int = 0
    menu: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Account:
    """One kf account and everything that hangs on it."""

    corp: "Corp"
    open_kfid: str
    name: str
    avatar: str = ""
    managed: bool = True
    deleted: bool = False
    servicers: dict[str, Servicer] = field(default_factory=dict)
    departments: set[int] = field(default_factory=set)
    stream: Stream = field(default_factory=Stream)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    sent_msgids: set[str] = field(default_factory=set)

    def conversation(self, customer: Customer) -> Conversation:
        """The conversation with this customer, begun when there is none."""
        found = self.conversations.get(customer.external_userid)
        if found is None:
            found = Conversation(self, customer)
            self.conversations[customer.external_userid] = found
        return found


@dataclass(slots=True)
class Corp:
    """One corp: accounts, customers and the stream of all accounts together."""

    corp_id: str
    secret: str
    accounts: dict[str, Account] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)
    stream: Stream = field(default_factory=Stream)
    received: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class LedgerRow:
    """What one customer was sent. `failed` is the fail_type when it never arrived."""

    seq: int
    corp: str
    open_kfid: str
    external_userid: str
    msgid: str
    msgtype: str
    content: JsonObject
    time: float
    via: str
    failed: int | None = None

    def as_json(self) -> JsonObject:
        """The row as the control endpoint shows it."""
        return {
            "seq": self.seq,
            "corp": self.corp,
            "open_kfid": self.open_kfid,
            "external_userid": self.external_userid,
            "msgid": self.msgid,
            "msgtype": self.msgtype,
            "content": self.content,
            "time": self.time,
            "via": self.via,
            "failed": self.failed,
        }


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """What a customer or a servicer said."""

    seq: int
    corp: str
    entry: Entry


class Store:
    """All corps, the ledger of deliveries and the list of what came in."""

    def __init__(self) -> None:
        self.corps: dict[str, Corp] = {}
        self.ledger: list[LedgerRow] = []
        self.incoming: list[IncomingRow] = []

    def account(self, open_kfid: str) -> Account | None:
        """The account in whichever corp has it."""
        for corp in self.corps.values():
            if open_kfid in corp.accounts:
                return corp.accounts[open_kfid]
        return None

    def record(self, conversation: Conversation, row: LedgerRow) -> LedgerRow:
        """Write a delivery into the ledger; the row gets its number."""
        row.seq = len(self.ledger) + 1
        self.ledger.append(row)
        if row.failed is None:
            conversation.answers += 1
        return row

    def ledger_after(self, seq: int) -> list[LedgerRow]:
        """Rows with a number above `seq`."""
        return self.ledger[seq:]
