"""The `/sandbox/` endpoints: tests look into the sandbox and move things in it.

Every reply is JSON; a wrong request answers HTTP 400 with `{"error": …}`.
"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .control_acting import Acting
from .control_faults import Faults
from .control_reading import Answer, Reading
from .errors import Refusal
from .json_types import Fields, JsonObject, JsonValue, as_object, decode, encode
from .settings import CallbackSettings
from .world import World


class Control:
    """The control endpoints of one sandbox."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._acting = Acting(world)

    def routes(self) -> list[Route]:
        """All endpoints, named like the methods behind them."""
        reading, acting, faults = (
            Reading(self._world),
            self._acting,
            Faults(self._world),
        )
        reads = (
            reading.ledger,
            reading.incoming,
            reading.state,
            reading.metrics,
            reading.held,
        )
        writes = (
            acting.say,
            acting.event,
            acting.page,
            acting.recall,
            acting.enter,
            acting.act,
            acting.servicer,
            acting.account,
            acting.media,
            acting.callback_token,
            faults.clock,
            faults.chaos,
            faults.rule,
            faults.revoke_token,
            faults.reset_media,
            faults.answer_with,
            faults.raw,
            faults.fail,
            faults.hold,
            faults.release,
        )
        return [
            *(_reading(one) for one in reads),
            *(_writing(one) for one in writes),
            Route("/say_many", self._say_many, methods=["POST"]),
            Route("/callback", self._callback, methods=["POST"]),
        ]

    async def _say_many(self, request: Request) -> Response:
        """A list of messages as `say` takes them; answers their msgids in order."""
        try:
            listed = Fields({"messages": decode(await request.body())})
            messages = (Fields(as_object(one)) for one in listed.items("messages"))
            said: list[JsonValue] = [self._acting.said(one) for one in messages]
        except (Refusal, ValueError) as error:
            return _failed(error)
        return _json({"msgids": said})

    async def _callback(self, request: Request) -> Response:
        """`{"url", "token", "aes_key", "corp"?, "verify"?}`: where callbacks go."""
        try:
            body = Fields(as_object(decode(await request.body())))
            target = CallbackSettings(
                body.text("url"),
                body.text("token"),
                body.text("aes_key"),
                body.text("corp"),
            )
        except (Refusal, ValueError) as error:
            return _failed(error)
        callbacks = self._world.callbacks
        if body.integer("verify") == 1:
            corp_id = target.corp_id or next(iter(self._world.store.corps))
            echoed = await callbacks.verify(target, corp_id)
            if not echoed:
                return _json({"verified": False, "errcode": 40057})
        callbacks.direct(target)
        return _json({"verified": body.integer("verify") == 1})


def _reading(read: Callable[[Request], Answer]) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            return _json(read(request))
        except (Refusal, ValueError) as error:
            return _failed(error)

    return Route("/" + read.__name__, endpoint, methods=["GET"])


def _writing(write: Callable[[Fields], Answer]) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            body = await request.body() or b"{}"
            return _json(write(Fields(as_object(decode(body)))))
        except (Refusal, ValueError) as error:
            return _failed(error)

    return Route("/" + write.__name__, endpoint, methods=["POST"])


def _json(value: Answer) -> Response:
    return Response(encode(value), media_type="application/json")


def _failed(error: Refusal | ValueError) -> Response:
    if isinstance(error, Refusal):
        value: JsonObject = {"error": error.text, "errcode": error.code}
    else:
        value = {"error": str(error)}
    return Response(encode(value), 400, media_type="application/json")
