"""Entries and pages of sync_msg for tests, written here and like nobody's."""

import json
from typing import Any

KFID = "wkTestAccount0000000000000000001"
CUSTOMER = "wmTestCustomer000000000000000001"
NOW = 1_795_000_000


def entry(msgtype: str, body: object = None, **fields: object) -> dict[str, Any]:
    """An entry of a customer."""
    made: dict[str, Any] = {
        "msgid": "msg0001",
        "open_kfid": KFID,
        "external_userid": CUSTOMER,
        "send_time": NOW,
        "origin": 3,
        "msgtype": msgtype,
    }
    if body is not None:
        made[msgtype] = body
    return {**made, **fields}


def event(event_type: str, **fields: object) -> dict[str, Any]:
    """An event: its ids stand inside."""
    return {
        "msgid": "evt0001",
        "send_time": NOW,
        "origin": 4,
        "msgtype": "event",
        "event": {
            "event_type": event_type,
            "open_kfid": KFID,
            "external_userid": CUSTOMER,
            **fields,
        },
    }


def page(*entries: object, **fields: object) -> bytes:
    """A page in the form in which WeCom answers."""
    answer = {
        "errcode": 0,
        "errmsg": "ok",
        "next_cursor": "cursor1",
        "has_more": 0,
        "msg_list": list(entries),
        **fields,
    }
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass")
