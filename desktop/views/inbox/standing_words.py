"""What is known of an account's reading, in words for its tool tip."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from desktop.models.account import Account, Health
from desktop.models.display_text import one_line
from desktop.models.explanations import explain
from desktop.views.theme.durations import span_words
from desktop.views.theme.language import words

_LONGEST_NAME = 60


def standing_words(account: Account, now: datetime, expected_delay: timedelta) -> str:
    """Return name, light and reason: lines that say what to know or to do."""
    translate = QCoreApplication.translate
    standing = account.standing
    lines = [one_line(account.name, _LONGEST_NAME)]
    gap = standing.gap(now)
    ago = span_words(gap) if gap is not None else ""
    health = standing.health(now, expected_delay)
    if health is Health.GOOD:
        lines.append(translate("Standing", "接收正常，{ago}前读取").format(ago=ago))
    elif health is Health.UNKNOWN:
        lines.append(translate("Standing", "还没有读取过"))
    elif health is Health.BEHIND:
        lines.append(translate("Standing", "落后：{ago}没有读完新消息").format(ago=ago))
    if standing.failure is not None:
        explanation = explain(standing.failure)
        lines.append(words(explanation.sentence))
        if explanation.cure is not None:
            lines.append(words(explanation.cure))
    if not account.manageable:
        lines.append(translate("Standing", "本应用没有管理权限：只能看，不能回复"))
    return "\n".join(lines)
