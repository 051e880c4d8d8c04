"""How an entry changes the summary of its conversation: the working copy of a row."""

from dataclasses import dataclass

from desktop.models import content as kinds
from desktop.models.changes import Aspect
from desktop.models.content_codec import searchable_text, tag_of
from desktop.models.display_text import one_line
from desktop.models.flow_step import WOKEN_BY_CUSTOMER
from desktop.models.message import Origin, next_position
from desktop.models.service_state import ServiceState
from desktop.services.storage.incoming import Incoming

COLUMNS = (
    "service_state", "servicer", "position", "last_message_id", "last_origin",
    "last_kind", "last_text", "last_sender", "last_state", "last_at", "unread",
    "waiting_since", "last_customer_at", "last_customer_position", "rejected",
    "scene", "scene_param", "channels_nickname", "channels_scene", "entered_at",
    "state_wanted_at", "snoozed_until",
)  # fmt: skip

NOTHING = Aspect(0)
WRITTEN = Aspect.MESSAGES | Aspect.SUMMARY

_STATE_OF_CHANGE = {
    1: ServiceState.SERVICER,
    2: ServiceState.SERVICER,
    3: ServiceState.ENDED,
    4: ServiceState.SERVICER,
}


@dataclass(slots=True)
class ConversationState:
    """The mutable summary of one conversation while a batch is taken in."""

    id: int
    customer_id: int
    read_through: int
    service_state: int = int(ServiceState.ENDED)
    servicer: str = ""
    position: int = 0
    last_message_id: int | None = None
    last_origin: int | None = None
    last_kind: str = ""
    last_text: str = ""
    last_sender: str = ""
    last_state: str | None = None
    last_at: int | None = None
    unread: int = 0
    waiting_since: int | None = None
    last_customer_at: int | None = None
    last_customer_position: int = 0
    rejected: bool = False
    scene: str = ""
    scene_param: str = ""
    channels_nickname: str = ""
    channels_scene: int | None = None
    entered_at: int | None = None
    state_wanted_at: int | None = None
    snoozed_until: int | None = None
    aspects: Aspect = NOTHING

    def take_in(self, entry: Incoming, message_id: int) -> int:
        """Apply a new entry and return its position."""
        position = self._place(entry)
        newest = position >= self.position
        self.position = max(self.position, position)
        self.aspects |= WRITTEN
        if entry.origin is Origin.CUSTOMER:
            self._customer_wrote(entry, position)
        elif entry.origin is Origin.SERVICER:
            self._servicer_wrote(entry, position)
        else:
            self._event_came(entry, late=not newest)
        if newest:
            self._preview(entry, message_id)
        return position

    def columns(self) -> tuple[object, ...]:
        """Return the values of COLUMNS in their order."""
        return tuple(getattr(self, name) for name in COLUMNS)

    def _place(self, entry: Incoming) -> int:
        """Return where the entry stands; what follows an answer stands below it.

        Answers are placed by our clock and all else by WeCom's: were ours ahead, a
        customer's reply would otherwise slip in above what it replies to, as if it
        had been read and answered.
        """
        position = next_position(entry.sent_at, self.position)
        if position >= self.position:
            return position
        ours = self.last_origin in {Origin.OPERATOR, Origin.NOTE}
        told = self.last_customer_at if ours else self.last_at
        late = told is None or entry.sent_at < told
        return position if late else self.position + 1

    def _preview(self, entry: Incoming, message_id: int) -> None:
        event = entry.origin is Origin.SYSTEM
        if event and self.last_kind:
            return
        self.last_message_id = message_id
        self.last_origin = int(entry.origin)
        self.last_kind = tag_of(entry.content)
        self.last_text = one_line(searchable_text(entry.content))
        self.last_sender = entry.sender
        self.last_state = None
        self.last_at = entry.sent_at

    def _customer_wrote(self, entry: Incoming, position: int) -> None:
        if position > self.read_through:
            self.unread += 1
        if self.snoozed_until is not None:
            # Whoever put it off wants to know at once, also of a late message.
            self.snoozed_until = WOKEN_BY_CUSTOMER
        if self.last_customer_at is None or entry.sent_at >= self.last_customer_at:
            self.last_customer_at = entry.sent_at
            self.last_customer_position = max(self.last_customer_position, position)
        if position == self.position:
            if self.waiting_since is None:
                self.waiting_since = entry.sent_at
            if self.service_state == ServiceState.ENDED:
                self._move(ServiceState.NEW, "")

    def _servicer_wrote(self, entry: Incoming, position: int) -> None:
        if position == self.position:
            self.waiting_since = None
            self._move(ServiceState.SERVICER, entry.sender)

    def _event_came(self, entry: Incoming, *, late: bool) -> None:
        """Apply an event; a late one does not know what has happened since."""
        match entry.content:
            case kinds.Entered(scene=scene):
                self.scene = scene.scene
                self.scene_param = scene.scene_param
                channels = scene.channels
                self.channels_nickname = channels.nickname if channels else ""
                self.channels_scene = channels.scene if channels else None
                self.entered_at = entry.sent_at
                self.aspects |= Aspect.PROFILE
            case kinds.SessionChanged(change_type=change, new_servicer=servicer):
                state = _STATE_OF_CHANGE.get(change)
                if state is None or late:
                    self.state_wanted_at = entry.sent_at
                else:
                    self._move(state, servicer)
            case kinds.RejectSwitched(rejected=rejected):
                self.rejected = rejected
                self.aspects |= Aspect.STATE
            case _:
                pass

    def _move(self, state: ServiceState, servicer: str) -> None:
        if (self.service_state, self.servicer) != (state, servicer):
            self.service_state = int(state)
            self.servicer = servicer
            self.aspects |= Aspect.STATE
        if state is ServiceState.ENDED:
            self.waiting_since = None
