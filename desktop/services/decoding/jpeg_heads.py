"""What a JPEG's header says about the memory that decoding it takes (T.81)."""

import struct

_SOF = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_SOS = 0xDA
_BARE = {0x01, *range(0xD0, 0xD9)}


def coefficient_bytes(content: bytes) -> int:
    """Return the bytes that the decoder keeps of a picture that comes in many scans.

    Scans that each refine the whole picture make it keep two bytes for every
    coefficient, whatever size is wanted in the end; one scan makes it keep nothing.
    """
    position, pixels, samples, parts, progressive = 2, 0, 0.0, 0, False
    while position + 4 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker == 0xFF or marker in _BARE:
            position += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, position + 2)
        body = content[position + 4 : position + 2 + length]
        if marker in _SOF and len(body) >= 6:
            height, width, parts = struct.unpack_from(">HHB", body, 1)
            pixels, samples = height * width, _samples(body[6:], parts)
            progressive = marker in _PROGRESSIVE
        if marker == _SOS:
            many = progressive or bool(body and body[0] < parts)
            return int(pixels * samples * 2) if many else 0
        position += 2 + length
    return 0


def _samples(body: bytes, parts: int) -> float:
    """Return how many samples a pixel has, colour planes of lower detail counted."""
    factors = [
        (body[at + 1] >> 4, body[at + 1] & 15)
        for at in range(0, min(parts * 3, len(body) - 2), 3)
    ]
    if not factors:
        return 0.0
    largest = max(h for h, _ in factors) * max(v for _, v in factors)
    return sum(h * v for h, v in factors) / max(1, largest)
