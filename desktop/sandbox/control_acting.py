"""Control endpoints by which customers, servicers and accounts do something."""

import base64

from .errors import Refusal
from .json_types import Fields, JsonObject, JsonValue
from .sessions import (
    BARE_TYPES,
    MEDIA_TYPES,
    customer_says,
    enter,
    media_body,
    recall,
    servicer_acts,
    servicer_says,
)
from .store import Account, Conversation, Servicer
from .world import World


class Acting:
    """Moves things in the world. An unknown account or customer is refused."""

    def __init__(self, world: World) -> None:
        self._world = world

    def say(self, body: Fields) -> JsonObject:
        """A message of the customer (origin 3) or a servicer (5).

        `msgtype` and its object; a media object may name a demo file (`name`) or be
        left out, then it gets a media_id.
        """
        return {"msgid": self.said(body)}

    def event(self, body: Fields) -> JsonObject:
        """`{"open_kfid", …}`: this event as it is, of an unknown kind perhaps."""
        msgid = self._world.post_event(self._account(body), dict(body.values))
        return {"msgid": msgid}

    def page(self, body: Fields) -> JsonObject:
        """`{"open_kfid", "entries": […]}`: raw, malformed ones too, into the list."""
        account = self._account(body)
        entries = body.items("entries")
        for entry in entries:
            self._world.post(account, entry)
        return {"entries": len(entries)}

    def recall(self, body: Fields) -> JsonObject:
        """`{"open_kfid", "external_userid", "msgid", "servicer_userid"?}`."""
        conversation = self._conversation(body)
        msgid, servicer = body.text("msgid"), body.text("servicer_userid")
        return {"msgid": recall(self._world, conversation, msgid, servicer)}

    def enter(self, body: Fields) -> JsonObject:
        """`{…, "scene"?, "scene_param"?, "wechat_channels"?}`: open the chat."""
        conversation = self._conversation(body)
        channels = None
        if body.has("wechat_channels"):
            channels = dict(body.part("wechat_channels").values)
        scene, parameter = body.text("scene"), body.text("scene_param")
        return {"msgid": enter(self._world, conversation, scene, parameter, channels)}

    def act(self, body: Fields) -> JsonObject:
        """`{…, "change_type": 1|2|3, "servicer_userid"?}`: a servicer in WeCom."""
        conversation = self._conversation(body)
        kind = body.integer("change_type")
        userid = body.text("servicer_userid", "zhangsan")
        return {"msgid": servicer_acts(self._world, conversation, kind, userid)}

    def servicer(self, body: Fields) -> JsonObject:
        """`{"open_kfid", "userid", "status"?, "stop_type"?, "activated"?}`.

        A changed status (0 serving, 1 stopped) is told as servicer_status_change.
        """
        account, userid = self._account(body), body.text("userid")
        servicer = account.servicers.setdefault(userid, Servicer(userid))
        servicer.activated = body.integer("activated", int(servicer.activated)) == 1
        servicer.stop_type = body.integer("stop_type", servicer.stop_type)
        status = body.integer("status", servicer.status)
        if status != servicer.status:
            servicer.status = status
            event: JsonObject = {
                "event_type": "servicer_status_change",
                "servicer_userid": userid,
                # The event numbers the same thing 1 and 2.
                "status": status + 1,
                "open_kfid": account.open_kfid,
            }
            if status == 1:
                event["stop_type"] = servicer.stop_type
            self._world.post_event(account, event)
        return {}

    def account(self, body: Fields) -> JsonObject:
        """`{"open_kfid", "manage_privilege"?, "deleted"?}`: change an account."""
        account = self._account(body)
        managed = body.integer("manage_privilege", int(account.managed))
        account.managed = managed == 1
        account.deleted = body.integer("deleted", int(account.deleted)) == 1
        return {}

    def media(self, body: Fields) -> JsonObject:
        """`{"corp"?, "type", "name"?, "base64"?}`: a media as a customer sends it."""
        corp_id = body.text("corp") or next(iter(self._world.store.corps))
        kind = body.text("type", "image")
        name, content = self._world.content.media_for(kind, body.text("name"))
        if body.has("base64"):
            content = base64.b64decode(body.text("base64"))
        media_id = self._world.media.add(
            corp_id, kind, body.text("name") or name, content
        )
        return {"media_id": media_id}

    def callback_token(self, body: Fields) -> JsonObject:
        """`{"open_kfid"}`: a token as a callback of this account would carry it."""
        corp_id = self._account(body).corp.corp_id
        now = self._world.clock.now()
        return {"token": self._world.callback_tokens.issue(corp_id, now)}

    def said(self, body: Fields) -> str:
        """The msgid of what was said; `body` as for `say`."""
        conversation = self._conversation(body)
        msgtype = body.text("msgtype", "text")
        content = body.values.get(msgtype)
        if msgtype in MEDIA_TYPES:
            content = self._media_content(conversation, msgtype, body)
        elif content is None and msgtype not in BARE_TYPES:
            raise Refusal(40058, f"{msgtype} missing")
        if body.integer("origin", 3) == 5:
            userid = body.text("servicer_userid", "zhangsan")
            return servicer_says(self._world, conversation, userid, msgtype, content)
        return customer_says(self._world, conversation, msgtype, content)

    def _media_content(
        self, conversation: Conversation, kind: str, body: Fields
    ) -> JsonValue:
        given = body.part(kind) if body.has(kind) else Fields({})
        if given.has("media_id"):
            return dict(given.values)
        corp_id = conversation.account.corp.corp_id
        return media_body(self._world, corp_id, kind, given.text("name"))

    def _account(self, body: Fields) -> Account:
        account = self._world.store.account(body.text("open_kfid"))
        if account is None:
            raise Refusal(95004)
        return account

    def _conversation(self, body: Fields) -> Conversation:
        account = self._account(body)
        external_userid = body.text("external_userid")
        customer = self._world.customer_of(account.corp, external_userid)
        return account.conversation(customer)
