"""Callbacks (S7): only what WeCom signed, meant for us, now, and only once."""

import base64
import json
import os
import struct
import time
import tracemalloc
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.models.clock import SettableClock
from desktop.services.wecom.callbacks import (
    MAX_BODY,
    AccountsChanged,
    CallbackQuery,
    CallbackReader,
    CallbackRefusal,
    CallbackRefusedError,
    MessagesWaiting,
    OtherEvent,
    signature,
)
from desktop.services.wecom.errors import AdministratorMustAct

SHARED = Path(__file__).resolve().parents[4] / "shared" / "wecom" / "samples"
VECTORS = SHARED / "callbacks" / "crypto-vectors.json"
TOKEN = "oursToken1"
AES_KEY = base64.b64encode(bytes(range(32))).decode().rstrip("=")
CORP = "wwourcorp"
NOW = 1_795_000_000
PING = (
    "<xml><ToUserName><![CDATA[wwourcorp]]></ToUserName><CreateTime>1795000000"
    "</CreateTime><MsgType>event</MsgType><Event><![CDATA[kf_msg_or_event]]></Event>"
    "<Token><![CDATA[ENCtoken]]></Token><OpenKfId><![CDATA[wk1]]></OpenKfId></xml>"
)


def encrypted(message: bytes, receive_id: str = CORP) -> str:
    """Encrypt as the page says, written here once more on purpose."""
    plain = os.urandom(16) + struct.pack(">I", len(message)) + message
    plain += receive_id.encode()
    pad = 32 - len(plain) % 32
    key = base64.b64decode(AES_KEY + "=")
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    sealed = encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def signed(cipher: str, nonce: str = "n1", timestamp: int = NOW) -> CallbackQuery:
    stamp = str(timestamp)
    return CallbackQuery(signature(TOKEN, stamp, nonce, cipher), stamp, nonce)


def envelope(cipher: str) -> bytes:
    return f"<xml><Encrypt><![CDATA[{cipher}]]></Encrypt></xml>".encode()


def reader_at(now: int = NOW) -> tuple[CallbackReader, SettableClock]:
    clock = SettableClock(datetime.fromtimestamp(now, UTC))
    return (
        CallbackReader(token=TOKEN, aes_key=AES_KEY, receive_id=CORP, clock=clock),
        clock,
    )


def refusal_of(
    query: CallbackQuery, body: bytes, reader: CallbackReader | None = None
) -> CallbackRefusal:
    with pytest.raises(CallbackRefusedError) as caught:
        (reader or reader_at()[0]).read(query, body)
    assert "ENCtoken" not in repr(caught.value)
    return caught.value.refusal


def test_a_ping_says_which_account_and_brings_its_token() -> None:
    cipher = encrypted(PING.encode())
    event = reader_at()[0].read(signed(cipher), envelope(cipher))
    assert event == MessagesWaiting("wk1", "ENCtoken", datetime.fromtimestamp(NOW, UTC))
    assert "ENCtoken" not in repr(event)


def test_an_old_ping_without_account_is_a_ping_for_all() -> None:
    old = PING.replace("<OpenKfId><![CDATA[wk1]]></OpenKfId>", "")
    cipher = encrypted(old.encode())
    event = reader_at()[0].read(signed(cipher), envelope(cipher))
    assert isinstance(event, MessagesWaiting)
    assert event.open_kfid == ""


def test_granted_and_withdrawn_accounts_are_listed() -> None:
    xml = (
        "<xml><Event>kf_account_auth_change</Event><AuthAddOpenKfId>wk1"
        "</AuthAddOpenKfId><AuthAddOpenKfId>wk2</AuthAddOpenKfId></xml>"
    )
    cipher = encrypted(xml.encode())
    event = reader_at()[0].read(signed(cipher), envelope(cipher))
    assert event == AccountsChanged(("wk1", "wk2"), ())


def test_unknown_events_are_named_and_nothing_more() -> None:
    cipher = encrypted(b"<xml><Event>change_external_tag</Event></xml>")
    event = reader_at()[0].read(signed(cipher), envelope(cipher))
    assert event == OtherEvent("change_external_tag")


def test_a_json_envelope_is_tolerated() -> None:
    cipher = encrypted(PING.encode())
    body = json.dumps({"tousername": CORP, "encrypt": cipher}).encode()
    assert isinstance(reader_at()[0].read(signed(cipher), body), MessagesWaiting)


def test_the_address_is_verified_with_the_plain_words() -> None:
    cipher = encrypted(b"1616140317555161061")
    query = signed(cipher)
    asked = CallbackQuery(
        query.msg_signature, query.timestamp, query.nonce, cipher.replace("+", " ")
    )
    assert reader_at()[0].verify_address(asked) == b"1616140317555161061"


@pytest.mark.parametrize("forged", ["", "0" * 40, "签名"])
def test_a_wrong_signature_is_refused(forged: str) -> None:
    cipher = encrypted(PING.encode())
    query = CallbackQuery(forged, str(NOW), "n1")
    assert refusal_of(query, envelope(cipher)) is CallbackRefusal.SIGNATURE


def test_a_changed_body_is_refused() -> None:
    cipher = encrypted(PING.encode())
    other = encrypted(PING.encode())
    assert refusal_of(signed(cipher), envelope(other)) is CallbackRefusal.SIGNATURE


@pytest.mark.parametrize("age", [-301, 301, -86_400, 86_400])
def test_a_timestamp_out_of_the_window_is_refused(age: int) -> None:
    cipher = encrypted(PING.encode())
    query = signed(cipher, timestamp=NOW - age)
    assert refusal_of(query, envelope(cipher)) is CallbackRefusal.STALE


def test_the_same_callback_is_taken_once() -> None:
    cipher = encrypted(PING.encode())
    reader, clock = reader_at()
    reader.read(signed(cipher), envelope(cipher))
    clock.advance(timedelta(minutes=4))
    again = refusal_of(signed(cipher), envelope(cipher), reader)
    assert again is CallbackRefusal.REPLAYED
    assert reader.read(signed(cipher, nonce="n2"), envelope(cipher))


def test_a_callback_for_another_corp_is_refused() -> None:
    cipher = encrypted(PING.encode(), receive_id="wwsomebodyelse")
    assert refusal_of(signed(cipher), envelope(cipher)) is CallbackRefusal.RECEIVE_ID


def test_a_body_above_the_cap_is_refused_unread() -> None:
    assert refusal_of(signed("x"), b"<" * (MAX_BODY + 1)) is CallbackRefusal.TOO_BIG


BOMBS = {
    "laughs": '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    + "]><xml><Event>&j;</Event></xml>",
    "quadratic": (
        f'<!DOCTYPE q [<!ENTITY a "{"x" * 20_000}">]><xml>{"&a;" * 5_000}</xml>'
    ),
    "external": '<!DOCTYPE e [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml>&a;</xml>',
    "dtd": '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><xml/>',
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.parametrize("inside", [False, True])
def test_xml_bombs_are_refused_quickly_and_in_little_memory(
    bomb: str, inside: bool
) -> None:
    if inside:
        cipher = encrypted(bomb.encode())
        query, body = signed(cipher), envelope(cipher)
    else:
        query, body = signed("x"), bomb.encode()
    reader = reader_at()[0]
    tracemalloc.start()
    began = time.perf_counter()
    refused = refusal_of(query, body, reader)
    seconds = time.perf_counter() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused in {CallbackRefusal.MALFORMED, CallbackRefusal.TOO_BIG}
    assert seconds < 0.5
    assert peak < 20 * 1024 * 1024


@pytest.mark.parametrize(
    "body", [b"", b"<xml>", b"{", b'{"encrypt":5}', b"<xml/>", b"\xff\xfe\x00", b"[]"]
)
def test_malformed_bodies_are_refused(body: bytes) -> None:
    assert refusal_of(signed(""), body) in {
        CallbackRefusal.MALFORMED,
        CallbackRefusal.SIGNATURE,
    }


@pytest.mark.parametrize(
    "cipher", ["!!!", "AAAA", base64.b64encode(b"x" * 32).decode(), "QUJD" * 8]
)
def test_signed_nonsense_is_refused(cipher: str) -> None:
    assert refusal_of(signed(cipher), envelope(cipher)) is CallbackRefusal.MALFORMED


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_a_signed_callback_holds_only_the_one_error_comes(
    message: bytes,
) -> None:
    cipher = encrypted(message)
    with suppress(CallbackRefusedError):
        reader_at()[0].read(signed(cipher), envelope(cipher))


@pytest.mark.parametrize("pad_to", range(1, 33))
def test_every_padding_of_the_32_byte_block_is_understood(pad_to: int) -> None:
    message = b"<xml><Event>" + b"e" * pad_to + b"</Event></xml>"
    cipher = encrypted(message)
    event = reader_at()[0].read(signed(cipher), envelope(cipher))
    assert event == OtherEvent("e" * pad_to)


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "-" * 43])
def test_a_malformed_key_is_the_administrators(key: str) -> None:
    with pytest.raises(AdministratorMustAct):
        CallbackReader(token=TOKEN, aes_key=key, receive_id=CORP, clock=reader_at()[1])


@pytest.mark.skipif(not VECTORS.exists(), reason="the published vectors are not here")
def test_the_published_vectors_hold() -> None:
    checked = 0
    for vector in json.loads(VECTORS.read_text("utf-8")):
        if "signature" not in vector:
            continue
        stamp, cipher = vector["timestamp"], vector["encrypt"]
        made = signature(vector["token"], stamp, vector["nonce"], cipher)
        assert made == vector["signature"]
        clock = SettableClock(datetime.fromtimestamp(int(stamp), UTC))
        reader = CallbackReader(
            token=vector["token"],
            aes_key=vector["encoding_aes_key"],
            receive_id=vector["receiveid"],
            clock=clock,
        )
        query = CallbackQuery(made, stamp, vector["nonce"], cipher)
        assert reader.verify_address(query).decode() == vector["message"]
        checked += 1
    assert checked == 4
