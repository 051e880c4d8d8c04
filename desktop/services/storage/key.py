"""The database key as a value that cannot be printed by accident."""

import secrets

KEY_BYTES = 32


class DatabaseKey:
    """A raw 256-bit key (SQLCipher, no derivation at opening)."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError("a database key has 32 bytes")
        self._raw = raw

    @classmethod
    def generate(cls) -> "DatabaseKey":
        """Return a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    @property
    def raw(self) -> bytes:
        """Return the bytes, for a store of secrets."""
        return self._raw

    def pragma(self) -> str:
        """Return the first statement of a connection."""
        return f"PRAGMA key = \"x'{self._raw.hex()}'\""

    def __repr__(self) -> str:
        """Return words without the key."""
        return "DatabaseKey(…)"
