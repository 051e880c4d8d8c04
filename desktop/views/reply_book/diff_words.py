"""A publication, or what one would change, as words: new, changed, withdrawn."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication

from desktop.models.reply_publication import (
    ContentDiff,
    EntryDiff,
    EntryFate,
    LineChange,
    LineFate,
    Publication,
    PublicationDiff,
)
from desktop.views.reply_book.book_words import fate_words, moment_words
from desktop.views.reply_book.styled_sheet import PLAIN, QUIET, STRONG, Run, Tone
from desktop.views.theme.language import words

ADDED = Tone("ok", "accent_soft")
REMOVED = Tone("bad", "bad_soft", struck=True)
_HEADS = {
    EntryFate.NEW: Tone("ok", strong=True),
    EntryFate.CHANGED: Tone("accent", strong=True),
    EntryFate.WITHDRAWN: Tone("bad", strong=True),
    EntryFate.REINSTATED: Tone("ok", strong=True),
}
_ORDER = (
    EntryFate.WITHDRAWN,
    EntryFate.CHANGED,
    EntryFate.NEW,
    EntryFate.REINSTATED,
)
"""What must not be used any more first."""
MaterialName = Callable[[int], str]


def summary_words(diff: PublicationDiff) -> str:
    """Return how many entries became what: 新增 3 · 修改 2 · 撤回 1."""
    return " · ".join(
        f"{fate_words(fate)} {diff.count(fate)}"
        for fate in EntryFate
        if diff.count(fate)
    )


def publishers_words(diff: PublicationDiff) -> str:
    """Return who published, each once."""
    names = (each.published_by for each in diff.publications)
    return "、".join(dict.fromkeys(names))


def diff_runs(diff: PublicationDiff, name: MaterialName) -> tuple[Run, ...]:
    """Return a whole publication, what was withdrawn first."""
    runs: list[Run] = []
    for publication in diff.publications:
        runs.extend(_publication(publication))
    for fate in _ORDER:
        for entry in diff.entries:
            if entry.fate is fate:
                if runs:
                    runs.append(("\n", PLAIN))
                runs.extend(_entry(entry, name))
    return tuple(runs)


def content_runs(diff: ContentDiff, name: MaterialName) -> tuple[Run, ...]:
    """Return what is different between two contents."""
    return tuple(_content(diff, name))


def _publication(publication: Publication) -> Iterator[Run]:
    when = moment_words(publication.published_at)
    yield f"{publication.published_by} · {when}", QUIET
    if publication.note:
        yield f"  {publication.note}", PLAIN
    yield "\n", PLAIN


def _entry(entry: EntryDiff, name: MaterialName) -> Iterator[Run]:
    yield f"{fate_words(entry.fate)}  ", _HEADS[entry.fate]
    yield entry.title, STRONG
    if entry.changed_by:
        who = f"   {entry.changed_by} · {moment_words(entry.changed_at)}"
        yield who, QUIET
    yield "\n", PLAIN
    yield from _content(entry.diff, name)


def _content(diff: ContentDiff, name: MaterialName) -> Iterator[Run]:
    nothing = QCoreApplication.translate("ReplyDiff", "无")
    for field in diff.fields:
        yield f"{words(field.name)}  ", QUIET
        if field.before is not None:
            yield words(field.before), REMOVED
            yield " → ", QUIET
        yield (words(field.after), ADDED) if field.after else (nothing, QUIET)
        yield "\n", PLAIN
    for line in diff.lines:
        yield from _line(line, name)


def _line(line: LineChange, name: MaterialName) -> Iterator[Run]:
    text = line.text
    if line.material_id is not None:
        label = QCoreApplication.translate("ReplyDiff", "[素材] {name}")
        text = label.format(name=name(line.material_id))
    signs = {LineFate.KEPT: "   ", LineFate.ADDED: "+ ", LineFate.REMOVED: "− "}
    tones = {LineFate.KEPT: PLAIN, LineFate.ADDED: ADDED, LineFate.REMOVED: REMOVED}
    yield signs[line.fate], QUIET
    yield text, tones[line.fate]
    yield "\n", PLAIN
