"""The crypto of callbacks, against computed and (where present) published vectors."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.sandbox.crypto import seal, signature, unseal

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
VECTORS = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "wecom"
    / "samples"
    / "callbacks"
    / "crypto-vectors.json"
)


@given(st.text(max_size=300), st.text(max_size=40))
def test_what_was_sealed_can_be_unsealed(message: str, receiver: str) -> None:
    assert unseal(KEY, seal(KEY, message, receiver)) == (message, receiver)


def test_the_signature_is_over_the_sorted_parts() -> None:
    # Computed with sort and sha1sum.
    signed = signature("tok", "1700000000", "n1", "ENC")
    assert signed == "a9c9b6c07340b9b0ed4292c006d3569323fcbea1"


def test_sealing_gives_what_openssl_gives() -> None:
    # Computed with `openssl enc -aes-256-cbc -nopad`; the padding here is 23 bytes.
    sealed = (
        "Q3stYC6hdFzMh9T8HCvyDD3iU2DzvjUUC8tsEYcopyPIPAJtsCK9fDSIqLHttWr+"
        "hWL6T0F50U7smLEWRLSklw=="
    )
    assert seal(KEY, "你好，云裳", "wwtest", b"0123456789abcdef") == sealed
    assert unseal(KEY, sealed) == ("你好，云裳", "wwtest")


def test_damaged_texts_are_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        unseal(KEY, "AAAA")


def test_published_vectors_hold() -> None:
    if not VECTORS.is_file():
        pytest.skip("the published vectors are not beside this checkout")
    for vector in json.loads(VECTORS.read_text(encoding="utf-8")):
        key, sealed = vector["encoding_aes_key"], vector["encrypt"]
        opened = unseal(key, sealed)
        assert opened == (vector["message"], vector["receiveid"])
        if "random" in vector:
            salt = vector["random"].encode()
            assert seal(key, *opened, salt) == sealed
        if "signature" in vector:
            signed = signature(
                vector["token"], vector["timestamp"], vector["nonce"], sealed
            )
            assert signed == vector["signature"]
