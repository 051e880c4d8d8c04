"""Lets the settings count: preferences at once, corps through their use cases."""

from PySide6.QtCore import QObject, Signal

from desktop.models.changes import Subject
from desktop.models.failures import Sentence
from desktop.models.preferences import LanguageChoice, Preferences
from desktop.services.corps import Disconnected
from desktop.services.credentials import CredentialError
from desktop.services.desk import Desk
from desktop.services.storage.change_feed import ChangeBatch
from desktop.services.storage.errors import StorageError
from desktop.services.tasks import Refresher, TaskGroup
from desktop.views.settings.settings_view import SettingsView
from desktop.views.theme.language import words

CORPS_PAUSE = 0.3


class SettingsPresenter(QObject):
    """Joins the settings page with the connected corps.

    `callback_host` is HOST:PORT where the engine listens for WeCom, or empty.

    Signals:
        said(words, undo_key): what was done; a key other than None can be undone.
        corp_removed(Removed): all that is kept of a corp is being removed.
    """

    said = Signal(str, object)
    corp_removed = Signal(object)

    def __init__(
        self,
        view: SettingsView,
        desk: Desk,
        spoken: LanguageChoice,
        callback_host: str,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._desk = desk
        self._spoken = spoken
        self._callback_host = callback_host
        self._tasks = TaskGroup("settings")
        self._keeping = TaskGroup("corps")
        self._corps = Refresher(
            self._tasks, self._show_corps, pause=CORPS_PAUSE, name="corps"
        )
        view.preferences_changed.connect(self._show_restart)
        view.corps.disconnect_requested.connect(self._on_disconnect_requested)
        view.corps.removal_requested.connect(self._on_removal_requested)
        view.corps.budget_chosen.connect(self._on_budget_chosen)
        self._corps.wish()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen."""
        self._view.show_preferences(preferences)
        self._show_restart(preferences)

    def take_changes(self, batch: ChangeBatch) -> None:
        """Read the corps anew when they or their accounts have changed."""
        subjects = {change.subject for change in batch.changes}
        if subjects & {Subject.CORP, Subject.ACCOUNT} or not batch.complete:
            self._corps.wish()

    def undo(self, key: object) -> None:
        """Put back what was disconnected; keys of others are left alone."""
        if isinstance(key, Disconnected):
            self._keeping.spawn(self._restore(key), name="restore")

    async def close(self) -> None:
        """Finish what is being kept and end the rest."""
        await self._keeping.drained()
        await self._tasks.close()

    def _show_restart(self, preferences: Preferences) -> None:
        self._view.looks.show_restart_needed(preferences.language is not self._spoken)

    async def _show_corps(self) -> None:
        try:
            corps = await self._desk.corps.connected(self._callback_host)
        except CredentialError as error:
            self._say(error.sentence)
            return
        self._view.corps.show_corps(corps)
        self._view.corps.show_left(await self._desk.corps.left())

    def _on_budget_chosen(self, corp_id: int, polls_a_minute: int) -> None:
        self._keeping.spawn(self._set_polls(corp_id, polls_a_minute), name="budget")

    async def _set_polls(self, corp_id: int, polls_a_minute: int) -> None:
        try:
            await self._desk.corps.set_polls(corp_id, polls_a_minute)
        except StorageError as error:
            self._say(error.sentence)
            self._corps.wish()

    def _on_disconnect_requested(self, corp_id: int) -> None:
        self._keeping.spawn(self._disconnect(corp_id), name="disconnect")

    async def _disconnect(self, corp_id: int) -> None:
        try:
            gone = await self._desk.corps.disconnect(corp_id)
        except (CredentialError, StorageError) as error:
            self._say(error.sentence)
            return
        if gone is not None:
            told = self.tr(
                "已断开「{corp}」：不再收发，Secret 已删除；聊天记录留在本机"
            ).format(corp=gone.name)
            self.said.emit(told, gone)

    def _on_removal_requested(self, corp_id: int) -> None:
        self._keeping.spawn(self._remove(corp_id), name="remove")

    async def _remove(self, corp_id: int) -> None:
        try:
            removed = await self._desk.corps.remove(corp_id)
        except (CredentialError, StorageError) as error:
            self._say(error.sentence)
            return
        if removed is not None:
            self.corp_removed.emit(removed)
            told = self.tr("正在从这台电脑删除「{corp}」的全部数据")
            self.said.emit(told.format(corp=removed.name), None)

    async def _restore(self, gone: Disconnected) -> None:
        try:
            await self._desk.corps.restore(gone)
        except (CredentialError, StorageError) as error:
            self._say(error.sentence)
            return
        self.said.emit(self.tr("已重新接入「{corp}」").format(corp=gone.name), None)

    def _say(self, sentence: Sentence) -> None:
        self.said.emit(words(sentence), None)
