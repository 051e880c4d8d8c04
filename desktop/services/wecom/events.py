"""Events among the entries of sync_msg (doc 94670) as content types of the house."""

from collections.abc import Callable, Mapping
from urllib.parse import unquote

from desktop.models import content as kinds
from desktop.models.content import EventContent
from desktop.models.customer import ChannelsSource, EntryScene
from desktop.services.wecom.wire import Fields, clean


def event_of(event: Fields) -> EventContent | None:
    """Return the event; None for unknown types and where its subject is missing."""
    build = _BUILDERS.get(event.text("event_type"))
    return build(event) if build else None


def entry_scene(context: Fields) -> EntryScene:
    """Return where a customer came from; scene_param arrives percent-encoded."""
    return EntryScene(
        context.text("scene"),
        clean(unquote(context.text("scene_param"), errors="replace")),
        _channels_source(context.child("wechat_channels")),
    )


def _channels_source(channels: Fields) -> ChannelsSource | None:
    nickname = channels.first_text("nickname", "shop_nickname")
    scene = channels.number("scene")
    return ChannelsSource(nickname, scene) if nickname or scene else None


def _entered(event: Fields) -> EventContent | None:
    return kinds.Entered(entry_scene(event), event.text("welcome_code"))


def _send_failed(event: Fields) -> EventContent | None:
    msgid = event.text("fail_msgid")
    return kinds.SendFailed(msgid, event.number("fail_type")) if msgid else None


def _session_changed(event: Fields) -> EventContent | None:
    if not event.has("change_type"):
        return None
    return kinds.SessionChanged(
        event.number("change_type"),
        event.text("old_servicer_userid"),
        event.text("new_servicer_userid"),
    )


def _recalled(event: Fields) -> EventContent | None:
    msgid = event.text("recall_msgid")
    return kinds.Recalled(msgid, event.text("servicer_userid")) if msgid else None


def _reject_switched(event: Fields) -> EventContent | None:
    if not event.has("reject_switch"):
        return None
    return kinds.RejectSwitched(
        event.text("servicer_userid"), event.number("reject_switch") == 1
    )


def _servicer_status(event: Fields) -> EventContent | None:
    servicer = event.text("servicer_userid")
    if not servicer:
        return None
    return kinds.ServicerStatusChanged(
        servicer, event.number("status"), event.number("stop_type")
    )


_BUILDERS: Mapping[str, Callable[[Fields], EventContent | None]] = {
    "enter_session": _entered,
    "msg_send_fail": _send_failed,
    "session_status_change": _session_changed,
    "user_recall_msg": _recalled,
    "servicer_recall_msg": _recalled,
    "reject_customer_msg_switch_change": _reject_switched,
    "servicer_status_change": _servicer_status,
}
