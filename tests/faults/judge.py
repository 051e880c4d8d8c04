"""The judge of exactly once: the sandbox's ledger against what the desk shows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.models.content import Text
from desktop.models.content_codec import decode
from desktop.models.message import Origin
from desktop.models.send_state import SendState
from desktop.services.storage.connection import Connection
from tests.sandbox_fixture import Delivery, Incoming

Chat = tuple[str, str]
"""open_kfid and external_userid."""


@dataclass(frozen=True)
class Written:
    """An answer as it was wanted: its text is unlike every other's."""

    serial: int
    chat: Chat
    text: str


@dataclass(frozen=True)
class Shown:
    """A message as the desk shows it."""

    id: int
    chat: Chat
    msgid: str
    origin: int
    text: str
    state: str
    position: int


@dataclass
class Verdict:
    """Counts, and a sentence for each breach of the promise."""

    answers: int = 0
    accepted: int = 0
    failed: int = 0
    unconfirmed: int = 0
    lost: int = 0
    twice: int = 0
    inversions: int = 0
    incoming: int = 0
    incoming_lost: int = 0
    incoming_twice: int = 0
    incoming_inversions: int = 0
    drafts: int = 0
    """Texts that were begun, not sent, and looked for after a kill or in the end."""
    drafts_lost: int = 0
    breaches: list[str] = field(default_factory=list)


def shown_messages(connection: Connection, origin: int | None = None) -> list[Shown]:
    """Return the messages of the database (of one origin) as they were committed."""
    rows = connection.execute(
        "SELECT m.id, a.external_id, u.external_userid, m.msgid, m.origin, m.kind,"
        " m.content, m.state, m.position FROM message m"
        " JOIN account a ON a.id = m.account_id"
        " JOIN conversation c ON c.id = m.conversation_id"
        " JOIN customer u ON u.id = c.customer_id"
        " WHERE ?1 IS NULL OR m.origin = ?1 ORDER BY m.id",
        (origin,),
    )
    return [
        Shown(row[0], (row[1], row[2]), row[3], row[4], _words(row[5], row[6]),
              row[7] or "", row[8])
        for row in rows
    ]  # fmt: skip


def _words(kind: str, content: str) -> str:
    decoded = decode(kind, content)
    return decoded.text if isinstance(decoded, Text) else ""


def judge_answers(
    verdict: Verdict,
    answers: Sequence[Written],
    shown: Iterable[Shown],
    ledger: Iterable[Delivery],
) -> None:
    """Count each answer's end; a breach is an end that the promise does not have."""
    by_text: dict[str, list[Shown]] = {}
    for message in shown:
        if message.origin == Origin.OPERATOR:
            by_text.setdefault(message.text, []).append(message)
    deliveries = [row for row in ledger if row.failed is None]
    received = Counter(row.text for row in deliveries)
    for answer in answers:
        verdict.answers += 1
        rows = by_text.get(answer.text, [])
        if len(rows) != 1:
            verdict.lost += not rows
            verdict.twice += len(rows) > 1
            verdict.breaches.append(f"answer {answer.serial}: {len(rows)} messages")
            continue
        _judge_one(verdict, answer, rows[0], received[answer.text])
    known = {answer.text for answer in answers}
    for text in received.keys() - known:
        verdict.breaches.append(f"received, but never written: {received[text]}")
    _judge_order(verdict, answers, deliveries)


def _judge_one(verdict: Verdict, answer: Written, shown: Shown, received: int) -> None:
    if received > 1:
        verdict.twice += 1
        verdict.breaches.append(f"answer {answer.serial}: received {received} times")
    match shown.state:
        case SendState.ACCEPTED:
            verdict.accepted += 1
            if received == 0:
                verdict.lost += 1
                verdict.breaches.append(f"answer {answer.serial}: accepted, not there")
        case SendState.FAILED:
            verdict.failed += 1
            if received:
                verdict.breaches.append(f"answer {answer.serial}: failed, but received")
        case SendState.UNCONFIRMED:
            verdict.unconfirmed += 1
        case state:
            verdict.lost += 1
            verdict.breaches.append(f"answer {answer.serial}: ends as {state}")
    if shown.chat != answer.chat:
        verdict.breaches.append(f"answer {answer.serial}: in the wrong conversation")


def _judge_order(
    verdict: Verdict, answers: Iterable[Written], deliveries: Iterable[Delivery]
) -> None:
    serials = {answer.text: answer.serial for answer in answers}
    last: dict[Chat, int] = {}
    for row in deliveries:
        serial = serials.get(row.text, 0)
        chat = (row.open_kfid, row.external_userid)
        if serial < last.get(chat, 0):
            verdict.inversions += 1
            verdict.breaches.append(f"answer {serial}: overtaken")
        last[chat] = max(serial, last.get(chat, 0))


def judge_incoming(
    verdict: Verdict, said: Sequence[Incoming], shown: Iterable[Shown]
) -> None:
    """Each customer's message is stored once, in its conversation, in its order."""
    stored = [row for row in shown if row.origin in (Origin.CUSTOMER, Origin.SERVICER)]
    by_msgid: dict[str, list[Shown]] = {}
    for row in stored:
        by_msgid.setdefault(row.msgid, []).append(row)
    last: dict[Chat, int] = {}
    for message in said:
        verdict.incoming += 1
        rows = by_msgid.pop(message.msgid, [])
        if len(rows) != 1:
            verdict.incoming_lost += not rows
            verdict.incoming_twice += len(rows) > 1
            verdict.breaches.append(f"incoming {message.seq}: {len(rows)} rows")
            continue
        chat = (message.open_kfid, message.external_userid)
        if rows[0].chat != chat:
            verdict.breaches.append(f"incoming {message.seq}: wrong conversation")
        if rows[0].position <= last.get(chat, 0):
            verdict.incoming_inversions += 1
            verdict.breaches.append(f"incoming {message.seq}: out of order")
        last[chat] = rows[0].position
    verdict.breaches += [f"stored, but never said: {len(by_msgid)}"] * bool(by_msgid)


def judge_drafts(
    verdict: Verdict, kept: Mapping[Chat, str], found: Mapping[Chat, str]
) -> None:
    """A draft that was not turned into a message is still there, word for word."""
    for chat, text in kept.items():
        verdict.drafts += 1
        if found.get(chat) != text:
            verdict.drafts_lost += 1
            verdict.breaches.append("a draft is gone or changed")
