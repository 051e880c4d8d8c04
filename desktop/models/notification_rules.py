"""Who is told what, when, and how loud: facts and a clock in, a decision out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.models.notification_choices import (
    Happening,
    Loudness,
    NotificationChoices,
    RingAgain,
)

TOGETHER = 1.5
"""Seconds between two announcements; what comes meanwhile is told in the next."""
_GRAVEST_FIRST = (
    Happening.FAILURE,
    Happening.NEW_CUSTOMER,
    Happening.MESSAGE,
    Happening.REMINDER,
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may be told; `who` and `text` are foreign words."""

    kind: Happening
    account_id: int
    conversation_id: int
    who: str
    text: str
    at: datetime
    position: int = 0
    """Where the message stands in its conversation; an answer says it was seen."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What is so at the moment of a decision."""

    seconds: float
    """Of a clock that never goes back."""
    minute: int
    """Of the local day."""
    started_at: datetime
    in_front: bool = False
    """Whether a window of the desk has the keyboard."""
    on_screen: frozenset[int] = frozenset()
    """Conversations that can be read in the window in front."""
    catching_up: frozenset[int] = frozenset()
    """Accounts whose history is still being read."""
    covered: bool = False
    """Whether the contents are covered or locked."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is told at once; it takes the place of the one before."""

    newest: Event
    conversations: int
    events: int
    rings: Happening | None
    """Whose sound is played, None for silence."""
    shown: bool
    """Whether the system shows it; else there is only the sound."""
    shows_text: bool
    again: bool = False
    """Whether it tells nothing new: somebody still waits."""
    shows_number: bool = True
    """Whether it says how much came; a covered desk says no number anywhere."""


@dataclass(slots=True)
class _Standing:
    """One conversation that was told and not looked at."""

    newest: Event
    events: int = 1


@dataclass(slots=True)
class _Waiting:
    """One conversation that rings again until it is answered."""

    newest: Event
    since: float
    times: int = 0


class NotificationRules:
    """Gathers events and decides; nothing is told twice, two never at once."""

    def __init__(self, choices: NotificationChoices) -> None:
        self.choices = choices
        self._fresh: list[Event] = []
        self._standing: dict[int, _Standing] = {}
        self._waiting: dict[int, _Waiting] = {}
        self._told_at = float("-inf")

    @property
    def waiting(self) -> frozenset[int]:
        """Conversations of which one should know whether they still wait."""
        if self.choices.again is RingAgain.NEVER:
            self._waiting.clear()
        return frozenset(self._waiting)

    def hear(self, events: Iterable[Event], situation: Situation) -> None:
        """Take events; those that are not to be told are forgotten here."""
        for event in events:
            if not self._wanted(event, situation):
                continue
            self._fresh.append(event)
            if event.kind in (Happening.MESSAGE, Happening.NEW_CUSTOMER):
                self._waiting.setdefault(
                    event.conversation_id, _Waiting(event, situation.seconds)
                )

    def decide(self, situation: Situation) -> Announcement | None:
        """Return what is to be told now; to be asked after events and every second."""
        if situation.seconds - self._told_at < TOGETHER:
            return None
        quiet = self.choices.is_quiet(situation.minute)
        again = [] if quiet else self._due(situation)
        if quiet:
            self._fresh.clear()
        fresh, self._fresh = self._fresh, []
        fresh = [each for each in fresh if not _seen(each, situation)]
        if not fresh and not again:
            return None
        self._told_at = situation.seconds
        return self._announce(fresh, again, situation)

    def settle(self, conversation_ids: Iterable[int]) -> None:
        """Forget conversations that were answered, or that nobody waits in."""
        for each in conversation_ids:
            self._standing.pop(each, None)
            self._waiting.pop(each, None)
            self._fresh = [one for one in self._fresh if one.conversation_id != each]

    def look(self) -> None:
        """Forget what was told: somebody sits before the window again."""
        self._standing.clear()

    def _wanted(self, event: Event, situation: Situation) -> bool:
        if self.choices.loudness(event.account_id) is Loudness.NOTHING:
            return False
        if self.choices.is_quiet(situation.minute) or _seen(event, situation):
            return False
        if event.kind in (Happening.FAILURE, Happening.REMINDER):
            return True
        if event.at < situation.started_at:
            return False
        return event.account_id not in situation.catching_up

    def _due(self, situation: Situation) -> list[Event]:
        """Return the conversations that have waited long enough to ring again."""
        every = self.choices.again.value
        if not every:
            return []
        due = [
            each
            for each in self._waiting.values()
            if situation.seconds - each.since >= every
            and each.times < self.choices.again_most
            and not _seen(each.newest, situation)
        ]
        for each in due:
            each.times += 1
            each.since = situation.seconds
        return [each.newest for each in due]

    def _announce(
        self, fresh: list[Event], again: list[Event], situation: Situation
    ) -> Announcement:
        for event in fresh:
            known = self._standing.get(event.conversation_id)
            if known is None:
                self._standing[event.conversation_id] = _Standing(event)
            else:
                known.newest, known.events = event, known.events + 1
        for event in again:
            self._standing.setdefault(event.conversation_id, _Standing(event))
        told = list(self._standing.values())
        announcement = Announcement(
            newest=(fresh or again)[-1],
            conversations=len(told),
            events=sum(each.events for each in told),
            rings=self._sound(fresh, again),
            shown=self.choices.shown and not situation.in_front,
            shows_text=self.choices.shows_text and not situation.covered,
            again=not fresh,
            shows_number=not situation.covered,
        )
        if situation.in_front:
            self._standing.clear()
        return announcement

    def _sound(self, fresh: list[Event], again: list[Event]) -> Happening | None:
        if not self.choices.sounds:
            return None
        kinds = {each.kind for each in fresh if self._rings(each)}
        if any(self._rings(each) for each in again):
            kinds.add(Happening.REMINDER)
        allowed = kinds - set(self.choices.muted)
        return next((kind for kind in _GRAVEST_FIRST if kind in allowed), None)

    def _rings(self, event: Event) -> bool:
        return self.choices.loudness(event.account_id) is Loudness.RING


def _seen(event: Event, situation: Situation) -> bool:
    """Return whether the event can be seen where the person looks already."""
    return (
        situation.in_front
        and not situation.covered
        and event.conversation_id in situation.on_screen
    )
