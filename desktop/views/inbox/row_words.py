"""The words of a list row: who wrote what last, and what stands in the way."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.conversation import ConversationSummary, Preview
from desktop.models.display_text import one_line
from desktop.models.message import Origin
from desktop.models.send_state import SendState
from desktop.models.service_state import ServiceState
from desktop.models.wechat_faces import with_faces
from desktop.views.inbox.flow_words import ahead_words
from desktop.views.theme.durations import stopwatch


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """The last line: a prefix that may be coloured, and what follows."""

    prefix: str
    text: str
    prefix_tone: str = "muted"
    """Name of a theme colour."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A small word in a row; the tone names a theme colour with a soft ground."""

    words: str
    tone: str


def customer_words(summary: ConversationSummary) -> str:
    """Return the customer's name, or 客户 with the end of the id while unknown."""
    if shown := one_line(summary.customer_name, 60):
        return shown
    return QCoreApplication.translate("ConversationRow", "客户 {id}").format(
        id=one_line(summary.external_userid[-4:], 4)
    )


def preview_line(summary: ConversationSummary, operator: str) -> PreviewLine:
    """Return the last line; an unsent draft goes before what was last said."""
    translate = QCoreApplication.translate
    if summary.draft:
        prefix = translate("ConversationRow", "草稿：")
        return PreviewLine(prefix, one_line(summary.draft), "bad")
    if summary.preview is None:
        return PreviewLine("", translate("ConversationRow", "还没有消息"))
    text = _content_words(summary.preview)
    return PreviewLine(_speaker(summary.preview, operator), text)


def chips(
    summary: ConversationSummary, now: datetime | None = None
) -> tuple[Chip, ...]:
    """Return what stands in the way of an answer, the gravest first."""
    translate = QCoreApplication.translate
    found: list[Chip] = []
    until = summary.snoozed_until
    if now is not None and until is not None:
        words = translate("ConversationRow", "{time} 再提醒")
        if summary.woken(now):
            found.append(Chip(translate("ConversationRow", "稍后提醒到了"), "accent"))
        else:
            time = ahead_words(until, now)
            found.append(Chip(words.format(time=time), "warn"))
    if summary.held:
        unsure = summary.preview and summary.preview.state is SendState.UNCONFIRMED
        words = (
            translate("ConversationRow", "结果未知")
            if unsure
            else translate("ConversationRow", "发送失败")
        )
        found.append(Chip(words, "bad"))
    if summary.rejected:
        found.append(Chip(translate("ConversationRow", "已拒收"), "quiet"))
    if summary.service_state is ServiceState.QUEUED:
        found.append(Chip(translate("ConversationRow", "排队中"), "accent"))
    elif summary.service_state is ServiceState.SERVICER:
        found.append(Chip(translate("ConversationRow", "同事接待"), "accent"))
    elif summary.service_state is ServiceState.ENDED:
        found.append(Chip(translate("ConversationRow", "已结束"), "quiet"))
    return tuple(found)


def wait_words(summary: ConversationSummary, now: datetime) -> str:
    """Return the running wait, `等待 01:24` or `超时 03:10`; empty when none waits."""
    waiting = summary.waiting(now)
    if waiting is None:
        return ""
    words = (
        QCoreApplication.translate("ConversationRow", "超时 {time}")
        if summary.overdue(now)
        else QCoreApplication.translate("ConversationRow", "等待 {time}")
    )
    return words.format(time=stopwatch(waiting))


def accessible_words(
    summary: ConversationSummary, account: str, operator: str, now: datetime | None
) -> str:
    """Return the whole row for a screen reader and for the folded list's tool tip."""
    translate = QCoreApplication.translate
    line = preview_line(summary, operator)
    unread = (
        translate("ConversationRow", "{count} 条未读").format(count=summary.unread)
        if summary.unread
        else ""
    )
    parts = [
        customer_words(summary),
        one_line(account, 40),
        line.prefix + line.text,
        unread,
        wait_words(summary, now) if now else "",
        *(chip.words for chip in chips(summary, now)),
        translate("ConversationRow", "已置顶") if summary.pinned else "",
        translate("ConversationRow", "已加星标") if summary.starred else "",
    ]
    return "\n".join(part for part in parts if part)


def _speaker(preview: Preview, operator: str) -> str:
    translate = QCoreApplication.translate
    if preview.origin is Origin.OPERATOR and preview.sender in ("", operator):
        return translate("ConversationRow", "你：")
    if preview.origin is Origin.NOTE:
        return translate("ConversationRow", "备注：")
    if preview.origin in (Origin.OPERATOR, Origin.SERVICER):
        sender = preview.sender or translate("ConversationRow", "同事")
        return translate("ConversationRow", "{name}：").format(
            name=one_line(sender, 20)
        )
    return ""


def _content_words(preview: Preview) -> str:
    text = one_line(preview.text)
    if preview.kind in ("text", "internal_note"):
        return with_faces(text)
    kind = kind_words(preview.kind)
    return f"{kind} {text}".strip()


def kind_words(kind: str) -> str:
    """The bracket before a message that is not text; events are whole sentences."""
    translate = QCoreApplication.translate
    words = {
        "image": translate("ConversationRow", "[图片]"),
        "voice": translate("ConversationRow", "[语音]"),
        "video": translate("ConversationRow", "[视频]"),
        "file": translate("ConversationRow", "[文件]"),
        "location": translate("ConversationRow", "[位置]"),
        "link": translate("ConversationRow", "[链接]"),
        "ca_link": translate("ConversationRow", "[获客链接]"),
        "miniprogram": translate("ConversationRow", "[小程序]"),
        "business_card": translate("ConversationRow", "[名片]"),
        "msgmenu": translate("ConversationRow", "[菜单]"),
        "channels": translate("ConversationRow", "[视频号]"),
        "channels_shop_product": translate("ConversationRow", "[商品]"),
        "channels_shop_order": translate("ConversationRow", "[订单]"),
        "merged_msg": translate("ConversationRow", "[聊天记录]"),
        "enter_session": translate("ConversationRow", "客户进入了会话"),
        "msg_send_fail": translate("ConversationRow", "有一条消息发送失败"),
        "session_status_change": translate("ConversationRow", "会话已变更接待"),
        "recall_msg": translate("ConversationRow", "撤回了一条消息"),
        "reject_customer_msg_switch_change": translate(
            "ConversationRow", "拒收设置已变更"
        ),
        "servicer_status_change": translate("ConversationRow", "接待人员状态变更"),
        "state_moved": translate("ConversationRow", "接待状态已变更"),
    }
    return words.get(kind) or translate("ConversationRow", "[未支持的消息]")
