"""What a search asks and what it answers: queries, filters, hits, pages of hits."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from desktop.models.failures import Sentence
from desktop.models.message import Origin
from desktop.models.service_state import ServiceState

Hit = TypeVar("Hit")

Mark = tuple[int, int]
"""Start and length of a found word, in characters (code points) of the shown text."""


class FilterName(StrEnum):
    """What a search can be narrowed to."""

    ACCOUNT = "account"
    TAG = "tag"
    PERSON = "person"
    TIME = "time"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter as it was typed."""

    name: FilterName
    value: str
    """Empty while it is being typed."""
    start: int
    """Where it stands in the typed text, in characters, name and colon included."""
    length: int
    problem: Sentence | None = None
    """Why the value says nothing, None where it is understood."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, `start` within and `end` outside of it; aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What was typed, understood; made by `search_parsing.parse_query`.

    Every word has to be found, and every kind of filter has to hold; of filters with
    the same name one has to hold.
    """

    words: tuple[str, ...] = ()
    """As typed, without filters."""
    filters: tuple[Filter, ...] = ()
    """In the order typed, those not understood included."""
    period: Period | None = None
    kinds: frozenset[str] = frozenset()
    """Content tags of 类型:, see content_codec; empty is every kind."""

    def values(self, name: FilterName) -> tuple[str, ...]:
        """Return the values of a filter that are understood."""
        return tuple(
            one.value
            for one in self.filters
            if one.name is name and one.value and one.problem is None
        )

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.words and not any(
            one.value and one.problem is None for one in self.filters
        )

    @property
    def problems(self) -> tuple[Sentence, ...]:
        """What could not be understood: such a query finds nothing."""
        return tuple(one.problem for one in self.filters if one.problem is not None)


@dataclass(frozen=True, slots=True)
class MessageHit:
    """A message in which every word was found."""

    message_id: int
    conversation_id: int
    position: int
    """With the id its place in the conversation: where to jump."""
    account_id: int
    account_name: str
    customer_name: str
    """The nickname; empty while WeCom has not told it."""
    external_userid: str
    origin: Origin
    sender: str
    """Operator's or servicer's name; empty for the customer and the system."""
    kind: str
    """A content tag, see content_codec."""
    sent_at: datetime
    snippet: str
    """One cleaned line around the first found word; empty for what has no words."""
    marks: tuple[Mark, ...]
    """Found words in the snippet, in order, without overlap."""


@dataclass(frozen=True, slots=True)
class CustomerHit:
    """A customer by name, pinyin or external id, with the newest conversation."""

    customer_id: int
    conversation_id: int
    account_id: int
    account_name: str
    name: str
    """The nickname; empty while WeCom has not told it."""
    external_userid: str
    accounts: int
    """At how many accounts the customer has a conversation."""
    last_at: datetime | None
    marks: tuple[Mark, ...]
    """Found places in the name; none where the external id was found."""


@dataclass(frozen=True, slots=True)
class ConversationHit:
    """A conversation by its state, lane, account or customer."""

    conversation_id: int
    account_id: int
    account_name: str
    customer_name: str
    external_userid: str
    service_state: ServiceState
    servicer: str
    assigned_to: int | None
    unread: int
    last_text: str
    last_kind: str
    last_at: datetime | None
    marks: tuple[Mark, ...]
    """Found places in the customer's name."""


@dataclass(frozen=True, slots=True)
class FileHit:
    """A file by its name; the message that brought it is where to jump."""

    message_id: int
    conversation_id: int
    position: int
    account_id: int
    account_name: str
    customer_name: str
    external_userid: str
    origin: Origin
    sender: str
    kind: str
    """A content tag: file, image, voice or video."""
    sent_at: datetime
    name: str
    """One cleaned line."""
    size: int
    """Bytes, 0 until known."""
    marks: tuple[Mark, ...]
    """Found places in the name."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Hit]):
    """Some hits, newest first, and from where the search goes on."""

    hits: tuple[Hit, ...] = ()
    before: int | None = None
    """Give it to the same search for the next page; None: there is no more.

    A page may hold fewer hits than asked for, even none, and still have more behind
    it: then the time of one answer was over.
    """
    notice: Sentence | None = None
    """Why nothing can be found, e.g. a filter that says nothing."""


Place = tuple[int, int]
"""Position and id: where a message stands in its conversation."""


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """Where words stand in one conversation."""

    places: tuple[Place, ...] = ()
    """Oldest first."""
    complete: bool = True
    """False where only the newest places are told: there are more further up."""
