"""Endpoint sync_msg: pages of what came in, by cursor (94670)."""

import base64
import hashlib

from .call import Call, Reply, answer
from .errors import Refusal
from .json_types import JsonObject, JsonValue
from .store import Corp, Stream
from .world import World

MOST = 1000
_CURSOR_LENGTH = 64


def sync_msg(world: World, corp: Corp, call: Call) -> Reply:
    """kf/sync_msg. 95007 bad token, 45009 too often without, 40058 bad cursor or limit.

    Without open_kfid (oldest documented form, not strict): all accounts of the corp.
    """
    body = call.fields(world.rules.refuse_escapes)
    scope, stream = _stream(world, corp, body.text("open_kfid"), call.strict)
    now = world.clock.now()
    limit = body.integer("limit") or MOST
    if not 1 <= limit <= MOST or body.integer("voice_format") not in (0, 1):
        raise Refusal(40058)
    position = _position(world, scope, body.text("cursor"), stream)
    _check_rate(world, corp, body.text("token"), now)
    start = max(position, stream.oldest_readable(now))
    if world.chaos.happens(world.chaos.profile.empty_page):
        world.metrics.faults["empty_page"] += 1
        return _page(world, scope, start, True, [])
    end = min(start + limit, len(stream.entries))
    entries: list[JsonValue] = [entry.body for entry in stream.entries[start:end]]
    if body.integer("voice_format") == 1:
        entries = [_as_silk(world, entry) for entry in entries]
    return _page(world, scope, end, end < len(stream.entries), entries)


def _stream(
    world: World, corp: Corp, open_kfid: str, strict: bool
) -> tuple[str, Stream]:
    if not open_kfid and not strict:
        return corp.corp_id, corp.stream
    return open_kfid, world.managed_account(corp, open_kfid).stream


def _check_rate(world: World, corp: Corp, token: str, now: float) -> None:
    if token:
        world.callback_tokens.check(token, corp.corp_id, now)
        return
    limit = world.rules.tokenless_sync_per_minute
    world.limits.count("tokenless", corp.corp_id, limit=limit, now=now, span=60)


def _page(
    world: World, scope: str, end: int, more: bool, entries: list[JsonValue]
) -> Reply:
    return answer(
        {
            "next_cursor": make_cursor(world.settings.seed, scope, end),
            "has_more": int(more),
            "msg_list": entries,
        }
    )


def make_cursor(seed: int, scope: str, position: int) -> str:
    """An opaque cursor (28 bytes) that is good for this account only."""
    raw = position.to_bytes(8, "big")
    check = hashlib.blake2b(raw + f"{seed}/{scope}".encode(), digest_size=10).digest()
    return "4gw7" + base64.urlsafe_b64encode(check + raw).decode()


def _position(world: World, scope: str, cursor: str, stream: Stream) -> int:
    if not cursor:
        return 0
    if len(cursor.encode()) > _CURSOR_LENGTH or not cursor.startswith("4gw7"):
        raise Refusal(40058, "invalid cursor")
    try:
        position = int.from_bytes(base64.urlsafe_b64decode(cursor[4:])[10:], "big")
    except ValueError as error:
        raise Refusal(40058, "invalid cursor") from error
    genuine = position <= len(stream.entries)
    if not genuine or make_cursor(world.settings.seed, scope, position) != cursor:
        raise Refusal(40058, "invalid cursor")
    return position


def _as_silk(world: World, entry: JsonValue) -> JsonValue:
    if not isinstance(entry, dict) or entry.get("msgtype") != "voice":
        return entry
    voice = entry.get("voice")
    if not isinstance(voice, dict):
        return entry
    silk: JsonObject = {"media_id": world.media.as_silk(str(voice.get("media_id")))}
    return {**entry, "voice": silk}
