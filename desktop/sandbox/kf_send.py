"""Endpoints send_msg (94677) and send_msg_on_event (95122)."""

import asyncio
from dataclasses import dataclass

from .call import Call, Reply, answer
from .content_rules import ContentRules, check_msgid
from .errors import Refusal
from .json_types import Fields, JsonObject
from .sessions import check_sendable, count_answer
from .store import Account, Conversation, Corp, LedgerRow
from .world import World

DUPLICATE = 95033
FAIL_TYPES = (0, 4, 10, 13)
FAIL_LEAD = 0.2


def send_msg(world: World, corp: Corp, call: Call) -> Reply:
    """kf/send_msg: accepted means written into the ledger, exactly once a msgid.

    95018, 95002, 95001 when it may not be sent; 40096 bad customer; 95000/95004 bad
    account; 40007 bad media; 40058 bad msgid; a duplicate as `rules.duplicate` says.
    """
    body = call.fields(world.rules.refuse_escapes)
    account = world.managed_account(corp, body.text("open_kfid"))
    customer = world.customer_of(corp, body.text("touser"))
    conversation = account.conversation(customer)
    msgid = check_msgid(body)
    again = bool(msgid) and msgid in account.sent_msgids
    if again and world.rules.duplicate != "late":
        return _duplicate(world, msgid)
    msgtype = body.text("msgtype")
    check_sendable(world, conversation)
    content = _content(world, corp, body, msgtype)
    if again:
        return _duplicate(world, msgid)
    failure = _failure(world, conversation)
    fail_type = failure.fail_type if failure else None
    row = _deliver(world, conversation, msgid, msgtype, content, "send_msg", fail_type)
    count_answer(world, conversation)
    delay = _announce(world, conversation, row, failure) if failure else 0.0
    return Reply(answer({"msgid": row.msgid}).body, delay=delay, msgid=row.msgid)


def send_msg_on_event(world: World, corp: Corp, call: Call) -> Reply:
    """kf/send_msg_on_event: 95007 for a used, late, foreign or outdated code."""
    body = call.fields(world.rules.refuse_escapes)
    text = body.text("code")
    if not text:
        raise Refusal(40058, "code missing")
    msgid = check_msgid(body)
    code = world.codes.find(text, world.clock.now())
    account = code.conversation.account
    if account.corp is not corp or account.deleted:
        raise Refusal(95007)
    msgtype = body.text("msgtype")
    if msgtype not in code.msgtypes:
        raise Refusal(40008)
    if msgid and msgid in account.sent_msgids:
        return _duplicate(world, msgid)
    content = _content(world, corp, body, msgtype)
    world.codes.use_up(text)
    if code.welcome:
        code.conversation.welcomed_at = world.clock.now()
    row = _deliver(world, code.conversation, msgid, msgtype, content, "on_event")
    return Reply(answer({"msgid": row.msgid}).body, msgid=row.msgid)


def _content(world: World, corp: Corp, body: Fields, msgtype: str) -> JsonObject:
    if not msgtype:
        raise Refusal(40008)
    rules = ContentRules(world.media, corp.corp_id, world.rules.text_too_long)
    part = body.part(msgtype) if body.has(msgtype) else Fields({})
    return rules.check(msgtype, part)


def _duplicate(world: World, msgid: str) -> Reply:
    world.metrics.faults["duplicate_msgid"] += 1
    if world.rules.duplicate == "ok":
        return Reply(answer({"msgid": msgid}).body, msgid=msgid)
    raise Refusal(40058 if world.rules.duplicate == "generic" else DUPLICATE)


def _deliver(
    world: World,
    conversation: Conversation,
    msgid: str,
    msgtype: str,
    content: JsonObject,
    via: str,
    failed: int | None = None,
) -> LedgerRow:
    account = conversation.account
    msgid = msgid or _free_msgid(world, account)
    account.sent_msgids.add(msgid)
    row = LedgerRow(
        seq=0,
        corp=account.corp.corp_id,
        open_kfid=account.open_kfid,
        external_userid=conversation.customer.external_userid,
        msgid=msgid,
        msgtype=msgtype,
        content=content,
        time=world.clock.now(),
        via=via,
        failed=failed,
    )
    if failed is None:
        conversation.menu = _menu_of(msgtype, content)
    return world.store.record(conversation, row)


def _free_msgid(world: World, account: Account) -> str:
    msgid = world.ids.new("", 32)
    return msgid if msgid not in account.sent_msgids else _free_msgid(world, account)


@dataclass(frozen=True, slots=True)
class _Failure:
    fail_type: int
    first: bool


def _failure(world: World, conversation: Conversation) -> _Failure | None:
    scripted = world.script.next_failure(conversation.customer.external_userid)
    if scripted is not None:
        return _Failure(scripted.fail_type, scripted.first)
    profile = world.chaos.profile
    if not world.chaos.happens(profile.send_fail):
        return None
    world.metrics.faults["send_fail"] += 1
    first = world.chaos.happens(profile.fail_first)
    return _Failure(world.chaos.pick(*FAIL_TYPES), first)


def _announce(
    world: World, conversation: Conversation, row: LedgerRow, failure: _Failure
) -> float:
    """Arrange the msg_send_fail; answers how long the reply waits behind it."""
    event: JsonObject = {
        "event_type": "msg_send_fail",
        "open_kfid": row.open_kfid,
        "external_userid": row.external_userid,
        "fail_msgid": row.msgid,
        "fail_type": failure.fail_type,
    }
    if failure.first:
        world.metrics.faults["fail_first"] += 1
        world.post_event(conversation.account, event)
        return FAIL_LEAD
    loop = asyncio.get_running_loop()
    loop.call_later(
        world.rules.fail_delay, world.post_event, conversation.account, event
    )
    return 0.0


def _menu_of(msgtype: str, content: JsonObject) -> tuple[tuple[str, str], ...]:
    if msgtype != "msgmenu":
        return ()
    found = []
    for value in Fields(content).items("list"):
        item = Fields(value if isinstance(value, dict) else {})
        if item.text("type") == "click":
            click = item.part("click")
            found.append((click.text("id"), click.text("content")))
    return tuple(found)
