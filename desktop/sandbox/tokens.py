"""Access tokens of corps, tokens of callbacks, and codes for messages on events."""

from dataclasses import dataclass

from .errors import Refusal
from .ids import IdMaker
from .store import Conversation, Corp

TOKEN_LIFE = 7200
CALLBACK_TOKEN_LIFE = 600
WELCOME_LIFE = 20
SERVICE_LIFE = 48 * 3600


@dataclass(slots=True)
class _AccessToken:
    corp: Corp
    expires: float
    revoked: bool = False


class AccessTokens:
    """One token a corp; the same one is handed out while it is valid (91039)."""

    def __init__(self, ids: IdMaker) -> None:
        self._ids = ids
        self._tokens: dict[str, _AccessToken] = {}
        self._current: dict[str, str] = {}

    def issue(self, corp: Corp, now: float) -> tuple[str, int]:
        """The token of this corp and the seconds it still lives."""
        text = self._current.get(corp.corp_id, "")
        held = self._tokens.get(text)
        if held is None or held.revoked or held.expires - now < 1:
            text = self._ids.new("", 86) + self._ids.new("", 64)
            held = _AccessToken(corp, now + TOKEN_LIFE)
            self._tokens[text] = held
            self._current[corp.corp_id] = text
        return text, int(held.expires - now)

    def corp_of(self, text: str, now: float) -> Corp:
        """Whose token this is. Refuses with 41001, 40014 (unknown, revoked), 42001."""
        if not text:
            raise Refusal(41001)
        held = self._tokens.get(text)
        if held is None or held.revoked:
            raise Refusal(40014)
        if now >= held.expires:
            raise Refusal(42001)
        return held.corp

    def revoke(self, corp_id: str) -> None:
        """End the corp's token before its time; it answers 40014 from now on."""
        held = self._tokens.get(self._current.get(corp_id, ""))
        if held is not None:
            held.revoked = True


class CallbackTokens:
    """Tokens that callbacks carry for sync_msg: 10 minutes, one corp (94670)."""

    def __init__(self, ids: IdMaker) -> None:
        self._ids = ids
        self._tokens: dict[str, tuple[str, float]] = {}

    def issue(self, corp_id: str, now: float) -> str:
        """A new token for this corp."""
        text = self._ids.new("ENC", 44)
        self._tokens[text] = (corp_id, now + CALLBACK_TOKEN_LIFE)
        return text

    def check(self, text: str, corp_id: str, now: float) -> None:
        """Refuse an unknown, foreign or expired token with 95007."""
        owner, expires = self._tokens.get(text, ("", 0.0))
        if owner != corp_id or now >= expires:
            raise Refusal(95007)


@dataclass(frozen=True, slots=True)
class EventCode:
    """Right to send one message (95122). `state` None: valid in any state."""

    conversation: Conversation
    msgtypes: frozenset[str]
    expires: float
    state: int | None
    welcome: bool


class EventCodes:
    """welcome_code and msg_code: single use, 20 seconds or 48 hours."""

    def __init__(self, ids: IdMaker) -> None:
        self._ids = ids
        self._codes: dict[str, EventCode] = {}

    def welcome(self, conversation: Conversation, now: float) -> str:
        """A welcome_code: 20 s, text or menu, whatever the state."""
        both = frozenset({"text", "msgmenu"})
        code = EventCode(conversation, both, now + WELCOME_LIFE, None, True)
        return self._keep(code)

    def service(self, conversation: Conversation, now: float) -> str:
        """A msg_code for the queue or reply phrase: 48 h, text only."""
        expires = now + SERVICE_LIFE
        text_only = frozenset({"text"})
        state = conversation.state
        return self._keep(EventCode(conversation, text_only, expires, state, False))

    def end(self, conversation: Conversation, now: float) -> str:
        """A msg_code for the end phrase: 20 s, text or menu."""
        both = frozenset({"text", "msgmenu"})
        expires = now + WELCOME_LIFE
        state = conversation.state
        return self._keep(EventCode(conversation, both, expires, state, False))

    def find(self, text: str, now: float) -> EventCode:
        """The code if it may be used now, else 95007."""
        code = self._codes.get(text)
        if code is None or now >= code.expires:
            raise Refusal(95007)
        if code.state is not None and code.conversation.state != code.state:
            raise Refusal(95007)
        return code

    def use_up(self, text: str) -> None:
        """A code that sent its message cannot send another."""
        self._codes.pop(text, None)

    def _keep(self, code: EventCode) -> str:
        text = self._ids.new("", 42)
        self._codes[text] = code
        return text
