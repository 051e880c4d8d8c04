"""The `/cgi-bin/` application: routes, tokens, limits, and the faults around a call."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from . import (
    kf_accounts,
    kf_customers,
    kf_send,
    kf_states,
    kf_sync,
    media_endpoints,
)
from .call import Call, Reply, answer
from .connections import hang_up
from .errors import Refusal, error_text
from .json_types import encode
from .store import Corp
from .world import World

Handler = Callable[[World, Corp, Call], Reply]
POST, GET = "POST", "GET"


@dataclass(frozen=True, slots=True)
class Route:
    """An endpoint: the method of today's page, and those of older ones."""

    handler: Handler
    method: str = POST
    older: frozenset[str] = field(default_factory=frozenset)


def _older(method: str) -> frozenset[str]:
    return frozenset({method})


ROUTES: dict[str, Route] = {
    "kf/account/add": Route(kf_accounts.account_add),
    "kf/account/del": Route(kf_accounts.account_del),
    "kf/account/update": Route(kf_accounts.account_update),
    "kf/account/list": Route(kf_accounts.account_list, POST, _older(GET)),
    "kf/add_contact_way": Route(kf_accounts.add_contact_way),
    "kf/servicer/add": Route(kf_accounts.servicer_add),
    "kf/servicer/del": Route(kf_accounts.servicer_del),
    "kf/servicer/list": Route(kf_accounts.servicer_list, GET, _older(POST)),
    "kf/service_state/get": Route(kf_states.state_get),
    "kf/service_state/trans": Route(kf_states.state_trans),
    "kf/sync_msg": Route(kf_sync.sync_msg),
    "kf/send_msg": Route(kf_send.send_msg),
    "kf/send_msg_on_event": Route(kf_send.send_msg_on_event),
    "kf/customer/batchget": Route(kf_customers.customer_batchget),
    "media/upload": Route(media_endpoints.upload),
    "media/get": Route(media_endpoints.get, GET),
    "get_api_domain_ip": Route(kf_customers.addresses, GET),
    "getcallbackip": Route(kf_customers.addresses, GET),
}
TOKEN_PATH = "gettoken"


class Platform:
    """The ASGI application that behaves like qyapi."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; faults may end it without any answer."""
        call = await self._read(scope, receive)
        if call is None:
            return
        metrics = self._world.metrics
        metrics.began(call.path)
        try:
            reply = await self._with_faults(call, receive)
        finally:
            metrics.ended(call.path)
        if reply is None:
            await hang_up(scope, receive)
            return
        with contextlib.suppress(OSError):
            await _send_reply(reply, send)

    async def _read(self, scope: Scope, receive: Receive) -> Call | None:
        chunks, more = [], True
        slow = scope["path"].endswith("media/upload")
        rate = self._world.rules.upload_rate if slow else 0
        while more:
            event = await receive()
            if event["type"] == "http.disconnect":
                return None
            chunks.append(event.get("body", b""))
            more = event.get("more_body", False)
            if rate:
                await asyncio.sleep(len(chunks[-1]) / rate)
        raw_query = scope["query_string"].decode("latin-1")
        headers = scope["headers"]
        return Call(
            path=scope["path"].removeprefix(scope.get("root_path", "")).strip("/"),
            method=scope["method"],
            query=dict(parse_qsl(raw_query, keep_blank_values=True)),
            headers={name.decode(): value.decode("latin-1") for name, value in headers},
            body=b"".join(chunks),
            strict=self._world.settings.strict,
        )

    async def _with_faults(self, call: Call, receive: Receive) -> Reply | None:
        """The reply, or None for a connection closed without one."""
        world, chaos = self._world, self._world.chaos
        await asyncio.sleep(chaos.latency())
        held = world.script.next_hold(call.path, before=True)
        if held and not await self._hold(call, "", receive):
            # A client that died meanwhile counts as never having reached us.
            return None
        early = self._instead(call)
        if early is not None:
            return early
        if chaos.happens(chaos.profile.drop_before):
            world.metrics.faults["drop_before"] += 1
            return None
        reply = self._carry_out(call)
        await asyncio.sleep(reply.delay)
        if world.script.next_hold(call.path, before=False):
            await self._hold(call, reply.msgid, receive)
        if chaos.happens(chaos.profile.drop_after):
            world.metrics.faults["drop_after"] += 1
            return None
        return reply

    def _instead(self, call: Call) -> Reply | None:
        """What is answered without carrying the call out, if anything."""
        world, chaos = self._world, self._world.chaos
        raw = world.script.next_raw(call.path)
        if raw is not None:
            return raw
        scripted = world.script.next_error(call.path)
        if scripted is not None:
            return self._refused(Refusal(scripted.errcode, scripted.errmsg))
        profile = chaos.profile
        if chaos.happens(profile.http_error):
            world.metrics.faults["http_error"] += 1
            page = b"<html><body>Bad Gateway</body></html>"
            html = ((b"content-type", b"text/html"),)
            return Reply(page, chaos.pick(502, 503), html)
        for fault, chance, code in (
            ("busy", profile.busy, -1),
            ("too_fast", profile.too_fast, 45009),
        ):
            if chaos.happens(chance):
                world.metrics.faults[fault] += 1
                return self._refused(Refusal(code))
        if chaos.happens(profile.revoke):
            world.metrics.faults["revoke"] += 1
            for corp_id in world.store.corps:
                world.access_tokens.revoke(corp_id)
        return None

    def _carry_out(self, call: Call) -> Reply:
        try:
            if call.path == TOKEN_PATH:
                return self._token(call)
            return self._routed(call)
        except Refusal as refusal:
            return self._refused(refusal)

    def _routed(self, call: Call) -> Reply:
        route = ROUTES.get(call.path)
        if route is None:
            page = b"<html><body>404 Not Found</body></html>"
            return Reply(page, 404, ((b"content-type", b"text/html"),))
        older = frozenset() if call.strict else route.older
        if call.method != route.method and call.method not in older:
            raise Refusal(40058)
        world = self._world
        now = world.clock.now()
        token = call.query.get("access_token", "")
        corp = world.access_tokens.corp_of(token, now)
        rules = world.rules
        if not rules.trusted_ip:
            raise Refusal(60020)
        if rules.kf_refusal and call.path.startswith("kf/"):
            raise Refusal(rules.kf_refusal)
        self._count(call, corp, now)
        return route.handler(world, corp, call)

    def _count(self, call: Call, corp: Corp, now: float) -> None:
        world, rules = self._world, self._world.rules
        key = (corp.corp_id, call.path)
        limit = rules.general_per_minute
        world.limits.count("minute", *key, limit=limit, now=now, span=60)
        limit = rules.general_per_hour
        world.limits.count("hour", *key, limit=limit, now=now, span=3600)
        if "debug" in call.query:
            world.limits.count("debug", *key, limit=5, now=now, span=60)
        parallel = world.metrics.in_flight[call.path]
        if rules.max_parallel and parallel > rules.max_parallel:
            raise Refusal(45033)

    def _token(self, call: Call) -> Reply:
        """gettoken (91039): 41004, 41002, 40013, 40001; 60020; 45009 when stubborn."""
        world = self._world
        corp_id = call.query.get("corpid", "")
        secret = call.query.get("corpsecret", "")
        if not secret:
            raise Refusal(41004)
        if not corp_id:
            raise Refusal(41002)
        if not world.rules.trusted_ip and world.rules.trusted_ip_for_token:
            raise Refusal(60020)
        corp = world.store.corps.get(corp_id)
        if corp is None:
            raise Refusal(40013)
        now = world.clock.now()
        if secret != corp.secret:
            limit = world.rules.wrong_secret_limit
            world.limits.count("secret", corp_id, limit=limit, now=now, span=3600)
            raise Refusal(40001)
        self._count(call, corp, now)
        token, seconds = world.access_tokens.issue(corp, now)
        return answer({"access_token": token, "expires_in": seconds})

    def _refused(self, refusal: Refusal) -> Reply:
        world = self._world
        world.metrics.errors[str(refusal.code)] += 1
        if refusal.text and refusal.code == 40058 and "json" in refusal.text:
            text = refusal.text
        else:
            text = error_text(refusal, world.rules.seen_ip, world.dice)
        return Reply(encode({"errcode": refusal.code, "errmsg": text}))

    async def _hold(self, call: Call, msgid: str, receive: Receive) -> bool:
        """Wait for the release; False if the client went away before it."""
        what = {"path": call.path, "msgid": msgid}
        script = self._world.script
        waiting = asyncio.ensure_future(script.wait_released({**what}))
        gone = asyncio.ensure_future(_disconnected(receive))
        try:
            await asyncio.wait({waiting, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            gone.cancel()
            await asyncio.gather(waiting, gone, return_exceptions=True)
        return not waiting.cancelled()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_reply(reply: Reply, send: Send) -> None:
    size = str(len(reply.body)).encode()
    await send(
        {
            "type": "http.response.start",
            "status": reply.status,
            "headers": [*reply.headers, (b"content-length", size)],
        }
    )
    await send({"type": "http.response.body", "body": reply.body})
