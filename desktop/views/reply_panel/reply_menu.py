"""What can be done with a reply of the panel, as a menu."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.quick_reply import QuickReply, Scope


class ReplyAction(StrEnum):
    """One step with one reply."""

    INSERT = "insert"
    SEND = "send"
    PIN = "pin"
    UNPIN = "unpin"
    EDIT = "edit"
    COPY_TO_MINE = "copy_to_mine"


def actions_of(reply: QuickReply) -> tuple[ReplyAction, ...]:
    """Return what can be done with a reply; own ones need no copy."""
    pin = ReplyAction.UNPIN if reply.pinned else ReplyAction.PIN
    first = (ReplyAction.INSERT, ReplyAction.SEND, pin, ReplyAction.EDIT)
    if reply.content.scope is Scope.PERSONAL:
        return first
    return (*first, ReplyAction.COPY_TO_MINE)


class ReplyMenu(QMenu):
    """The data of each action is a ReplyAction."""

    def __init__(self, reply: QuickReply, parent: QWidget) -> None:
        super().__init__(parent)
        for each in actions_of(reply):
            if each in (ReplyAction.PIN, ReplyAction.UNPIN, ReplyAction.EDIT):
                self.addSeparator()
            action = QAction(action_words(each), self)
            action.setData(each)
            self.addAction(action)


def action_words(action: ReplyAction) -> str:
    """Return what a step does."""
    translate = QCoreApplication.translate
    return {
        ReplyAction.INSERT: translate("ReplyAction", "插入到输入框"),
        ReplyAction.SEND: translate("ReplyAction", "直接发送"),
        ReplyAction.PIN: translate("ReplyAction", "置顶"),
        ReplyAction.UNPIN: translate("ReplyAction", "取消置顶"),
        ReplyAction.EDIT: translate("ReplyAction", "在资料库中编辑"),
        ReplyAction.COPY_TO_MINE: translate("ReplyAction", "复制为我的并修改"),
    }[action]
