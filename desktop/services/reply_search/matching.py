"""Whether a typed word fits a field from some character on, and how far."""

from desktop.services.reply_search.entry import Field
from desktop.services.reply_search.sounds import alike

Span = tuple[int, int]


def span_of(word: str, field: Field, *, by_ear: bool = False) -> Span | None:
    """Return the first characters of a field that a word fits, None for none.

    Chinese characters fit themselves; letters fit readings, whole or from their first
    letter on, a last one as far as it is typed. `by_ear` takes what sounds alike.
    """
    fit = _Fit(word, field, by_ear=by_ear)
    first = word[0]
    for start, (sign, readings) in enumerate(
        zip(field.text, field.readings, strict=True)
    ):
        if sign == first or by_ear or any(one[0] == first for one in readings):
            end = fit.end(0, start)
            if end is not None:
                return start, end
    return None


class _Fit:
    """One word against one field; dead ends are remembered."""

    def __init__(self, word: str, field: Field, *, by_ear: bool) -> None:
        self._word = word
        self._field = field
        self._by_ear = by_ear
        self._dead: set[Span] = set()

    def end(self, typed: int, at: int) -> int | None:
        """Return where the rest of the word ends in the field."""
        if typed == len(self._word):
            return at
        if at == len(self._field.text) or (typed, at) in self._dead:
            return None
        for length in self._steps(typed, at):
            end = self.end(typed + length, at + 1)
            if end is not None:
                return end
        self._dead.add((typed, at))
        return None

    def _steps(self, typed: int, at: int) -> list[int]:
        """Return how many typed signs the character at a place may take."""
        field, word = self._field, self._word
        if field.text[at] == word[typed]:
            return [1]
        if not field.readings[at]:
            return [0] if typed else []
        if not word[typed].isascii():
            return []
        steps: set[int] = set()
        for reading in field.readings[at]:
            for sound in alike(reading) if self._by_ear else (reading,):
                steps.update(_lengths(word, typed, sound))
        return sorted(steps, reverse=True)


def _lengths(word: str, typed: int, sound: str) -> list[int]:
    """Return how many letters of a word a reading may take."""
    common, most = 0, min(len(sound), len(word) - typed)
    while common < most and sound[common] == word[typed + common]:
        common += 1
    if not common:
        return []
    lengths = [1]
    if common == len(sound) or typed + common == len(word):
        lengths.append(common)
    if common >= 2 and sound[1] == "h":
        lengths.append(2)
    return lengths
