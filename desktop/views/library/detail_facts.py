"""Everything that the right side says of one material, and how people write days."""

import re
from dataclasses import dataclass
from datetime import datetime

from desktop.models.material import CorpUpload, MaterialVersion, SentMaterial

_DAY = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?")


class NotADayError(ValueError):
    """What was written is no day."""


@dataclass(frozen=True, slots=True)
class DetailFacts:
    """What is known of a material besides itself; it may come later."""

    rendition: str = ""
    """What is sent instead of the original, in words."""
    uploads: tuple[CorpUpload, ...] = ()
    versions: tuple[MaterialVersion, ...] = ()
    used_in: tuple[str, ...] = ()
    """Titles of the quick replies that hold it."""
    sent: tuple[SentMaterial, ...] = ()
    """When it was sent to whom, the newest first."""


def day_written(moment: datetime | None) -> str:
    """Return a moment as a day of this machine's time zone, empty for none."""
    return "" if moment is None else moment.astimezone().strftime("%Y-%m-%d")


def day_read(written: str) -> datetime | None:
    """Return the beginning of a day that somebody wrote, None for an empty field.

    Any separators will do: 2026-12-31, 2026/12/31, 2026年12月31日. Raises NotADayError.
    """
    text = written.strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise NotADayError(text)
    year, month, day = map(int, found.groups())
    try:
        return datetime(year, month, day).astimezone()
    except ValueError:
        raise NotADayError(text) from None


def tags_read(written: str) -> tuple[str, ...]:
    """Return tags as they were written, with commas or spaces between."""
    parts = re.split(r"[,，、;；\s]+", written)
    return tuple(dict.fromkeys(part for part in parts if part))


def folder_read(written: str) -> tuple[str, ...]:
    """Return a folder's path as it was written, with / between."""
    parts = (part.strip() for part in re.split(r"[/／>]", written))
    return tuple(part for part in parts if part)
