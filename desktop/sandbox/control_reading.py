"""Control endpoints that look: ledger, what came in, state, counters, held calls."""

from collections.abc import Iterable

from starlette.requests import Request

from .json_types import JsonObject, JsonValue, as_object
from .sessions import settle
from .store import Conversation, Corp, IncomingRow
from .world import World

Answer = JsonObject | list[JsonValue]


class Reading:
    """Answers from the world as it is; the query filters."""

    def __init__(self, world: World) -> None:
        self._world = world

    def ledger(self, request: Request) -> Answer:
        """What customers received, in order; filters in the query, `after` a seq."""
        after = int(request.query_params.get("after", "0"))
        rows = (one.as_json() for one in self._world.store.ledger_after(after))
        return list(_filtered(rows, request))

    def incoming(self, request: Request) -> Answer:
        """What customers and servicers said, in order."""
        after = int(request.query_params.get("after", "0"))
        rows = (_incoming(one) for one in self._world.store.incoming[after:])
        return list(_filtered(rows, request))

    def state(self, request: Request) -> Answer:
        """Corps with accounts, customers and conversations, and the counters."""
        corps = self._world.store.corps.values()
        wanted = request.query_params.get("corp")
        rows = [self._corp(one) for one in corps if wanted in (None, one.corp_id)]
        return {
            "now": self._world.clock.now(),
            "corps": [*rows],
            "metrics": self._world.metrics.as_json(),
        }

    def metrics(self, request: Request) -> Answer:
        """Counters alone."""
        store = self._world.store
        counts: JsonObject = {
            "ledger": len(store.ledger),
            "incoming": len(store.incoming),
            "held": len(self._world.script.held),
        }
        return self._world.metrics.as_json() | counts

    def held(self, request: Request) -> Answer:
        """Calls that are held right now."""
        calls = list(self._world.script.held.values())
        return {
            "held": len(calls),
            "msgids": [call["msgid"] for call in calls],
            "calls": [*calls],
        }

    def _corp(self, corp: Corp) -> JsonObject:
        return {
            "corp": corp.corp_id,
            "accounts": [
                {
                    "open_kfid": one.open_kfid,
                    "name": one.name,
                    "manage_privilege": one.managed,
                    "entries": len(one.stream.entries),
                }
                for one in corp.accounts.values()
                if not one.deleted
            ],
            "customers": [
                {"external_userid": one.external_userid, "nickname": one.nickname}
                for one in corp.customers.values()
            ],
            "conversations": [
                self._conversation_row(one)
                for account in corp.accounts.values()
                for one in account.conversations.values()
            ],
        }

    def _conversation_row(self, one: Conversation) -> JsonObject:
        settle(self._world, one)
        return {
            "open_kfid": one.account.open_kfid,
            "external_userid": one.customer.external_userid,
            "service_state": one.state,
            "servicer_userid": one.servicer,
            "allowance_left": max(0, 5 - one.sent) if one.last_customer_time else 0,
            "last_customer_time": one.last_customer_time,
        }


def _incoming(row: IncomingRow) -> JsonObject:
    body = as_object(row.entry.body)
    msgtype = str(body.get("msgtype"))
    return {
        "seq": row.seq,
        "corp": row.corp,
        "open_kfid": body.get("open_kfid"),
        "external_userid": body.get("external_userid"),
        "msgid": body.get("msgid"),
        "origin": body.get("origin"),
        "msgtype": msgtype,
        "body": body.get(msgtype),
        "time": row.entry.time,
    }


def _filtered(rows: Iterable[JsonObject], request: Request) -> Iterable[JsonObject]:
    names = ("corp", "open_kfid", "external_userid")
    wanted = [(name, request.query_params.get(name)) for name in names]
    wanted = [(name, value) for name, value in wanted if value]
    for row in rows:
        if all(row[name] == value for name, value in wanted):
            yield row
