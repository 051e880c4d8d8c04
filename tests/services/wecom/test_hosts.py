"""The token goes to the base host alone, over TLS that was verified (S12, S13)."""

import ipaddress
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop.models.local_failures import LocalFailure
from desktop.services import wecom
from desktop.services.wecom.client import WeComClient
from desktop.services.wecom.errors import RetryLater
from tests.sandbox_fixture import Sandbox
from tests.services.wecom.conftest import MakeClient
from tests.services.wecom.pages import entry, event, page
from tests.services.wecom.raw_server import RawServer, Reply

HERE = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
ELSEWHERE = x509.DNSName("elsewhere.example")
JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
TOKEN_ANSWER = b'{"access_token":"CANARYtoken","expires_in":7200}'


def granting(target: str, headers: dict[str, str]) -> bytes:
    size = f"Content-Length: {len(TOKEN_ANSWER)}\r\n\r\n".encode()
    return JSON + size + TOKEN_ANSWER


@dataclass
class Authority:
    """A certificate authority of the test's own."""

    folder: Path

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test CA")])
        certificate = self._signed(self._name, self._key, None, timedelta(days=1))
        self.file = self.folder / "ca.pem"
        self.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def context(
        self,
        name: x509.GeneralName,
        *,
        life: timedelta = timedelta(days=1),
        self_signed: bool = False,
    ) -> ssl.SSLContext:
        """What a server with such a certificate uses."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "server")])
        certificate = self._signed(subject, key, name, life, self_signed=self_signed)
        path = self.folder / "server.pem"
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        name: x509.GeneralName | None,
        life: timedelta,
        *,
        self_signed: bool = False,
    ) -> x509.Certificate:
        now = datetime.now(UTC)
        is_authority = name is None
        issuer = subject if self_signed else self._name
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + life)
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        )
        if name is not None:
            names = x509.SubjectAlternativeName([name])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(key if self_signed else self._key, hashes.SHA256())


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


Serve = Callable[..., Awaitable[RawServer]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        async def started(reply: Reply, tls: ssl.SSLContext | None = None) -> RawServer:
            server = RawServer(reply, tls)
            await server.start()
            stack.push_async_callback(server.stop)
            return server

        yield started


def client_of(server: RawServer, **more: Path | str) -> WeComClient:
    return WeComClient(
        base_url=server.base_url,
        corpid="ww1",
        secret=lambda: "CANARYsecret",
        **more,  # type: ignore[arg-type]
    )


async def test_a_companys_own_authority_can_be_named(
    serve: Serve, authority: Authority
) -> None:
    server = await serve(granting, authority.context(HERE))
    async with client_of(server, ca_file=authority.file) as client:
        assert await client.sign_in() > timedelta(hours=1)


@pytest.mark.parametrize(
    "case", ["unknown authority", "self-signed", "wrong host", "expired"]
)
async def test_a_certificate_that_does_not_hold_is_refused_before_the_request(
    serve: Serve, authority: Authority, case: str
) -> None:
    contexts = {
        "unknown authority": lambda: authority.context(HERE),
        "self-signed": lambda: authority.context(HERE, self_signed=True),
        "wrong host": lambda: authority.context(ELSEWHERE),
        "expired": lambda: authority.context(HERE, life=timedelta(days=-1)),
    }
    server = await serve(granting, contexts[case]())
    known = {} if case == "unknown authority" else {"ca_file": authority.file}
    async with client_of(server, **known) as client:
        with pytest.raises(RetryLater) as caught:
            await client.sign_in()
    assert caught.value.reason == LocalFailure.TLS_REFUSED.reason
    assert not caught.value.request_may_have_been_carried_out
    assert server.targets == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_never_followed(serve: Serve, status: int) -> None:
    trap = await serve(granting)

    def redirecting(target: str, headers: dict[str, str]) -> bytes:
        place = f"Location: {trap.base_url}gettoken?corpsecret=CANARYsecret"
        return f"HTTP/1.1 {status} Go\r\n{place}\r\nContent-Length: 0\r\n\r\n".encode()

    server = await serve(redirecting)
    async with client_of(server) as client:
        with pytest.raises(RetryLater) as caught:
            await client.sign_in()
    assert caught.value.reason == LocalFailure.REDIRECTED.reason
    assert trap.targets == []


async def test_a_proxy_sees_the_host_and_nothing_of_the_request(serve: Serve) -> None:
    proxy = await serve(
        lambda target, headers: b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"
    )
    client = WeComClient(
        base_url="https://wecom.example/cgi-bin/",
        corpid="ww1",
        secret=lambda: "CANARYsecret",
        proxy=proxy.base_url.removesuffix("/cgi-bin/"),
    )
    async with client:
        with pytest.raises(RetryLater) as caught:
            await client.sign_in()
    assert caught.value.reason == LocalFailure.PROXY_REFUSED.reason
    assert not caught.value.request_may_have_been_carried_out
    assert proxy.targets == ["wecom.example:443"]


async def test_a_server_on_this_machine_is_never_asked_through_a_proxy(
    serve: Serve,
) -> None:
    proxy, server = await serve(granting), await serve(granting)
    proxy_url = proxy.base_url.removesuffix("/cgi-bin/")
    async with client_of(server, proxy=proxy_url) as client:
        await client.sign_in()
    assert proxy.targets == []
    assert len(server.targets) == 1


async def test_the_environments_proxy_is_not_used(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, server = await serve(granting), await serve(granting)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"):
        monkeypatch.setenv(name, proxy.base_url)
    async with client_of(server) as client:
        await client.sign_in()
    assert proxy.targets == []


async def test_no_address_out_of_a_message_is_ever_fetched(
    serve: Serve, make_client: MakeClient, sandbox: Sandbox
) -> None:
    trap = await serve(granting)
    url = trap.base_url
    entries = [
        entry("link", {"title": "t", "desc": "d", "url": url, "pic_url": url}),
        entry("channels_shop_product", {"product_id": "1", "head_img": url}),
        entry("channels_shop_order", {"order_id": "1", "image_url": url}),
        entry("text", {"content": f"看看 {url}"}),
        event("enter_session", scene_param=url),
    ]
    sandbox.control.raw(
        "kf/sync_msg",
        body=page(*entries).decode(),
        headers={"content-type": "application/json"},
    )
    client = make_client(sandbox)
    found = await client.kf.sync_msg(sandbox.control.accounts()[0])
    assert len(found.entries) == len(entries)
    await client.kf.customers(sandbox.control.customers()[:1])
    assert trap.targets == []


def test_there_is_one_place_where_connections_are_made() -> None:
    folder = Path(next(iter(wecom.__path__)))
    makers = [
        path.name
        for path in folder.glob("*.py")
        if "AsyncClient(" in path.read_text("utf-8")
    ]
    assert makers == ["transport.py"]
