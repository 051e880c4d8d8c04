"""The words of steps, of what they did, and of times that lie ahead."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.models.flow_step import FlowStep, FlowTrace
from desktop.views.theme.durations import clock_time


def step_words(step: FlowStep) -> str:
    """Return what a step does, as menus and tool tips say it."""
    translate = QCoreApplication.translate
    return {
        FlowStep.READ: translate("FlowStep", "标为已读"),
        FlowStep.UNREAD: translate("FlowStep", "标为未读"),
        FlowStep.PIN: translate("FlowStep", "置顶"),
        FlowStep.UNPIN: translate("FlowStep", "取消置顶"),
        FlowStep.STAR: translate("FlowStep", "加星标"),
        FlowStep.UNSTAR: translate("FlowStep", "取消星标"),
        FlowStep.SNOOZE: translate("FlowStep", "稍后提醒…"),
        FlowStep.WAKE: translate("FlowStep", "取消稍后提醒"),
        FlowStep.TAKE: translate("FlowStep", "由我接待"),
        FlowStep.RELEASE: translate("FlowStep", "放回未分配"),
        FlowStep.DONE: translate("FlowStep", "不用回复"),
    }[step]


def done_words(trace: FlowTrace, now: datetime) -> str:
    """Return what a step has done, for the toast that offers its undo."""
    translate = QCoreApplication.translate
    count, until = len(trace.rows), trace.wish.until
    if not count:
        return translate("FlowStep", "没有需要改变的会话")
    words = {
        FlowStep.READ: translate("FlowStep", "已读：{count} 个会话"),
        FlowStep.UNREAD: translate("FlowStep", "未读：{count} 个会话"),
        FlowStep.PIN: translate("FlowStep", "已置顶 {count} 个会话"),
        FlowStep.UNPIN: translate("FlowStep", "已取消置顶 {count} 个会话"),
        FlowStep.STAR: translate("FlowStep", "已加星标 {count} 个会话"),
        FlowStep.UNSTAR: translate("FlowStep", "已取消星标 {count} 个会话"),
        FlowStep.SNOOZE: translate("FlowStep", "{time} 再提醒 {count} 个会话"),
        FlowStep.WAKE: translate("FlowStep", "已取消稍后提醒 {count} 个会话"),
        FlowStep.TAKE: translate("FlowStep", "已接手 {count} 个会话"),
        FlowStep.RELEASE: translate("FlowStep", "已放回 {count} 个会话"),
        FlowStep.DONE: translate("FlowStep", "不用回复：{count} 个会话"),
    }[trace.wish.step]
    time = "" if until is None else ahead_words(until, now)
    return words.format(count=count, time=time)


def ahead_words(moment: datetime, now: datetime) -> str:
    """Return a time that lies ahead: `15:00`, `明天 09:00`, `周一 09:00`, a date."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (local.date() - today).days
    time = clock_time(moment)
    if days == 0:
        return time
    if days == 1:
        return QCoreApplication.translate("FlowStep", "明天 {time}").format(time=time)
    if 1 < days < 7:
        short = QLocale.FormatType.ShortFormat
        return f"{QLocale().dayName(local.isoweekday(), short)} {time}"
    form = "%m-%d" if local.year == today.year else "%Y-%m-%d"
    return f"{local.strftime(form)} {time}"
