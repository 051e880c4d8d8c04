"""The addresses of WeCom's own servers, for firewalls (docs 92520, 92521)."""

from desktop.services.wecom.calls import Calls
from desktop.services.wecom.wire import answer_fields


class ServerCalls:
    """Lists of addresses; entries may hold wildcards such as `101.226.103.*`."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def api_addresses(self) -> tuple[str, ...]:
        """Return where the API answers: for the outbound firewall."""
        answer = await self._calls.get("get_api_domain_ip")
        return answer_fields(answer).texts("ip_list")

    async def callback_addresses(self) -> tuple[str, ...]:
        """Return where callbacks come from: for the inbound firewall."""
        answer = await self._calls.get("getcallbackip")
        return answer_fields(answer).texts("ip_list")
