"""Fixtures that run a sandbox beside a test, and a typed client of its control."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields, replace
from types import TracebackType
from typing import Any

import httpx
import pytest

from desktop.sandbox.server import RunningSandbox
from desktop.sandbox.settings import CorpSettings, Rules, SandboxSettings

Json = Any
CHUNK = 5_000


@dataclass(frozen=True)
class Delivery:
    """A row of the ledger: what a customer was sent."""

    seq: int
    corp: str
    open_kfid: str
    external_userid: str
    msgid: str
    msgtype: str
    content: Mapping[str, Json]
    time: float
    via: str
    failed: int | None

    @property
    def text(self) -> str:
        """The words of a text message."""
        return str(self.content.get("content", ""))


@dataclass(frozen=True)
class Incoming:
    """What a customer (origin 3) or a servicer (5) said."""

    seq: int
    corp: str
    open_kfid: str
    external_userid: str
    msgid: str
    origin: int
    msgtype: str
    body: Json
    time: float


class SandboxControl:
    """Talks to the control endpoints; also knows the ids of the first corp."""

    def __init__(self, control_url: str) -> None:
        self.base_url = control_url.replace("/sandbox/", "/cgi-bin/")
        self._client = httpx.Client(base_url=control_url, timeout=60, trust_env=False)

    def __enter__(self) -> "SandboxControl":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def get(self, name: str, /, **query: object) -> Json:
        """A reading endpoint's JSON."""
        params = {key: str(one) for key, one in query.items() if one not in (None, "")}
        return self._checked(self._client.get(name, params=params))

    def post(self, name: str, /, **body: object) -> Json:
        """A writing endpoint's JSON."""
        return self._checked(self._client.post(name, json=body))

    # What happened

    def ledger(
        self,
        *,
        corp: str = "",
        open_kfid: str = "",
        external_userid: str = "",
        after: int = 0,
    ) -> list[Delivery]:
        """What customers were sent, in order."""
        rows = self.get(
            "ledger",
            corp=corp,
            open_kfid=open_kfid,
            external_userid=external_userid,
            after=after,
        )
        return [Delivery(**row) for row in rows]

    def incoming(
        self,
        *,
        corp: str = "",
        open_kfid: str = "",
        external_userid: str = "",
        after: int = 0,
    ) -> list[Incoming]:
        """What customers and servicers said, in order."""
        rows = self.get(
            "incoming",
            corp=corp,
            open_kfid=open_kfid,
            external_userid=external_userid,
            after=after,
        )
        return [Incoming(**row) for row in rows]

    def state(self, corp: str = "") -> Json:
        """Corps, accounts, customers, conversations and counters."""
        return self.get("state", corp=corp)

    def conversation(self, open_kfid: str, external_userid: str) -> Json:
        """One conversation's row of `state`."""
        for corp in self.state()["corps"]:
            for row in corp["conversations"]:
                if (row["open_kfid"], row["external_userid"]) == (
                    open_kfid,
                    external_userid,
                ):
                    return row
        raise LookupError(external_userid)

    def metrics(self) -> Json:
        """The counters."""
        return self.get("metrics")

    def accounts(self, corp: int = 0) -> list[str]:
        """The open_kfids of a corp."""
        rows = self.state()["corps"][corp]["accounts"]
        return [row["open_kfid"] for row in rows]

    def customers(self, corp: int = 0) -> list[str]:
        """The external_userids of a corp."""
        rows = self.state()["corps"][corp]["customers"]
        return [row["external_userid"] for row in rows]

    # What customers do

    def say(
        self,
        open_kfid: str,
        external_userid: str,
        text: str | None = None,
        *,
        msgtype: str = "text",
        body: Mapping[str, object] | None = None,
        origin: int = 3,
        servicer_userid: str = "",
    ) -> str:
        """A message of the customer (or of a servicer: origin 5); its msgid."""
        message: dict[str, object] = {
            "open_kfid": open_kfid,
            "external_userid": external_userid,
            "msgtype": msgtype,
            "origin": origin,
        }
        if servicer_userid:
            message["servicer_userid"] = servicer_userid
        content = {"content": text} if text is not None else body
        if content is not None:
            message[msgtype] = content
        return str(self.post("say", **message)["msgid"])

    def say_many(self, messages: Sequence[Mapping[str, object]]) -> list[str]:
        """Many messages, in order; their msgids."""
        msgids: list[str] = []
        for start in range(0, len(messages), CHUNK):
            chunk = list(messages[start : start + CHUNK])
            reply = self._checked(self._client.post("say_many", json=chunk))
            msgids += reply["msgids"]
        return msgids

    def enter(self, open_kfid: str, external_userid: str, **scene: object) -> str:
        """The customer opens the chat; the event's msgid."""
        reply = self.post(
            "enter", open_kfid=open_kfid, external_userid=external_userid, **scene
        )
        return str(reply["msgid"])

    def recall(self, open_kfid: str, external_userid: str, msgid: str) -> None:
        """The customer takes a message back."""
        self.post(
            "recall",
            open_kfid=open_kfid,
            external_userid=external_userid,
            msgid=msgid,
        )

    def event(self, open_kfid: str, **event: object) -> str:
        """This event as it is; its msgid."""
        return str(self.post("event", open_kfid=open_kfid, **event)["msgid"])

    def page(self, open_kfid: str, entries: Sequence[object]) -> None:
        """Raw entries into the account's list."""
        self.post("page", open_kfid=open_kfid, entries=list(entries))

    # What goes wrong

    def advance(self, seconds: float) -> None:
        """Move the sandbox's clock."""
        self.post("clock", advance=seconds)

    def chaos(self, profile: str | None = None, **chances: float) -> None:
        """A profile, single chances, or both."""
        named: dict[str, object] = {} if profile is None else {"profile": profile}
        self.post("chaos", **named, **chances)

    def rule(self, **rules: object) -> None:
        """Change rules."""
        self.post("rule", **rules)

    def answer_with(
        self, path: str, errcode: int, *, errmsg: str = "", count: int = 1
    ) -> None:
        """The next calls of a path are refused."""
        self.post("answer_with", path=path, errcode=errcode, errmsg=errmsg, count=count)

    def raw(
        self,
        path: str,
        *,
        status: int = 200,
        body: str = "",
        headers: Mapping[str, str] | None = None,
        count: int = 1,
    ) -> None:
        """The next calls of a path get exactly this."""
        self.post(
            "raw",
            path=path,
            status=status,
            body=body,
            headers=dict(headers or {}),
            count=count,
        )

    def fail(self, external_userid: str = "", **how: object) -> None:
        """The next answers (of this customer) end in msg_send_fail."""
        self.post("fail", external_userid=external_userid, **how)

    def hold(self, path: str, *, count: int = 1, before: bool = False) -> None:
        """The next answers (or requests) of a path wait for the release."""
        self.post("hold", path=path, count=count, before=before)

    def held(self) -> list[str]:
        """The msgids of the calls that are held now."""
        return [str(msgid) for msgid in self.get("held")["msgids"]]

    def release(self) -> int:
        """Let everything held go; how many waited."""
        return int(self.post("release")["released"])

    def revoke_token(self, corp: str = "") -> None:
        """End access tokens early."""
        self.post("revoke_token", corp=corp)

    def callback_token(self, open_kfid: str) -> str:
        """A token as a callback would carry it."""
        return str(self.post("callback_token", open_kfid=open_kfid)["token"])

    def callback(
        self,
        url: str,
        token: str,
        aes_key: str,
        *,
        corp: str = "",
        verify: bool = False,
    ) -> Json:
        """Where callbacks go."""
        return self.post(
            "callback", url=url, token=token, aes_key=aes_key, corp=corp, verify=verify
        )

    def _checked(self, reply: httpx.Response) -> Json:
        if reply.status_code != 200:
            raise AssertionError(f"sandbox control: {reply.text}")
        return reply.json()


@dataclass(frozen=True)
class Sandbox:
    """A running sandbox and its control."""

    base_url: str
    control_url: str
    control: SandboxControl
    corp_id: str = "wwtest"
    secret: str = "secret"


MakeSandbox = Callable[..., Sandbox]


def sandbox_settings(**values: Any) -> SandboxSettings:
    """Settings from names of SandboxSettings and of Rules; `corps` as pairs."""
    rules = Rules()
    for name in [one.name for one in fields(Rules) if one.name in values]:
        rules = rules.with_value(name, values.pop(name))
    if "corps" in values:
        values["corps"] = tuple(CorpSettings(*pair) for pair in values["corps"])
    return replace(SandboxSettings(rules=rules), **values)


@pytest.fixture
def make_sandbox() -> Iterator[MakeSandbox]:
    """Starts sandboxes: `make_sandbox(accounts=12, duplicate="late", …)`."""
    with ExitStack() as stack:

        def make(**values: Any) -> Sandbox:
            settings = sandbox_settings(**values)
            running = stack.enter_context(RunningSandbox(settings))
            control = stack.enter_context(SandboxControl(running.control_url))
            corp = settings.corps[0]
            return Sandbox(
                running.base_url,
                running.control_url,
                control,
                corp.corp_id,
                corp.secret,
            )

        yield make


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    """A silent sandbox: corp wwtest:secret, 2 accounts, 5 customers, no chaos."""
    return make_sandbox()
