"""A request to the platform and its reply, apart from HTTP machinery."""

from collections.abc import Mapping
from dataclasses import dataclass

from .errors import Refusal
from .json_types import Fields, JsonObject, as_object, decode, encode

Headers = tuple[tuple[bytes, bytes], ...]
JSON_HEADERS: Headers = ((b"content-type", b"application/json; charset=UTF-8"),)


@dataclass(frozen=True, slots=True)
class Call:
    """One request; header names in lower case, query values decoded."""

    path: str
    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    strict: bool
    client_ip: str = "127.0.0.1"

    def fields(self, refuse_escapes: bool = False) -> Fields:
        """The JSON body. Broken JSON is refused with 40058 (90313).

        Where older documented forms allow GET, the query stands for the body.
        """
        if self.method == "GET":
            return Fields(dict(self.query))
        if refuse_escapes and b"\\u" in self.body:
            raise Refusal(40033)
        if not self.body.strip():
            return Fields({})
        try:
            value = decode(self.body)
        except (ValueError, RecursionError) as error:
            raise Refusal(40058, "Warning: wrong json format. ") from error
        return Fields(as_object(value))


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back. `delay`: seconds to keep it; `msgid`: for the list of held."""

    body: bytes
    status: int = 200
    headers: Headers = JSON_HEADERS
    delay: float = 0.0
    msgid: str = ""


def answer(values: JsonObject | None = None) -> Reply:
    """A successful JSON reply with these fields beside errcode 0."""
    return Reply(encode({"errcode": 0, "errmsg": "ok"} | (values or {})))
