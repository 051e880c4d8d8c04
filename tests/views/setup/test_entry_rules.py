"""What a set-up entry may look like before WeCom is asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.checkup import (
    CheckOutcome,
    CheckResult,
    SetupEntry,
    may_go_on,
)
from desktop.models.failures import Sentence
from desktop.views.setup.entry_rules import EntryFault, EntryField, faults

KEY = "a" * 43
ENTRY = SetupEntry(corpid="ww0123456789abcdef", secret="S-e_cret0123")


def test_corp_id_and_secret_are_enough():
    assert faults(ENTRY) == {}


def test_corp_id_and_secret_are_both_needed():
    assert faults(SetupEntry("", "")) == {
        EntryField.CORPID: EntryFault.MISSING,
        EntryField.SECRET: EntryFault.MISSING,
    }


@pytest.mark.parametrize("bad", ["ww 1", "企业", "a\nb", "a&secret=b", "x" * 200])
def test_characters_that_no_id_has_are_found(bad: str):
    odd = EntryFault.ODD_CHARACTERS
    assert faults(replace(ENTRY, corpid=bad)) == {EntryField.CORPID: odd}
    assert faults(replace(ENTRY, secret=bad)) == {EntryField.SECRET: odd}


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://qyapi.weixin.qq.com/cgi-bin/", None),
        ("http://127.0.0.1:8080/cgi-bin/", None),
        ("http://[::1]:8080/", None),
        ("http://localhost:1/", None),
        ("http://qyapi.weixin.qq.com/", EntryFault.NOT_ENCRYPTED),
        ("http://127.0.0.1.example.com/", EntryFault.NOT_ENCRYPTED),
        ("http://10.0.0.1/", EntryFault.NOT_ENCRYPTED),
        ("ftp://qyapi.weixin.qq.com/", EntryFault.NO_ADDRESS),
        ("https://user:pass@qyapi.weixin.qq.com/", EntryFault.NO_ADDRESS),
        ("file:///etc/passwd", EntryFault.NO_ADDRESS),
        ("qyapi.weixin.qq.com", EntryFault.NO_ADDRESS),
        ("https://[", EntryFault.NO_ADDRESS),
    ],
)
def test_the_secret_travels_only_over_https_or_inside_this_machine(
    url: str, fault: EntryFault | None
):
    found = faults(replace(ENTRY, base_url=url))
    assert found.get(EntryField.BASE_URL) is fault


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("http://proxy.example:3128", True),
        ("https://user:pass@proxy.example:3128", True),
        ("proxy.example:3128", False),
        ("socks5://proxy.example:1080", False),
        ("http://proxy.example:99999", False),
        ("http://", False),
    ],
)
def test_a_proxy_is_a_web_address_with_a_port(url: str, good: bool):
    assert (faults(replace(ENTRY, proxy_url=url)) == {}) is good


def test_token_and_key_belong_together_and_have_their_shapes():
    both = replace(ENTRY, callback_token="Token1", encoding_aes_key=KEY)
    assert faults(both) == {}
    assert faults(replace(both, encoding_aes_key="")) == {
        EntryField.ENCODING_AES_KEY: EntryFault.BOTH_OR_NONE
    }
    assert faults(replace(both, callback_token="")) == {
        EntryField.CALLBACK_TOKEN: EntryFault.BOTH_OR_NONE
    }
    assert faults(replace(both, encoding_aes_key=KEY[1:])) == {
        EntryField.ENCODING_AES_KEY: EntryFault.KEY_SHAPE
    }
    assert faults(replace(both, callback_token="a" * 33)) == {
        EntryField.CALLBACK_TOKEN: EntryFault.TOKEN_SHAPE
    }


@given(st.builds(SetupEntry, *[st.text()] * 7))
def test_no_entry_breaks_the_rules_themselves(entry: SetupEntry):
    assert isinstance(faults(entry), dict)


def test_no_secret_is_in_the_repr_of_an_entry():
    entry = SetupEntry(
        "ww1", "canary-a", "n", "https://x/", "http://canary-b", "canary-c", "canary-d"
    )
    assert "canary" not in repr(entry)
    assert "canary" not in str(entry)


def _result(outcome: CheckOutcome) -> CheckResult:
    words = Sentence("词", "word")
    return CheckResult("key", words, outcome, words)


def test_one_goes_on_when_all_checks_were_made_and_none_is_bad():
    ok, warn = _result(CheckOutcome.OK), _result(CheckOutcome.WARN)
    assert may_go_on((ok, warn))
    assert not may_go_on(())
    for outcome in (CheckOutcome.BAD, CheckOutcome.RUNNING, CheckOutcome.WAITING):
        assert not may_go_on((ok, _result(outcome)))
