"""System events of a conversation as one quiet line each."""

from PySide6.QtCore import QCoreApplication

from desktop.models.content import (
    Entered,
    EventContent,
    Recalled,
    RejectSwitched,
    SendFailed,
    ServicerStatusChanged,
    SessionChanged,
    StateMoved,
)
from desktop.models.customer import EntryScene
from desktop.models.display_text import one_line
from desktop.models.failures import FailureReason, FailureSource
from desktop.models.service_state import ServiceState
from desktop.views.timeline.send_words import failure_words

_STOPPED = 2
_SUSPENDED = 1
_SEPARATOR = " · "


def event_words(content: EventContent) -> str:
    """Return the line that tells an event; foreign parts are cleaned."""
    match content:
        case Entered():
            return _entered(content.scene)
        case SendFailed():
            return _send_failed(content)
        case SessionChanged():
            return _session_changed(content)
        case Recalled():
            return _recalled(content)
        case RejectSwitched():
            return _reject_switched(content)
        case ServicerStatusChanged():
            return _servicer_status(content)
        case StateMoved():
            return _state_moved(content)


def state_name(state: ServiceState) -> str:
    """Return the words for a session state, as headers and events show it."""
    named = {
        ServiceState.NEW: QCoreApplication.translate("EventWords", "未开始接待"),
        ServiceState.ASSISTANT: QCoreApplication.translate("EventWords", "总机接待中"),
        ServiceState.QUEUED: QCoreApplication.translate("EventWords", "接待池排队中"),
        ServiceState.SERVICER: QCoreApplication.translate("EventWords", "同事接待中"),
        ServiceState.ENDED: QCoreApplication.translate("EventWords", "会话已结束"),
    }
    return named[state]


def _entered(scene: EntryScene) -> str:
    parts = [QCoreApplication.translate("EventWords", "客户进入会话")]
    if scene.channels is not None:
        parts[0] = QCoreApplication.translate(
            "EventWords", "客户从视频号「{name}」{place}进入会话"
        ).format(
            name=one_line(scene.channels.nickname, 40),
            place=_channels_place(scene.channels.scene),
        )
    if scene.scene:
        words = QCoreApplication.translate("EventWords", "场景 {scene}")
        parts.append(words.format(scene=one_line(scene.scene, 60)))
    if scene.scene_param:
        words = QCoreApplication.translate("EventWords", "参数 {value}")
        parts.append(words.format(value=one_line(scene.scene_param, 60)))
    return _SEPARATOR.join(parts)


def _channels_place(scene: int) -> str:
    named = {
        1: QCoreApplication.translate("EventWords", "主页"),
        2: QCoreApplication.translate("EventWords", "直播间"),
        3: QCoreApplication.translate("EventWords", "橱窗"),
        4: QCoreApplication.translate("EventWords", "商品页"),
        5: QCoreApplication.translate("EventWords", "订单页"),
    }
    return named.get(scene, "")


def _send_failed(event: SendFailed) -> str:
    reason = FailureReason(FailureSource.FAIL_TYPE, event.fail_type)
    return QCoreApplication.translate(
        "EventWords", "一条消息没有送达：{reason}"
    ).format(reason=failure_words(reason))


def _session_changed(event: SessionChanged) -> str:
    named = {
        1: QCoreApplication.translate("EventWords", "{new} 从接待池接入了会话"),
        2: QCoreApplication.translate("EventWords", "{old} 把会话转给了 {new}"),
        3: QCoreApplication.translate("EventWords", "{old} 结束了会话"),
        4: QCoreApplication.translate("EventWords", "{new} 重新接入了会话"),
    }
    unknown = QCoreApplication.translate("EventWords", "会话状态有变化")
    someone = QCoreApplication.translate("EventWords", "同事")
    return named.get(event.change_type, unknown).format(
        old=one_line(event.old_servicer, 40) or someone,
        new=one_line(event.new_servicer, 40) or someone,
    )


def _recalled(event: Recalled) -> str:
    if not event.servicer:
        return QCoreApplication.translate("EventWords", "客户撤回了一条消息")
    return QCoreApplication.translate(
        "EventWords", "{servicer} 在企业微信里撤回了一条消息"
    ).format(servicer=one_line(event.servicer, 40))


def _reject_switched(event: RejectSwitched) -> str:
    words = (
        QCoreApplication.translate("EventWords", "{servicer} 已拒收该客户的消息")
        if event.rejected
        else QCoreApplication.translate("EventWords", "{servicer} 恢复接收该客户的消息")
    )
    return words.format(servicer=one_line(event.servicer, 40))


def _servicer_status(event: ServicerStatusChanged) -> str:
    if event.status != _STOPPED:
        words = QCoreApplication.translate("EventWords", "{servicer} 开始接待")
    elif event.stop_type == _SUSPENDED:
        words = QCoreApplication.translate("EventWords", "{servicer} 暂时挂起了接待")
    else:
        words = QCoreApplication.translate("EventWords", "{servicer} 停止接待")
    return words.format(servicer=one_line(event.servicer, 40))


def _state_moved(event: StateMoved) -> str:
    named: dict[int, str] = {
        ServiceState.ASSISTANT: QCoreApplication.translate(
            "EventWords", "{operator} 开始接待"
        ),
        ServiceState.QUEUED: QCoreApplication.translate(
            "EventWords", "{operator} 把客户放入了接待池"
        ),
        ServiceState.SERVICER: QCoreApplication.translate(
            "EventWords", "{operator} 把会话转给了企业微信里的同事"
        ),
        ServiceState.ENDED: QCoreApplication.translate(
            "EventWords", "{operator} 结束了会话"
        ),
    }
    other = QCoreApplication.translate("EventWords", "{operator} 更改了会话：{state}")
    known = event.to_state in set(ServiceState)
    state = state_name(ServiceState(event.to_state)) if known else str(event.to_state)
    words = named.get(event.to_state, other)
    return words.format(operator=one_line(event.operator, 40), state=state)
