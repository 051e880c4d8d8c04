"""Customer service (微信客服): accounts, sessions, reading, sending, profiles."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.models.checkup import FoundAccount
from desktop.models.customer import EntryScene, Gender
from desktop.models.local_failures import LocalFailure
from desktop.models.service_state import ServiceState
from desktop.models.servicer import Servicer
from desktop.services.wecom.calls import Calls
from desktop.services.wecom.errors import local
from desktop.services.wecom.events import entry_scene
from desktop.services.wecom.page import Page, parse_page
from desktop.services.wecom.wire import Fields, answer_fields, unexpected_answer

ACCOUNTS_A_PAGE = 100
MAX_ACCOUNTS = 5_000
"""A corp has no more (doc 94662)."""
MAX_MESSAGES_A_PAGE = 1_000
MAX_CUSTOMERS_A_CALL = 100
_SCENE = re.compile(r"[0-9a-zA-Z_-]{0,32}")


@dataclass(frozen=True, slots=True)
class SessionStanding:
    """Who has a session (service_state/get)."""

    state: ServiceState
    servicer_userid: str
    """Set in state 3."""


@dataclass(frozen=True, slots=True)
class CustomerProfile:
    """What WeCom tells of a customer of the last 48 hours."""

    external_userid: str
    nickname: str
    avatar_url: str
    """Never fetched by this client: it is not on the base host."""
    gender: Gender
    unionid: str
    last_entry: EntryScene | None
    """How the customer entered last, where it was asked for and known."""


@dataclass(frozen=True, slots=True)
class CustomerBatch:
    """The answer of customer/batchget."""

    profiles: tuple[CustomerProfile, ...]
    unknown: tuple[str, ...]
    """Not active in the last 48 hours, or not a customer."""


class KfCalls:
    """The kf interfaces; every method raises only errors of the tree."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def accounts(self) -> tuple[FoundAccount, ...]:
        """Return all accounts of the corp, page by page (doc 94661)."""
        found: dict[str, FoundAccount] = {}
        for offset in range(0, MAX_ACCOUNTS, ACCOUNTS_A_PAGE):
            page = await self._account_page(offset)
            found.update((account.open_kfid, account) for account in page)
            if len(page) < ACCOUNTS_A_PAGE:
                break
        return tuple(found.values())

    async def servicers(self, open_kfid: str) -> tuple[Servicer, ...]:
        """Return who may answer for an account in the WeCom client (doc 94645)."""
        answer = await self._calls.get("kf/servicer/list", open_kfid=open_kfid)
        listed = answer_fields(answer).children("servicer_list")
        return tuple(_servicer(entry) for entry in listed)

    async def service_state(
        self, open_kfid: str, external_userid: str
    ) -> SessionStanding:
        """Return who has the session (doc 94669)."""
        fields = await self._asked(
            "kf/service_state/get",
            {"open_kfid": open_kfid, "external_userid": external_userid},
        )
        number = fields.number("service_state", -1)
        if number not in set(ServiceState):
            raise unexpected_answer()
        return SessionStanding(ServiceState(number), fields.text("servicer_userid"))

    async def move_session(
        self,
        open_kfid: str,
        external_userid: str,
        state: ServiceState,
        servicer_userid: str = "",
    ) -> str:
        """Move a session (service_state/trans, doc 94669); returns msg_code or "".

        The servicer is required for state 3. 95016: read the state again.
        """
        wanted: dict[str, object] = {
            "open_kfid": open_kfid,
            "external_userid": external_userid,
            "service_state": int(state),
        }
        if servicer_userid:
            wanted["servicer_userid"] = servicer_userid
        return (await self._asked("kf/service_state/trans", wanted)).text("msg_code")

    async def sync_msg(
        self,
        open_kfid: str,
        *,
        cursor: str = "",
        token: str = "",
        limit: int = MAX_MESSAGES_A_PAGE,
    ) -> Page:
        """Return the next page of an account (doc 94670).

        Without cursor it begins three days ago. `token` is the callback's, good for
        10 minutes; without it WeCom counts strictly: see PollingBudget. Go on while
        `has_more`, also after an empty page.
        """
        wanted: dict[str, object] = {"open_kfid": open_kfid, "limit": limit}
        if cursor:
            wanted["cursor"] = cursor
        if token:
            wanted["token"] = token
        return parse_page(await self._calls.post("kf/sync_msg", encoded(wanted)))

    async def send_msg(self, body: bytes) -> str:
        """Send a body of `encode_send` (doc 94677); returns the msgid.

        A return means accepted, not delivered. Repeat with the same bytes only.
        """
        answer = await self._calls.post("kf/send_msg", body)
        return answer_fields(answer).text("msgid")

    async def send_msg_on_event(self, body: bytes) -> str:
        """Send a body of `encode_send_on_event` (doc 95122); returns the msgid.

        95007: the code was used or is over (20 seconds for welcomes and ends).
        """
        answer = await self._calls.post("kf/send_msg_on_event", body)
        return answer_fields(answer).text("msgid")

    async def customers(
        self, external_userids: Sequence[str], *, with_last_entry: bool = False
    ) -> CustomerBatch:
        """Return profiles of at most 100 customers (doc 95159)."""
        if not 0 < len(external_userids) <= MAX_CUSTOMERS_A_CALL:
            raise local(LocalFailure.MALFORMED_REQUEST)
        fields = await self._asked(
            "kf/customer/batchget",
            {
                "external_userid_list": list(external_userids),
                "need_enter_session_context": int(with_last_entry),
            },
        )
        return CustomerBatch(
            tuple(_profile(entry) for entry in fields.children("customer_list")),
            fields.texts("invalid_external_userid"),
        )

    async def add_contact_way(self, open_kfid: str, scene: str = "") -> str:
        """Return the link that leads customers to an account (doc 94665).

        The scene has at most 32 letters, digits, `_` and `-`.
        """
        if not _SCENE.fullmatch(scene):
            raise local(LocalFailure.MALFORMED_REQUEST)
        wanted: dict[str, object] = {"open_kfid": open_kfid}
        if scene:
            wanted["scene"] = scene
        return (await self._asked("kf/add_contact_way", wanted)).text("url")

    async def _account_page(self, offset: int) -> list[FoundAccount]:
        fields = await self._asked(
            "kf/account/list", {"offset": offset, "limit": ACCOUNTS_A_PAGE}
        )
        return [_account(entry) for entry in fields.children("account_list")]

    async def _asked(self, interface: str, wanted: dict[str, object]) -> Fields:
        return answer_fields(await self._calls.post(interface, encoded(wanted)))


def encoded(wanted: dict[str, object]) -> bytes:
    """Return the JSON of a request: raw UTF-8, because escapes are refused (40033)."""
    return json.dumps(wanted, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )


def _account(entry: Fields) -> FoundAccount:
    return FoundAccount(
        entry.text("open_kfid"), entry.text("name"), entry.flag("manage_privilege")
    )


def _servicer(entry: Fields) -> Servicer:
    """Status 0 is serving here, while the event numbers the same 1 (doc 94645)."""
    serving = entry.number("status") == 0 if entry.has("status") else None
    return Servicer(entry.text("userid"), entry.number("department_id"), serving)


def _profile(entry: Fields) -> CustomerProfile:
    gender = entry.number("gender")
    context = entry.child("enter_session_context")
    return CustomerProfile(
        entry.text("external_userid"),
        entry.text("nickname"),
        entry.text("avatar"),
        Gender(gender) if gender in set(Gender) else Gender.UNKNOWN,
        entry.text("unionid"),
        entry_scene(context) if entry.has("enter_session_context") else None,
    )
