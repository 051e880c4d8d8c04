"""Covers and locks the desk: by key, when nobody is there, and at the start."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.models.clock import Clock
from desktop.models.lock_rules import LockState
from desktop.models.preferences import CoverAfter, Preferences
from desktop.services.app_lock import AppLock
from desktop.services.credentials import CredentialError
from desktop.services.tasks import TaskGroup
from desktop.views.lock.idle_watch import IdleWatch
from desktop.views.lock.lock_view import LockView
from desktop.views.settings.privacy_section import PrivacySection
from desktop.views.theme.language import words
from desktop.views.theme.theme import Theme
from desktop.views.window.main_window import MainWindow

MINUTE = 60


class LockPresenter(QObject):
    """Joins the cover with the PIN in the store of secrets.

    Signals:
        covered_changed: whether the contents are out of sight.
    """

    covered_changed = Signal(bool)

    def __init__(
        self,
        window: MainWindow,
        lock: AppLock,
        clock: Clock,
        theme: Theme,
        preferences: Preferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._lock = lock
        self._clock = clock
        self._cover_after: CoverAfter = preferences.cover_after
        self._state = LockState()
        self._locked = False
        self._trying = False
        self._section: PrivacySection | None = None
        self._watch = IdleWatch(self)
        self.view = LockView(theme, window)
        self.tasks = TaskGroup("lock")
        self.view.lift_requested.connect(self._on_lift_requested)
        self.view.pin_entered.connect(self._on_pin_entered)

    @property
    def covered(self) -> bool:
        """Whether the contents are out of sight."""
        return self._window.veil.drawn

    async def start(self) -> None:
        """Lock at once where a PIN is set, before anything is shown.

        Where it cannot be known whether one is set, the desk stays locked and says so.
        """
        trouble = ""
        try:
            self._state = await asyncio.to_thread(self._lock.state)
        except CredentialError as error:
            self._state, trouble = LockState(is_set=True), words(error.sentence)
        handle = self._window.windowHandle()
        if handle is not None:
            self._watch.listen(handle)
        if self._state.is_set:
            self.cover()
        if trouble:
            self.view.say(trouble)

    def take(self, preferences: Preferences) -> None:
        """Let other choices count."""
        self._cover_after = preferences.cover_after

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.view.set_theme(theme)

    def cover(self) -> None:
        """Take the contents out of sight; with a PIN they are locked."""
        if self.covered:
            return
        self._locked = self._state.is_set
        if self._locked:
            self.view.show_lock()
            self._show_wait()
        else:
            self.view.show_cover()
        self._window.cover_contents(self.view)
        self.covered_changed.emit(True)

    def tick(self) -> None:
        """Look whether anybody is there; called once a second."""
        seconds = self._clock.monotonic()
        self._watch.tick(seconds)
        if self.covered:
            if self._locked and self._state.tries:
                self._show_wait()
            return
        away, idle = self._watch.away(seconds), self._watch.idle(seconds)
        cover_after = self._cover_after * MINUTE
        lock_after = self._state.minutes * MINUTE if self._state.is_set else 0
        if (cover_after and away >= cover_after) or (lock_after and idle >= lock_after):
            self.cover()

    def join_settings(self, section: PrivacySection) -> None:
        """Let the settings set, change and remove the PIN."""
        self._section = section
        section.show_lock(self._state)
        section.pin_chosen.connect(self._on_pin_chosen)
        section.removal_requested.connect(self._on_removal_requested)
        section.minutes_chosen.connect(self._on_minutes_chosen)

    def _uncover(self) -> None:
        self._locked = False
        self._watch.begin_anew()
        self._window.uncover_contents()
        self.covered_changed.emit(False)

    def _show_wait(self) -> None:
        wait = self._state.wait(self._clock.now())
        if wait:
            self.view.say_wait(wait)
        elif not self._trying and not self.view.pin_field.isEnabled():
            self.view.show_lock()

    def _on_lift_requested(self) -> None:
        if not self._locked:
            self._uncover()

    def _on_pin_entered(self, pin: str) -> None:
        self._trying = True
        self.view.set_busy(True)
        self.tasks.spawn(self._try(pin), name="pin")

    async def _try(self, pin: str) -> None:
        try:
            right = await asyncio.to_thread(self._lock.try_pin, pin)
            self._state = await asyncio.to_thread(self._lock.state)
        except CredentialError as error:
            self.view.set_busy(False)
            self.view.say(words(error.sentence))
            return
        finally:
            self._trying = False
        if right:
            self._uncover()
            return
        self.view.set_busy(False)
        self.view.say(self.tr("PIN 不对"))
        wait = self._state.wait(self._clock.now())
        if wait:
            self.view.say_wait(wait)

    # The settings

    def _on_pin_chosen(self, old: str, new: str) -> None:
        self.tasks.spawn(self._set(old, new), name="set")

    async def _set(self, old: str, new: str) -> None:
        done = await self._ask_lock(self._lock.set_pin, old, new)
        if done:
            self._say(self.tr("PIN 已设置"))

    def _on_removal_requested(self, pin: str) -> None:
        self.tasks.spawn(self._remove(pin), name="remove")

    async def _remove(self, pin: str) -> None:
        if await self._ask_lock(self._lock.remove, pin):
            self._say(self.tr("PIN 已移除"))

    async def _ask_lock(self, verb: Callable[..., bool], *pins: str) -> bool:
        """Carry out a wish of the settings and show what is so afterwards."""
        try:
            done = await asyncio.to_thread(verb, *pins)
            self._state = await asyncio.to_thread(self._lock.state)
        except CredentialError as error:
            self._say(words(error.sentence))
            return False
        if self._section is not None:
            self._section.show_lock(self._state)
        if not done:
            self._say(self.tr("现在的 PIN 不对，或还要等一会儿"))
        return done

    def _on_minutes_chosen(self, minutes: int) -> None:
        self.tasks.spawn(self._set_minutes(minutes), name="minutes")

    async def _set_minutes(self, minutes: int) -> None:
        try:
            await asyncio.to_thread(self._lock.set_minutes, minutes)
            self._state = await asyncio.to_thread(self._lock.state)
        except CredentialError as error:
            self._say(words(error.sentence))

    def _say(self, told: str) -> None:
        if self._section is not None:
            self._section.say(told)
