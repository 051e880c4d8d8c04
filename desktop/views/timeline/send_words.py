"""The state of an outgoing message in words, and what a person can do about it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop.models.explanations import explain
from desktop.models.failures import FailureReason
from desktop.models.message import Message, Origin
from desktop.models.send_state import SendState
from desktop.views.theme.language import words


class Action(StrEnum):
    """What can be asked of a message in the timeline."""

    RETRY = "retry"
    MARK_DELIVERED = "mark_delivered"
    RESEND = "resend"
    DISCARD = "discard"
    SAVE = "save"
    FETCH = "fetch"
    OPEN_LINK = "open_link"
    UNFOLD = "unfold"
    COPY = "copy"
    QUOTE = "quote"
    KEEP_AS_REPLY = "keep_as_reply"
    """Make a quick reply of its words."""
    FIND_REPLIES = "find_replies"
    """Find quick replies that fit its words."""
    LOOK_FOR = "look_for"
    """Find other messages with the same number."""
    OPEN_MEDIA = "open_media"
    PLAY_VOICE = "play_voice"
    VOICE_SPEED = "voice_speed"
    SEEK_VOICE = "seek_voice"
    OPEN_RECORD = "open_record"
    PICK_DAY = "pick_day"


@dataclass(frozen=True, slots=True)
class SendWords:
    """A state in words; tone names a colour of the theme."""

    text: str
    tone: str = "faint"
    actions: tuple[Action, ...] = ()


def failure_words(reason: FailureReason | None) -> str:
    """Return the sentence that explains a failure."""
    if reason is None:
        return QCoreApplication.translate("SendWords", "原因未知")
    return words(explain(reason).sentence).rstrip("。.")


def failure_cure(reason: FailureReason | None) -> str:
    """Return who does what to cure a failure, empty when nobody can."""
    cure = None if reason is None else explain(reason).cure
    return "" if cure is None else words(cure)


def send_words(message: Message, held: bool = False) -> SendWords:
    """Return what the line under one of our messages says about its sending.

    held: an earlier message of the conversation waits for a person's decision.
    """
    state = message.state
    if state is None or message.origin is not Origin.OPERATOR:
        return SendWords("")
    if state is SendState.FAILED:
        reason = failure_words(message.failure)
        text = QCoreApplication.translate("SendWords", "发送失败：{reason}")
        return SendWords(
            text.format(reason=reason), "bad", (Action.RETRY, Action.DISCARD)
        )
    if state is SendState.UNCONFIRMED:
        text = QCoreApplication.translate("SendWords", "结果未知，可能已送达")
        return SendWords(text, "warn", (Action.MARK_DELIVERED, Action.RESEND))
    if state is SendState.QUEUED:
        return SendWords(_queued(message, held), "muted", (Action.DISCARD,))
    return SendWords(_plain_state(state))


def _queued(message: Message, held: bool) -> str:
    media = message.media
    if held:
        return QCoreApplication.translate("SendWords", "排队中，等前一条处理")
    if media is not None and 0 < media.uploaded < media.size:
        percent = media.uploaded * 100 // media.size
        words = QCoreApplication.translate("SendWords", "上传中 {percent}%")
        return words.format(percent=percent)
    return QCoreApplication.translate("SendWords", "排队中")


def _plain_state(state: SendState) -> str:
    if state is SendState.SAVING:
        return QCoreApplication.translate("SendWords", "保存中")
    if state is SendState.SENDING:
        return QCoreApplication.translate("SendWords", "发送中")
    if state is SendState.ACCEPTED:
        return QCoreApplication.translate("SendWords", "已发出 ✓")
    return QCoreApplication.translate("SendWords", "已撤回，没有发出")


def action_word(action: Action) -> str:
    """Return the word on which a person clicks."""
    named = {
        Action.RETRY: QCoreApplication.translate("SendWords", "重试"),
        Action.MARK_DELIVERED: QCoreApplication.translate("SendWords", "标为已送达"),
        Action.RESEND: QCoreApplication.translate("SendWords", "重新发送（可能重复）"),
        Action.DISCARD: QCoreApplication.translate("SendWords", "撤回不发"),
        Action.SAVE: QCoreApplication.translate("SendWords", "保存"),
        Action.FETCH: QCoreApplication.translate("SendWords", "重新下载"),
        Action.OPEN_LINK: QCoreApplication.translate("SendWords", "打开链接"),
        Action.UNFOLD: QCoreApplication.translate("SendWords", "展开全文"),
        Action.COPY: QCoreApplication.translate("SendWords", "复制"),
        Action.QUOTE: QCoreApplication.translate("SendWords", "引用"),
        Action.KEEP_AS_REPLY: QCoreApplication.translate("SendWords", "存为快捷回复"),
        Action.FIND_REPLIES: QCoreApplication.translate(
            "SendWords", "找相关的快捷回复"
        ),
        Action.LOOK_FOR: QCoreApplication.translate("SendWords", "搜索"),
        Action.OPEN_MEDIA: QCoreApplication.translate("SendWords", "打开"),
        Action.PLAY_VOICE: QCoreApplication.translate("SendWords", "播放"),
        Action.VOICE_SPEED: QCoreApplication.translate("SendWords", "更改播放速度"),
        Action.SEEK_VOICE: QCoreApplication.translate("SendWords", "从这里播放"),
        Action.OPEN_RECORD: QCoreApplication.translate("SendWords", "查看全部"),
        Action.PICK_DAY: QCoreApplication.translate("SendWords", "跳到日期"),
    }
    return named[action]
