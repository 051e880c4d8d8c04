"""What the header says about a conversation: names, states, steps."""

from PySide6.QtCore import QCoreApplication

from desktop.models.account import Account, AccountKind
from desktop.models.conversation import ConversationSummary
from desktop.models.display_text import one_line
from desktop.models.service_state import ServiceState
from desktop.views.timeline.event_words import state_name


def way_words(
    summary: ConversationSummary, account: Account, assigned: str
) -> tuple[str, str]:
    """Return `账号名（微信客服） · 总机接待中 · 操作员`, and that without the kind."""
    kind = (
        QCoreApplication.translate("HeaderWords", "微信客服")
        if account.kind is AccountKind.KF
        else QCoreApplication.translate("HeaderWords", "员工账号")
    )
    name = one_line(account.name, 40)
    whole = QCoreApplication.translate("HeaderWords", "{account}（{kind}）")
    nobody = QCoreApplication.translate("HeaderWords", "未分配")
    who = assigned or nobody
    if summary.service_state is ServiceState.SERVICER and summary.servicer:
        who = summary.servicer
    state = state_name(summary.service_state)
    rest = (state, one_line(who, 40))
    long_name = whole.format(account=name, kind=kind)
    return " · ".join((long_name, *rest)), " · ".join((name, *rest))


def step_words(state: ServiceState, current: ServiceState) -> str:
    """Return what a line of the state menu does."""
    again = current is ServiceState.SERVICER and state is ServiceState.SERVICER
    named = {
        ServiceState.NEW: state_name(ServiceState.NEW),
        ServiceState.ASSISTANT: QCoreApplication.translate("HeaderWords", "由总机接待"),
        ServiceState.QUEUED: QCoreApplication.translate(
            "HeaderWords", "放入接待池排队"
        ),
        ServiceState.SERVICER: QCoreApplication.translate(
            "HeaderWords", "转给另一位同事"
        )
        if again
        else QCoreApplication.translate("HeaderWords", "转给企业微信里的同事"),
        ServiceState.ENDED: QCoreApplication.translate("HeaderWords", "结束会话"),
    }
    return named[state]
