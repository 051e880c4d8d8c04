"""The row layouts that are in use: built when first needed, let go when far away."""

from collections.abc import Collection
from datetime import datetime

from desktop.models.message import Message
from desktop.views.conversation.message_face import FOLD_AT, TimelineContext
from desktop.views.conversation.row_builder import RowBuilder
from desktop.views.conversation.row_frame import RowFrame, frame_of
from desktop.views.conversation.row_layout import RowLayout, TimelineFonts
from desktop.views.conversation.timeline_model import TimelineModel
from desktop.views.theme.theme import Theme

CAPACITY = 160
"""Layouts kept; a screen shows about 15."""
UNFOLD_STEP = 32_000
"""Characters that one click on 展开全文 adds; about 20 ms of layout."""


class RowShelf:
    """Keeps layouts by message, valid for one width, theme, font and context."""

    def __init__(
        self, model: TimelineModel, theme: Theme, fonts: TimelineFonts, now: datetime
    ) -> None:
        self._model = model
        self._builder = RowBuilder(theme, fonts)
        self._layouts: dict[int, RowLayout] = {}
        self._unfolded: dict[int, int] = {}
        self.context = TimelineContext()
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
        self._layouts.clear()

    def start_anew(self) -> None:
        """Forget everything of the conversation before."""
        self.clear()
        self._unfolded.clear()

    def unfold(self, message_id: int) -> None:
        """Show more of a long text."""
        shown = self._unfolded.get(message_id, FOLD_AT)
        self._unfolded[message_id] = shown + UNFOLD_STEP
        self._layouts.pop(message_id, None)

    def layout(self, row: int) -> RowLayout:
        """Return the layout of a row, built if it is missing or out of date."""
        message = self._model[row]
        frame = self._frame(row)
        found = self._layouts.get(message.id)
        if (
            found is not None
            and found.message is message
            and found.width == self.width
            and found.frame == frame
        ):
            return found
        made = self._builder.build(
            message,
            frame,
            self.context,
            width=self.width,
            now=self.now,
            unfolded=self._unfolded.get(message.id, FOLD_AT),
        )
        self.built += 1
        self._layouts[message.id] = made
        return made

    def measure(self, row: int) -> int:
        """Return the height of a row in logical pixels."""
        return self.layout(row).height

    def keep_only(self, message_ids: Collection[int]) -> None:
        """Let the layouts of other messages go once there are too many."""
        if len(self._layouts) > CAPACITY:
            self._layouts = {
                key: layout
                for key, layout in self._layouts.items()
                if key in message_ids
            }

    def _frame(self, row: int) -> RowFrame:
        last = len(self._model) - 1
        previous: Message | None = self._model[row - 1] if row > 0 else None
        following: Message | None = self._model[row + 1] if row < last else None
        return frame_of(self._model[row], previous, following)
