"""The row layouts that are in use: built when first needed, let go when far away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from desktop.models.content import Menu, Text
from desktop.models.message import Message
from desktop.views.theme.theme import Theme
from desktop.views.timeline.message_face import (
    FOLD_AT,
    Extras,
    TimelineContext,
)
from desktop.views.timeline.row_builder import RowBuilder
from desktop.views.timeline.row_frame import RowFrame, frame_of
from desktop.views.timeline.row_layout import RowLayout, TimelineFonts
from desktop.views.timeline.row_media import RowMedia
from desktop.views.timeline.timeline_model import TimelineModel

CAPACITY = 160
"""Layouts kept; a screen shows about 15."""
UNFOLD_STEP = 32_000
"""Characters that one click on 展开全文 adds; about 20 ms of layout."""


_PLAIN = Extras()
_TAPS_WITHIN = 60
"""Rows below a menu in which the customer's choice is looked for."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A layout with the neighbours and extras that shaped it."""

    layout: RowLayout
    previous: Message | None
    following: Message | None
    extras: Extras
    first_unread: int | None


class RowShelf:
    """Keeps layouts by message, valid for one width, theme, font and context."""

    def __init__(
        self,
        model: TimelineModel,
        media: RowMedia,
        theme: Theme,
        fonts: TimelineFonts,
        now: datetime,
    ) -> None:
        self._model = model
        self._builder = RowBuilder(theme, fonts)
        self._media = media
        self._kept: dict[int, _Kept] = {}
        self._unfolded: dict[int, int] = {}
        self.context = TimelineContext()
        self.first_unread: int | None = None
        """Id of the message above which the line of the new ones stands."""
        self.width = 0
        self.now = now
        self.built = 0
        """How many layouts were made so far; tests count them."""

    def dress(self, theme: Theme, fonts: TimelineFonts) -> None:
        """Take another theme or font."""
        self._builder = RowBuilder(theme, fonts)
        self.clear()

    def clear(self) -> None:
        """Let all layouts go."""
        self._kept.clear()

    def start_anew(self) -> None:
        """Forget everything of the conversation before."""
        self.clear()
        self._unfolded.clear()

    def unfold(self, message_id: int) -> None:
        """Show more of a long text."""
        shown = self._unfolded.get(message_id, FOLD_AT)
        self._unfolded[message_id] = shown + UNFOLD_STEP
        self._kept.pop(message_id, None)

    def layout(self, row: int) -> RowLayout:
        """Return the layout of a row, built if it is missing or out of date."""
        message, previous, following = self._neighbours(row)
        extras = self.extras(row)
        kept = self._kept.get(message.id)
        if kept is None or kept.layout.message is not message:
            return self._build(message, previous, following, extras)
        if kept.layout.width != self.width or kept.extras != extras:
            return self._build(message, previous, following, extras)
        same = kept.previous is previous and kept.following is following
        if same and kept.first_unread == self.first_unread:
            return kept.layout
        if kept.layout.frame != self._frame(message, previous, following):
            return self._build(message, previous, following, extras)
        return self._keep(kept.layout, previous, following, extras)

    def measure(self, row: int) -> int:
        """Return the height of a row in logical pixels."""
        return self.layout(row).height

    def keep_only(self, message_ids: Collection[int]) -> None:
        """Let the layouts of other messages go once there are too many."""
        if len(self._kept) > CAPACITY:
            self._kept = {
                key: kept for key, kept in self._kept.items() if key in message_ids
            }

    def _build(
        self,
        message: Message,
        previous: Message | None,
        following: Message | None,
        extras: Extras,
    ) -> RowLayout:
        made = self._builder.build(
            message,
            self._frame(message, previous, following),
            self.context,
            width=self.width,
            now=self.now,
            unfolded=self._unfolded.get(message.id, FOLD_AT),
            extras=extras,
        )
        self.built += 1
        return self._keep(made, previous, following, extras)

    def _keep(
        self,
        layout: RowLayout,
        previous: Message | None,
        following: Message | None,
        extras: Extras,
    ) -> RowLayout:
        self._kept[layout.message.id] = _Kept(
            layout, previous, following, extras, self.first_unread
        )
        return layout

    def extras(self, row: int) -> Extras:
        """Return what a row shows beyond its message; most show nothing."""
        message = self._model[row]
        if message.media is not None:
            return Extras(self._media.facts_of(message.id))
        if isinstance(message.content, Menu):
            return Extras(tapped=self._tapped(row, message.content))
        return _PLAIN

    def _tapped(self, row: int, menu: Menu) -> frozenset[str]:
        """Return which of a menu's items were tapped in the rows that follow."""
        offered = {item.target for item in menu.items if item.kind == "click"}
        end = min(len(self._model), row + 1 + _TAPS_WITHIN)
        contents = (self._model[below].content for below in range(row + 1, end))
        taps = (one.menu_id for one in contents if isinstance(one, Text))
        return frozenset(tap for tap in taps if tap and tap in offered)

    def _frame(
        self, message: Message, previous: Message | None, following: Message | None
    ) -> RowFrame:
        return frame_of(message, previous, following, self.first_unread)

    def _neighbours(self, row: int) -> tuple[Message, Message | None, Message | None]:
        last = len(self._model) - 1
        previous = self._model[row - 1] if row > 0 else None
        following = self._model[row + 1] if row < last else None
        return self._model[row], previous, following
