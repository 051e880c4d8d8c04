"""A plain caller of the platform's endpoints, independent of the product's client."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from tests.sandbox_fixture import Sandbox

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 10


class Api:
    """Calls endpoints with a token of its corp."""

    def __init__(
        self, sandbox: Sandbox, corp_id: str = "", secret: str = "", corp: int = 0
    ) -> None:
        self.sandbox = sandbox
        self.control = sandbox.control
        self.corp_id = corp_id or sandbox.corp_id
        self.secret = secret or sandbox.secret
        self.http = httpx.Client(base_url=sandbox.base_url, timeout=20, trust_env=False)
        self.token = ""
        accounts = self.control.accounts(corp)
        customers = self.control.customers(corp)
        self.kfid = accounts[0] if accounts else ""
        self.customer = customers[0] if customers else ""

    def get_token(self) -> Any:
        """gettoken's answer; the token is kept."""
        query = {"corpid": self.corp_id, "corpsecret": self.secret}
        reply = self.http.get("gettoken", params=query).json()
        self.token = reply.get("access_token", "")
        return reply

    def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Any request with the token in the query."""
        if not self.token:
            self.get_token()
        params = {"access_token": self.token} | more.pop("params", {})
        return self.http.request(method, path, params=params, **more)

    def post(self, path: str, **body: object) -> Any:
        """A POST with a JSON body."""
        return self.request("POST", path, json=body).json()

    def get(self, path: str, **query: str) -> Any:
        """A GET."""
        return self.request("GET", path, params=query).json()

    def advance(self, seconds: float) -> None:
        """Move the clock and log in again."""
        self.control.advance(seconds)
        self.get_token()

    def sync(self, cursor: str = "", **more: object) -> Any:
        """sync_msg of the first account."""
        body = {"open_kfid": self.kfid, "cursor": cursor} | more
        return self.post("kf/sync_msg", **body)

    def send(self, text: str = "您好", customer: str = "", **more: object) -> Any:
        """send_msg of a text to the first customer."""
        body = {
            "touser": customer or self.customer,
            "open_kfid": self.kfid,
            "msgtype": "text",
            "text": {"content": text},
        }
        return self.post("kf/send_msg", **(body | more))

    def send_as(self, msgtype: str, content: object, **more: object) -> Any:
        """send_msg of another type."""
        return self.post(
            "kf/send_msg",
            touser=self.customer,
            open_kfid=self.kfid,
            msgtype=msgtype,
            **{msgtype: content},
            **more,
        )

    def says(self, text: str = "在吗", customer: str = "") -> str:
        """The customer writes."""
        return self.control.say(self.kfid, customer or self.customer, text)

    def state(self) -> int:
        """The service state of the first conversation."""
        reply = self.post(
            "kf/service_state/get",
            open_kfid=self.kfid,
            external_userid=self.customer,
        )
        return int(reply["service_state"])

    def trans(self, state: int, servicer: str = "") -> Any:
        """Change the service state of the first conversation."""
        body: dict[str, object] = {
            "open_kfid": self.kfid,
            "external_userid": self.customer,
            "service_state": state,
        }
        if servicer:
            body["servicer_userid"] = servicer
        return self.post("kf/service_state/trans", **body)

    def upload(
        self, kind: str, content: bytes, name: str = "a.png", field: str = "media"
    ) -> Any:
        """media/upload through httpx's form."""
        files = {field: (name, content, "application/octet-stream")}
        return self.request(
            "POST", "media/upload", params={"type": kind}, files=files
        ).json()

    def last_event(self) -> Any:
        """The newest event of the first account."""
        return self.sync()["msg_list"][-1]["event"]


MakeApi = Callable[..., Api]


@pytest.fixture
def make_api() -> Iterator[MakeApi]:
    """Callers for any sandbox."""
    with ExitStack() as stack:

        def make(sandbox: Sandbox, *more: Any, **named: Any) -> Api:
            api = Api(sandbox, *more, **named)
            stack.callback(api.http.close)
            return api

        yield make


@pytest.fixture
def api(sandbox: Sandbox, make_api: MakeApi) -> Api:
    """A caller of the default sandbox."""
    return make_api(sandbox)
