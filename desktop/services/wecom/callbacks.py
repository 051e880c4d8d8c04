"""Callbacks: verification and decryption (docs 90930, 90968), and what they say.

Nothing here answers HTTP: the web app calls, and answers 200 to whatever is good.
"""

import base64
import binascii
import hashlib
import hmac
import re
import struct
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from xml.etree.ElementTree import Element, ParseError

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from desktop.models.clock import Clock
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.errors import local
from desktop.services.wecom.json_pieces import MalformedJsonError
from desktop.services.wecom.wire import Fields, parse_json, whole_number

MAX_BODY = 64 * 1024
"""Bytes of a callback's body; a ping has less than one kilobyte."""
REPLAY_WINDOW = timedelta(minutes=5)
_REMEMBERED = 10_000
_BLOCK = 32
_AES_KEY = re.compile(r"[A-Za-z0-9+/]{43}")


class CallbackRefusal(StrEnum):
    """Why a callback is not believed."""

    TOO_BIG = "too_big"
    MALFORMED = "malformed"
    SIGNATURE = "signature"
    STALE = "stale"
    """The timestamp is more than five minutes from our clock."""
    REPLAYED = "replayed"
    """Seen before. Answer 200: it may be WeCom's own repeat of what was acted on."""
    RECEIVE_ID = "receive_id"
    """Meant for another corp."""


class CallbackRefusedError(Exception):
    """A callback that must not be acted on; carries no part of it."""

    def __init__(self, refusal: CallbackRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class CallbackQuery:
    """The parameters of the address, percent-decoded once."""

    msg_signature: str
    timestamp: str
    nonce: str
    echostr: str = ""
    """Only for the GET that verifies the address."""


@dataclass(frozen=True, slots=True)
class MessagesWaiting:
    """kf_msg_or_event (doc 94670): something can be read by sync_msg."""

    open_kfid: str
    """Empty in payloads of 2021 and 2022: ask for all accounts."""
    token: str = field(repr=False)
    """For sync_msg, good for ten minutes."""
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AccountsChanged:
    """kf_account_auth_change (doc 97712): accounts granted or withdrawn."""

    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """An event that nobody here acts on."""

    name: str


CallbackEvent = MessagesWaiting | AccountsChanged | OtherEvent


class CallbackReader:
    """Checks and opens the callbacks of one app; keeps the nonces it has seen."""

    def __init__(
        self, *, token: str, aes_key: str, receive_id: str, clock: Clock
    ) -> None:
        """Raise AdministratorMustAct where the EncodingAESKey is malformed."""
        if not _AES_KEY.fullmatch(aes_key):
            raise local(LocalFailure.CALLBACK_KEY_INVALID)
        self._token = token
        self._key = base64.b64decode(aes_key + "=")
        self._receive_id = receive_id
        self._clock = clock
        self._seen: OrderedDict[tuple[str, str, str], float] = OrderedDict()

    def verify_address(self, query: CallbackQuery) -> bytes:
        """Return what the verifying GET must be answered with, within a second.

        Raises CallbackRefusedError.
        """
        encrypted = query.echostr.replace(" ", "+")
        self._check_signature(query, encrypted)
        self._check_age(query)
        return self._opened(encrypted)

    def read(self, query: CallbackQuery, body: bytes) -> CallbackEvent:
        """Return what a POST says; raises CallbackRefusedError."""
        if len(body) > MAX_BODY:
            raise CallbackRefusedError(CallbackRefusal.TOO_BIG)
        encrypted = _encrypted_part(body)
        self._check_signature(query, encrypted)
        self._check_age(query)
        event = _event(_element(self._opened(encrypted)))
        self._remember(query)
        return event

    def _check_signature(self, query: CallbackQuery, encrypted: str) -> None:
        expected = signature(self._token, query.timestamp, query.nonce, encrypted)
        given = query.msg_signature.encode("utf-8", "replace")
        if not encrypted or not hmac.compare_digest(expected.encode(), given):
            raise CallbackRefusedError(CallbackRefusal.SIGNATURE)

    def _check_age(self, query: CallbackQuery) -> None:
        sent = whole_number(query.timestamp, -1)
        age = abs(self._clock.now().timestamp() - sent)
        if sent < 0 or age > REPLAY_WINDOW.total_seconds():
            raise CallbackRefusedError(CallbackRefusal.STALE)

    def _remember(self, query: CallbackQuery) -> None:
        """Nonces are kept for as long as their timestamp would still be believed."""
        now = self._clock.now().timestamp()
        keep = 2 * REPLAY_WINDOW.total_seconds()
        while self._seen and (
            len(self._seen) >= _REMEMBERED
            or next(iter(self._seen.values())) < now - keep
        ):
            self._seen.popitem(last=False)
        key = (query.timestamp, query.nonce, query.msg_signature)
        if key in self._seen:
            raise CallbackRefusedError(CallbackRefusal.REPLAYED)
        self._seen[key] = now

    def _opened(self, encrypted: str) -> bytes:
        message, receive_id = _unpacked(self._decrypted(encrypted))
        if not hmac.compare_digest(receive_id, self._receive_id.encode()):
            raise CallbackRefusedError(CallbackRefusal.RECEIVE_ID)
        return message

    def _decrypted(self, encrypted: str) -> bytes:
        try:
            block = base64.b64decode(encrypted, validate=True)
            decryptor = Cipher(
                algorithms.AES(self._key), modes.CBC(self._key[:16])
            ).decryptor()
            return decryptor.update(block) + decryptor.finalize()
        except (ValueError, binascii.Error):
            raise CallbackRefusedError(CallbackRefusal.MALFORMED) from None


def signature(token: str, timestamp: str, nonce: str, encrypted: str) -> str:
    """Return msg_signature: SHA-1 of the four texts in order (doc 90968)."""
    joined = "".join(sorted((token, timestamp, nonce, encrypted)))
    return hashlib.sha1(joined.encode("utf-8", "replace")).hexdigest()


def _unpacked(plain: bytes) -> tuple[bytes, bytes]:
    """16 random bytes, length, message, receive id, padding to 32 (doc 90968)."""
    pad = plain[-1] if plain else 0
    if not 1 <= pad <= _BLOCK or len(plain) < 20 + pad:
        raise CallbackRefusedError(CallbackRefusal.MALFORMED)
    body = plain[16:-pad]
    (length,) = struct.unpack(">I", body[:4])
    if length > len(body) - 4:
        raise CallbackRefusedError(CallbackRefusal.MALFORMED)
    return body[4 : 4 + length], body[4 + length :]


def _encrypted_part(body: bytes) -> str:
    """Return Encrypt of the envelope: XML, or the JSON that doc 90968 shows too."""
    if body.lstrip()[:1] == b"{":
        try:
            envelope = Fields(parse_json(body))
        except MalformedJsonError:
            raise CallbackRefusedError(CallbackRefusal.MALFORMED) from None
        return envelope.first_text("encrypt", "Encrypt")
    return _text(_element(body), "Encrypt")


def _element(xml: bytes) -> Element:
    """Parse XML; entities, DTDs and external references are refused."""
    try:
        root: Element = fromstring(xml, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise CallbackRefusedError(CallbackRefusal.MALFORMED) from None
    return root


def _event(root: Element) -> CallbackEvent:
    name = _text(root, "Event")
    if name == "kf_msg_or_event":
        seconds = min(max(whole_number(_text(root, "CreateTime")), 0), 4_102_444_800)
        return MessagesWaiting(
            _text(root, "OpenKfId"),
            _text(root, "Token"),
            datetime.fromtimestamp(seconds, UTC),
        )
    if name == "kf_account_auth_change":
        return AccountsChanged(
            _texts(root, "AuthAddOpenKfId"), _texts(root, "AuthDelOpenKfId")
        )
    return OtherEvent(name[:64])


def _text(root: Element, name: str) -> str:
    return (root.findtext(name) or "").strip()


def _texts(root: Element, name: str) -> tuple[str, ...]:
    return tuple(
        (element.text or "").strip()
        for element in root.iterfind(name)
        if (element.text or "").strip()
    )
