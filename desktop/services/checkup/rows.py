"""The rows of the check-up: their keys, titles, and how they stand before it."""

from desktop.models.checkup import CheckOutcome, CheckResult
from desktop.models.failures import Sentence

NETWORK = "network"
CREDENTIALS = "credentials"
PERMISSION = "permission"
TRUSTED_IP = "trusted_ip"
CALLBACK = "callback"
CLOCK = "clock"
DATABASE = "database"

TITLES: dict[str, Sentence] = {
    NETWORK: Sentence("网络与证书", "Network and certificate"),
    CREDENTIALS: Sentence("企业 ID 与 Secret", "Company ID and secret"),
    PERMISSION: Sentence("微信客服接口权限", "Customer service permission"),
    TRUSTED_IP: Sentence("企业可信 IP", "Trusted IP"),
    CALLBACK: Sentence("回调地址", "Callback address"),
    CLOCK: Sentence("本机时钟", "This machine's clock"),
    DATABASE: Sentence("本地数据库", "Local database"),
}

LATER = Sentence("解决上面的问题后再核实", "Checked once the above is cured")
_NOT_BEGUN = Sentence("", "")


def unchecked(detail: Sentence = _NOT_BEGUN) -> tuple[CheckResult, ...]:
    """Return the rows in their order, as they are before they are checked."""
    waiting = CheckOutcome.WAITING
    return tuple(
        CheckResult(key, title, waiting, detail) for key, title in TITLES.items()
    )
