"""Only http and https addresses can be opened, and the host shown is true (S3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.web_links import MAX_URL_LENGTH, web_link

REFUSED = (
    "file:///etc/passwd", "FILE:///c:/x", "file://host/share", "smb://host/share",
    "\\\\host\\share", "//host/share", "/etc/passwd", "C:\\x.exe", "c:/x.exe",
    "ms-word:ofe|u|http://x/", "ms-settings:", "ms-msdt:/id", "ms-officecmd:x",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "jav\tascript:alert(1)",
    " javascript:alert(1)", "data:text/html,<b>", "DATA:text/html;base64,xx",
    "vbscript:x", "search-ms:query=x", "search:x", "mailto:a@b.c", "tel:10086",
    "weixin://dl/chat", "ftp://host/x", "ssh://host", "ldap://host", "jar:http://x!/",
    "about:blank", "chrome://settings", "view-source:http://x", "blob:http://x/1",
    "http:", "http:/", "http://", "https:///path", "http:x.com", "http:/x.com",
    "http:\\\\x.com", "http://x.com\\@evil.com", "http://x.com/\\evil", "",
    "http://user@evil.com", "https://good.com@evil.com/", "http://good.com:p@evil.com",
    "http://@evil.com", "http://evil.com@", "http://x .com", " http://x.com",
    "http://x.com ", "http://x.com/\u202egpj.exe", "http://x\u200b.com",
    "http://x.com/\x00", "http://x.com/\nHost:evil", "http://x.com/\x7f",
    "http://good.com\uff0fevil.com", "http://good.com%2eevil.com", "http://[::1",
    "http://x.com:99999/", "http://x.com:80:80/", "http://x.com:abc", "http://.",
    "http://a..b", "http://;x", "http://x*y", "http://fa\u00df.de/", "http://'x'",
    "http://x.com/" + "a" * MAX_URL_LENGTH,
)  # fmt: skip


def test_there_are_enough_addresses() -> None:
    assert len(set(REFUSED)) >= 60


@pytest.mark.parametrize("address", REFUSED)
def test_anything_but_a_plain_web_address_is_refused(address: str) -> None:
    assert web_link(address) is None


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://example.com", "example.com"),
        ("HTTPS://Example.COM/Path?q=1#x", "example.com"),
        ("https://work.weixin.qq.com/kfid/kfc1", "work.weixin.qq.com"),
        ("http://例子.测试/路径", "xn--fsqu00a.xn--0zwm56d"),
        ("http://\u0430pple.com/", "xn--pple-43d.com"),
        ("http://good.com。evil.com/", "good.com.evil.com"),
        ("http://10.0.0.1:8080/x", "10.0.0.1:8080"),
        ("http://a_b.example.com", "a_b.example.com"),
        ("http://good.com/@evil.com", "good.com"),
        ("http://good.com?@evil.com", "good.com"),
    ],
)
def test_the_host_is_shown_as_it_will_be_asked(address: str, host: str) -> None:
    link = web_link(address)
    assert link is not None
    assert (link.url, link.host) == (address, host)


@given(st.text())
def test_no_text_makes_it_fail(address: str) -> None:
    for one in (address, f"http://{address}", f"http://x.com/{address}"):
        link = web_link(one)
        assert link is None or link.url.lower().startswith("http")
