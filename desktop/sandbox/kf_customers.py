"""Endpoint customer/batchget (95159) and the platform's own addresses."""

from .call import Call, Reply, answer
from .errors import Refusal
from .json_types import JsonObject, JsonValue
from .store import SESSION, Corp, Customer
from .world import World

MOST_IDS = 100


def customer_batchget(world: World, corp: Corp, call: Call) -> Reply:
    """kf/customer/batchget: who was there within 48 h; the rest are invalid."""
    body = call.fields(world.rules.refuse_escapes)
    wanted = body.texts("external_userid_list")
    if not 1 <= len(wanted) <= MOST_IDS:
        raise Refusal(40058)
    with_context = body.integer("need_enter_session_context") == 1
    limit = world.clock.now() - SESSION
    found: list[JsonValue] = []
    invalid: list[JsonValue] = []
    for external_userid in wanted:
        customer = corp.customers.get(external_userid)
        if customer is None or customer.last_seen <= limit:
            invalid.append(external_userid)
        else:
            found.append(_profile(customer, with_context))
    return answer({"customer_list": found, "invalid_external_userid": invalid})


def addresses(world: World, corp: Corp, call: Call) -> Reply:
    """get_api_domain_ip and getcallbackip: documentation addresses of RFC 5737."""
    callback = call.path == "getcallbackip"
    ips: list[JsonValue] = ["203.0.113.*"] if callback else ["198.51.100.176"]
    return answer({"ip_list": ips})


def _profile(customer: Customer, with_context: bool) -> JsonObject:
    row: JsonObject = {
        "external_userid": customer.external_userid,
        "nickname": customer.nickname,
        "avatar": f"http://wx.qlogo.cn/mmhead/{customer.external_userid}/0",
        "gender": customer.gender,
        "unionid": "o" + customer.external_userid[2:],
    }
    if with_context and customer.context is not None:
        row["enter_session_context"] = customer.context
    return row
