"""What steps of macros are called, and what is said of them."""

from PySide6.QtCore import QCoreApplication

from desktop.models.macro import StepKind, WayBack


def kind_words(kind: StepKind) -> str:
    """Return what a step does."""
    translate = QCoreApplication.translate
    return {
        StepKind.SEND_REPLY: translate("MacroStep", "发送回复"),
        StepKind.WRITE_NOTE: translate("MacroStep", "写内部备注"),
        StepKind.STAR: translate("MacroStep", "加星标"),
        StepKind.PIN: translate("MacroStep", "置顶"),
        StepKind.TAKE: translate("MacroStep", "分配给我"),
        StepKind.RELEASE: translate("MacroStep", "放回未分配"),
        StepKind.DONE: translate("MacroStep", "标为不用回复"),
        StepKind.SNOOZE: translate("MacroStep", "稍后提醒"),
        StepKind.QUEUE: translate("MacroStep", "转到接待池"),
        StepKind.END_SESSION: translate("MacroStep", "结束会话"),
    }[kind]


def asks_for(kind: StepKind) -> str:
    """Return what the field of a step asks for, empty where it has none."""
    translate = QCoreApplication.translate
    return {
        StepKind.SEND_REPLY: translate("MacroStep", "回复的短码或标题"),
        StepKind.WRITE_NOTE: translate("MacroStep", "备注内容"),
        StepKind.SNOOZE: translate("MacroStep", "例如：明早 9 点"),
    }.get(kind, "")


def way_back_words(way_back: WayBack) -> str:
    """Return whether a step can be taken back."""
    translate = QCoreApplication.translate
    return {
        WayBack.YES: translate("MacroStep", "可撤销"),
        WayBack.SOON: translate("MacroStep", "几秒内可撤销"),
        WayBack.NO: translate("MacroStep", "不能撤销"),
    }[way_back]
