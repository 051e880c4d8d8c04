"""What stands around a hit: a small timeline that only shows."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.models.display_text import one_line
from desktop.models.message import Message
from desktop.views.theme.plain_text import ElidedLabel
from desktop.views.theme.theme import Theme
from desktop.views.timeline.message_face import TimelineContext
from desktop.views.timeline.timeline_model import TimelineModel
from desktop.views.timeline.timeline_view import TimelineView


class PalettePreview(QFrame):
    """The hit with a few messages before and after it, in their bubbles."""

    def __init__(self, theme: Theme, now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette_preview")
        self._title = ElidedLabel("", self, role="heading")
        self._model = TimelineModel(self)
        self.timeline = TimelineView(self._model, theme, now, self)
        # A few messages; a bar beside them would only take their room.
        self.timeline.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title.setContentsMargins(16, 10, 16, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self.timeline, 1)
        self._say()

    def show_context(
        self,
        messages: Sequence[Message],
        hit: int | None,
        context: TimelineContext,
        words: tuple[str, ...],
    ) -> None:
        """Show some neighbouring messages; a hit among them is outlined."""
        who = (one_line(context.customer_name), one_line(context.account_name))
        self._title.setText(" · ".join(filter(None, who)))
        conversation = messages[0].conversation_id if messages else None
        self.timeline.set_context(context)
        self._model.set_page(conversation, messages, has_older=False, has_newer=False)
        self.timeline.mark_words(words, hit)
        if hit is not None:
            self.timeline.show_message(hit)
        self._title.setVisible(bool(messages))
        self.timeline.setVisible(bool(messages))

    def clear(self) -> None:
        """Show nothing."""
        self.show_context((), None, TimelineContext(), ())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.timeline.set_theme(theme)

    def set_now(self, now: datetime) -> None:
        """Take the time of day."""
        self.timeline.tick(now)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("前后的消息"))

    def changeEvent(self, event: QEvent) -> None:
        """Speak the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
