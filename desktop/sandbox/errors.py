"""WeCom's error codes that the sandbox answers with, and how their texts look."""

import random

_PLAIN = {40014, 42001, 41001, 41002, 41004, 40007, 95012}

TEXTS: dict[int, str] = {
    -1: "system error",
    40001: "invalid credential",
    40003: "invalid userid",
    40004: "invalid media type",
    40005: "invalid type parameter",
    40006: "invalid media size",
    40007: "invalid media_id",
    40008: "invalid msgtype",
    40009: "invalid image size",
    40011: "invalid video size",
    40013: "invalid corpid",
    40014: "invalid access_token",
    40033: "invalid charset, \\u escapes are not allowed",
    40058: "invalid parameter",
    40096: "invalid external userid",
    40123: "invalid image",
    41001: "access_token missing",
    41002: "corpid missing",
    41004: "corpsecret missing",
    41006: "media_id missing",
    42001: "access_token expired",
    43009: "corp not verified",
    44001: "empty media data",
    44004: "empty content",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45007: "voice time out of limit",
    45009: "api freq out of limit",
    45033: "api concurrent out of limit",
    48002: "api forbidden",
    48007: "no privilege for this kf account",
    50003: "app disabled",
    60020: "not allow to access from your ip",
    60111: "userid not found",
    60251: "open_kfid missing",
    60253: "user is not a servicer",
    830002: "file too large, use Range",
    95000: "invalid open_kfid",
    95001: "send msg count limit",
    95002: "send msg time limit",
    95003: "customer count limit of unverified corp",
    95004: "open_kfid not exist",
    95005: "kf account count limit",
    95006: "invalid kf account name",
    95007: "invalid msgtoken",
    95008: "menu item count limit",
    95009: "invalid menu item type",
    95011: "not use in kf",
    95012: "not use in wecom",
    95013: "session already ended",
    95014: "userid is not a servicer",
    95016: "session status change not allowed",
    95017: "api switch is off",
    95018: "send msg session status invalid",
    95019: "servicer is not serving",
    95023: "api switch is given to another app",
    95026: "kf account creation not allowed",
    95027: "kf account count limit of unverified corp",
    95033: "duplicate msgid",
}


class Refusal(Exception):
    """A call that WeCom would answer with this errcode (HTTP 200)."""

    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text or TEXTS.get(code, "error")


def error_text(refusal: Refusal, seen_ip: str, rng: random.Random) -> str:
    """`errmsg` in the long form seen in real logs; short where that was seen.

    Source: auth-and-limits §1 and the recorded replies.
    """
    if refusal.code in _PLAIN:
        return refusal.text
    hint = rng.randrange(10**24, 10**25)
    return (
        f"{refusal.text}, hint: [{hint}], from ip: {seen_ip}, more info at "
        f"https://open.work.weixin.qq.com/devtool/query?e={refusal.code}"
    )
