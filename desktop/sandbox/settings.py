"""What a sandbox is started with: corps, sizes, and the rules nobody has published."""

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from .states import read_matrix

AES_KEY_LENGTH = 43


@dataclass(frozen=True, slots=True)
class CorpSettings:
    """One corp that may log in."""

    corp_id: str
    secret: str


@dataclass(frozen=True, slots=True)
class CallbackSettings:
    """Where callbacks go; `corp_id` empty means every corp, `url` empty nowhere."""

    url: str
    token: str
    aes_key: str
    corp_id: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for an address or key that cannot be used."""
        if not self.url:
            return
        parts = urlsplit(self.url)
        # Reading the port checks it.
        if parts.scheme not in ("http", "https") or parts.port == 0:
            raise ValueError("a callback wants an http or https address")
        if len(self.aes_key) != AES_KEY_LENGTH:
            raise ValueError(f"an AES key of callbacks has {AES_KEY_LENGTH} characters")


@dataclass(frozen=True, slots=True)
class Rules:
    """Behaviours of WeCom; those marked *unverified* are the likeliest guess.

    duplicate: what a second send with the same msgid answers (*unverified*):
        own (95033, our invention), generic (40058), late (after the allowance and
        state checks, then 95033), ok (0). It is never delivered twice.
    late_send: errcode more than 48 h after the customer's message, 95002 or 95018.
    text_too_long: errcode of an over-long kf text, 45002 or 40058 (*unverified*).
    transitions: service states that the API may change, `from:to…` (*unverified*).
    tokenless_sync_per_minute: sync_msg without callback token (*unverified*).
    general_per_minute, general_per_hour: calls of one corp and interface.
    wrong_secret_limit: wrong secrets in an hour before 45009 (*unverified*).
    max_parallel: calls of one interface at once before 45033; 0 = no limit.
    trusted_ip: False answers 60020 naming `seen_ip`, gettoken included if
        `trusted_ip_for_token`.
    menu_click_counts: a tapped menu item renews 5 messages/48 h (*unverified*).
    send_moves_to_assistant: state 0 becomes 1 after send_msg (inferred).
    servicers_take: servicers on duty take new sessions at once (*unverified*).
    verified: an unverified corp has 10 accounts and `unverified_customers`.
    kf_refusal: this errcode for every kf call (48002, 95011, 95012, 95017 …).
    refuse_escapes: `\\uxxxx` in a body is refused with 40033.
    fail_delay: seconds (real) from send_msg to its msg_send_fail (*unverified*).
    file_name: how media/get writes names: raw, percent or star (*unverified*).
    image_limit: bytes of an uploaded image (pages disagree: 2, 5 or 10 MB).
    upload_rate: bytes a second at which media/upload is read; 0 is at once.
    """

    duplicate: str = "own"
    late_send: int = 95002
    text_too_long: int = 45002
    transitions: str = "0:1234,1:234,2:34,3:34,4:"
    tokenless_sync_per_minute: int = 60
    general_per_minute: int = 10_000
    general_per_hour: int = 150_000
    wrong_secret_limit: int = 30
    max_parallel: int = 0
    trusted_ip: bool = True
    trusted_ip_for_token: bool = True
    seen_ip: str = "203.0.113.7"
    menu_click_counts: bool = True
    send_moves_to_assistant: bool = True
    servicers_take: bool = False
    verified: bool = True
    unverified_customers: int = 100
    kf_refusal: int = 0
    refuse_escapes: bool = False
    fail_delay: float = 0.05
    file_name: str = "raw"
    image_limit: int = 10 * 1024 * 1024
    upload_rate: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for a value that no rule has."""
        choices: dict[str, tuple[object, ...]] = {
            "duplicate": ("own", "generic", "late", "ok"),
            "late_send": (95002, 95018),
            "text_too_long": (45002, 40058),
            "file_name": ("raw", "percent", "star"),
        }
        for name, values in choices.items():
            if getattr(self, name) not in values:
                raise ValueError(f"rule {name} is one of {values}")
        read_matrix(self.transitions)

    def with_value(self, name: str, value: object) -> "Rules":
        """These rules with one changed; text is read as the rule's own type.

        Raises ValueError for an unknown name or a value that does not fit.
        """
        known = {one.name: one for one in fields(self)}
        if name not in known:
            raise ValueError(f"unknown rule: {name}")
        changed = {name: _read_as(getattr(self, name), value)}
        # Checked against the type of the present value, which mypy cannot follow.
        return replace(self, **changed)  # type: ignore[arg-type]


_CHOICES = {
    "true": True,
    "yes": True,
    "1": True,
    "false": False,
    "no": False,
    "0": False,
}


def _read_as(example: object, value: object) -> object:
    if isinstance(example, bool):
        if str(value).lower() not in _CHOICES:
            raise ValueError(f"not a yes or no: {value}")
        return _CHOICES[str(value).lower()]
    if isinstance(example, int):
        return int(str(value))
    if isinstance(example, float):
        return float(str(value))
    return str(value)


DEFAULT_CORPS = (CorpSettings("wwtest", "secret"),)


@dataclass(frozen=True, slots=True)
class SandboxSettings:
    """How a sandbox starts. Accounts and customers are counted for each corp.

    rate: messages a minute of all simulated customers together; 0 = silent.
    opening: messages that are said at once at the start, when the rate is not 0.
    chaos: a profile's name (`chaos.PROFILES`).
    dialogues: JSON lines (`.gz` too) that the customers speak instead of the demo's.
    prologue: whether the demo's past conversations have happened.
    """

    port: int = 0
    corps: tuple[CorpSettings, ...] = DEFAULT_CORPS
    accounts: int = 2
    customers: int = 5
    rate: float = 0.0
    opening: int = 0
    seed: int = 1
    strict: bool = False
    dialogues: Path | None = None
    chaos: str = "none"
    callback: CallbackSettings | None = None
    prologue: bool = False
    rules: Rules = field(default_factory=Rules)
