"""The check-up of a corp: asks WeCom itself and names who must click what where."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

from desktop.models import cures
from desktop.models.checkup import (
    CheckOutcome,
    CheckResult,
    FoundAccount,
    SetupEntry,
)
from desktop.models.clock import Clock
from desktop.models.explanations import explain
from desktop.models.failures import Actor, FailureReason, FailureSource, Sentence
from desktop.models.local_failures import LocalFailure
from desktop.services.checkup.rows import (
    CALLBACK,
    CLOCK,
    CREDENTIALS,
    DATABASE,
    LATER,
    NETWORK,
    PERMISSION,
    TITLES,
    TRUSTED_IP,
)
from desktop.services.wecom.callbacks import CallbackReader
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import WeComError
from desktop.services.wecom.polling_budget import PollingBudget

DatabaseProbe = Callable[[], Awaitable[Sentence | None]]
"""Opens and reads the local database; returns what is wrong with it."""

SKEW_WARNING = timedelta(seconds=30)
SKEW_LIMIT = timedelta(minutes=5)
"""Callbacks that differ by more are refused as replays."""

_UNTRUSTED_IP = FailureReason(FailureSource.ERRCODE, 60020)
_NOT_REACHED = frozenset(
    {LocalFailure.WRONG_ADDRESS.reason, LocalFailure.UNSAFE_ADDRESS.reason}
)


class CheckUp:
    """One run for one corp. The secret is asked of WeCom once, never repeated."""

    def __init__(
        self,
        entry: SetupEntry,
        *,
        clock: Clock,
        probe_database: DatabaseProbe,
        open_client: Callable[[SetupEntry, Clock], WeComClient] | None = None,
    ) -> None:
        self._entry = entry
        self._clock = clock
        self._probe_database = probe_database
        self._open_client = open_client or client_of
        self._skew: timedelta | None = None
        self.accounts: tuple[FoundAccount, ...] = ()
        """What WeCom listed, for the choice that follows; empty on failures."""

    async def run(self) -> AsyncIterator[CheckResult]:
        """Give a RUNNING row and then the result for each of `TITLES`, in order."""
        for key in (NETWORK, CREDENTIALS, PERMISSION, TRUSTED_IP):
            yield _running(key)
        for result in await self._ask_wecom():
            yield result
        yield _running(CALLBACK)
        yield self._callback()
        yield _running(CLOCK)
        yield self._clock_result()
        yield _running(DATABASE)
        yield await self._database()

    async def _ask_wecom(self) -> list[CheckResult]:
        """Sign in and list the accounts; every failure belongs to one row."""
        try:
            client = self._open_client(self._entry, self._clock)
        except WeComError as error:
            return _failed_at(NETWORK, error)
        async with client:
            try:
                life = await client.sign_in()
            except WeComError as error:
                return _failed_at(_row_of(error, CREDENTIALS), error)
            finally:
                self._skew = client.clock_skew
            try:
                self.accounts = await client.kf.accounts()
            except WeComError as error:
                return _failed_at(_row_of(error, PERMISSION), error, life)
        return [
            _reached(),
            _signed_in(life),
            _permission(self.accounts),
            _result(
                TRUSTED_IP,
                CheckOutcome.OK,
                Sentence("这台机器的地址可以调用接口", "This machine may call"),
            ),
        ]

    def _callback(self) -> CheckResult:
        entry = self._entry
        if not entry.callback_token and not entry.encoding_aes_key:
            return _polling(len(self.accounts))
        try:
            CallbackReader(
                token=entry.callback_token,
                aes_key=entry.encoding_aes_key,
                receive_id=entry.corpid,
                clock=self._clock,
            )
        except WeComError as error:
            return _failed(CALLBACK, error)
        return _result(
            CALLBACK,
            CheckOutcome.OK,
            Sentence(
                "Token 与 EncodingAESKey 已填写；保存回调地址时企业微信会验证它",
                "Token and EncodingAESKey are set; WeCom tests the address when it "
                "is saved in its console",
            ),
        )

    def _clock_result(self) -> CheckResult:
        if self._skew is None:
            return _result(CLOCK, CheckOutcome.WAITING, LATER)
        skew = abs(self._skew)
        detail = Sentence(
            f"与企业微信相差 {skew.total_seconds():.0f} 秒",
            f"{skew.total_seconds():.0f} s apart from WeCom",
        )
        if skew > SKEW_LIMIT:
            return _result(CLOCK, CheckOutcome.BAD, detail, cures.CLOCK)
        if skew > SKEW_WARNING:
            return _result(CLOCK, CheckOutcome.WARN, detail, cures.CLOCK)
        return _result(CLOCK, CheckOutcome.OK, detail)

    async def _database(self) -> CheckResult:
        fault = await self._probe_database()
        if fault is not None:
            return _result(DATABASE, CheckOutcome.BAD, fault)
        return _result(
            DATABASE,
            CheckOutcome.OK,
            Sentence("可用，内容都已加密", "Ready; all of it is encrypted"),
        )


def client_of(entry: SetupEntry, clock: Clock) -> WeComClient:
    """Return a client for what a person typed; raises AdministratorMustAct."""
    return WeComClient(
        base_url=entry.base_url,
        corpid=entry.corpid.strip(),
        secret=entry.secret.strip,
        clock=clock,
        proxy=entry.proxy_url.strip(),
    )


def _row_of(error: WeComError, otherwise: str) -> str:
    """Network troubles and the address have rows of their own."""
    if error.reason == _UNTRUSTED_IP:
        return TRUSTED_IP
    if error.actor is Actor.RETRY or error.reason in _NOT_REACHED:
        return NETWORK
    return otherwise


def _failed_at(
    key: str, error: WeComError, life: timedelta | None = None
) -> list[CheckResult]:
    """Rows before the failure are good where they were proved, the others wait."""
    rows: list[CheckResult] = []
    for row in (NETWORK, CREDENTIALS, PERMISSION, TRUSTED_IP):
        if row == key:
            rows.append(_failed(key, error))
        elif row == NETWORK:
            rows.append(_reached())
        elif row == CREDENTIALS and life is not None:
            rows.append(_signed_in(life))
        else:
            rows.append(_result(row, CheckOutcome.WAITING, LATER))
    return rows


def _failed(key: str, error: WeComError) -> CheckResult:
    words = explain(error.reason)
    detail = words.sentence
    if error.detail:
        detail = Sentence(
            f"{detail.zh}当前出口 IP：{error.detail}",
            f"{detail.en} The address is {error.detail}",
        )
    return _result(key, CheckOutcome.BAD, detail, words.cure, error.detail)


def _reached() -> CheckResult:
    return _result(
        NETWORK,
        CheckOutcome.OK,
        Sentence("已连上接口地址，证书有效", "The API answers, its certificate holds"),
    )


def _signed_in(life: timedelta) -> CheckResult:
    minutes = int(life.total_seconds() // 60)
    return _result(
        CREDENTIALS,
        CheckOutcome.OK,
        Sentence(
            f"已取得 access_token，有效 {minutes // 60} 小时 {minutes % 60} 分",
            f"A token was granted, good for {minutes // 60} h {minutes % 60} min",
        ),
    )


def _permission(accounts: tuple[FoundAccount, ...]) -> CheckResult:
    manageable = sum(account.manageable for account in accounts)
    if not accounts:
        return _result(
            PERMISSION,
            CheckOutcome.BAD,
            Sentence("企业还没有客服账号", "The company has no account yet"),
            cures.CREATE_ACCOUNT,
        )
    detail = Sentence(
        f"应用已列入「可调用接口的应用」，可管理 {manageable} 个客服账号"
        f"（共 {len(accounts)} 个）",
        f"The app may call and manages {manageable} of {len(accounts)} accounts",
    )
    if manageable == 0:
        return _result(PERMISSION, CheckOutcome.WARN, detail, cures.MANAGE_ACCOUNT)
    return _result(PERMISSION, CheckOutcome.OK, detail)


def _polling(accounts: int) -> CheckResult:
    detail = Sentence(
        "未配置：将使用轮询接收", "Not set: messages are polled for instead"
    )
    if accounts:
        delay = PollingBudget().worst_delay(accounts).total_seconds()
        detail = Sentence(
            f"{detail.zh}，新消息最多晚 {delay:.0f} 秒",
            f"{detail.en} and come at most {delay:.0f} s late",
        )
    return _result(CALLBACK, CheckOutcome.WARN, detail, cures.SET_UP_CALLBACK)


def _running(key: str) -> CheckResult:
    return _result(key, CheckOutcome.RUNNING, Sentence("正在核实…", "Checking…"))


def _result(
    key: str,
    outcome: CheckOutcome,
    detail: Sentence,
    cure: Sentence | None = None,
    copyable: str = "",
) -> CheckResult:
    return CheckResult(key, TITLES[key], outcome, detail, cure, copyable)
