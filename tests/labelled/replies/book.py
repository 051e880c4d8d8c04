"""The books that are searched: the published replies beside the project, the demo's."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from desktop.models.quick_reply import QuickReply, ReplyContent, ReplyText, Scope
from desktop.models.reply_search import ReplySituation
from desktop.resources import resource

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT.parent / "shared" / "data" / "quick_replies.json"
NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
"""The moment of every question; nothing in the set depends on it."""


@dataclass(frozen=True, slots=True)
class LabelledBook:
    """A book and the names by which the labelled lines mean its entries.

    Every shop (the first half of a group) is a team and an account of its own number,
    whose agents see the whole book.
    """

    replies: tuple[QuickReply, ...]
    ids: dict[str, int] = field(repr=False)
    """Reply id by group and title, "玩具/售后/退货处理"."""
    shops: dict[str, int]

    def situation(self, shop: str, customer: str) -> ReplySituation:
        """Return the moment of a line; no shop is an agent who serves them all."""
        number = self.shops[shop] if shop else None
        return ReplySituation(
            NOON, account_id=number, team_id=number, customer_words=customer
        )

    def wanted(self, names: tuple[str, ...]) -> frozenset[int]:
        """Return the ids of accepted answers."""
        return frozenset(self.ids[name] for name in names)


def published_book(path: Path = PUBLISHED) -> LabelledBook | None:
    """Return the book, None where the data is not on this machine."""
    if not path.exists():
        return None
    entries = json.loads(path.read_text("utf-8"))["entries"]
    shops: dict[str, int] = {}
    replies, ids = [], {}
    for number, entry in enumerate(entries, start=1):
        group, title = entry["group"], entry["title"]
        shop = shops.setdefault(group.partition("/")[0], len(shops) + 1)
        content = ReplyContent(
            title,
            tuple(group.split("/")),
            (ReplyText(entry["text"]),),
            Scope.TEAM,
            shop,
        )
        ids[f"{group}/{title}"] = number
        replies.append(_reply(number, f"{group}/{title}", content))
    return LabelledBook(tuple(replies), ids, shops)


def demo_book() -> LabelledBook:
    """Return the reply book of the demo; what is no text of it is left out."""
    replies, ids = [], {}
    lines = resource("demo", "replies.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        entry = json.loads(line)
        group, title = tuple(entry["group"]), entry["title"]
        texts = tuple(
            ReplyText(part["text"]) for part in entry["parts"] if "text" in part
        )
        content = ReplyContent(
            title, group, texts, Scope.COMPANY, None, entry["code"],
            tuple(entry["keywords"]),
        )  # fmt: skip
        name = "/".join((*group, title))
        ids[name] = number
        replies.append(_reply(number, name, content))
    return LabelledBook(tuple(replies), ids, {})


def _reply(number: int, name: str, content: ReplyContent) -> QuickReply:
    key = hashlib.sha256(name.encode()).hexdigest()[:32]
    return QuickReply(number, key, 1, content, 1, "周晓", "周晓", NOON)
