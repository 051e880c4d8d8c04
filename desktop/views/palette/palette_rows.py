"""What the palette lists: headings, rows, notes, and what choosing a row means."""

from dataclasses import dataclass, field
from enum import StrEnum

from desktop.models.search import FilterName, Mark, Place
from desktop.views.window.keys import Command


class Section(StrEnum):
    """The parts of the list, in the order in which they stand."""

    RECENT = "recent"
    SEARCHES = "searches"
    FILTERS = "filters"
    MESSAGES = "messages"
    CUSTOMERS = "customers"
    CONVERSATIONS = "conversations"
    FILES = "files"
    COMMANDS = "commands"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class OpenConversation:
    """Open a conversation, at a message where one is given."""

    conversation_id: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class RunCommand:
    """Do what a key does."""

    command: Command


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Go to a place of the settings."""

    place: str


@dataclass(frozen=True, slots=True)
class SearchAgain:
    """Put words into the field."""

    typed: str


@dataclass(frozen=True, slots=True)
class TakeFilter:
    """Complete the filter that is being typed."""

    name: FilterName
    value: str
    """Empty: only its name is completed."""


@dataclass(frozen=True, slots=True)
class ShowMore:
    """Show more of one section."""

    section: Section


Choice = (
    OpenConversation | RunCommand | OpenSettings | SearchAgain | TakeFilter | ShowMore
)


@dataclass(frozen=True, slots=True)
class Face:
    """The picture of a row: the avatar of somebody, or an icon."""

    name: str = ""
    identity: str = ""
    icon: str = ""
    account: str = ""
    colour: int | None = None
    """Number of the account's colour; with it the avatar wears the account's mark."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line, and where in it something was found."""

    text: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be chosen."""

    key: str
    """The same for the same thing in the next answer."""
    choice: Choice
    title: Words
    detail: Words = field(default_factory=Words)
    aside: str = ""
    """Time or size, at the right."""
    keys: tuple[str, ...] = ()
    face: Face = field(default_factory=Face)


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a section; `count` says how much it holds, empty where unknown."""

    section: Section
    words: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line that only says something."""

    words: str


Entry = Heading | Row | Note


@dataclass(frozen=True, slots=True)
class SectionRows:
    """What one section shows."""

    section: Section
    rows: tuple[Row, ...] = ()
    more: bool = False
    """Whether the store holds more than is shown."""
    note: str = ""


def spoken(row: Row) -> str:
    """Return a row as a screen reader says it."""
    parts = (row.title.text, row.detail.text, row.aside, *row.keys)
    return "，".join(part for part in parts if part)
