"""How well a word fits a reply, compared sign by sign."""

from dataclasses import dataclass

from desktop.services.reply_search.entry import Entry, Place
from desktop.services.reply_search.matching import Span, span_of
from desktop.services.reply_search.ranking import Fit

_NO_SPAN = (0, 0)


@dataclass(frozen=True, slots=True)
class WordFit:
    """How one word fits, and where in the title."""

    fit: Fit
    title: Span = _NO_SPAN


NOT = WordFit(Fit.NOT)


def word_fit(word: str, entry: Entry, *, by_ear: bool = False) -> WordFit:
    """Return the best way in which a word fits a reply."""
    if entry.code and entry.code.startswith(word):
        whole = entry.code == word
        return WordFit(Fit.CODE if whole else Fit.CODE_BEGINS)
    best = NOT
    for field in entry.fields:
        if field.place is Place.GROUP and best.fit > Fit.GROUP:
            break
        span = span_of(word, field, by_ear=by_ear)
        if span is None:
            continue
        fit = _fit(field.place, span, len(field.text))
        if fit > best.fit:
            best = WordFit(fit, span if field.place is Place.TITLE else best.title)
        if field.place is Place.TITLE:
            break
    if best.fit is Fit.NOT and len(word) > 1 and word in entry.text:
        return WordFit(Fit.TEXT)
    return best


def title_spans(words: tuple[str, ...], entry: Entry) -> tuple[Span, ...]:
    """Return where words stand in the title, also of a reply found by its code."""
    titles = [field for field in entry.fields if field.place is Place.TITLE]
    spans = (span_of(word, title) for title in titles for word in words)
    return tuple(span for span in spans if span is not None)


def _fit(place: Place, span: Span, length: int) -> Fit:
    start, end = span
    if place is Place.GROUP:
        return Fit.GROUP
    whole = start == 0 and end == length
    if place is Place.TITLE:
        if whole:
            return Fit.TITLE_WHOLE
        return Fit.TITLE_BEGINS if start == 0 else Fit.TITLE
    if whole:
        return Fit.KEYWORD_WHOLE
    return Fit.KEYWORD_BEGINS if start == 0 else Fit.KEYWORD
