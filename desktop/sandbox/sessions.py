"""What happens to a conversation from outside the API: enter, speak, recall, time."""

from urllib.parse import quote

from .errors import Refusal
from .json_types import JsonObject, JsonValue
from .states import ASSISTANT, ENDED, NEW, SENDABLE, SERVICER
from .store import SESSION, Conversation
from .world import World

# Message types that carry no object of their own (94670).
BARE_TYPES = {"meeting", "schedule", "note"}
MEDIA_TYPES = {"image", "voice", "video", "file"}


def settle(world: World, conversation: Conversation) -> None:
    """End the session when its 48 hours are over; to be called before each look."""
    if conversation.state == ENDED or not conversation.last_customer_time:
        return
    if world.clock.now() - conversation.last_customer_time > SESSION:
        conversation.state = ENDED
        conversation.servicer = ""
        conversation.expired = True


def enter(
    world: World,
    conversation: Conversation,
    scene: str = "",
    scene_param: str = "",
    channels: JsonObject | None = None,
) -> str:
    """The customer opens the chat: enter_session, with a welcome_code where due.

    scene_param comes back still percent-encoded, as captures show. Answers the msgid.
    """
    settle(world, conversation)
    now = world.clock.now()
    customer = conversation.customer
    encoded = quote(scene_param, safe="")
    context: JsonObject = {"scene": scene, "scene_param": encoded}
    if channels:
        context["wechat_channels"] = channels
    customer.last_seen = now
    customer.context = context
    event: JsonObject = {
        "event_type": "enter_session",
        "open_kfid": conversation.account.open_kfid,
        "external_userid": customer.external_userid,
        **context,
    }
    recently = now - SESSION
    spoke = conversation.last_customer_time > recently
    if not spoke and not conversation.welcomed_at > recently:
        event["welcome_code"] = world.codes.welcome(conversation, now)
    return world.post_event(conversation.account, event)


def customer_says(
    world: World, conversation: Conversation, msgtype: str, body: JsonValue
) -> str:
    """The customer sends a message: an ended session begins anew, 5 more answers.

    Answers the msgid.
    """
    settle(world, conversation)
    now = world.clock.now()
    clicked = isinstance(body, dict) and "menu_id" in body
    conversation.customer.last_seen = now
    conversation.account.corp.received[conversation.customer.external_userid] = None
    if not clicked or world.rules.menu_click_counts:
        conversation.last_customer_time = now
        conversation.sent = 0
    if conversation.state == ENDED:
        conversation.state = NEW
        conversation.expired = False
        conversation.service_code_given = False
        _take_by_servicer(world, conversation)
    return _post_message(world, conversation, 3, msgtype, body)


def servicer_says(
    world: World,
    conversation: Conversation,
    userid: str,
    msgtype: str,
    body: JsonValue,
) -> str:
    """A servicer writes in WeCom: the chat is theirs; an ended one is re-opened.

    Answers the msgid.
    """
    settle(world, conversation)
    was, before = conversation.state, conversation.servicer
    conversation.state = SERVICER
    conversation.servicer = userid
    if was == ENDED:
        # Re-opened: the customer's 48 hours begin again on this side only.
        conversation.last_customer_time = world.clock.now()
        conversation.expired = False
        change(world, conversation, 4, before, userid)
    return _post_message(world, conversation, 5, msgtype, body, userid)


def servicer_acts(
    world: World, conversation: Conversation, change_type: int, userid: str
) -> str:
    """A servicer takes from the pool (1), hands over to `userid` (2) or ends (3).

    Answers the event's msgid.
    """
    settle(world, conversation)
    before = conversation.servicer
    if change_type == 3:
        conversation.state, conversation.servicer = ENDED, ""
        return change(world, conversation, 3, before, "")
    conversation.state, conversation.servicer = SERVICER, userid
    return change(world, conversation, change_type, before, userid)


def change(
    world: World, conversation: Conversation, kind: int, old: str, new: str
) -> str:
    """The event session_status_change; kinds 1 and 3 carry a msg_code."""
    event: JsonObject = {
        "event_type": "session_status_change",
        "open_kfid": conversation.account.open_kfid,
        "external_userid": conversation.customer.external_userid,
        "change_type": kind,
    }
    if kind != 1:
        event["old_servicer_userid"] = old
    if kind != 3:
        event["new_servicer_userid"] = new
    now = world.clock.now()
    if kind == 1:
        event["msg_code"] = world.codes.service(conversation, now)
    if kind == 3:
        event["msg_code"] = world.codes.end(conversation, now)
    return world.post_event(conversation.account, event)


def recall(
    world: World, conversation: Conversation, msgid: str, servicer: str = ""
) -> str:
    """The customer (or servicer) takes a message back. Answers the event's msgid."""
    event: JsonObject = {
        "event_type": "servicer_recall_msg" if servicer else "user_recall_msg",
        "open_kfid": conversation.account.open_kfid,
        "external_userid": conversation.customer.external_userid,
        "recall_msgid": msgid,
    }
    if servicer:
        event["servicer_userid"] = servicer
    return world.post_event(conversation.account, event)


def check_sendable(world: World, conversation: Conversation) -> None:
    """Whether send_msg may send now: 95018 state, 95002 48 hours, 95001 five.

    An unverified corp beyond its number of customers: 95003.
    """
    settle(world, conversation)
    if conversation.state == ENDED and conversation.expired:
        raise Refusal(world.rules.late_send)
    if conversation.state not in SENDABLE:
        raise Refusal(95018)
    if conversation.sent >= 5:
        raise Refusal(95001)
    if not world.rules.verified:
        received = list(conversation.account.corp.received)
        admitted = received[: world.rules.unverified_customers]
        if conversation.customer.external_userid not in admitted:
            raise Refusal(95003)


def count_answer(world: World, conversation: Conversation) -> None:
    """An answer was accepted: one of five is used, a new chat is the assistant's."""
    conversation.sent += 1
    if conversation.state == NEW and world.rules.send_moves_to_assistant:
        conversation.state = ASSISTANT


def media_body(world: World, corp_id: str, kind: str, name: str) -> JsonObject:
    """The body of a customer's media message: a fresh media_id of that file."""
    file_name, content = world.content.media_for(kind, name)
    return {"media_id": world.media.add(corp_id, kind, file_name, content)}


def _take_by_servicer(world: World, conversation: Conversation) -> None:
    if not world.rules.servicers_take:
        return
    for servicer in conversation.account.servicers.values():
        if servicer.status == 0 and servicer.activated:
            conversation.state = SERVICER
            conversation.servicer = servicer.userid
            return


def _post_message(
    world: World,
    conversation: Conversation,
    origin: int,
    msgtype: str,
    body: JsonValue,
    userid: str = "",
) -> str:
    msgid = world.ids.new("4", 40)
    entry: JsonObject = {
        "msgid": msgid,
        "open_kfid": conversation.account.open_kfid,
        "external_userid": conversation.customer.external_userid,
        "send_time": int(world.clock.now()),
        "origin": origin,
    }
    if userid:
        entry["servicer_userid"] = userid
    entry["msgtype"] = msgtype
    if msgtype not in BARE_TYPES:
        entry[msgtype] = body
    world.post(conversation.account, entry)
    return msgid
