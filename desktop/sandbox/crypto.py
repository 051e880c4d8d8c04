"""The crypto of callbacks (90968): signature, AES-256-CBC, padding to 32 bytes."""

import base64
import hashlib
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_BLOCK = 32


def signature(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    """`msg_signature`: SHA-1 over the four texts, sorted and joined, as hex."""
    parts = sorted((token, timestamp, nonce, encrypted))
    return hashlib.sha1("".join(parts).encode(), usedforsecurity=False).hexdigest()


def seal(aes_key: str, message: str, receive_id: str, salt: bytes = b"") -> str:
    """Encrypt a message for the receiver; `salt` (16 bytes) is random if not given."""
    content = message.encode()
    plain = (salt or os.urandom(16)) + struct.pack(">I", len(content)) + content
    plain += receive_id.encode()
    pad = _BLOCK - len(plain) % _BLOCK
    encryptor = _cipher(aes_key).encryptor()
    sealed = encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def unseal(aes_key: str, encrypted: str) -> tuple[str, str]:
    """Message and receive id. Raises ValueError for anything damaged."""
    decryptor = _cipher(aes_key).decryptor()
    plain = decryptor.update(base64.b64decode(encrypted)) + decryptor.finalize()
    if len(plain) < 20 or not 1 <= plain[-1] <= _BLOCK:
        raise ValueError("not a sealed message")
    plain = plain[: -plain[-1]]
    (size,) = struct.unpack(">I", plain[16:20])
    return plain[20 : 20 + size].decode(), plain[20 + size :].decode()


def _cipher(aes_key: str) -> Cipher[modes.CBC]:
    key = base64.b64decode(aes_key + "=")
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))
