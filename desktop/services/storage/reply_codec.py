"""What a reply says, to and from the JSON in which a version keeps it."""

import json
from datetime import datetime

from desktop.models.clock import from_milliseconds, to_milliseconds
from desktop.models.quick_reply import (
    ReplyContent,
    ReplyMaterial,
    ReplyPart,
    ReplyText,
    Scope,
)
from desktop.models.reply_book import tidied


def encode(content: ReplyContent) -> str:
    """Return compact JSON; half surrogate pairs become question marks."""
    stored = {
        "title": content.title,
        "group": content.group,
        "parts": [_part(part) for part in content.parts],
        "scope": content.scope.value,
        "scope_id": content.scope_id,
        "code": content.code,
        "keywords": content.keywords,
        "valid_from": stored_moment(content.valid_from),
        "valid_until": stored_moment(content.valid_until),
    }
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode("utf-8")


def decode(stored: str) -> ReplyContent:
    """Return the content of a stored version."""
    found = json.loads(stored)
    return ReplyContent(
        title=found["title"],
        group=tuple(found["group"]),
        parts=tuple(
            ReplyText(part) if isinstance(part, str) else ReplyMaterial(part)
            for part in found["parts"]
        ),
        scope=Scope(found["scope"]),
        scope_id=found["scope_id"],
        code=found["code"],
        keywords=tuple(found["keywords"]),
        valid_from=_moment(found["valid_from"]),
        valid_until=_moment(found["valid_until"]),
    )


def as_kept(content: ReplyContent) -> ReplyContent:
    """Return a content as it will be read again: tidied, to the millisecond."""
    return decode(encode(tidied(content)))


def stored_moment(moment: datetime | None) -> int | None:
    """Return a moment as it is stored, None for none."""
    return None if moment is None else to_milliseconds(moment)


def _part(part: ReplyPart) -> str | int:
    return part.text if isinstance(part, ReplyText) else part.material_id


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else from_milliseconds(stored)
