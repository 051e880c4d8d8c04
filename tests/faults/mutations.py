"""Entries of sync_msg that are wrong in one place or several, by seeded chance."""

import copy
import random
from typing import Any

Entry = dict[str, Any]

_BODIES: dict[str, object] = {
    "text": {"content": "在吗", "menu_id": "1"},
    "image": {"media_id": "media-1"},
    "voice": {"media_id": "media-2"},
    "file": {"media_id": "media-3"},
    "location": {
        "latitude": 23.1, "longitude": 113.3, "name": "店", "address": "路",
    },
    "link": {
        "title": "t", "desc": "d", "url": "https://example.com", "pic_url": "",
    },
    "business_card": {"userid": "zhangsan"},
    "miniprogram": {"title": "t", "appid": "a", "pagepath": "p", "thumb_media_id": "m"},
    "msgmenu": {
        "head_content": "h",
        "list": [{"type": "click", "click": {"id": "1", "content": "c"}}],
        "tail_content": "t",
    },
    "event": {
        "event_type": "enter_session", "scene": "s", "scene_param": "%E4%BD%A0",
        "welcome_code": "w", "wechat_channels": {"nickname": "n", "scene": 1},
    },
    "merged_msg": {"title": "t", "item": [{"msgtype": "text", "msg_content": "{}"}]},
    "something_new": {"of": ["an", {"unknown": "kind"}]},
}  # fmt: skip


def _deep(levels: int) -> object:
    nested: object = "deep"
    for _ in range(levels):
        nested = [nested]
    return nested


_WRONG: tuple[object, ...] = (
    None, True, False, 0, -1, 1.5, 2**40, 2**70, -(2**63), 1e308, "", " ", "0", "x",
    "长" * 5_000, "\ud800", "\udfff好", "\0", "a\0b", "\u202egnp.js", "<img src=x>",
    [], {}, [None], [{}], {"": ""}, {"content": {"content": 1}}, _deep(60), _deep(400),
)  # fmt: skip


def good_entry(number: int, open_kfid: str, external_userid: str) -> Entry:
    """Return an entry that must be stored whatever stands beside it."""
    return {
        "msgid": f"good-{number}",
        "open_kfid": open_kfid,
        "external_userid": external_userid,
        "send_time": 1_795_000_000 + number,
        "origin": 3,
        "msgtype": "text",
        "text": {"content": f"好的 {number}"},
    }


def mutated_entry(
    number: int, open_kfid: str, external_userid: str, dice: random.Random
) -> Entry:
    """Return an entry of any kind that is wrong somewhere; no two are the same."""
    msgtype = dice.choice(tuple(_BODIES))
    entry = good_entry(number, open_kfid, external_userid)
    del entry["text"]
    entry |= {
        "msgid": f"mutated-{number}",
        "msgtype": msgtype,
        msgtype: copy.deepcopy(_BODIES[msgtype]),
        "number": number,
    }
    for _ in range(dice.choice((1, 1, 1, 2, 5))):
        _spoil(entry, dice)
    _tell_apart(entry, number)
    return entry


def _tell_apart(entry: Entry, number: int) -> None:
    """Two entries with one msgid are one message: keep the wrong ones different."""
    match entry.get("msgid"):
        case bool():
            entry["msgid"] = None
        case str(wrong) if wrong:
            entry["msgid"] = f"{wrong}{number}"
        case int() | float():
            entry["msgid"] = 10**9 + number


def _spoil(entry: Entry, dice: random.Random) -> None:
    """Change, drop or add something at a random place; the number stays."""
    place = entry
    keys = [key for key in place if key != "number"]
    key = dice.choice(keys)
    while isinstance(place[key], dict) and place[key] and dice.random() < 0.7:
        place = place[key]
        key = dice.choice(list(place))
    action = dice.random()
    if action < 0.25:
        del place[key]
    elif action < 0.9:
        place[key] = copy.deepcopy(dice.choice(_WRONG))
    else:
        place[f"new-{dice.random()}"] = copy.deepcopy(dice.choice(_WRONG))
