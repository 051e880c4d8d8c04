"""What a message shows, in words: shape, text or card, the line below, actions."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from desktop.models.content import EventContent, Text
from desktop.models.display_text import cleaned, one_line
from desktop.models.message import Message, Origin
from desktop.views.conversation.card import Card, card_of
from desktop.views.conversation.event_words import event_words
from desktop.views.conversation.found_spans import FoundSpan, found_spans
from desktop.views.conversation.row_frame import is_line
from desktop.views.conversation.send_words import Action, failure_cure, send_words
from desktop.views.theme.durations import clock_time

FOLD_AT = 4_000
"""Characters of a text that are laid out at once."""
FOLD_LINES = 60
"""Line breaks of a text that are laid out at once."""

_TAIL = 4


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
) -> Face:
    """Return what a message shows.

    unfolded: how many characters of a long text the reader has asked for.
    """
    content = message.content
    if is_line(message):
        return _line_face(message)
    sending = send_words(message, context.held)
    card = card_of(content, message.media)
    text = cleaned(content.text) if isinstance(content, Text) else ""
    shown = _folded(text, unfolded)
    meta = _meta(message, context) if closes_group else ""
    return Face(
        shape=_shape(message.origin),
        text=shown,
        spans=found_spans(shown),
        card=card,
        meta=meta,
        standing=sending.text if closes_group else "",
        standing_tone=sending.tone,
        actions=sending.actions,
        hidden=len(text) - len(shown),
        cure=failure_cure(message.failure) if sending.tone == "bad" else "",
    )


def full_text(message: Message) -> str:
    """Return everything of a message that can be copied, as plain text."""
    content = message.content
    if isinstance(content, Text):
        return cleaned(content.text)
    if isinstance(content, EventContent):
        return event_words(content)
    card = card_of(content, message.media)
    if card is None:
        return ""
    return "\n".join(part for part in (card.title, *card.lines, card.target) if part)


def spoken(message: Message, context: TimelineContext) -> str:
    """Return a message as a screen reader says it: who, what, when, how it stands."""
    if is_line(message):
        return f"{full_text(message)} {clock_time(message.sent_at)}"
    who = message.sender
    if message.origin is Origin.CUSTOMER:
        who = context.customer_name
    face = face_of(message, context, closes_group=True)
    said = full_text(message)[:FOLD_AT]
    return f"{one_line(who)}：{said} {face.meta} {face.standing}".rstrip()


def _line_face(message: Message) -> Face:
    return Face(
        shape=Shape.LINE,
        text=one_line(full_text(message), 400),
        spans=(),
        card=None,
        meta="",
        standing="",
        standing_tone="faint",
        actions=(),
        hidden=0,
    )


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
    if message.recalled:
        parts.append(QCoreApplication.translate("MessageFace", "已被撤回"))
    if message.origin is Origin.NOTE:
        parts.append(QCoreApplication.translate("MessageFace", "客户不可见"))
    return " · ".join(part for part in parts if part)


def _who(message: Message, context: TimelineContext) -> str:
    """Return who answered and through what; empty for the customer."""
    sender = one_line(message.sender, 40)
    if message.origin is Origin.SERVICER:
        words = QCoreApplication.translate("MessageFace", "{name} 在企业微信")
        return words.format(name=sender)
    if message.origin is Origin.OPERATOR:
        words = QCoreApplication.translate("MessageFace", "{name} 经 {account}")
        return words.format(name=sender, account=one_line(context.account_name, 40))
    return sender if message.origin is Origin.NOTE else ""
