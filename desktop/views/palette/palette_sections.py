"""The palette's list as sections: each keeps its rows until new ones are known."""

from collections.abc import Iterable

from desktop.views.palette.own_rows import heading_words
from desktop.views.palette.palette_rows import (
    Entry,
    Face,
    Heading,
    Note,
    Row,
    Section,
    SectionRows,
    ShowMore,
    Words,
)


class PaletteSections:
    """Holds what every section shows now."""

    def __init__(self) -> None:
        self._held: dict[Section, SectionRows] = {}

    def put(self, rows: SectionRows) -> None:
        """Let a section show something else."""
        self._held[rows.section] = rows

    def extend(self, rows: SectionRows) -> None:
        """Add rows at the end of a section."""
        before = self._held.get(rows.section, SectionRows(rows.section))
        self._held[rows.section] = SectionRows(
            rows.section, before.rows + rows.rows, rows.more, rows.note
        )

    def keep_only(self, sections: Iterable[Section]) -> None:
        """Empty all other sections."""
        kept = set(sections)
        self._held = {key: rows for key, rows in self._held.items() if key in kept}

    def count(self, section: Section) -> int:
        """Return how many rows a section shows."""
        held = self._held.get(section)
        return 0 if held is None else len(held.rows)

    def key_at(self, section: Section, at: int) -> str | None:
        """Return the key of a section's row, None when it has no such row."""
        held = self._held.get(section)
        return held.rows[at].key if held and at < len(held.rows) else None

    def row_count(self) -> int:
        """Return how many rows there are in all sections."""
        return sum(len(rows.rows) for rows in self._held.values())

    def entries(self, more_words: str) -> tuple[Entry, ...]:
        """Return the list; sections without anything are left out."""
        listed: list[Entry] = []
        for section in Section:
            held = self._held.get(section)
            if held is None or not (held.rows or held.note):
                continue
            count = f"{len(held.rows)}{'+' if held.more else ''}" if held.rows else ""
            listed.append(Heading(section, heading_words(section), count))
            listed += held.rows
            if held.note:
                listed.append(Note(held.note))
            if held.more:
                listed.append(_more_row(section, more_words))
        return tuple(listed)


def _more_row(section: Section, more_words: str) -> Row:
    return Row(
        key=f"more {section}",
        choice=ShowMore(section),
        title=Words(more_words.format(section=heading_words(section))),
        face=Face(icon="chevron_down"),
    )
