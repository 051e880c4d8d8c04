"""Entries of a forwarded chat record in words, and as messages of a timeline."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.models.content import (
    Content,
    Link,
    MergedEntry,
    MergedRecord,
    Text,
)
from desktop.models.message import Message, Origin

RECORD = 0
"""The conversation of a record's messages: no stored one has this id."""


def entry_words(entry: MergedEntry) -> str:
    """Return what an entry says: its text, and its kind where it is no text."""
    if entry.kind == "text":
        return entry.text
    return f"[{kind_name(entry.kind)}] {entry.text}".rstrip()


def kind_name(kind: str) -> str:
    """Return the name of a kind of message, as lists show it in brackets."""
    translate = QCoreApplication.translate
    named = {
        "image": translate("RecordWords", "图片"),
        "voice": translate("RecordWords", "语音"),
        "video": translate("RecordWords", "视频"),
        "file": translate("RecordWords", "文件"),
        "location": translate("RecordWords", "位置"),
        "link": translate("RecordWords", "链接"),
        "miniprogram": translate("RecordWords", "小程序"),
        "business_card": translate("RecordWords", "名片"),
        "merged_msg": translate("RecordWords", "聊天记录"),
        "channels": translate("RecordWords", "视频号"),
        "channels_shop_product": translate("RecordWords", "视频号商品"),
        "channels_shop_order": translate("RecordWords", "视频号订单"),
        "emotion": translate("RecordWords", "表情"),
        "meeting": translate("RecordWords", "会议"),
        "schedule": translate("RecordWords", "日程"),
        "note": translate("RecordWords", "笔记"),
    }
    return named.get(kind, kind or translate("RecordWords", "未知类型"))


def record_messages(record: MergedRecord, came_at: datetime) -> tuple[Message, ...]:
    """Return the entries as messages in their order; ids count from 1.

    An entry without a time takes that of the entry before, the first one `came_at`.
    """
    made: list[Message] = []
    moment = came_at
    for number, entry in enumerate(record.entries, 1):
        moment = entry.sent_at if entry.sent_at.timestamp() > 0 else moment
        made.append(
            Message(
                id=number,
                conversation_id=RECORD,
                msgid="",
                origin=Origin.CUSTOMER,
                sender=entry.sender,
                content=_content(entry),
                sent_at=moment,
                # Their order is that of the list, whatever the times say.
                position=number,
            )
        )
    return tuple(made)


def _content(entry: MergedEntry) -> Content:
    """Return an entry as the content that shows best what is known of it.

    The bytes of pictures, recordings, films and files do not come with a record.
    """
    match entry.kind:
        case "merged_msg":
            return MergedRecord(entry.text, entry.entries)
        case "link":
            return Link(entry.text, entry.details, entry.url)
        case "text":
            return Text(entry.text)
        case _:
            words = (f"[{kind_name(entry.kind)}]", *_known(entry))
            return Text(" ".join(words))


def _known(entry: MergedEntry) -> tuple[str, ...]:
    return tuple(filter(None, (entry.text, entry.details)))
