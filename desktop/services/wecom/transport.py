"""The only place where httpx is used: pools, time-outs, TLS, and its errors made ours.

Errors are raised outside `except` blocks: an httpx exception carries the request, and
with it the address and the token.
"""

import asyncio
import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from desktop.models.clock import Clock
from desktop.models.local_failures import LocalFailure
from desktop.services.wecom.errors import WeComError, local
from desktop.services.wecom.pacing import Gate, Pacing
from desktop.services.wecom.redaction import quiet_http_loggers

CALL_TIMEOUT = httpx.Timeout(connect=10, read=20, write=20, pool=None)
TRANSFER_TIMEOUT = httpx.Timeout(connect=10, read=30, write=60, pool=None)
CALL_DEADLINE = 60.0
"""Seconds for one whole call, so that a dripping server cannot hold a place."""
UPLOAD_DEADLINE = 600.0
_PIECE = 64 * 1024
MAX_ANSWER_BYTES = 32 * 1024 * 1024
_JSON_TYPES = frozenset(
    {"", "application/json", "text/json", "text/plain", "text/javascript"}
)


@dataclass(frozen=True, slots=True)
class Request:
    """One request below the base address; the query holds secrets."""

    method: str
    interface: str
    """Path below the base address, such as `kf/sync_msg`."""
    query: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)


class Transport:
    """Pools of connections to one base address; sends never wait for files."""

    def __init__(
        self,
        base_url: str,
        clock: Clock,
        pacing: Pacing,
        *,
        proxy: str = "",
        ca_file: Path | None = None,
    ) -> None:
        quiet_http_loggers()
        self._base_url = _checked_base_url(base_url)
        self._clock = clock
        context = _tls_context(ca_file)
        if not self._base_url.startswith("https:"):
            proxy = ""  # this machine's own server; a proxy would read the token
        self._calls = _pool(pacing.calls_at_once, context, proxy)
        self._downloads = _pool(pacing.downloads_at_once, context, proxy)
        self._uploads = _pool(pacing.uploads_at_once, context, proxy)
        self._calls_gate = Gate(pacing.calls_at_once)
        self._downloads_gate = Gate(pacing.downloads_at_once)
        self._uploads_gate = Gate(pacing.uploads_at_once)
        self._clock_skew: timedelta | None = None

    @property
    def clock_skew(self) -> timedelta | None:
        """WeCom's time minus ours, as of the last answer; whole seconds."""
        return self._clock_skew

    async def aclose(self) -> None:
        """Close all connections."""
        await self._calls.aclose()
        await self._downloads.aclose()
        await self._uploads.aclose()

    async def fetch(self, request: Request) -> bytes:
        """Return the body of a JSON answer; raises RetryLater and the like."""
        async with self._calls_gate:
            return await self._whole(self._calls, request)

    async def upload(
        self, request: Request, told: Callable[[int], None] | None = None
    ) -> bytes:
        """The same with time for a large body, of which `told` hears the bytes taken.

        Uploads have connections of their own: what is only words overtakes them.
        """
        async with self._uploads_gate:
            return await self._whole(
                self._uploads,
                request,
                timeout=TRANSFER_TIMEOUT,
                deadline=UPLOAD_DEADLINE,
                told=told,
            )

    @asynccontextmanager
    async def open(self, request: Request) -> AsyncIterator[httpx.Response]:
        """Open an answer whose body is read in pieces; status 200, 206 or 416."""
        async with self._downloads_gate:
            response = await self._begin(self._downloads, request, TRANSFER_TIMEOUT)
            try:
                _raise_for_status(response, frozenset({200, 206, 416}))
                yield response
            finally:
                await response.aclose()

    async def _whole(
        self,
        pool: httpx.AsyncClient,
        request: Request,
        *,
        timeout: httpx.Timeout = CALL_TIMEOUT,  # noqa: ASYNC109 - of each step
        deadline: float = CALL_DEADLINE,
        told: Callable[[int], None] | None = None,
    ) -> bytes:
        failure: WeComError | None = None
        try:
            async with asyncio.timeout(deadline):
                response = await self._begin(pool, request, timeout, told)
                try:
                    return await _json_body(response)
                finally:
                    await response.aclose()
        except TimeoutError:
            failure = local(LocalFailure.TIMED_OUT, may_have_been_carried_out=True)
        raise failure

    async def _begin(
        self,
        pool: httpx.AsyncClient,
        request: Request,
        timeout: httpx.Timeout,  # noqa: ASYNC109 - of each step
        told: Callable[[int], None] | None = None,
    ) -> httpx.Response:
        failure: WeComError | None = None
        headers = dict(request.headers)
        if told is not None:
            headers["Content-Length"] = str(len(request.body or b""))
        try:
            response = await pool.send(
                pool.build_request(
                    request.method,
                    self._base_url + request.interface,
                    params=dict(request.query),
                    content=request.body if told is None else _told(request, told),
                    headers=headers,
                    timeout=timeout,
                ),
                stream=True,
            )
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            failure = failure_of(error)
        if failure is not None:
            raise failure
        self._note_time(response)
        return response

    def _note_time(self, response: httpx.Response) -> None:
        try:
            theirs = parsedate_to_datetime(response.headers["date"])
        except (KeyError, ValueError):
            return
        if theirs.tzinfo is None:
            theirs = theirs.replace(tzinfo=UTC)
        self._clock_skew = theirs - self._clock.now()


async def _told(request: Request, told: Callable[[int], None]) -> AsyncIterator[bytes]:
    """Yield the body in pieces and tell how much of it the connection has taken."""
    body = memoryview(request.body or b"")
    for start in range(0, len(body), _PIECE):
        yield bytes(body[start : start + _PIECE])
        told(min(start + _PIECE, len(body)))


def failure_of(error: Exception) -> WeComError:
    """Return our error for one of httpx; nothing of its words is kept.

    Only where no connection came about can the request not have been carried out. TLS
    can also break later, in the middle of an answer.
    """
    if isinstance(error, httpx.ConnectError) and _has_tls_cause(error):
        failure, carried_out = LocalFailure.TLS_REFUSED, False
    elif isinstance(error, httpx.ProxyError):
        failure, carried_out = LocalFailure.PROXY_REFUSED, False
    elif isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        failure, carried_out = LocalFailure.NETWORK_DOWN, False
    elif isinstance(error, httpx.TimeoutException):
        failure, carried_out = LocalFailure.TIMED_OUT, True
    elif isinstance(error, httpx.DecodingError):
        failure, carried_out = LocalFailure.UNEXPECTED_ANSWER, True
    else:
        failure, carried_out = LocalFailure.CONNECTION_LOST, True
    return local(failure, may_have_been_carried_out=carried_out)


def is_json(content_type: str) -> bool:
    """Whether a Content-Type can be that of an answer of the API."""
    kind = content_type.partition(";")[0].strip().lower()
    return kind in _JSON_TYPES or kind.endswith("+json")


async def _json_body(response: httpx.Response) -> bytes:
    _raise_for_status(response, frozenset({200}))
    if not is_json(response.headers.get("content-type", "")):
        raise local(LocalFailure.UNEXPECTED_ANSWER, may_have_been_carried_out=True)
    failure: WeComError | None = None
    body = bytearray()
    try:
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > MAX_ANSWER_BYTES:
                break
    except (httpx.HTTPError, OSError) as error:
        failure = failure_of(error)
    if failure is not None:
        raise failure
    if len(body) > MAX_ANSWER_BYTES:
        raise local(LocalFailure.UNEXPECTED_ANSWER, may_have_been_carried_out=True)
    return bytes(body)


def _raise_for_status(response: httpx.Response, good: frozenset[int]) -> None:
    """WeCom answers 200 even to refusals; every other status is somebody else's."""
    status = response.status_code
    if status in good:
        return
    if 300 <= status < 400:
        failure = LocalFailure.REDIRECTED
    elif status == 404:
        raise local(LocalFailure.WRONG_ADDRESS)
    elif status == 407:
        failure = LocalFailure.PROXY_REFUSED
    elif status >= 500 or status == 429:
        failure = LocalFailure.SERVER_FAILED
    else:
        failure = LocalFailure.UNEXPECTED_ANSWER
    raise local(failure, may_have_been_carried_out=True)


def _has_tls_cause(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _checked_base_url(base_url: str) -> str:
    """Secrets travel in the query: plain http is for this machine alone."""
    parts = urlsplit(base_url.strip())
    safe = parts.scheme == "https" or (
        parts.scheme == "http" and _is_this_machine(parts.hostname or "")
    )
    if not safe or not parts.hostname or parts.query or parts.fragment:
        raise local(LocalFailure.UNSAFE_ADDRESS)
    return base_url.strip().rstrip("/") + "/"


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def _tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """The bundle of httpx, the system's store, and a company's own authority."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    if ca_file is not None:
        context.load_verify_locations(cafile=ca_file)
    return context


def _pool(width: int, context: ssl.SSLContext, proxy: str) -> httpx.AsyncClient:
    """A pool without redirects, without the environment's proxies, always verified."""
    client: httpx.AsyncClient | None = None
    with suppress(ValueError, httpx.InvalidURL):
        client = httpx.AsyncClient(
            verify=context,
            proxy=proxy or None,
            trust_env=False,
            follow_redirects=False,
            limits=httpx.Limits(max_connections=width, max_keepalive_connections=width),
            headers={"User-Agent": "Switchboard"},
        )
    if client is None:
        raise local(LocalFailure.PROXY_REFUSED)
    return client
