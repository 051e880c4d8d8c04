"""What customers and servicers said before the sandbox began: told on a past clock."""

from dataclasses import dataclass
from itertools import accumulate

from .demo_content import PastDialogue, PastTurn
from .json_types import JsonObject, JsonValue
from .sessions import (
    MEDIA_TYPES,
    customer_says,
    enter,
    media_body,
    recall,
    servicer_acts,
    servicer_says,
)
from .states import SENDABLE
from .store import Conversation
from .world import World

_ACTS = {"taken": 1, "handed": 2, "ended": 3}
_SWITCHES = {"refused": 1, "unrefused": 0}
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class _Moment:
    """A turn and when it was said, seconds before now."""

    ago: float
    conversation: Conversation
    turn: PastTurn


def tell_prologue(world: World) -> list[Conversation]:
    """Let it all have happened, in the order of time, in the corp that is first.

    Answers the conversations in which a customer waits for an answer. Dialogues of
    customers or accounts that the sandbox does not have are left out.
    """
    moments = [
        moment
        for dialogue in world.content.prologue
        for moment in _moments(world, dialogue)
    ]
    moments.sort(key=_how_late)
    told: dict[str, _Moment] = {}
    for moment in moments:
        world.clock.advance(-moment.ago)
        try:
            _happen(world, moment)
        finally:
            world.clock.advance(moment.ago)
        told[moment.conversation.customer.external_userid] = moment
    return [
        last.conversation
        for last in told.values()
        if last.turn.by_customer and last.conversation.state in SENDABLE
    ]


def _how_late(moment: _Moment) -> float:
    return -moment.ago


def _moments(world: World, dialogue: PastDialogue) -> list[_Moment]:
    corp = next(iter(world.store.corps.values()))
    accounts = (one for one in corp.accounts.values() if one.name == dialogue.account)
    people = (
        one for one in corp.customers.values() if one.nickname == dialogue.customer
    )
    account, customer = next(accounts, None), next(people, None)
    if account is None or customer is None:
        return []
    conversation = account.conversation(customer)
    first = dialogue.turns[0].after
    passed = accumulate(turn.after for turn in dialogue.turns)
    return [
        _Moment((dialogue.ago - since + first) * _MINUTE, conversation, turn)
        for since, turn in zip(passed, dialogue.turns, strict=True)
    ]


def _happen(world: World, moment: _Moment) -> None:
    conversation, turn = moment.conversation, moment.turn
    if turn.event:
        _event(world, conversation, turn)
        return
    body = _body(world, conversation, turn)
    if turn.by_customer:
        msgid = customer_says(world, conversation, turn.kind, body)
    else:
        msgid = servicer_says(world, conversation, turn.servicer, turn.kind, body)
    if turn.recalled:
        recall(world, conversation, msgid, turn.servicer)


def _body(world: World, conversation: Conversation, turn: PastTurn) -> JsonValue:
    if turn.kind == "text":
        return {"content": turn.text, **turn.body}
    if turn.kind in MEDIA_TYPES:
        corp_id, name = conversation.account.corp.corp_id, turn.body.get("name", "")
        return media_body(world, corp_id, turn.kind, str(name))
    return turn.body


def _event(world: World, conversation: Conversation, turn: PastTurn) -> None:
    if turn.event in _ACTS:
        servicer_acts(world, conversation, _ACTS[turn.event], turn.servicer)
    elif turn.event in _SWITCHES:
        switched: JsonObject = {
            "event_type": "reject_customer_msg_switch_change",
            "servicer_userid": turn.servicer,
            "open_kfid": conversation.account.open_kfid,
            "external_userid": conversation.customer.external_userid,
            "reject_switch": _SWITCHES[turn.event],
        }
        world.post_event(conversation.account, switched)
    else:
        enter(world, conversation)
