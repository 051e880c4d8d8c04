"""The parts of one sandbox, built and joined; and how entries reach sync_msg."""

import random

from .callbacks import CallbackSender
from .chaos import Chaos
from .clock import SandboxClock
from .demo_content import DemoContent, load_content
from .errors import Refusal
from .ids import IdMaker
from .json_types import JsonObject, JsonValue
from .limits import RateLimits
from .media_store import MediaStore
from .metrics import Metrics
from .scripted import Script
from .settings import CorpSettings, SandboxSettings
from .store import Account, Corp, Customer, Entry, IncomingRow, Servicer, Store
from .tokens import AccessTokens, CallbackTokens, EventCodes


class World:
    """Everything one sandbox knows. Lives in one event loop; needs no locks."""

    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self.rules = settings.rules
        self.clock = SandboxClock()
        self.ids = IdMaker(settings.seed)
        self.dice = random.Random(f"world:{settings.seed}")
        self.store = Store()
        self.metrics = Metrics()
        self.script = Script()
        self.limits = RateLimits()
        self.chaos = Chaos(settings.chaos, settings.seed)
        self.access_tokens = AccessTokens(self.ids)
        self.callback_tokens = CallbackTokens(self.ids)
        self.codes = EventCodes(self.ids)
        self.media = MediaStore(self.ids, self.clock)
        self.callbacks = CallbackSender(
            self.clock, self.chaos, self.ids, self.callback_tokens, self.metrics
        )
        if settings.callback is not None:
            self.callbacks.direct(settings.callback)
        self.content: DemoContent = load_content(settings.dialogues)
        for corp in settings.corps:
            self._found(corp)

    def post(self, account: Account, body: JsonValue) -> None:
        """Put an entry into the account's list and tell the callback URL."""
        entry = Entry(self.clock.now(), body)
        account.stream.append(entry)
        account.corp.stream.append(entry)
        if isinstance(body, dict) and body.get("origin") in (3, 5):
            store = self.store
            row = IncomingRow(len(store.incoming) + 1, account.corp.corp_id, entry)
            store.incoming.append(row)
        self.callbacks.ping(account)

    def post_event(self, account: Account, event: JsonObject) -> str:
        """Put an event into the account's list; answers its msgid."""
        msgid = self.ids.new("4s", 42)
        self.post(
            account,
            {
                "msgid": msgid,
                "send_time": int(self.clock.now()),
                "origin": 4,
                "msgtype": "event",
                "event": event,
            },
        )
        return msgid

    def account_of(self, corp: Corp, open_kfid: str) -> Account:
        """The corp's account. Refuses: 60251 none given, 95000 malformed, 95004."""
        if not open_kfid:
            raise Refusal(60251)
        if len(open_kfid) > 64 or not open_kfid.startswith(("wk", "kf")):
            raise Refusal(95000)
        account = corp.accounts.get(open_kfid)
        if account is None or account.deleted:
            raise Refusal(95004)
        return account

    def managed_account(self, corp: Corp, open_kfid: str) -> Account:
        """The account if the app may manage it, else 48007."""
        account = self.account_of(corp, open_kfid)
        if not account.managed:
            raise Refusal(48007)
        return account

    def customer_of(self, corp: Corp, external_userid: str) -> Customer:
        """The corp's customer, else 40096."""
        customer = corp.customers.get(external_userid)
        if customer is None:
            raise Refusal(40096)
        return customer

    def new_account(self, corp: Corp, name: str) -> Account:
        """A further account of this corp."""
        account = Account(corp, self.ids.new("wk", 30), name)
        corp.accounts[account.open_kfid] = account
        return account

    def _found(self, settings: CorpSettings) -> None:
        corp = Corp(settings.corp_id, settings.secret)
        self.store.corps[corp.corp_id] = corp
        names = self.content.accounts
        for number in range(self.settings.accounts):
            name = names[number % len(names)]
            again = number // len(names)
            account = self.new_account(corp, f"{name}{again + 1}" if again else name)
            for userid in self.content.servicers:
                account.servicers[userid] = Servicer(userid)
        people = self.content.customers
        for number in range(self.settings.customers):
            person = people[number % len(people)]
            again = number // len(people)
            nickname = f"{person.nickname}{again + 1}" if again else person.nickname
            external_userid = self.ids.new("wm", 30)
            corp.customers[external_userid] = Customer(
                external_userid, nickname, person.gender
            )
