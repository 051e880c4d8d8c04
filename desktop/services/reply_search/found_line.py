"""What the list shows of a reply that was found: one line of it, and the marks."""

from collections.abc import Iterable

from desktop.models.display_text import one_line
from desktop.models.quick_reply import QuickReply
from desktop.models.reply_search import FoundReply, MarkedSpan
from desktop.services.reply_search.entry import fold_each
from desktop.services.reply_search.matching import Span

LONGEST_LINE = 120
"""Characters: more than the widest list shows."""
_EARLY = 14
"""A match so far from the beginning is seen without cutting."""


def found_reply(
    reply: QuickReply, words: Iterable[str], spans: Iterable[Span]
) -> FoundReply:
    """Return a reply with the places that made it fit; spans are in its title."""
    line = one_line(" ".join(reply.texts()), 4 * LONGEST_LINE)
    plain = fold_each(line)
    places = [
        (start, start + len(word))
        for word in words
        if not word.isascii() or len(word) > 1
        if (start := plain.find(word)) >= 0
    ]
    first = min(places, default=(0, 0))[0]
    cut = first - _EARLY + 2 if first > _EARLY and len(line) > 2 * _EARLY else 0
    shown = ("…" if cut else "") + line[cut:]
    moved = cut - (1 if cut else 0)
    return FoundReply(
        reply,
        _marks(spans),
        _marks(
            (start - moved, end - moved)
            for start, end in places
            if end - moved <= LONGEST_LINE
        ),
        shown[:LONGEST_LINE],
    )


def _marks(spans: Iterable[Span]) -> tuple[MarkedSpan, ...]:
    """Return spans in order; those that touch or overlap become one."""
    joined: list[MarkedSpan] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if joined and start <= joined[-1].end:
            joined[-1] = MarkedSpan(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(MarkedSpan(start, end))
    return tuple(joined)
