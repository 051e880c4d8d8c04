"""Endpoints for the service state of a conversation (94669)."""

from .call import Call, Reply, answer
from .errors import Refusal
from .json_types import Fields, JsonObject
from .sessions import settle
from .states import ENDED, POOL, SERVICER, check_change
from .store import Conversation, Corp
from .world import World


def state_get(world: World, corp: Corp, call: Call) -> Reply:
    """kf/service_state/get: the state, and the servicer in state 3."""
    conversation = _conversation(world, corp, call.fields(world.rules.refuse_escapes))
    settle(world, conversation)
    values: JsonObject = {"service_state": conversation.state}
    if conversation.state == SERVICER:
        values["servicer_userid"] = conversation.servicer
    return answer(values)


def state_trans(world: World, corp: Corp, call: Call) -> Reply:
    """kf/service_state/trans: 95016/95013 by the table, 95014, 95019 for servicers.

    Answers a msg_code for the first change to 2 or 3 and for the end.
    """
    body = call.fields(world.rules.refuse_escapes)
    conversation = _conversation(world, corp, body)
    settle(world, conversation)
    target = body.integer("service_state", -1)
    check_change(world.rules.transitions, conversation.state, target)
    userid = body.text("servicer_userid")
    if target == SERVICER:
        _check_servicer(conversation, userid)
    conversation.state = target
    conversation.servicer = userid if target == SERVICER else ""
    now = world.clock.now()
    if target == ENDED:
        return answer({"msg_code": world.codes.end(conversation, now)})
    if target in (POOL, SERVICER) and not conversation.service_code_given:
        conversation.service_code_given = True
        return answer({"msg_code": world.codes.service(conversation, now)})
    return answer()


def _conversation(world: World, corp: Corp, body: Fields) -> Conversation:
    account = world.managed_account(corp, body.text("open_kfid"))
    customer = world.customer_of(corp, body.text("external_userid"))
    return account.conversation(customer)


def _check_servicer(conversation: Conversation, userid: str) -> None:
    if not userid:
        raise Refusal(40058, "servicer_userid missing")
    servicer = conversation.account.servicers.get(userid)
    if servicer is None or not servicer.activated:
        raise Refusal(95014)
    if servicer.status != 0:
        raise Refusal(95019)
