"""JSON cut into its outer pieces as text, for values that no parser wants.

Iterative, so that depth costs no stack; what is inside a piece is not judged. Thus
one entry with broken escapes, bare control characters or a thousand brackets cannot
take the rest of its page with it.
"""

import re

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|["\[\]{},]', re.DOTALL)
_MEMBER = re.compile(r'\s*("[^"\\]*(?:\\.[^"\\]*)*")\s*:', re.DOTALL)
_CLOSING = {"[": "]", "{": "}"}


class MalformedJsonError(ValueError):
    """Brackets or quotes do not match, or the container is of the other kind."""


def elements(text: str) -> list[str]:
    """Return the raw elements of a JSON array."""
    return _inner(text, "[")


def members(text: str) -> dict[str, str]:
    """Return the raw members of a JSON object by their raw names; the last one wins."""
    found: dict[str, str] = {}
    for piece in _inner(text, "{"):
        match = _MEMBER.match(piece)
        if match is None:
            raise MalformedJsonError("member without a name")
        found[match[1][1:-1]] = piece[match.end() :].strip()
    return found


def _inner(text: str, opening: str) -> list[str]:
    body = text.strip()
    if not body.startswith(opening):
        raise MalformedJsonError("another kind of value")
    pieces: list[str] = []
    open_until: list[str] = []
    start = 1
    for match in _TOKEN.finditer(body):
        token = match[0]
        if token in _CLOSING:
            open_until.append(_CLOSING[token])
        elif token == '"' or (token in "]}" and open_until.pop() != token):
            raise MalformedJsonError("unmatched quote or bracket")
        elif token == "," and len(open_until) == 1:
            pieces.append(body[start : match.start()].strip())
            start = match.end()
        if not open_until:
            return _finished(pieces, body, start, match.start())
    raise MalformedJsonError("the end is missing")


def _finished(pieces: list[str], body: str, start: int, end: int) -> list[str]:
    if body[end + 1 :].strip():
        raise MalformedJsonError("something follows the end")
    last = body[start:end].strip()
    if last or pieces:
        pieces.append(last)
    return pieces
