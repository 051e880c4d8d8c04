"""Endpoints for accounts, their links and their servicers (94661–94665, 94645 ff.)."""

import re

from .call import Call, Reply, answer
from .errors import Refusal
from .json_types import Fields, JsonObject, JsonValue
from .store import Account, Corp, Servicer
from .world import World

MOST_ACCOUNTS = 5000
MOST_ACCOUNTS_UNVERIFIED = 10
MOST_SERVICERS = 2000
MOST_DEPARTMENTS = 20

_SCENE = re.compile(r"[0-9a-zA-Z_-]{1,32}")
_USERID = re.compile(r"[0-9a-zA-Z_.@-]{1,64}")


def account_add(world: World, corp: Corp, call: Call) -> Reply:
    """kf/account/add: 95006 bad name, 95005 too many, 95027 unverified, 40007."""
    body = call.fields(world.rules.refuse_escapes)
    name = _name(body.text("name"))
    living = [one for one in corp.accounts.values() if not one.deleted]
    if not world.rules.verified and len(living) >= MOST_ACCOUNTS_UNVERIFIED:
        raise Refusal(95027)
    if len(living) >= MOST_ACCOUNTS:
        raise Refusal(95005)
    avatar = _avatar(world, corp, body)
    account = world.new_account(corp, name)
    account.avatar = avatar
    return answer({"open_kfid": account.open_kfid})


def account_del(world: World, corp: Corp, call: Call) -> Reply:
    """kf/account/del: 95004 not there, 95005 the last one."""
    body = call.fields(world.rules.refuse_escapes)
    account = world.managed_account(corp, body.text("open_kfid"))
    if sum(not one.deleted for one in corp.accounts.values()) <= 1:
        raise Refusal(95005)
    account.deleted = True
    return answer()


def account_update(world: World, corp: Corp, call: Call) -> Reply:
    """kf/account/update: name and avatar, either may be left out."""
    body = call.fields(world.rules.refuse_escapes)
    account = world.managed_account(corp, body.text("open_kfid"))
    name = _name(body.text("name")) if body.has("name") else account.name
    avatar = _avatar(world, corp, body) if body.has("media_id") else account.avatar
    account.name, account.avatar = name, avatar
    return answer()


def account_list(world: World, corp: Corp, call: Call) -> Reply:
    """kf/account/list: offset and limit (1–100); a short page is the last."""
    body = call.fields(world.rules.refuse_escapes)
    offset, limit = body.integer("offset"), body.integer("limit", 100)
    if offset < 0 or not 1 <= limit <= 100:
        raise Refusal(40058)
    living = [one for one in corp.accounts.values() if not one.deleted]
    rows: list[JsonValue] = [
        {
            "open_kfid": one.open_kfid,
            "name": one.name,
            "avatar": _picture_url(one),
            "manage_privilege": one.managed,
        }
        for one in living[offset : offset + limit]
    ]
    return answer({"account_list": rows})


def add_contact_way(world: World, corp: Corp, call: Call) -> Reply:
    """kf/add_contact_way: the same link for the same account and scene."""
    body = call.fields(world.rules.refuse_escapes)
    account = world.managed_account(corp, body.text("open_kfid"))
    scene = body.text("scene")
    path = "kfc" + world.ids.of(account.open_kfid, 16).lower()
    url = f"https://work.weixin.qq.com/kf/{path}"
    if scene:
        if _SCENE.fullmatch(scene) is None:
            raise Refusal(40058, "invalid scene")
        url += "?enc_scene=ENC" + world.ids.of(f"{account.open_kfid}/{scene}", 20)
    return answer({"url": url})


def servicer_add(world: World, corp: Corp, call: Call) -> Reply:
    """kf/servicer/add: one result for each entry; malformed userids 40003."""
    account, body = _servicer_call(world, corp, call, most_departments=20)
    results: list[JsonValue] = []
    for userid in body.texts("userid_list"):
        if _USERID.fullmatch(userid) is None:
            results.append({"userid": userid, "errcode": 40003, "errmsg": "invalid"})
            continue
        new = userid not in account.servicers
        if new and len(account.servicers) >= MOST_SERVICERS:
            results.append({"userid": userid, "errcode": 40058, "errmsg": "too many"})
            continue
        account.servicers.setdefault(userid, Servicer(userid))
        results.append(_result("userid", userid, new))
    for department in _departments(body):
        new = department not in account.departments
        if new and len(account.departments) >= MOST_DEPARTMENTS:
            raise Refusal(40058)
        account.departments.add(department)
        results.append(_result("department_id", department, new))
    return answer({"result_list": results})


def servicer_del(world: World, corp: Corp, call: Call) -> Reply:
    """kf/servicer/del: what was not there is `ignored`."""
    account, body = _servicer_call(world, corp, call, most_departments=100)
    results: list[JsonValue] = []
    for userid in body.texts("userid_list"):
        gone = account.servicers.pop(userid, None) is not None
        results.append(_result("userid", userid, gone))
    for department in _departments(body):
        gone = department in account.departments
        account.departments.discard(department)
        results.append(_result("department_id", department, gone))
    return answer({"result_list": results})


def servicer_list(world: World, corp: Corp, call: Call) -> Reply:
    """kf/servicer/list (GET): status only where the app may manage the account."""
    open_kfid = call.query.get("open_kfid", "")
    if call.method != "GET":
        open_kfid = call.fields().text("open_kfid", open_kfid)
    account = world.account_of(corp, open_kfid)
    rows: list[JsonValue] = []
    for one in account.servicers.values():
        row: JsonObject = {"userid": one.userid}
        if account.managed:
            row["status"] = one.status
            if one.status == 1:
                row["stop_type"] = one.stop_type
        rows.append(row)
    rows.extend({"department_id": one} for one in sorted(account.departments))
    return answer({"servicer_list": rows})


def _servicer_call(
    world: World, corp: Corp, call: Call, most_departments: int
) -> tuple[Account, Fields]:
    body = call.fields(world.rules.refuse_escapes)
    account = world.managed_account(corp, body.text("open_kfid"))
    users = body.items("userid_list")
    departments = body.items("department_id_list")
    if not users and not departments:
        raise Refusal(40058)
    if len(users) > 100 or len(departments) > most_departments:
        raise Refusal(40058)
    return account, body


def _departments(body: Fields) -> list[int]:
    values = body.items("department_id_list")
    return [Fields({"id": value}).integer("id") for value in values]


def _result(name: str, value: str | int, done: bool) -> JsonObject:
    return {name: value, "errcode": 0, "errmsg": "success" if done else "ignored"}


def _name(name: str) -> str:
    if not 1 <= len(name) <= 16:
        raise Refusal(95006)
    return name


def _avatar(world: World, corp: Corp, body: Fields) -> str:
    media_id = body.text("media_id")
    if media_id and world.media.find(media_id, corp.corp_id).kind != "image":
        raise Refusal(40007)
    return media_id


def _picture_url(account: Account) -> str:
    name = account.avatar or account.open_kfid
    return f"https://wework.qpic.cn/wwhead/{name}/0"
