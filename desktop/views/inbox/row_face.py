"""What a row shows at one width: cut, laid out once, and painted from then on."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText

from desktop.models.account import Account
from desktop.models.conversation import ConversationSummary
from desktop.models.display_text import one_line
from desktop.views.inbox.row_measures import RowMeasures
from desktop.views.inbox.row_words import (
    Chip,
    chips,
    customer_words,
    preview_line,
)
from desktop.views.theme.badges import count_words
from desktop.views.theme.durations import list_time

SIGN = 13
"""Side of the signs beside the time, in logical pixels."""
_KEPT = 240
"""Faces kept: several screens full."""


@dataclass(frozen=True, slots=True, eq=False)
class RowFace:
    """The laid-out words of one row."""

    summary: ConversationSummary
    account: Account | None
    name: QStaticText
    time: QStaticText
    time_width: int
    prefix: QStaticText
    prefix_width: int
    prefix_tone: str
    line: QStaticText
    chips: tuple[tuple[Chip, QStaticText, int], ...]
    account_name: str
    woken: bool


class FaceShelf:
    """Makes faces and keeps the ones used last; rows that change get new ones."""

    def __init__(self) -> None:
        self._faces: OrderedDict[int, RowFace] = OrderedDict()
        self._width = 0
        self._measures: RowMeasures | None = None
        self._operator = ""
        self.made = 0
        """How many faces were laid out so far; tests count with it."""

    def set_operator(self, name: str) -> None:
        """Take the name under which our own answers read 你."""
        self._operator = name
        self.forget()

    def forget(self) -> None:
        """Drop all faces, because fonts, the language or the day have changed."""
        self._faces.clear()

    def face(
        self,
        summary: ConversationSummary,
        account: Account | None,
        width: int,
        measures: RowMeasures,
        now: datetime,
    ) -> RowFace:
        """Return the face of a row for a width of its text in logical pixels."""
        if width != self._width or measures is not self._measures:
            self._width, self._measures = width, measures
            self._faces.clear()
        kept = self._faces.get(summary.id)
        same = kept and kept.summary is summary and kept.account is account
        if kept and same and kept.woken == summary.woken(now):
            self._faces.move_to_end(summary.id)
            return kept
        made = self._lay_out(summary, account, width, measures, now)
        self._faces[summary.id] = made
        if len(self._faces) > _KEPT:
            self._faces.popitem(last=False)
        return made

    def _lay_out(
        self,
        summary: ConversationSummary,
        account: Account | None,
        width: int,
        measures: RowMeasures,
        now: datetime,
    ) -> RowFace:
        self.made += 1
        small = QFontMetrics(measures.small_font)
        time = list_time(summary.last_at, now) if summary.last_at else ""
        time_width = small.horizontalAdvance(time)
        words = preview_line(summary, self._operator)
        line = QFontMetrics(measures.line_font)
        prefix_width = line.horizontalAdvance(words.prefix)
        badge = _badge_room(summary.unread, small)
        name = customer_words(summary)
        return RowFace(
            summary=summary,
            account=account,
            name=_laid_out(
                name, measures.name_font, width - time_width - 8 - signs_room(summary)
            ),
            time=_laid_out(time, measures.small_font, time_width + 1),
            time_width=time_width,
            prefix=_laid_out(words.prefix, measures.line_font, prefix_width + 1),
            prefix_width=prefix_width,
            prefix_tone=words.prefix_tone,
            line=_laid_out(
                words.text, measures.line_font, width - prefix_width - badge
            ),
            chips=tuple(
                (
                    chip,
                    _laid_out(chip.words, measures.small_font, width),
                    small.horizontalAdvance(chip.words),
                )
                for chip in chips(summary, now)
            ),
            account_name=one_line(account.name, 30) if account else "",
            woken=summary.woken(now),
        )


def signs_room(summary: ConversationSummary) -> int:
    """Return the width that the signs of pin and star take beside the time."""
    return (summary.pinned + summary.starred) * (SIGN + 3)


def _badge_room(unread: int, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(count_words(unread)) + 20 if unread else 0


def _laid_out(words: str, font: QFont, width: int) -> QStaticText:
    cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
    text = QStaticText(cut)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    text.prepare(font=font)
    return text
