"""The words of a notification: foreign text in one line, or none of it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.models.display_text import one_line
from desktop.models.notification_choices import Happening
from desktop.models.notification_rules import Announcement

MOST_NAME = 40
MOST_TEXT = 200


@dataclass(frozen=True, slots=True)
class NotificationText:
    """What a notification says; both are plain text."""

    title: str
    body: str


def notification_text(announcement: Announcement) -> NotificationText:
    """Return the words of an announcement; several events are said as one."""
    if not announcement.shows_text:
        title = QCoreApplication.translate("Notification", "总机 Switchboard")
        return NotificationText(title, _counts(announcement))
    newest = announcement.newest
    who = one_line(newest.who, MOST_NAME) or QCoreApplication.translate(
        "Notification", "微信用户"
    )
    line = _line(announcement)
    if announcement.events == 1:
        return NotificationText(who, line)
    if announcement.conversations == 1:
        title = QCoreApplication.translate(
            "Notification", "{who}（{count} 条新消息）"
        ).format(who=who, count=announcement.events)
        return NotificationText(title, line)
    last = QCoreApplication.translate("Notification", "{who}：{text}")
    return NotificationText(_counts(announcement), last.format(who=who, text=line))


def _line(announcement: Announcement) -> str:
    text = one_line(announcement.newest.text, MOST_TEXT)
    if announcement.newest.kind is Happening.FAILURE:
        return QCoreApplication.translate("Notification", "没有发出去：{text}").format(
            text=text
        )
    if announcement.again:
        return QCoreApplication.translate("Notification", "还在等待：{text}").format(
            text=text
        )
    return text


def _counts(announcement: Announcement) -> str:
    translate = QCoreApplication.translate
    if announcement.newest.kind is Happening.FAILURE and (
        announcement.events == 1 or not announcement.shows_number
    ):
        return translate("Notification", "有消息没有发出去")
    if not announcement.shows_number:
        return translate("Notification", "有新消息")
    if announcement.conversations == 1:
        words = translate("Notification", "{count} 条新消息")
    else:
        words = translate("Notification", "{customers} 位客户的 {count} 条新消息")
    return words.format(customers=announcement.conversations, count=announcement.events)
