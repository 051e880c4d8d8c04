"""The plain way of finding a reply, against which ours is held.

What was typed must stand, as it is, in title or text; hits come in the order of their
titles. The second baseline puts the replies of the agent's own shop first.
"""

from collections.abc import Sequence

from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import ReplySituation
from tests.labelled.replies.book import LabelledBook
from tests.labelled.replies.scoring import Finder


def substring(book: LabelledBook) -> Finder:
    """Return the finder that knows nothing but letters."""
    ordered = _by_title(book)

    def find(typed: str, _situation: ReplySituation) -> Sequence[int]:
        return [reply.id for reply, words in ordered if typed.casefold() in words]

    return find


def substring_own_shop_first(book: LabelledBook) -> Finder:
    """Return the finder that knows letters and the agent's shop."""
    ordered = _by_title(book)

    def find(typed: str, situation: ReplySituation) -> Sequence[int]:
        hits = [reply for reply, words in ordered if typed.casefold() in words]
        hits.sort(key=lambda reply: reply.content.scope_id != situation.team_id)
        return [reply.id for reply in hits]

    return find


def _by_title(book: LabelledBook) -> list[tuple[QuickReply, str]]:
    ordered = sorted(book.replies, key=lambda reply: reply.content.title)
    return [(reply, _words(reply)) for reply in ordered]


def _words(reply: QuickReply) -> str:
    return "\n".join((reply.content.title, *reply.texts())).casefold()
