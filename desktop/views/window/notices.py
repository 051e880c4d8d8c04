"""What the quiet line on top can say: the engine's state and lost time."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from desktop.models.failures import Sentence
from desktop.views.theme.durations import span_words
from desktop.views.theme.language import words


class Tone(IntEnum):
    """How grave a notice is; the gravest is shown."""

    INFORMATION = 1
    WARNING = 2
    TROUBLE = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """One line on top of the window; `key` tells notices apart."""

    key: str
    tone: Tone
    text: str
    action: str = ""
    """The word on the button, none without one."""


def gap_notice(gap: timedelta, until_loss: timedelta) -> Notice:
    """Say how long nothing was read and when WeCom drops what was not (3 days)."""
    translate = QCoreApplication.translate
    if until_loss > timedelta(0):
        text = translate("Notice", "已关闭 {gap}，{left}后会丢失消息").format(
            gap=span_words(gap), left=span_words(until_loss)
        )
        return Notice("gap", Tone.WARNING, text, translate("Notice", "查看进度"))
    text = translate(
        "Notice", "已关闭 {gap}，企业微信只保留 3 天：更早的消息已经丢失。"
    ).format(gap=span_words(gap))
    return Notice("gap", Tone.TROUBLE, text, translate("Notice", "查看进度"))


def engine_restarting_notice() -> Notice:
    """Say that the engine fell silent and is being started again."""
    return Notice(
        "engine",
        Tone.WARNING,
        QCoreApplication.translate(
            "Notice", "收发程序没有回应，正在重新启动。可以继续写，消息会排队等候。"
        ),
    )


def engine_stopped_notice(reason: Sentence | None) -> Notice:
    """Say that the engine cannot run, with the reason where one is known."""
    text = QCoreApplication.translate(
        "Notice", "收发程序已停止：收不到新消息，回复会排队等候。"
    )
    return Notice(
        "engine",
        Tone.TROUBLE,
        text + (words(reason) if reason else ""),
        QCoreApplication.translate("Notice", "重新启动"),
    )


def crash_notice() -> Notice:
    """Say that the last run ended badly and that a report can be read."""
    return Notice(
        "crash",
        Tone.INFORMATION,
        QCoreApplication.translate(
            "Notice", "总机上次没有正常结束，留下了一份故障报告（只在本机）。"
        ),
        QCoreApplication.translate("Notice", "查看报告"),
    )


def corp_notice(corp_name: str, sentence: Sentence) -> Notice:
    """Say what is wrong with one corp, in the words of the failure."""
    text = QCoreApplication.translate("Notice", "{corp}：{sentence}").format(
        corp=corp_name, sentence=words(sentence)
    )
    action = QCoreApplication.translate("Notice", "体检")
    return Notice("corp", Tone.TROUBLE, text, action)
