"""What a message can carry: one frozen type for each kind WeCom documents (94670).

Notes of colleagues are the one kind of our own.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.models.customer import EntryScene


@dataclass(frozen=True, slots=True)
class Text:
    """Words; menu_id is set when the customer tapped a menu item."""

    text: str
    menu_id: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image; its bytes are the media file of the message."""

    media_id: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A recording, AMR unless asked otherwise."""

    media_id: str


@dataclass(frozen=True, slots=True)
class Video:
    """A film, MP4."""

    media_id: str


@dataclass(frozen=True, slots=True)
class File:
    """A document; its name is known only after the download."""

    media_id: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map, degrees."""

    latitude: float
    longitude: float
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Link:
    """A shared page."""

    title: str
    description: str
    url: str
    picture_url: str = ""


@dataclass(frozen=True, slots=True)
class MiniProgram:
    """A mini program card."""

    title: str
    appid: str
    page_path: str
    thumb_media_id: str = ""


@dataclass(frozen=True, slots=True)
class BusinessCard:
    """A recommended member of the corp."""

    userid: str


@dataclass(frozen=True, slots=True)
class AcquisitionLink:
    """A customer acquisition link (获客链接, ca_link); only ever sent."""

    url: str


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of a menu; kind is click, view, miniprogram or text."""

    kind: str
    label: str
    target: str = ""
    """The id, URL or page that the item leads to."""


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu message (msgmenu)."""

    head: str
    items: tuple[MenuItem, ...]
    tail: str


@dataclass(frozen=True, slots=True)
class ChannelsPost:
    """A 视频号 post (1), live (2) or profile card (3)."""

    sub_type: int
    nickname: str
    title: str


@dataclass(frozen=True, slots=True)
class ShopProduct:
    """A 视频号 shop product; price in fen, None when unreadable."""

    product_id: str
    title: str
    price_fen: int | None
    shop: str
    picture_url: str = ""


@dataclass(frozen=True, slots=True)
class ShopOrder:
    """A 视频号 shop order."""

    order_id: str
    products: str
    price: str
    state: str
    shop: str
    picture_url: str = ""


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """One entry of a forwarded chat record."""

    sender: str
    kind: str
    text: str
    sent_at: datetime
    details: str = ""
    """What stands below the text: an address, a description."""
    url: str = ""
    """Where a shared page leads."""
    entries: tuple["MergedEntry", ...] = ()
    """The entries of a record within the record; `text` is its title."""


@dataclass(frozen=True, slots=True)
class MergedRecord:
    """A forwarded chat record (聊天记录)."""

    title: str
    entries: tuple[MergedEntry, ...]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A kind we do not know; the raw JSON is kept whole."""

    kind: str
    raw: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The customer opened the conversation."""

    scene: EntryScene
    welcome_code: str = ""


@dataclass(frozen=True, slots=True)
class SendFailed:
    """WeCom could not deliver a message that it had accepted."""

    failed_msgid: str
    fail_type: int


@dataclass(frozen=True, slots=True)
class SessionChanged:
    """A servicer moved the session in the WeCom client.

    change_type: 1 taken from the pool, 2 transferred, 3 ended, 4 re-opened.
    """

    change_type: int
    old_servicer: str = ""
    new_servicer: str = ""


@dataclass(frozen=True, slots=True)
class Recalled:
    """A message was withdrawn by the customer, or by the servicer named."""

    recalled_msgid: str
    servicer: str = ""


@dataclass(frozen=True, slots=True)
class RejectSwitched:
    """A servicer began or stopped refusing this customer's messages."""

    servicer: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class ServicerStatusChanged:
    """A servicer went on or off duty; it belongs to an account, not a customer."""

    servicer: str
    status: int
    """1 serving, 2 stopped."""
    stop_type: int = 0


@dataclass(frozen=True, slots=True)
class StateMoved:
    """An operator moved the session from here; never sent to anybody."""

    to_state: int
    operator: str


@dataclass(frozen=True, slots=True)
class Note:
    """What one colleague writes to the others; it never leaves the company."""

    text: str
    mentions: tuple[int, ...] = ()
    """Ids of the operators whom it names with @."""


MediaContent = Picture | Voice | Video | File
EventContent = (
    Entered
    | SendFailed
    | SessionChanged
    | Recalled
    | RejectSwitched
    | ServicerStatusChanged
    | StateMoved
)
Content = (
    Text
    | MediaContent
    | Location
    | Link
    | MiniProgram
    | BusinessCard
    | AcquisitionLink
    | Menu
    | ChannelsPost
    | ShopProduct
    | ShopOrder
    | MergedRecord
    | Unsupported
    | Note
    | EventContent
)
