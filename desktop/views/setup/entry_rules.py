"""What can be said of a set-up entry before WeCom is asked: pure rules, no widgets."""

import re
from enum import Enum, auto
from ipaddress import ip_address
from urllib.parse import urlsplit

from desktop.models.checkup import SetupEntry
from desktop.models.web_links import web_link


class EntryField(Enum):
    """The fields of the form."""

    CORPID = auto()
    SECRET = auto()
    NAME = auto()
    BASE_URL = auto()
    PROXY_URL = auto()
    CALLBACK_TOKEN = auto()
    ENCODING_AES_KEY = auto()


class EntryFault(Enum):
    """What is wrong with a field."""

    MISSING = auto()
    ODD_CHARACTERS = auto()
    NO_ADDRESS = auto()
    NOT_ENCRYPTED = auto()
    """Plain http, which would carry the secret, to another machine."""
    TOKEN_SHAPE = auto()
    KEY_SHAPE = auto()
    BOTH_OR_NONE = auto()


_WORD = re.compile(r"[0-9A-Za-z_-]{1,128}")
_TOKEN = re.compile(r"[0-9A-Za-z]{1,32}")
_KEY = re.compile(r"[0-9A-Za-z]{43}")


def faults(entry: SetupEntry) -> dict[EntryField, EntryFault]:
    """Return what is wrong with an entry, empty when WeCom may be asked."""
    found: dict[EntryField, EntryFault] = {}
    for field, value in (
        (EntryField.CORPID, entry.corpid),
        (EntryField.SECRET, entry.secret),
    ):
        if not value:
            found[field] = EntryFault.MISSING
        elif not _WORD.fullmatch(value):
            found[field] = EntryFault.ODD_CHARACTERS
    if fault := _base_fault(entry.base_url):
        found[EntryField.BASE_URL] = fault
    if entry.proxy_url and not _is_proxy(entry.proxy_url):
        found[EntryField.PROXY_URL] = EntryFault.NO_ADDRESS
    return found | _callback_faults(entry.callback_token, entry.encoding_aes_key)


def _base_fault(url: str) -> EntryFault | None:
    if web_link(url) is None:
        return EntryFault.NO_ADDRESS
    parts = urlsplit(url)
    if parts.scheme == "https" or _is_loopback(parts.hostname or ""):
        return None
    return EntryFault.NOT_ENCRYPTED


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_proxy(url: str) -> bool:
    """Return whether this is a http(s) address; a user and password are fine."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname and parts.port)
    except ValueError:
        return False


def _callback_faults(token: str, key: str) -> dict[EntryField, EntryFault]:
    found: dict[EntryField, EntryFault] = {}
    if token and not _TOKEN.fullmatch(token):
        found[EntryField.CALLBACK_TOKEN] = EntryFault.TOKEN_SHAPE
    if key and not _KEY.fullmatch(key):
        found[EntryField.ENCODING_AES_KEY] = EntryFault.KEY_SHAPE
    if bool(token) != bool(key):
        missing = EntryField.ENCODING_AES_KEY if token else EntryField.CALLBACK_TOKEN
        found[missing] = EntryFault.BOTH_OR_NONE
    return found
