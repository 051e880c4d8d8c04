"""The words that stand in a message of an unknown kind."""

import json
from collections.abc import Iterator

LONGEST_LOOKED_AT = 100_000
"""Characters of raw JSON beyond which nobody looks for words."""

_NO_WORDS = frozenset(
    {
        "msgid",
        "open_kfid",
        "external_userid",
        "servicer_userid",
        "send_time",
        "origin",
        "msgtype",
        "event_type",
    }
)
_NO_ENDS = ("id", "_key", "token", "code", "secret", "sign")
"""Names that end so hold what no person reads, or nobody should."""


def known_texts(raw: str) -> tuple[str, ...]:
    """Return `name: words` for each text of a JSON object, in its order.

    Ids, codes and addresses of pictures are left out; broken JSON has no words.
    """
    if len(raw) > LONGEST_LOOKED_AT:
        return ()
    try:
        return tuple(_texts("", json.loads(raw)))
    except (ValueError, RecursionError):
        return ()


def _texts(name: str, value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not _hidden(str(key)):
                yield from _texts(str(key), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(name, inner)
    elif isinstance(value, str) and value.strip():
        yield f"{name}: {value}" if name else value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield f"{name}: {value}"


def _hidden(name: str) -> bool:
    return name in _NO_WORDS or name.lower().endswith(_NO_ENDS)
