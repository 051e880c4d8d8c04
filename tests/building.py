"""Builds what storage and engine tests stand on: a database, a corp, entries.

`World` is one encrypted database with one corp, its accounts and an operator, on a
clock that stands still. Everything goes through the product's own functions.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TypeVar

from desktop.config import Profile
from desktop.models.account import Account
from desktop.models.clock import SettableClock, to_milliseconds
from desktop.models.content import Content, Text
from desktop.models.conversation import ConversationSummary
from desktop.models.message import Message, Origin
from desktop.models.organisation import Operator
from desktop.services.storage import (
    conversation_queries,
    corp_removal,
    ingest,
    message_queries,
    organisation_store,
    outgoing,
)
from desktop.services.storage.connection import Connection, open_connection
from desktop.services.storage.database import in_transaction
from desktop.services.storage.incoming import Incoming, IngestResult, ReadingProgress
from desktop.services.storage.key import DatabaseKey
from desktop.services.storage.organisation_store import AccountListing
from desktop.services.storage.outgoing import Answer, Outgoing
from desktop.services.storage.schema import ensure_schema

Result = TypeVar("Result")

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
CORPID = "wwtest"
DESK = "desk"

_numbers = count(1)


def new_key() -> DatabaseKey:
    """Return a key for one test."""
    return DatabaseKey.generate()


def at(seconds: float, start: datetime = START) -> int:
    """Return the Unix milliseconds of a moment after the start."""
    return to_milliseconds(start + timedelta(seconds=seconds))


def entry(
    content: Content | str,
    *,
    seconds: int = 0,
    customer: str = "wm-anna",
    origin: Origin = Origin.CUSTOMER,
    sender: str = "",
    msgid: str = "",
) -> Incoming:
    """Return an entry of sync_msg, `seconds` after START; words make a text."""
    return Incoming(
        msgid=msgid or f"in-{next(_numbers)}",
        external_userid=customer,
        origin=origin,
        sender=sender,
        content=Text(content) if isinstance(content, str) else content,
        sent_at=at(seconds),
    )


def event(
    content: Content, *, seconds: int = 0, customer: str = "wm-anna", msgid: str = ""
) -> Incoming:
    """Return an event of WeCom; an empty customer makes it the account's."""
    return entry(
        content, seconds=seconds, customer=customer, origin=Origin.SYSTEM, msgid=msgid
    )


def remove_corp(world: "World") -> None:
    """Take all of the world's corp away, as the engine does when it was let go."""
    work, corp_id = world.write, world.corp_id
    work(lambda one: corp_removal.mark(one, corp_id))
    work(lambda one: corp_removal.remove_rest(one, corp_id, now=world.now))


@dataclass(frozen=True)
class World:
    """A database with one corp; one connection that belongs to the test's thread."""

    profile: Profile
    key: DatabaseKey
    connection: Connection
    clock: SettableClock
    corp_id: int
    accounts: tuple[Account, ...]
    operator: Operator

    @property
    def path(self) -> Path:
        """The database file."""
        return self.profile.database

    @property
    def now(self) -> int:
        """The clock's time as it is stored."""
        return to_milliseconds(self.clock.now())

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """Do some work in one transaction."""
        return in_transaction(self.connection, work)

    def take_in(
        self,
        *entries: Incoming,
        account: int = 0,
        progress: ReadingProgress | None = None,
    ) -> IngestResult:
        """Take entries in for one account (by its place in `accounts`)."""
        account_id = self.accounts[account].id
        return self.write(
            lambda connection: ingest.take_in(
                connection, account_id, entries, progress, now=self.now
            )
        )

    def say(
        self, text: str, *, customer: str = "wm-anna", account: int = 0
    ) -> ConversationSummary:
        """A customer writes now; return the conversation."""
        seconds = int((self.clock.now() - START).total_seconds())
        self.take_in(entry(text, seconds=seconds, customer=customer), account=account)
        return self.conversation(customer, account=account)

    def answer(
        self,
        conversation: ConversationSummary,
        *texts: str,
        seen_through: int | None = None,
    ) -> int:
        """The operator answers; return the id of the first message."""
        seen = conversation.position if seen_through is None else seen_through
        parts = tuple(Outgoing(f"out-{next(_numbers)}", Text(text)) for text in texts)
        answer = Answer(
            conversation.id, self.operator.id, self.operator.name, parts, seen
        )
        return self.write(
            lambda connection: outgoing.enqueue(
                connection, answer, initiator=DESK, now=self.now
            )
        )

    def conversation(
        self, customer: str = "wm-anna", *, account: int = 0
    ) -> ConversationSummary:
        """The summary of a customer's conversation at one account."""
        row = self.connection.execute(
            "SELECT c.id FROM conversation c JOIN customer u ON u.id = c.customer_id"
            " WHERE c.account_id = ? AND u.external_userid = ?",
            (self.accounts[account].id, customer),
        ).fetchone()
        return conversation_queries.by_ids(self.connection, [row[0]])[0]

    def messages(self, conversation_id: int) -> tuple[Message, ...]:
        """The messages of a conversation in order of place."""
        return message_queries.newest(self.connection, conversation_id, 10_000)

    def message(self, message_id: int) -> Message:
        """One message."""
        return message_queries.by_ids(self.connection, [message_id])[0]

    def rows(self, table: str) -> list[tuple[object, ...]]:
        """Every row of a table, for before and after."""
        return self.connection.execute(f"SELECT * FROM {table}").fetchall()

    def number(self, statement: str, *values: object) -> int:
        """The single number that a statement answers."""
        return int(self.connection.execute(statement, values).fetchone()[0])

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def make_world(
    folder: Path,
    *,
    open_kfids: Iterable[str] = ("wk-one", "wk-two"),
    base_url: str = "http://127.0.0.1:9/cgi-bin/",
    start: datetime = START,
) -> World:
    """Create a database in a folder and return it opened; close it at the end."""
    profile = Profile(folder, folder / "key.json")
    key = new_key()
    ensure_schema(profile.database, key)
    connection = open_connection(profile.database, key)
    clock = SettableClock(start)
    now = to_milliseconds(start)
    wanted = tuple(open_kfids)
    listed = [AccountListing(one, f"号 {one}", True) for one in wanted]

    def organise(connection: Connection) -> tuple[int, Operator]:
        corp_id = organisation_store.connect_corp(
            connection, CORPID, "甲公司", base_url, "", now=now
        )
        organisation_store.store_accounts(
            connection, corp_id, listed, enable=frozenset(wanted), now=now
        )
        return corp_id, organisation_store.ensure_operator(connection, "周晓")

    corp_id, operator = in_transaction(connection, organise)
    accounts = organisation_store.accounts(connection)
    return World(profile, key, connection, clock, corp_id, accounts, operator)


class Deadline:
    """How long a test waits for a condition before it gives up."""

    def __init__(self, seconds: float = 10.0) -> None:
        self._end = monotonic() + seconds

    def check(self, what: str) -> None:
        """Raise AssertionError when the time is over."""
        if monotonic() > self._end:
            raise AssertionError(f"not in time: {what}")
