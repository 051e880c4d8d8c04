"""Lays out one row: from a message in words to rectangles and wrapped text."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, Qt

from desktop.models.message import Message, Origin
from desktop.views.theme.durations import moment_words
from desktop.views.theme.theme import Theme
from desktop.views.timeline.bubble_outline import bubble_outline
from desktop.views.timeline.card_builder import CARD_WIDTH, CardBuilder
from desktop.views.timeline.card_face import Card
from desktop.views.timeline.media_builder import bubble_size, placed_media
from desktop.views.timeline.media_part import MediaPart
from desktop.views.timeline.message_face import (
    FOLD_AT,
    Extras,
    Face,
    Shape,
    TimelineContext,
    face_of,
)
from desktop.views.timeline.row_frame import RowFrame
from desktop.views.timeline.row_layout import (
    FontRole,
    Hotspot,
    Label,
    PlacedBlock,
    RowLayout,
    TimelineFonts,
    tone_on,
)
from desktop.views.timeline.send_words import Action, action_word
from desktop.views.timeline.text_block import Mark, TextBlock

_SIDE = 22
_AVATAR = 32
_AVATAR_GAP = 9
_PAD_X, _PAD_Y = 11, 7
_GROUP_GAP, _ROW_GAP = 12, 6
_SHARE = 0.74
_WIDEST_TEXT = 640
_WORD_GAP = 12
_SMALLEST_WIDTH = 120


class RowBuilder:
    """Builds row layouts for one theme, font and language."""

    def __init__(self, theme: Theme, fonts: TimelineFonts) -> None:
        self._theme = theme
        self._fonts = fonts
        self._cards = CardBuilder(fonts)

    def build(
        self,
        message: Message,
        frame: RowFrame,
        context: TimelineContext,
        *,
        width: int,
        now: datetime,
        unfolded: int = FOLD_AT,
        extras: Extras | None = None,
    ) -> RowLayout:
        """Return the layout of a row for a viewport width in logical pixels."""
        face = face_of(
            message,
            context,
            closes_group=frame.closes_group,
            unfolded=unfolded,
            extras=extras,
        )
        layout = RowLayout(message, frame, width, face.shape)
        top = _GROUP_GAP if frame.opens_group else _ROW_GAP
        if frame.opens_day:
            top = self._day_line(layout, now)
        if frame.opens_unread:
            top = self._unread_line(layout, top)
        if face.shape is Shape.LINE:
            layout.height = self._line(layout, face, top)
        else:
            bottom = self._bubble(layout, face, top)
            if face.shape is not Shape.NOTE:
                bottom = self._below(layout, face, bottom)
            layout.height = bottom
        return layout

    def _day_line(self, layout: RowLayout, now: datetime) -> int:
        height = self._fonts.height(FontRole.CAPTION)
        rect = QRect(_SIDE, _GROUP_GAP, layout.width - 2 * _SIDE, height)
        words = moment_words(layout.message.sent_at, now)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout.labels.append(Label(rect, words, FontRole.CAPTION, "faint", centre))
        width = self._fonts.width(FontRole.CAPTION, words) + 2 * _WORD_GAP
        inset = (rect.width() - width) // 2
        spot = rect.adjusted(inset, 0, -inset, 0)
        layout.hotspots.append(Hotspot(spot, Action.PICK_DAY))
        return rect.bottom() + 1 + _GROUP_GAP

    def _unread_line(self, layout: RowLayout, top: int) -> int:
        height = self._fonts.height(FontRole.CAPTION)
        layout.unread_line = QRect(_SIDE, top, layout.width - 2 * _SIDE, height)
        return layout.unread_line.bottom() + 1 + _GROUP_GAP

    def _line(self, layout: RowLayout, face: Face, top: int) -> int:
        room = max(_SMALLEST_WIDTH, round((layout.width - 2 * _SIDE) * 0.9))
        block = TextBlock(face.text, self._fonts[FontRole.CAPTION], room - 20)
        size = block.size
        width = round(size.width()) + 21
        rect = QRect((layout.width - width) // 2, top, width, round(size.height()) + 4)
        origin = QPointF(rect.x() + 10, rect.y() + 2)
        layout.blocks.append(PlacedBlock(block, origin, "muted"))
        layout.bubble = rect
        return rect.bottom() + 1

    def _bubble(self, layout: RowLayout, face: Face, top: int) -> int:
        limit = self._limit(layout)
        if face.part is not None:
            self._media_bubble(layout, face.part, top, limit)
        elif face.card is not None:
            self._card_bubble(layout, face.card, top, limit)
        else:
            self._text_bubble(layout, face, top, limit)
        assert layout.bubble is not None
        theirs = face.shape is Shape.THEIRS
        layout.outline = bubble_outline(layout.bubble, theirs=theirs)
        if layout.frame.opens_group and face.shape is not Shape.NOTE:
            left = _SIDE if theirs else layout.width - _SIDE - _AVATAR
            layout.avatar = QRect(left, top, _AVATAR, _AVATAR)
        bottom = layout.bubble.bottom() + 1
        return max(bottom, top + _AVATAR) if layout.avatar else bottom

    def _media_bubble(
        self, layout: RowLayout, part: MediaPart, top: int, limit: int
    ) -> None:
        grown = self._fonts.grown
        width, height = bubble_size(part, limit + 2 * _PAD_X, grown)
        inner = width - 2 * _PAD_X, height - 2 * _PAD_Y
        layout.bubble = self._place(layout, top, *inner)
        layout.media = placed_media(part, layout.bubble, grown)
        layout.hotspots += [
            Hotspot(rect, action) for rect, action in layout.media.spots()
        ]

    def _card_bubble(self, layout: RowLayout, card: Card, top: int, limit: int) -> None:
        width = min(self._fonts.grown(CARD_WIDTH), limit)
        bubble = self._place(layout, top, width, 0)
        area = bubble.adjusted(_PAD_X, _PAD_Y, -_PAD_X, 0)
        bubble.setBottom(self._cards.fill(layout, card, area) + _PAD_Y - 1)
        layout.bubble = bubble
        if card.whole is not None:
            # The last one, so that words on the card keep their own meaning.
            target = card.target_of(card.whole)
            layout.hotspots.append(Hotspot(bubble, card.whole, target))

    def _limit(self, layout: RowLayout) -> int:
        """Return the widest content of a bubble."""
        share = round((layout.width - 2 * _SIDE) * _SHARE)
        room = share - _AVATAR - _AVATAR_GAP - 2 * _PAD_X
        return max(_SMALLEST_WIDTH, min(_WIDEST_TEXT, room))

    def _place(self, layout: RowLayout, top: int, width: int, height: int) -> QRect:
        """Return the bubble around a content of this size."""
        outer_width, outer_height = width + 2 * _PAD_X, height + 2 * _PAD_Y
        beside = 0 if layout.shape is Shape.NOTE else _AVATAR + _AVATAR_GAP
        left = _SIDE + beside
        if layout.shape is not Shape.THEIRS:
            left = layout.width - _SIDE - beside - outer_width
        return QRect(left, top, outer_width, outer_height)

    def _text_bubble(self, layout: RowLayout, face: Face, top: int, limit: int) -> None:
        note = QCoreApplication.translate("RowBuilder", "内部备注")
        accent = self._theme.colour(tone_on(layout.shape, "accent"))
        block = TextBlock(
            face.text,
            self._fonts[FontRole.BODY],
            limit,
            spans=face.spans,
            link_colour=accent,
            marks=tuple(
                Mark(start, end, strong=True, colour=accent)
                for start, end in face.mentions
            ),
            faces=True,
            prefix=f"{note} " if face.shape is Shape.NOTE else "",
        )
        extra, extra_width = self._inside_extras(face)
        width = max(round(block.size.width()) + 1, min(extra_width, limit))
        height = round(block.size.height())
        bubble = self._place(layout, top, width, height + extra)
        origin = QPointF(bubble.x() + _PAD_X, bubble.y() + _PAD_Y)
        tone = "muted" if layout.message.recalled else "text"
        placed = PlacedBlock(block, origin, tone)
        if face.withheld:
            layout.blocks.append(placed)
        else:
            layout.body = placed
        layout.bubble = bubble
        line = QRect(bubble.x() + _PAD_X, bubble.y() + _PAD_Y + height, width, extra)
        self._fill_extras(layout, face, line)

    def _inside_extras(self, face: Face) -> tuple[int, int]:
        """Return height and width of what stands in a bubble below its text."""
        height = width = 0
        if face.hidden:
            height, width = self._fonts.height(FontRole.SMALL) + 6, CARD_WIDTH
        if face.caption:
            height += self._fonts.height(FontRole.CAPTION) + 1
            width = max(width, self._fonts.width(FontRole.CAPTION, face.caption))
        return height, width

    def _fill_extras(self, layout: RowLayout, face: Face, line: QRect) -> None:
        if face.hidden:
            words = QCoreApplication.translate(
                "RowBuilder", "展开全文（还有 %n 字）", "", face.hidden
            )
            height = self._fonts.height(FontRole.SMALL) + 2
            rect = QRect(line.x(), line.y() + 4, line.width(), height)
            tone = tone_on(layout.shape, "accent")
            layout.labels.append(Label(rect, words, FontRole.SMALL, tone))
            layout.hotspots.append(Hotspot(rect, Action.UNFOLD))
        if face.caption:
            text = self._fonts.elided(FontRole.CAPTION, face.caption, line.width())
            height = self._fonts.height(FontRole.CAPTION)
            rect = QRect(line.x(), line.bottom() + 1 - height, line.width(), height)
            tone = tone_on(layout.shape, "muted")
            layout.labels.append(Label(rect, text, FontRole.CAPTION, tone))

    def _below(self, layout: RowLayout, face: Face, bottom: int) -> int:
        """Write who, when and how it stands below the bubble, and the actions."""
        assert layout.bubble is not None
        edge = layout.bubble
        top = edge.bottom() + 3
        if face.meta:
            placed = self._meta(layout, face, top)
            top = placed.bottom()
            if layout.message.origin is Origin.CUSTOMER:
                right = placed.origin.x() + placed.block.size.width()
                layout.wait_at = QPoint(round(right), round(placed.origin.y()))
        if face.cure:
            top = self._wrapped(layout, face.cure, top, tone="muted").bottom()
        if face.actions:
            top = self._actions(layout, face, top + 1)
        return max(top, bottom)

    def _meta(self, layout: RowLayout, face: Face, top: int) -> PlacedBlock:
        """Place who and when; how it stands has a colour of its own."""
        text = " · ".join(part for part in (face.meta, face.standing) if part)
        colour = self._theme.colour(face.standing_tone)
        start = len(text) - len(face.standing)
        mark = Mark(start, len(text), colour=colour)
        return self._wrapped(layout, text, top, marks=(mark,))

    def _wrapped(
        self,
        layout: RowLayout,
        text: str,
        top: int,
        *,
        tone: str = "faint",
        marks: tuple[Mark, ...] = (),
    ) -> PlacedBlock:
        """Place a small text below the bubble, at the bubble's outer edge."""
        assert layout.bubble is not None
        room = layout.width - 2 * _SIDE - _AVATAR - _AVATAR_GAP
        limit = max(_SMALLEST_WIDTH, min(_WIDEST_TEXT, room))
        ours = layout.shape is not Shape.THEIRS
        font = self._fonts[FontRole.CAPTION]
        block = TextBlock(text, font, limit, marks=marks, at_right=ours)
        left = float(layout.bubble.x())
        if ours:
            left = layout.bubble.right() + 1 - block.size.width()
        placed = PlacedBlock(block, QPointF(left, top), tone)
        layout.blocks.append(placed)
        return placed

    def _actions(self, layout: RowLayout, face: Face, top: int) -> int:
        """Place words to click in one line that ends at the bubble's right edge."""
        assert layout.bubble is not None
        height = self._fonts.height(FontRole.SMALL) + 4
        right = layout.bubble.right() + 1
        for action in reversed(face.actions):
            word = action_word(action)
            width = self._fonts.width(FontRole.SMALL, word)
            rect = QRect(right - width, top, width, height)
            layout.labels.append(Label(rect, word, FontRole.SMALL, "accent"))
            layout.hotspots.append(Hotspot(rect.adjusted(-6, -1, 6, 1), action))
            right = rect.x() - _WORD_GAP
        return top + height
