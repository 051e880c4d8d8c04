"""Which keys may carry a command, and what happens when two want the same.

Keys are written in the portable form of QKeySequence: `Ctrl+Shift+E`, `Alt+Down`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.models.failures import Sentence

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")

# What input methods take before a program sees it, by their documented defaults.
# Sources, looked up 2026-11-22 (docs/decisions/0012):
#   Microsoft Pinyin: Ctrl+Space (PSReadLine #1086), Ctrl+. and Ctrl+Shift+F
#     (microsoft/vscode #82762, #106457), Shift+Space, Win+Space;
#   Sogou: Ctrl+Shift+F (OpenArk #44), Ctrl+, (FZUG/repo #169), Ctrl+Shift+Z (notepad4
#     #410; below with what fields take); soft keyboards: Ctrl+Shift+K (WindInput #123);
#   fcitx5 5.0.21, key names in its binaries: core Ctrl+Space, Super(+Shift)+Space,
#     Ctrl+Alt+P; clipboard Ctrl+;; unicode Ctrl+Shift+U, Ctrl+Alt+Shift+U;
#     quickphrase Super+` and Super+;; punctuation Ctrl+.; table Ctrl+Alt+E. In source:
#     keyboard.h Ctrl+Alt+H, cloudpinyin.h Ctrl+Alt+Shift+C, chttrans.h Ctrl+Shift+F;
#   IBus 1.5.27, its gschema: Ctrl+Space, Alt+`, Super+Space, Super+., Ctrl+Shift+U;
#     ibus-libpinyin 1.15: Ctrl+., Ctrl+Shift+F;
#   Rime, default.yaml: Ctrl+`, Ctrl+Shift+`, F4.
# Left out: keys that count only while candidates are open (fcitx5 Ctrl+7, Ctrl+8);
# IBus's Ctrl+Shift+E, gone with 1.5.25 (ibus #2325). Ctrl+Shift and Alt+Shift alone
# are no keys for Qt.
_INPUT_METHODS = frozenset(
    {
        "Ctrl+Space", "Shift+Space", "Ctrl+Shift+Space", "Meta+Space",
        "Shift+Meta+Space", "Ctrl+.", "Ctrl+,", "Ctrl+;", "Ctrl+`", "Ctrl+Shift+`",
        "Alt+`", "Meta+`", "Meta+;", "Meta+.", "F4", "Ctrl+Shift+F", "Ctrl+Shift+K",
        "Ctrl+Shift+U", "Ctrl+Alt+E", "Ctrl+Alt+H", "Ctrl+Alt+P",
        "Ctrl+Alt+Shift+C", "Ctrl+Alt+Shift+U",
    }
)  # fmt: skip

# What a field, the window or the system does with a key already.
_TAKEN = frozenset(
    {
        "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z",
        "Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End", "Ctrl+Backspace",
        "Ctrl+Del", "Ctrl+Ins", "Shift+Ins", "Shift+Del", "Alt+F4", "Alt+Tab",
        "Alt+Shift+Tab", "Alt+Space", "Ctrl+Alt+Del", "Ctrl+Esc", "Ctrl+Tab",
    }
)  # fmt: skip

# Keys that mean something by themselves wherever one is.
_BARE_KEYS_OF_FIELDS = frozenset(
    {
        "Space", "Tab", "Backspace", "Del", "Ins", "Left", "Right", "Up",
        "Down", "Home", "End", "PgUp", "PgDown",
    }
)  # fmt: skip

TAKES_LETTERS = Sentence(
    "单个字母、数字和符号是用来输入文字的，请加上 Ctrl 或 Alt",
    "Single letters, digits and signs are for typing; add Ctrl or Alt",
)
TAKEN_BY_INPUT_METHOD = Sentence(
    "这个键会被中文输入法拦截，请换一个",
    "Chinese input methods take this key; choose another",
)
TAKEN_BY_SYSTEM = Sentence(
    "这个键在输入框或系统里已有用途，请换一个",
    "Fields or the system use this key already; choose another",
)
NEEDS_SEND_KEY = Sentence(
    "输入框里的命令只能用 Enter 加上 Ctrl、Alt、Shift",
    "Commands of the field go by Enter, alone or with Ctrl, Alt, Shift",
)


@dataclass(frozen=True, slots=True)
class KeyOverride:
    """The keys that a person gave to a command, empty for none."""

    command: str
    keys: tuple[str, ...]


def normal_key(key: str) -> str:
    """Return a key with its modifiers in one order; Enter counts as Return."""
    head, plus, last = key.rpartition("+")
    if not last and plus:  # Ctrl++ ends in the key itself
        head, last = head.rstrip("+"), "+"
    held = set(head.split("+")) if head else set()
    last = "Return" if last == "Enter" else last
    named = [each for each in _MODIFIERS if each in held]
    return "+".join([*named, last.upper() if len(last) == 1 else last])


def refusal(key: str, *, in_field: bool = False) -> Sentence | None:
    """Return why a key cannot carry a command, None when it can.

    `in_field` is for the commands of the composer, which share Enter.
    """
    key = normal_key(key)
    head, _, last = key.rpartition("+")
    if key in _INPUT_METHODS:
        return TAKEN_BY_INPUT_METHOD
    if key in _TAKEN:
        return TAKEN_BY_SYSTEM
    if last == "Return":
        return None if in_field else TAKEN_BY_SYSTEM
    if in_field and head in {"", "Shift"}:
        return NEEDS_SEND_KEY
    if key in _BARE_KEYS_OF_FIELDS or (
        head == "Shift" and last in _BARE_KEYS_OF_FIELDS
    ):
        return TAKEN_BY_SYSTEM
    if head in {"", "Shift"} and len(last) == 1:
        return TAKES_LETTERS
    return None


def keys_in_force(
    usual: Mapping[str, tuple[str, ...]], chosen: tuple[KeyOverride, ...]
) -> dict[str, tuple[str, ...]]:
    """Return the keys of every command: the usual ones, or those that were chosen.

    Choices for commands that no longer exist, and keys that may carry none, are
    left out. A chosen key leaves the command that usually has it.
    """
    wished = {
        each.command: tuple(map(normal_key, each.keys))
        for each in chosen
        if each.command in usual
    }
    claimed = {key for keys in wished.values() for key in keys}
    return {
        command: wished[command]
        if command in wished
        else tuple(key for key in keys if normal_key(key) not in claimed)
        for command, keys in usual.items()
    }


def owner_of(key: str, keys: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the command that has a key now."""
    wanted = normal_key(key)
    return next(
        (
            command
            for command, given in keys.items()
            if wanted in map(normal_key, given)
        ),
        None,
    )


def with_key(
    chosen: tuple[KeyOverride, ...],
    usual: Mapping[str, tuple[str, ...]],
    command: str,
    key: str,
) -> tuple[KeyOverride, ...]:
    """Return the choices after a command was given a key; its owner loses it.

    What equals the usual keys again is not kept as a choice.
    """
    key = normal_key(key)
    now = keys_in_force(usual, chosen)
    loser = owner_of(key, now)
    now[command] = (key,)
    if loser is not None and loser != command:
        now[loser] = tuple(each for each in now[loser] if normal_key(each) != key)
    return _choices(usual, now)


def without_choice(
    chosen: tuple[KeyOverride, ...],
    usual: Mapping[str, tuple[str, ...]],
    command: str,
) -> tuple[KeyOverride, ...]:
    """Return the choices after a command got its usual keys back.

    Another command that was given one of them loses it.
    """
    now = keys_in_force(usual, chosen)
    back = set(map(normal_key, usual[command]))
    for other, given in now.items():
        now[other] = tuple(each for each in given if normal_key(each) not in back)
    now[command] = usual[command]
    return _choices(usual, now)


def _choices(
    usual: Mapping[str, tuple[str, ...]], now: Mapping[str, tuple[str, ...]]
) -> tuple[KeyOverride, ...]:
    return tuple(
        KeyOverride(command, keys)
        for command, keys in now.items()
        if keys != usual[command]
    )
