"""Words for fail_type of msg_send_fail (doc 94670); 7 and 9 are from older pages."""

from collections.abc import Mapping

from desktop.models import cures
from desktop.models.explanation_row import Row
from desktop.models.failures import Actor

FAIL_TYPES: Mapping[int, Row] = {
    0: Row(
        Actor.OPERATOR,
        "企业微信没有送达这条消息，原因不明",
        "WeCom did not deliver this message, for a reason it does not know",
    ),
    1: Row(
        Actor.ADMINISTRATOR,
        "客服账号已被删除，消息没有送达",
        "The account was deleted; the message was not delivered",
    ),
    2: Row(
        Actor.ADMINISTRATOR,
        "应用已关闭，消息没有送达",
        "The app was closed; the message was not delivered",
        cures.APP_ENABLED,
    ),
    4: Row(
        Actor.OPERATOR,
        "会话已过期（超过 48 小时），消息没有送达",
        "The session has expired (48 hours); the message was not delivered",
        cures.WAIT_48,
    ),
    5: Row(
        Actor.OPERATOR,
        "会话已关闭，消息没有送达",
        "The session was closed; the message was not delivered",
        cures.WAIT_48,
    ),
    6: Row(
        Actor.OPERATOR,
        "超过了 5 条的额度，消息没有送达",
        "More than five messages; this one was not delivered",
        cures.WAIT_CUSTOMER,
    ),
    7: Row(
        Actor.ADMINISTRATOR,
        "没有绑定视频号，消息没有送达",
        "No 视频号 is bound; the message was not delivered",
    ),
    8: Row(
        Actor.ADMINISTRATOR,
        "企业没有认证，消息没有送达",
        "The company is not verified; the message was not delivered",
        cures.VERIFY,
    ),
    9: Row(
        Actor.ADMINISTRATOR,
        "没有绑定视频号，消息没有送达",
        "No 视频号 is bound; the message was not delivered",
    ),
    10: Row(
        Actor.OPERATOR,
        "客户拒收，消息没有送达",
        "The customer refuses messages; it was not delivered",
    ),
    11: Row(
        Actor.ADMINISTRATOR,
        "企业里还没有成员登录过企业微信，消息没有送达",
        "No member of the company has signed in to WeCom yet; it was not delivered",
        cures.SERVICER,
    ),
    12: Row(
        Actor.ADMINISTRATOR,
        "这种消息被微信客服组件禁止，没有送达",
        "The customer service component forbids this kind of message",
    ),
    13: Row(
        Actor.OPERATOR,
        "被企业微信的安全限制拦下，消息没有送达",
        "WeCom's security restriction stopped this message",
        cures.REWORD,
    ),
}
