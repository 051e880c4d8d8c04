"""What a message shows, in words: shape, text or card, the line below, actions."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop.models.content import (
    EventContent,
    File,
    Note,
    Picture,
    Text,
    Unsupported,
    Video,
    Voice,
)
from desktop.models.display_text import cleaned, one_line
from desktop.models.media_facts import MediaFacts
from desktop.models.message import Message, Origin
from desktop.views.theme.durations import clock_time
from desktop.views.timeline.card import Around, card_of
from desktop.views.timeline.card_face import Card
from desktop.views.timeline.event_words import event_words
from desktop.views.timeline.found_spans import FoundSpan, found_spans
from desktop.views.timeline.media_card import given_name, media_kind
from desktop.views.timeline.media_part import MediaPart, media_part
from desktop.views.timeline.row_frame import is_line
from desktop.views.timeline.send_words import Action, failure_cure, send_words

FOLD_AT = 4_000
"""Characters of a text that are laid out at once."""
FOLD_LINES = 60
"""Line breaks of a text that are laid out at once."""

_TAIL = 4
_MENTION = re.compile(r"@[^\s@,.:;!?，。：；！？、]{1,40}")


class Shape(Enum):
    """The four looks of an entry."""

    LINE = "line"
    THEIRS = "theirs"
    MINE = "mine"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TimelineContext:
    """What all messages of a conversation share on the screen."""

    customer_name: str = ""
    customer_identity: str = ""
    """external_userid; decides the avatar's colour."""
    account_name: str = ""
    held: bool = False
    """The queue waits for a person's decision."""
    waiting_since: datetime | None = None
    """When the oldest unanswered customer message came."""
    show_recalled: bool = True
    """Whether what was recalled can still be read here."""
    quotable: bool = True
    """Whether an answer can quote what stands here."""
    goes_on: bool = True
    """Whether somebody reads on here; a glimpse offers no way to the newest."""


@dataclass(frozen=True, slots=True)
class Extras:
    """What a message shows beyond itself."""

    facts: MediaFacts | None = None
    """What its bytes are, once they were looked at."""
    tapped: frozenset[str] = frozenset()
    """Ids of a menu's items that the customer has tapped."""


@dataclass(frozen=True, slots=True)
class Face:
    """A message in words; everything foreign in it is cleaned."""

    shape: Shape
    text: str
    """Empty for cards."""
    spans: tuple[FoundSpan, ...]
    card: Card | None
    meta: str
    """Who and when; empty when a neighbour says it."""
    standing: str
    """How it stands with its sending, in a tone of its own."""
    standing_tone: str
    actions: tuple[Action, ...]
    hidden: int
    """Characters that are folded away."""
    cure: str = ""
    """Who does what about a failure."""
    part: MediaPart | None = None
    """A picture, recording or film in the place of text and card."""
    caption: str = ""
    """A quiet line in the bubble, below the text."""
    mentions: tuple[tuple[int, int], ...] = ()
    """Where colleagues are named in a note."""
    withheld: bool = False
    """The policy hides what was recalled: the text says so instead."""


def customer_title(name: str, external_userid: str) -> str:
    """Return the customer's name, or words for one that WeCom has not told yet."""
    shown = one_line(name, 60)
    if shown:
        return shown
    return QCoreApplication.translate("MessageFace", "客户 {tail}").format(
        tail=one_line(external_userid)[-_TAIL:]
    )


def face_of(
    message: Message,
    context: TimelineContext,
    *,
    closes_group: bool,
    unfolded: int = FOLD_AT,
    extras: Extras | None = None,
) -> Face:
    """Return what a message shows.

    unfolded: how many characters of a long text the reader has asked for.
    """
    if is_line(message):
        return _line_face(message)
    if withheld(message, context):
        return _withheld_face(message, context, closes_group)
    content, known = message.content, extras or Extras()
    sending = send_words(message, context.held)
    part = media_part(content, message.media, known.facts)
    around = Around(message.media, known.facts, known.tapped)
    text = cleaned(content.text) if isinstance(content, Text | Note) else ""
    shown = _folded(text, unfolded)
    standing, tone = sending.text, sending.tone
    if message.recalled and not standing:
        standing = QCoreApplication.translate("MessageFace", "已被撤回")
        tone = "warn"
    return Face(
        shape=_shape(message.origin),
        text=shown,
        spans=found_spans(shown),
        card=card_of(content, around) if part is None else None,
        meta=_meta(message, context) if closes_group else "",
        standing=standing if closes_group else "",
        standing_tone=tone,
        actions=sending.actions,
        hidden=len(text) - len(shown),
        cure=failure_cure(message.failure) if sending.tone == "bad" else "",
        part=part,
        caption=_caption(message, context, closes_group),
        mentions=_mentions(content, shown),
    )


def withheld(message: Message, context: TimelineContext) -> bool:
    """Return whether the policy hides a message because it was recalled."""
    return message.recalled and not context.show_recalled


def full_text(message: Message, context: TimelineContext | None = None) -> str:
    """Return everything of a message that can be copied, as plain text."""
    content = message.content
    if context is not None and withheld(message, context):
        return ""
    if isinstance(content, Text | Note):
        return cleaned(content.text)
    if isinstance(content, EventContent):
        return event_words(content)
    if isinstance(content, Picture | Voice | Video | File):
        name = given_name(content, message.media)
        return f"[{media_kind(content)}] {name}".rstrip()
    card = card_of(content, Around(message.media))
    if card is None:
        return ""
    lines = [line.text for line in card.lines]
    return "\n".join(part for part in (card.title, *lines, card.target) if part)


def who_says(message: Message, context: TimelineContext) -> str:
    """Return the name of who wrote a message."""
    if message.origin is Origin.CUSTOMER:
        return one_line(message.sender, 60) or context.customer_name
    return one_line(message.sender, 60)


def spoken(message: Message, context: TimelineContext) -> str:
    """Return a message as a screen reader says it: who, what, when, how it stands."""
    if is_line(message):
        return f"{full_text(message)} {clock_time(message.sent_at)}"
    who = who_says(message, context)
    face = face_of(message, context, closes_group=True)
    said = [full_text(message, context)[:FOLD_AT] or face.text]
    if face.card is not None and message.media is not None:
        said.append(face.card.foot)
    said += [face.meta, face.standing]
    return f"{one_line(who)}：{' '.join(filter(None, said))}"


def _withheld_face(
    message: Message, context: TimelineContext, closes_group: bool
) -> Face:
    return Face(
        shape=_shape(message.origin),
        text=QCoreApplication.translate("MessageFace", "这条消息已被撤回"),
        spans=(),
        card=None,
        meta=_meta(message, context) if closes_group else "",
        standing="",
        standing_tone="faint",
        actions=(),
        hidden=0,
        caption=_caption(message, context, closes_group),
        withheld=True,
    )


def _caption(message: Message, context: TimelineContext, closes_group: bool) -> str:
    """Return the quiet line of a bubble: a note's whole line, a menu's choice."""
    if message.origin is Origin.NOTE:
        return _meta(message, context) if closes_group else ""
    content = message.content
    if isinstance(content, Text) and content.menu_id:
        return QCoreApplication.translate("MessageFace", "点选了菜单里的这一项")
    return ""


def _mentions(content: object, shown: str) -> tuple[tuple[int, int], ...]:
    if not isinstance(content, Note) or not content.mentions:
        return ()
    return tuple(found.span() for found in _MENTION.finditer(shown))


def _line_face(message: Message) -> Face:
    return Face(
        shape=Shape.LINE,
        text=one_line(_line_words(message), 400),
        spans=(),
        card=None,
        meta="",
        standing="",
        standing_tone="faint",
        actions=(),
        hidden=0,
    )


def _line_words(message: Message) -> str:
    """Return the words of an event, also of one that nobody knows."""
    content = message.content
    if isinstance(content, Unsupported):
        words = QCoreApplication.translate("MessageFace", "未知的系统事件（{kind}）")
        return words.format(kind=content.kind.removeprefix("event:"))
    return full_text(message)


def _shape(origin: Origin) -> Shape:
    if origin is Origin.NOTE:
        return Shape.NOTE
    return Shape.THEIRS if origin is Origin.CUSTOMER else Shape.MINE


def _folded(text: str, limit: int) -> str:
    """Return the part of a text that is laid out."""
    lines = FOLD_LINES * max(1, limit // FOLD_AT)
    shown = text[:limit]
    if shown.count("\n") > lines:
        shown = "\n".join(shown.split("\n", lines)[:lines])
    return shown


def _meta(message: Message, context: TimelineContext) -> str:
    parts = [_who(message, context), clock_time(message.sent_at)]
    if message.origin is Origin.NOTE:
        parts.append(QCoreApplication.translate("MessageFace", "客户不可见"))
    return " · ".join(part for part in parts if part)


def _who(message: Message, context: TimelineContext) -> str:
    """Return who answered and through what; the customer's name goes without."""
    sender = one_line(message.sender, 40)
    if message.origin is Origin.SERVICER:
        words = QCoreApplication.translate("MessageFace", "{name} 在企业微信")
        return words.format(name=sender)
    if message.origin is Origin.OPERATOR:
        words = QCoreApplication.translate("MessageFace", "{name} 经 {account}")
        return words.format(name=sender, account=one_line(context.account_name, 40))
    # Only entries of a forwarded record name other people on that side.
    return sender
