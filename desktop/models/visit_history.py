"""Where a person has been, with back and forward as in a browser."""

LONGEST = 100


class VisitHistory:
    """Conversations in the order of visits; a new visit drops what lay ahead."""

    def __init__(self) -> None:
        self._visits: list[int] = []
        self._at = -1

    def visit(self, conversation_id: int) -> None:
        """Note a visit; the place one has just stepped to is none."""
        if self._at >= 0 and self._visits[self._at] == conversation_id:
            return
        kept = self._visits[: self._at + 1]
        self._visits = [*kept, conversation_id][-LONGEST:]
        self._at = len(self._visits) - 1

    def back(self) -> int | None:
        """Step to the visit before; None where there is none."""
        return self._step(-1)

    def forward(self) -> int | None:
        """Step to the visit after; None where there is none."""
        return self._step(1)

    def leave(self, conversation_id: int) -> int | None:
        """Return where one is left when a conversation goes elsewhere."""
        if self._at >= 0 and self._visits[self._at] != conversation_id:
            return self._visits[self._at]
        return self.back()

    def _step(self, by: int) -> int | None:
        at = self._at + by
        if not 0 <= at < len(self._visits):
            return None
        self._at = at
        return self._visits[at]
