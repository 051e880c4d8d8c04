"""Everything that shows and plays the media of one conversation view."""

from PySide6.QtCore import QObject, Signal

from desktop.models.content import File
from desktop.services.desk import Desk
from desktop.views.conversation.conversation_view import ConversationView
from desktop.views.conversation.saving_presenter import SavingPresenter
from desktop.views.theme.theme import Theme
from desktop.views.viewer.facts_presenter import FactsPresenter
from desktop.views.viewer.opening_presenter import OpeningPresenter
from desktop.views.viewer.speaker import Speaker
from desktop.views.viewer.viewer_presenter import ViewerPresenter
from desktop.views.viewer.voice_presenter import VoicePresenter


class DeskMedia(QObject):
    """Joins facts, viewer, player, opening and saving with one view.

    Signals:
        said(words): what was done with a file, or why it was not.
        sounding: something begins to play in this view.
    """

    said = Signal(str)
    sounding = Signal()

    def __init__(
        self, view: ConversationView, desk: Desk, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self.facts = FactsPresenter(view.timeline, desk, self)
        self.saving = SavingPresenter(view, desk, self)
        self.opening = OpeningPresenter(view, desk, self)
        self.viewer = ViewerPresenter(view, desk, theme, self)
        self.voice = VoicePresenter(view, desk, Speaker(self), self)
        view.timeline.media_open_requested.connect(self._on_open_requested)
        for asking in (self.viewer, self.opening):
            asking.save_requested.connect(self.saving.ask)
        for teller in (self.saving, self.opening, self.viewer, self.voice):
            teller.said.connect(self.said)
        # One sound at a time.
        self.voice.sounding.connect(self.viewer.hush)
        self.viewer.sounding.connect(self.voice.hush)
        self.voice.sounding.connect(self.sounding)
        self.viewer.sounding.connect(self.sounding)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.viewer.set_theme(theme)

    def hush(self) -> None:
        """End what plays here: another view plays now."""
        self.voice.hush()
        self.viewer.hush()

    async def close(self) -> None:
        """End what runs."""
        self.hush()
        for presenter in (
            self.facts,
            self.saving,
            self.opening,
            self.viewer,
            self.voice,
        ):
            await presenter.tasks.close()

    def _on_open_requested(self, message_id: int) -> None:
        model = self._view.model
        row = model.row_of(message_id)
        if row is not None and isinstance(model[row].content, File):
            self.opening.open(message_id)
        else:
            self.viewer.open(message_id)
