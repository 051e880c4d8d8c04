"""Opaque identifiers in the shapes of the real ones, the same for the same seed."""

import base64
import hashlib
import itertools

_NO_SIGNS = str.maketrans("-_", "xy")


class IdMaker:
    """Hands out identifiers; a run with the same seed and calls gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()
        self._count = itertools.count(1)

    def new(self, prefix: str, length: int) -> str:
        """A new identifier of `length` characters (at most 86) after the prefix."""
        return prefix + self.of(f"{prefix}:{next(self._count)}", length)

    def of(self, name: str, length: int) -> str:
        """The identifier that always belongs to this name."""
        digest = hashlib.blake2b(name.encode(), key=self._seed[:64]).digest()
        text = base64.urlsafe_b64encode(digest).decode().translate(_NO_SIGNS)
        return text[:length]
