"""A text as it is shown: WeChat's face codes as emoji, places known in both."""

from bisect import bisect_right

from desktop.models.wechat_faces import faces_in


class ShownText:
    """What stands on the screen for a text, and how places in the two correspond.

    Places are Python's, except those with `qt` in their names: UTF-16 units of what
    is shown.
    """

    def __init__(self, text: str, *, faces: bool = True, prefix: str = "") -> None:
        """Read the text; `prefix` are own words before it, without places."""
        self.text = text
        self.before = len(prefix)
        """Characters of the prefix."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._shown_starts: list[int] = []
        self._shown_ends: list[int] = []
        self.shown = prefix + (self._replace(text) if faces and "[" in text else text)
        self._wide = not self.shown.isascii() and max(self.shown) > "\uffff"

    def to_qt(self, place: int) -> int:
        """Return Qt's place for one in the text; inside a code, that of its face."""
        place = min(place, len(self.text))
        shown = self._moved(place, self._starts, self._ends, self._shown_starts)
        shown += self.before
        if not self._wide:
            return shown
        return len(self.shown[:shown].encode("utf-16-le")) // 2

    def from_qt(self, place: int) -> int:
        """Return the place in the text for one of Qt's."""
        if self._wide:
            units = self.shown.encode("utf-16-le")[: place * 2]
            place = len(units.decode("utf-16-le", "ignore"))
        place = max(0, place - self.before)
        return self._moved(place, self._shown_starts, self._shown_ends, self._starts)

    def _replace(self, text: str) -> str:
        parts: list[str] = []
        at = length = 0
        for face in faces_in(text):
            parts += (text[at : face.start], face.emoji)
            length += face.start - at
            self._starts.append(face.start)
            self._ends.append(face.end)
            self._shown_starts.append(length)
            length += len(face.emoji)
            self._shown_ends.append(length)
            at = face.end
        parts.append(text[at:])
        return "".join(parts)

    def _moved(
        self, place: int, starts: list[int], ends: list[int], targets: list[int]
    ) -> int:
        """Carry a place from one side to the other; `targets` are the starts there."""
        index = bisect_right(starts, place) - 1
        if index < 0:
            return place
        if place < ends[index]:
            return targets[index]
        other_ends = self._shown_ends if targets is self._shown_starts else self._ends
        return other_ends[index] + place - ends[index]
