"""Control endpoints that set the world's rules and make named faults."""

import base64

from .json_types import Fields, JsonObject
from .scripted import ScriptedError, ScriptedFailure, ScriptedHold, ScriptedRaw
from .world import World


class Faults:
    """Changes clock, chaos and rules, and scripts what shall go wrong next."""

    def __init__(self, world: World) -> None:
        self._world = world

    def clock(self, body: Fields) -> JsonObject:
        """`{"advance": seconds}`: move the clock."""
        clock = self._world.clock
        clock.advance(body.number("advance"))
        return {"now": clock.now(), "offset": clock.offset}

    def chaos(self, body: Fields) -> JsonObject:
        """`{"profile": name}` and/or single fields."""
        self._world.chaos.change(body.values)
        return self._world.chaos.as_json()

    def rule(self, body: Fields) -> JsonObject:
        """`{name: value, …}`: change rules."""
        rules = self._world.rules
        for name, value in body.values.items():
            rules = rules.with_value(name, value)
        self._world.rules = rules
        return {}

    def revoke_token(self, body: Fields) -> JsonObject:
        """`{"corp": id}` (all without): end the access token early."""
        wanted = body.text("corp")
        for corp_id in self._world.store.corps:
            if wanted in ("", corp_id):
                self._world.access_tokens.revoke(corp_id)
        return {}

    def reset_media(self, body: Fields) -> JsonObject:
        """`{"media_id"}`: end its life now."""
        return {"expired": self._world.media.expire(body.text("media_id"))}

    def answer_with(self, body: Fields) -> JsonObject:
        """`{"path", "errcode", "errmsg"?, "count"?}`: refuse the next calls."""
        script = ScriptedError(
            body.text("path"),
            body.integer("errcode"),
            body.text("errmsg"),
            body.integer("count", 1),
        )
        self._world.script.errors.append(script)
        return {}

    def raw(self, body: Fields) -> JsonObject:
        """`{"path", "status"?, "body"?, "base64"?, "headers"?, "count"?}`."""
        content = body.text("body").encode()
        if body.has("base64"):
            content = base64.b64decode(body.text("base64"))
        headers = body.part("headers").values if body.has("headers") else {}
        script = ScriptedRaw(
            body.text("path"),
            body.integer("status", 200),
            content,
            tuple((key.encode(), str(one).encode()) for key, one in headers.items()),
            body.integer("count", 1),
        )
        self._world.script.raws.append(script)
        return {}

    def fail(self, body: Fields) -> JsonObject:
        """`{"external_userid"?, "fail_type"?, "count"?, "first"?}`: msg_send_fail.

        The next accepted answers fail; `first`: told before send_msg is answered.
        """
        script = ScriptedFailure(
            body.text("external_userid"),
            body.integer("fail_type", 4),
            body.integer("count", 1),
            body.integer("first") == 1,
        )
        self._world.script.failures.append(script)
        return {}

    def hold(self, body: Fields) -> JsonObject:
        """`{"path", "count"?, "before"?}`: hold the next answers (or requests)."""
        script = ScriptedHold(
            body.text("path"), body.integer("count", 1), body.integer("before") == 1
        )
        self._world.script.holds.append(script)
        return {}

    def release(self, body: Fields) -> JsonObject:
        """Let everything held go; further holds are forgotten."""
        return {"released": self._world.script.release()}
